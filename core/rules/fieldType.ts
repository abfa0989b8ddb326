import type { ValueKind } from '../catalog/types';
import { jsonataSource } from '../query';
import type { SyntaxNode } from '../syntax/tree';
import { becomesText, isBareText, isDeployTime, valueOf } from '../syntax/value';
import type { FieldUse } from '../facts/definitionObjects';
import { expressionText } from '../facts/expressions';
import { fieldsBesideState } from '../facts/strayStates';
import { phrase, type Phrase } from '../l10n/phrase';
import type { Rule } from './rule';

interface Expected {
  readonly words: () => Phrase;
  /** The kind whose values it takes some of: of another such value the message says more than its kind. */
  readonly kind?: 'number' | 'array';
  accepts(node: SyntaxNode): boolean;
}

const ofKind =
  (...kinds: SyntaxNode['kind'][]) =>
  (node: SyntaxNode): boolean =>
    kinds.includes(node.kind);

const string: Expected = { words: () => phrase`a string`, accepts: ofKind('string') };
const object: Expected = {
  words: () => phrase`an object`,
  accepts: ofKind('object'),
};
const anything: Expected = {
  words: () => phrase`any value`,
  accepts: () => true,
};
const objects: Expected = {
  words: () => phrase`a list of objects`,
  kind: 'array',
  accepts: listOf('object'),
};
const strings: Expected = {
  words: () => phrase`a list of strings`,
  kind: 'array',
  accepts: listOf('string'),
};
const path: Expected = {
  words: () => phrase`a string with a path, such as "$.order"`,
  accepts: ofKind('string'),
};

const EXPECTED: Record<ValueKind, Expected> = {
  string,
  boolean: {
    words: () => phrase`true or false`,
    accepts: ofKind('boolean'),
  },
  integer: {
    words: () => phrase`a whole number`,
    kind: 'number',
    accepts: (node) => node.kind === 'number' && Number.isInteger(node.value),
  },
  number: { words: () => phrase`a number`, accepts: ofKind('number') },
  object,
  // Items of a Map may also be an object, whose entries are the items.
  array: { words: () => phrase`a list`, accepts: ofKind('array', 'object') },
  stringArray: strings,
  any: anything,
  stateName: { words: () => phrase`a state's name`, accepts: ofKind('string') },
  path,
  referencePath: path,
  payloadTemplate: anything,
  jsonataTemplate: anything,
  timestamp: {
    words: () => phrase`a string with a timestamp, such as "2030-01-31T08:00:00Z"`,
    accepts: ofKind('string'),
  },
  resource: {
    words: () => phrase`a string with an ARN`,
    accepts: ofKind('string'),
  },
  errorNames: {
    words: () => phrase`a list of error names`,
    kind: 'array',
    accepts: listOf('string'),
  },
  states: object,
  scopes: objects,
  choiceRules: objects,
  retriers: objects,
  catchers: objects,
};

/**
 * The value is of a kind that the field does not take, such as a number in quotes. AWS refuses the
 * definition. A placeholder inside quotes and `!Ref` become texts, which is no number, true or false; elsewhere
 * placeholders fit, and so does `{% … %}` where JSONata may give the value. In YAML that Terraform renders (`templatefile`), a value that is a
 * placeholder alone, without quotes, becomes what its text says.
 *
 * Source: States Language; the kind of each field is that of the catalogue.
 */
