/** Fixes for what the rules found. A new kind of fix is an entry of the table. */
import { fieldNamed } from '../catalog/fields';
import { fillSnippet, yamlScalar, yamlSnippet } from '../catalog/snippet';
import { strayStates } from '../facts/strayStates';
import { phrase } from '../l10n/phrase';
import type { Diagnostic } from '../rules';
import type { ObjectNode, Property, Span } from '../syntax/tree';
import { machineAt } from './languageText';
import type { LanguageText } from './languageText';
import { moveStrayStates } from './moveStrayStates';
import { placeAt } from './place';
import { endOfProperty, lineBreakBefore } from './propertyText';
import type { TextEdit } from './rename';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one to take without looking. */
  readonly preferred?: boolean;
}

type Fixer = (text: LanguageText, diagnostic: Diagnostic) => QuickFix[];

const FIXERS: readonly Fixer[] = [replaceBySuggestion, addMissing, moveStrayStates, removeSurplus];

export function quickFixes(text: LanguageText, diagnostic: Diagnostic): QuickFix[] {
  return FIXERS.flatMap((fixer) => fixer(text, diagnostic));
}

function replaceBySuggestion({ document }: LanguageText, { data, span }: Diagnostic): QuickFix[] {
  const suggestion = data?.suggestion;
  if (suggestion === undefined) return [];
  const first = document.text[span.start];
  const text = first === '"' ? JSON.stringify(suggestion) : first === "'" ? `'${suggestion}'` : yamlScalar(suggestion);
  return [{ title: phrase`Change to "${suggestion}"`, edits: [{ span, text }], preferred: true }];
}

/** Of a state without a way out both ways are offered. */
function addMissing(text: LanguageText, { data, span, code }: Diagnostic): QuickFix[] {
  const missing = data?.missing;
  if (missing === undefined) return [];
  const names = code === 'next-or-end-missing' ? ['End', 'Next'] : [missing];
  return names.flatMap((name) => {
    const edit = insertField(text, span, name);
    return edit
      ? [
          {
            title: name === 'End' ? phrase`Add "End": true` : phrase`Add ${name}`,
            edits: [edit],
            preferred: name !== 'Next',
          },
        ]
      : [];
  });
}

function insertField(text: LanguageText, span: Span, name: string): TextEdit | undefined {
  const machine = machineAt(text, span.start);
  const place = machine && placeAt(machine, text.document.text, span.start);
  if (!place) return undefined;
  const { document } = text;
  // The mark stands on the name of the state (or field) whose object lacks the field.
  const named = place.property?.key.span.start === span.start ? place.property.value : undefined;
  const object: ObjectNode = named?.kind === 'object' ? named : place.object;
  const owner =
    place.at === 'stateName'
      ? machine.states.find(({ node }) => node === object)?.type
      : named
        ? place.field?.child
        : place.owner;
  const snippet = (owner && fieldNamed(owner, name)?.snippet) ?? '""';
  const last = object.properties.at(-1);
  if (document.language === 'yaml') {
    if (!last) return undefined;
    const column = document.positionAt(last.key.span.start).character;
    const indent = `\n${' '.repeat(column)}`;
    const at = endOfProperty(last, document.text);
    return {
      span: { start: at, end: at },
      text: `${indent}${name}:${fillSnippet(yamlSnippet(snippet)).replaceAll('\n', indent)}`,
    };
  }
  if (!last) {
    const at = object.span.start + 1;
    return { span: { start: at, end: at }, text: ` ${JSON.stringify(name)}: ${fillSnippet(snippet)} ` };
  }
  const at = last.span.end;
  const separator = lineBreakBefore(document.text, last.span.start);
  const value = fillSnippet(snippet)
    .replaceAll('\t', separator.includes('\t') ? '\t' : '  ')
    .replaceAll('\n', separator.includes('\n') ? separator : '\n');
  return { span: { start: at, end: at }, text: `,${separator}${JSON.stringify(name)}: ${value}` };
}

/** Codes that mark a property which has no business where it stands. */
const SURPLUS = new Set([
  'unknown-field',
  'duplicate-key',
  'query-language-field',
  'distributed-only-field',
  'next-and-end',
  'conflicting-fields',
]);

function removeSurplus(text: LanguageText, { code, span }: Diagnostic): QuickFix[] {
  if (!SURPLUS.has(code)) return [];
  const machine = machineAt(text, span.start);
  const place = machine && placeAt(machine, text.document.text, span.start);
  const property = place?.property;
  if (place?.owner && property && strayStates(place.owner, place.object).includes(property)) return [];
  if (!property || (property.key.span.start !== span.start && property.value?.span.start !== span.start)) return [];
  return [{ title: phrase`Remove ${property.key.value}`, edits: [removeProperty(text, property)] }];
}

function removeProperty({ document: { text, language } }: LanguageText, property: Property): TextEdit {
  const { properties } = property.parent;
  const index = properties.indexOf(property);
  const next = properties[index + 1];
  const previous = properties[index - 1];
  // With the comma and blank that part it from its neighbour.
  if (next) return { span: { start: property.span.start, end: next.span.start }, text: '' };
  const end = language === 'yaml' ? endOfProperty(property, text) : property.span.end;
  if (previous) return { span: { start: endOfProperty(previous, text), end }, text: '' };
  return { span: { start: property.span.start, end }, text: '' };
}
