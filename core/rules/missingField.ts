import { fieldNamed, fieldsOf } from '../catalog/fields';
import type { FieldOwner, FieldSpec } from '../catalog/types';
import { phrase, type Phrase } from '../l10n/phrase';
import type { ObjectNode } from '../syntax/tree';
import { fieldsBesideState } from '../facts/strayStates';
import { isDeployTime, propertyOf } from '../syntax/value';
import { nearestName } from './didYouMean';
import { OWNER_TEXT } from './objectText';
import type { Report, Rule } from './rule';

interface OneOf {
  readonly names: readonly string[];
  readonly message: () => Phrase;
  /** Where AWS documents it, and nobody has seen a refusal. */
  readonly severity?: 'warning';
}

/** Where one of several fields has to stand; a Map's own message names the one to write. */
const ONE_OF: Partial<Record<FieldOwner, OneOf>> = {
  Map: {
    names: ['ItemProcessor', 'Iterator'],
    message: () => phrase`A Map state needs an ItemProcessor with StartAt and States.`,
  },
  Wait: {
    names: ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'],
    message: () => phrase`A Wait state needs one of Seconds, Timestamp, SecondsPath or TimestampPath.`,
  },
  credentials: {
    names: ['RoleArn', 'RoleArn.$'],
    message: () => phrase`Credentials need a RoleArn.`,
  },
  resultWriter: {
    names: ['WriterConfig', 'Resource'],
    message: () => phrase`A ResultWriter needs a WriterConfig, or a Resource with Parameters, or both.`,
  },
  itemBatcher: {
    names: ['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
    message: () => phrase`An ItemBatcher needs MaxItemsPerBatch or MaxInputBytesPerBatch to say how large a batch is.`,
    severity: 'warning',
  },
};

const requiredFields = new Map<FieldOwner, readonly FieldSpec[]>();

/**
 * A field without which AWS refuses the definition ("These fields are required").
 *
 * Source: States Language; recorded refusals for StartAt, States and Credentials.RoleArn; AWS: "ResultWriter (Map)" ("cannot be
 * empty") and "ItemBatcher (Map)".
 */
export const missingField: Rule = {
  code: 'missing-field',
  severity: 'error',
  check({ machine, objects }, report) {
    for (const { node, type, name } of machine.states) {
      if (type || propertyOf(node, 'Type') || isDeployTime(node) || node.isOpen) continue;
      if (node.property && fieldsBesideState(node.property.parent)?.fields.includes(node.property)) continue;
      report(node, phrase`The state "${name}" needs a Type.`, { data: { missing: 'Type' } });
    }
    for (const { owner, node, queryLanguage } of objects) {
      // Where the text ends too early, what is missing may be meant to follow.
      if (node.isOpen) continue;
      // An empty ItemProcessor or branch lacks both, and says so twice.
      for (const spec of requiredOf(owner)) {
        if (spec.queryLanguage && spec.queryLanguage !== queryLanguage) continue;
        if (propertyOf(node, spec.name) || isMisspelt(owner, node, spec.name)) continue;
        report(node, phrase`${OWNER_TEXT[owner]()} needs the field "${spec.name}".`, { data: { missing: spec.name } });
      }
      checkOneOf(owner, node, report);
    }
  },
};

/** The rule of unknown fields has said it already. */
function isMisspelt(owner: FieldOwner, node: ObjectNode, name: string): boolean {
  return node.properties.some(({ key }) => !fieldNamed(owner, key.value) && nearestName(key.value, [name]) === name);
}

function checkOneOf(owner: FieldOwner, node: ObjectNode, report: Report): void {
  const choice = ONE_OF[owner];
  if (!choice || node.properties.some(({ key }) => choice.names.includes(key.value))) return;
  const { severity } = choice;
  report(node, choice.message(), { data: { missing: choice.names[0] }, ...(severity && { severity }) });
}

function requiredOf(owner: FieldOwner): readonly FieldSpec[] {
  let required = requiredFields.get(owner);
  if (!required) requiredFields.set(owner, (required = fieldsOf(owner).filter((field) => field.required)));
  return required;
}
