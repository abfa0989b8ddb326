/** Values: state names, error names, resources, enumerations, booleans. */
import { ERRORS } from '../../catalog/errors';
import { calledOperation, callName, errorsOf } from '../../catalog/services/calledOperation';
import { STATE_TYPE_SPECS } from '../../catalog/stateTypes';
import type { ValueKind } from '../../catalog/types';
import { ourMarkdown } from '../../escape/markdown';
import { calledResource, tasksWithin } from '../../facts/tasks';
import { phrase } from '../../l10n/phrase';
import { STATE_TYPES } from '../../model/machine';
import type { Span, SyntaxNode } from '../../syntax/tree';
import { textOf, valueOf } from '../../syntax/value';
import { errorDoc, fieldDoc, stateDoc } from '../hover';
import type { CompletionContext, CompletionEntry, ValueOffer as Offer } from './completionEntry';
import { scalarText, valueSpan, wordBefore } from './completionEntry';
import { functionNames, resources } from './resourceCompletion';

export function completeValue(context: CompletionContext): CompletionEntry[] {
  const span = valueSpan(context);
  const offered = offers(context);
  if (offered.length === 0) return wholeValue(context, span);
  return offered.map(({ value, kind, detail, doc, literal, retrigger }) => {
    const text = literal ? value : scalarText(context, value, span);
    return { label: value, kind, detail, doc, edit: { span, text }, filterText: text, ...(retrigger && { retrigger }) };
  });
}

/** Behind the colon of an object or a list: all of it, as it comes with the key. YAML writes such below the key. */
function wholeValue({ document, place: { field, node } }: CompletionContext, span: Span): CompletionEntry[] {
  if (document.language !== 'json' || node || !field?.snippet || !/^[[{]/.test(field.snippet)) return [];
  const label = field.snippet.startsWith('[') ? '[ … ]' : '{ … }';
  const edit = { span, text: field.snippet };
  return [{ label, kind: 'snippet', detail: field.name, doc: fieldDoc(field), edit, isSnippet: true }];
}

function offers(context: CompletionContext): readonly Offer[] {
  const { field, templateKey, node } = context.place;
  if (!field) return [];
  // On a key inside a template there is nothing to offer.
  if (node && node.property?.key === node) return [];
  if (field.value === 'payloadTemplate' || field.value === 'jsonataTemplate') {
    return templateKey === 'FunctionName' || (!templateKey && keyBefore(context) === 'FunctionName')
      ? functionNames(context)
      : [];
  }
  const byKind = OFFERS[field.value];
  if (byKind) return byKind(context);
  if (field.name === 'Type') return stateTypes();
  return (field.values ?? []).map((value) => ({ value, kind: 'value', literal: false }));
}

const OFFERS: Partial<Record<ValueKind, (context: CompletionContext) => readonly Offer[]>> = {
  stateName: stateNames,
  errorNames,
  resource: resources,
  boolean: () => ['true', 'false'].map((value) => ({ value, kind: 'value', literal: true })),
};

function stateTypes(): Offer[] {
  return STATE_TYPES.map((type) => ({ value: type, kind: 'value', doc: ourMarkdown(STATE_TYPE_SPECS[type].doc) }));
}

/** States of this scope; a state's own name last, for a loop onto oneself is rare. */
function stateNames({ place }: CompletionContext): Offer[] {
  const states = [...place.scope.byName.values()];
  const others = states.filter((state) => state !== place.state);
  const itself = states.filter((state) => state === place.state);
  return [...others, ...itself].map((state) => ({
    value: state.name,
    kind: 'state',
    detail: state.type,
    doc: stateDoc(state),
  }));
}

/** What the function raises that the task calls, or the service; AWS's names; then those that a Fail state of the machine raises. */
function errorNames({ place, services, names }: CompletionContext): Offer[] {
  const used = new Set(place.node?.parent?.kind === 'array' ? place.node.parent.items.map(stringValue) : []);
  if (place.node?.kind === 'string') used.delete(place.node.value);
  const own = place.machine.states.flatMap(({ type, node }) => (type === 'Fail' ? (textOf(node, 'Error') ?? []) : []));
  const called = place.state && calledOperation(calledResource(place.state), services);
  const ofCall = called ? errorsOf(called) : [];
  const raised = (place.state ? tasksWithin(place.state) : []).flatMap((task) => names.raisedBy?.(task) ?? []);
  const offered = [
    ...raised.flatMap(({ function: called, names: errors }) =>
      errors.map((value): Offer => ({ value, kind: 'error', detail: phrase`raised by ${called}` })),
    ),
    ...ofCall.map((value): Offer => ({ value, kind: 'error', detail: callName(called!) })),
    ...ERRORS.map((error): Offer => ({ value: error.name, kind: 'error', doc: errorDoc(error) })),
    ...[...new Set(own)].map((value): Offer => ({ value, kind: 'error', detail: phrase`raised by a Fail state` })),
  ];
  const seen = new Set<string>();
  return offered.filter(({ value }) => !used.has(value) && !seen.has(value) && seen.add(value));
}

function stringValue(node: SyntaxNode): string | undefined {
  return node.kind === 'string' ? node.value : undefined;
}

/** The key whose value is being begun inside a template: `"FunctionName": ` with nothing behind it yet. */
function keyBefore(context: CompletionContext): string | undefined {
  const start = wordBefore(context, /"?[\w${}.:-]*$/).start;
  const key = /"?(\w+)"?\s*:\s*$/.exec(context.document.text.slice(Math.max(0, start - 80), start))?.[1];
  const template = context.place.node;
  return template?.kind === 'object' && key !== undefined && !valueOf(template, key) ? key : undefined;
}