export const fieldType: Rule = {
  code: 'field-type',
  severity: 'error',
  check({ fields, scopes, machine, options: { placeholders = [] } }, report) {
    const isRendered = placeholders.length > 0 && placeholders.every((each) => each.isRendered);
    for (const use of fields) {
      const { value, spec, object: owner } = use;
      // In the other query language the field itself is wrong, whatever it holds.
      if (spec.queryLanguage && spec.queryLanguage !== owner.queryLanguage) continue;
      if (isTextForOther(use) && !(isRendered && isBareText(value))) {
        const expected = EXPECTED[spec.value];
        report(
          value,
          phrase`"${spec.name}" must be ${expected.words()}, but this is a text once it is filled in.${adviceFor(value)}`,
        );
        continue;
      }
      if (isDeployTime(value) || (spec.nullable && value.kind === 'null') || isExpression(use)) continue;
      const expected = spec.name === 'Assign' ? object : EXPECTED[spec.value];
      if (expected.accepts(value)) continue;
      report(
        value,
        phrase`"${spec.name}" must be ${expected.words()}, but this is ${actualText(value, expected)}.${delimitersFor(use)}`,
      );
    }
    for (const { node, type } of machine.states) {
      const written = type ? undefined : valueOf(node, 'Type');
      if (!written || written.kind === 'string' || isDeployTime(written)) continue;
      report(written, phrase`"${'Type'}" must be ${string.words()}, but this is ${actualText(written)}.`);
    }
    for (const scope of scopes) {
      const states = scope.node.properties.find(({ key }) => key.value === 'States')?.value;
      if (states?.kind !== 'object') continue;
      const beside = fieldsBesideState(states);
      if (beside) {
        const { state } = beside;
        report(
          state.value ?? state.key,
          phrase`The fields of the state "${state.key.value}" stand beside it: they must be indented further.`,
        );
      }
      for (const property of states.properties) {
        const { key, value } = property;
        if (property === beside?.state || beside?.fields.includes(property)) continue;
        if (!value || value.kind === 'object' || isDeployTime(value)) continue;
        report(
          value,
          phrase`The state "${key.value}" must be an object with a Type, but this is ${actualText(value)}.`,
        );
      }
    }
  },
};

/** What no text is, however it is filled in. */
const NO_TEXT = new Set<ValueKind>(['integer', 'number', 'boolean']);

/** In JSONata the text may be an expression. */
function isTextForOther({ value, spec, object: { queryLanguage } }: FieldUse): boolean {
  return NO_TEXT.has(spec.value) && !(spec.jsonata && queryLanguage === 'JSONata') && becomesText(value);
}

function adviceFor(value: SyntaxNode): Phrase | '' {
  const [name] = value.kind === 'string' ? (/^\$\{[^{}]*\}$/.exec(value.value) ?? []) : [];
  return name === undefined
    ? phrase` In a definition that is JSON text, write the placeholder without quotes around it.`
    : phrase` Write ${name} without quotes around it, in a definition that is JSON text.`;
}

function isExpression({ value, spec, object: { queryLanguage } }: FieldUse): boolean {
  if (!spec.jsonata || queryLanguage !== 'JSONata' || value.kind !== 'string' || spec.name === 'Assign') return false;
  return jsonataSource(expressionText(value)) !== undefined;
}

/** A text that holds a dollar is meant to be evaluated. */
function delimitersFor({ value, spec, object: { queryLanguage } }: FieldUse): Phrase | '' {
  if (!spec.jsonata || queryLanguage !== 'JSONata' || value.kind !== 'string' || !value.value.includes('$')) return '';
  return phrase` Write JSONata between {% and %}.`;
}

function listOf(kind: SyntaxNode['kind']): (node: SyntaxNode) => boolean {
  return (node) => node.kind === 'array' && node.items.every((item) => item.kind === kind || isDeployTime(item));
}

const ACTUAL: Record<SyntaxNode['kind'], () => string> = {
  object: () => phrase`an object`,
  array: () => phrase`a list`,
  string: () => phrase`a string`,
  number: () => phrase`a number`,
  boolean: () => phrase`a boolean`,
  null: () => 'null',
  placeholder: () => phrase`a placeholder`,
};

function actualText(value: SyntaxNode, expected?: Expected): string {
  if (value.kind === 'number' && expected?.kind === 'number') return value.text;
  if (value.kind === 'array' && expected?.kind === 'array') return phrase`a list with other values`;
  if (value.kind === 'string' && value.value === '') return phrase`an empty string`;
  return ACTUAL[value.kind]();
}
