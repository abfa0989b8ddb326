import { fieldNamed, fieldsOf } from '../catalog/fields';
import type { FieldOwner } from '../catalog/types';
import { strayStates } from '../facts/strayStates';
import { phrase, type Phrase } from '../l10n/phrase';
import type { QueryLanguage } from '../model/machine';
import type { ObjectNode, Property } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import { nearestName, suggestionText } from './didYouMean';
import { OWNER_TEXT } from './objectText';
import type { Rule } from './rule';

/** Fields people put where they do not belong, and what to do instead. */
const INSTEAD: Partial<Record<FieldOwner, Record<string, () => Phrase>>> = {
  Choice: {
    Next: () => phrase`its rules and Default name the next state.`,
    End: () => phrase`its rules and Default name the next state.`,
    Retry: () => phrase`only Task, Parallel and Map states can retry.`,
    Catch: () => phrase`only Task, Parallel and Map states can catch errors.`,
  },
  Succeed: {
    Next: () => phrase`it always ends.`,
    End: () => phrase`it always ends.`,
  },
  Fail: {
    Next: () => phrase`it always ends.`,
    End: () => phrase`it always ends.`,
  },
  nestedRule: {
    Next: () => phrase`only the outermost rule names the next state.`,
    Assign: () => phrase`only the outermost rule can assign variables.`,
  },
  branch: {
    QueryLanguage: () => phrase`set it on a state or on the whole machine.`,
    TimeoutSeconds: () => phrase`set it on the machine.`,
  },
  itemProcessor: {
    QueryLanguage: () => phrase`set it on a state or on the whole machine.`,
    TimeoutSeconds: () => phrase`set it on the machine.`,
  },
};

/**
 * The States Language knows no such field here. AWS refuses the definition ("Field is not supported"),
 * so a misspelt field is never silently ignored. A state that stands inside another one, or beside States, is such a field.
 *
 * Source: States Language; the fields of each object are those of the catalogue.
 */
export const unknownField: Rule = {
  code: 'unknown-field',
  severity: 'error',
  check({ objects }, report) {
    for (const { owner, node, queryLanguage } of objects) {
      const strays = strayStates(owner, node);
      if (strays[0]) report(strays[0].key, strayText(strays, node));
      let missing: readonly string[] | undefined;
      for (const property of node.properties) {
        const { key, value } = property;
        if (strays.includes(property)) continue;
        const name = key.value;
        // A name without a value is still being typed.
        if (!value || fieldNamed(owner, name) || hasPlaceholder(name) || name === '') continue;
        const instead = INSTEAD[owner]?.[name];
        if (instead) {
          report(key, phrase`${OWNER_TEXT[owner]()} cannot have ${name}: ${instead()}`);
          continue;
        }
        missing ??= missingNames(owner, node, queryLanguage);
        const suggestion = nearestName(name, missing);
        report(key, phrase`${OWNER_TEXT[owner]()} has no field "${name}".${suggestionText(suggestion)}`, {
          data: { suggestion },
        });
      }
    }
  },
};

/** One slip may bring all states that follow into a wrong place: that is told once, at the first. */
function strayText(strays: readonly Property[], node: ObjectNode): Phrase {
  const name = strays[0]?.key.value ?? '';
  if (valueOf(node, 'States')) {
    return strays.length === 1
      ? phrase`The state "${name}" is beside States: move it into States.`
      : phrase`From "${name}" on, states are beside States: move them into States.`;
  }
  const holder = node.property?.key.value ?? '';
  return strays.length === 1
    ? phrase`The state "${name}" is inside the state "${holder}": move it behind that one, into States.`
    : phrase`From "${name}" on, states are inside the state "${holder}": move them behind it, into States.`;
}

/** What a misspelt field may have been meant to be: the fields that do not stand here yet. */
function missingNames(owner: FieldOwner, node: ObjectNode, queryLanguage: QueryLanguage): string[] {
  const present = new Set(node.properties.map(({ key }) => key.value));
  return fieldsOf(owner, queryLanguage)
    .map((field) => field.name)
    .filter((name) => !present.has(name));
}
