/** The fields an object may still have. */
import { fieldsOf } from '../../catalog/fields';
import type { FieldOwner, FieldSpec } from '../../catalog/types';
import type { State } from '../../model/machine';
import { isDistributed } from '../../facts/definitionObjects';
import { phrase } from '../../l10n/phrase';
import { valueOf } from '../../syntax/value';
import { fieldDoc } from '../hover';
import type { CompletionContext, CompletionEntry } from './completionEntry';
import { commaAfter, commaBefore, fieldSnippet, snippetEscape, wordBefore } from './completionEntry';

/** A state whose Type is not written yet: what every state has. */
const UNTYPED: FieldOwner = 'Pass';
const UNTYPED_FIELDS = new Set(['Type', 'Comment', 'QueryLanguage', 'Next', 'End']);

/** Fields that can always be written, and seldom are. */
const REMARKS = new Set(['Comment', 'QueryLanguage', 'Version']);

/** Kinds of value whose completion is worth opening at once. */
const RETRIGGER = new Set(['stateName', 'resource', 'errorNames']);

export function completeField(context: CompletionContext): CompletionEntry[] {
  const { place } = context;
  const current = place.property?.key;
  const present = new Set(place.object.properties.filter(({ key }) => key !== current).map(({ key }) => key.value));
  return candidates(context)
    .filter(({ name, excludes }) => !present.has(name) && !excludes?.some((other) => present.has(other)))
    .sort((one, other) => rank(one) - rank(other))
    .map((field) => fieldEntry(context, field));
}

/** What is missing first, then what shapes the object, then remarks; within each as the catalogue has it. */
function rank({ required, name }: FieldSpec): number {
  if (required) return 0;
  return REMARKS.has(name) ? 2 : 1;
}

function candidates({ place }: CompletionContext): readonly FieldSpec[] {
  if (!place.owner) return fieldsOf(UNTYPED, place.queryLanguage).filter(({ name }) => UNTYPED_FIELDS.has(name));
  // A Map that has no processor yet may still become a distributed one.
  const distributed = place.state?.type !== 'Map' || !hasProcessor(place.state) || isDistributed(place.state) !== false;
  return fieldsOf(place.owner, place.queryLanguage).filter(
    // ExecutionType stands beside Mode: it is what makes a Map distributed in the first place.
    (field) => !field.distributedOnly || distributed || place.owner === 'processorConfig',
  );
}

function hasProcessor({ node }: State): boolean {
  return valueOf(node, 'ItemProcessor') !== undefined || valueOf(node, 'Iterator') !== undefined;
}

function fieldEntry(context: CompletionContext, field: FieldSpec): CompletionEntry {
  const { place, document } = context;
  const key = place.property?.key;
  const span = key ? context.spanOf(key.span) : wordBefore(context, /"?[\w.]*$/);
  const quoted = document.language === 'json' ? JSON.stringify(field.name) : field.name;
  const hasValue = /^[ \t]*:/.test(document.text.slice(span.end));
  const common = {
    label: field.name,
    kind: 'field',
    detail: field.required ? phrase`${valueText(field)}, required` : valueText(field),
    doc: fieldDoc(field),
    filterText: quoted,
    additional: commaBefore(context, span),
  } as const;
  // Only the key is replaced where its value stands there already.
  if (hasValue) return { ...common, edit: { span, text: quoted } };
  const text = fieldSnippet(context, snippetEscape(quoted), field.snippet ?? '$1', span) + commaAfter(context, span);
  return { ...common, edit: { span, text }, isSnippet: true, retrigger: RETRIGGER.has(field.value) };
}

function valueText(field: FieldSpec): string {
  return field.values && field.values.length <= 3 ? field.values.join(' | ') : VALUE_TEXT[field.value]();
}

const VALUE_TEXT: Record<FieldSpec['value'], () => string> = {
  string: () => phrase`text`,
  boolean: () => phrase`true or false`,
  integer: () => phrase`whole number`,
  number: () => phrase`number`,
  object: () => phrase`object`,
  array: () => phrase`array`,
  stringArray: () => phrase`list of strings`,
  any: () => phrase`any JSON`,
  stateName: () => phrase`state name`,
  path: () => phrase`path`,
  referencePath: () => phrase`path`,
  payloadTemplate: () => phrase`payload template`,
  jsonataTemplate: () => phrase`JSON with {% %}`,
  timestamp: () => phrase`timestamp`,
  resource: () => 'ARN',
  errorNames: () => phrase`list of error names`,
  states: () => phrase`states`,
  scopes: () => phrase`branches`,
  choiceRules: () => phrase`rules`,
  retriers: () => phrase`retriers`,
  catchers: () => phrase`catchers`,
};
