/** Completion: what may be written at the cursor. */
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Span } from '../syntax/tree';
import { parseDocument } from '../syntax';
import { completeArgument } from './completion/argumentCompletion';
import { completeExpression } from './completion/expressionCompletion';
import { completeField } from './completion/fieldCompletion';
import { completeState } from './completion/stateCompletion';
import { completeValue } from './completion/valueCompletion';
import type { CompletionContext, CompletionEntry, CompletionSource } from './completion/completionEntry';
import { machineAt, readLanguageText } from './languageText';
import type { LanguageText, ProjectNames } from './languageText';
import { placeAt } from './place';
import type { Place } from './place';

export type { CompletionEntry, CompletionKind } from './completion/completionEntry';

/**
 * Who offers something, by the place at the cursor; of several the first that knows what stands there. A new context is
 * a file of `completion/` and a line here.
 */
const CONTEXTS: { readonly [At in Place['at']]: readonly CompletionSource[] } = {
  key: [completeExpression, completeField],
  stateName: [completeExpression, completeState],
  value: [completeExpression, completeArgument, completeValue],
};

const NO_NAMES: ProjectNames = { functions: [], placeholders: [] };

/** What may stand at an offset, the likeliest first; empty where nothing of ours belongs. */
export function complete(
  text: LanguageText,
  offset: number,
  names: ProjectNames = NO_NAMES,
  services?: ServiceCatalogue,
): CompletionEntry[] {
  const found = text.document.language === 'yaml' ? yamlPlace(text, offset) : jsonPlace(text, offset);
  if (!found) return [];
  const context: CompletionContext = { ...found, document: text.document, offset, names, services };
  for (const offer of CONTEXTS[found.place.at]) {
    const entries = offer(context);
    if (entries) return entries;
  }
  return [];
}

type FoundPlace = Pick<CompletionContext, 'place' | 'source' | 'spanOf'>;

function jsonPlace(text: LanguageText, offset: number): FoundPlace | undefined {
  const source = text.document.text;
  const machine = machineAt(text, offset);
  const place = machine && placeAt(machine, source, offset);
  return place && { place, source, spanOf: (span) => span };
}

/** Written at the cursor of YAML, where an empty line belongs to no node: from the private use area. */
const CURSOR = '\uE010';

/**
 * In YAML the indentation of an empty or half-typed line says what it belongs to. So the text is read
 * once more with a mark at the cursor: as a key where a line begins, else as (a part of) a value.
 */
function yamlPlace(text: LanguageText, offset: number): FoundPlace | undefined {
  const { document } = text;
  const lineStart = document.text.lastIndexOf('\n', offset - 1) + 1;
  const line = document.text.slice(lineStart, offset);
  const rest = /^[^\n]*/.exec(document.text.slice(offset))?.[0] ?? '';
  const source = withoutOtherStates(text, { start: lineStart, end: offset + rest.length });
  const beginsLine = /^\s*(?:- +)*["']?[\w .]*$/.test(line) && !/^[^#]*:(\s|$)/.test(rest);
  for (const mark of beginsLine ? [`${CURSOR}: `, CURSOR] : [CURSOR]) {
    const marked = source.slice(0, offset) + mark + source.slice(offset);
    const read = readLanguageText(parseDocument(document.uri, marked, 'yaml'));
    const machine = machineAt(read, offset);
    const place = machine && placeAt(machine, marked, offset);
    if (!place) continue;
    if (mark !== CURSOR && !isKeyPlace(place)) continue;
    const spanOf = (span: Span): Span => ({
      start: span.start,
      end: span.end > offset ? Math.max(offset, span.end - mark.length) : span.end,
    });
    return { place: inFullText(text, place), source: marked, spanOf };
  }
  return undefined;
}

/**
 * Reading YAML takes long, and of the states away from the cursor only their names matter to where it
 * stands: their bodies become blanks, so that every offset stays what it was.
 */
function withoutOtherStates({ document, machines }: LanguageText, line: Span): string {
  const states = machines.flatMap(({ machine }) => machine.states);
  let source = '';
  let end = 0;
  for (const { node } of states) {
    // A line below a state may go on with it.
    const above = node.span.end <= line.start && document.text.slice(node.span.end, line.start).trim() !== '';
    const away = above || node.span.start > line.end;
    if (!away || node.span.start < end || node.span.end - node.span.start < 2) continue;
    const body = document.text.slice(node.span.start + 2, node.span.end).replace(/[^\r\n]/g, ' ');
    source += `${document.text.slice(end, node.span.start)}{}${body}`;
    end = node.span.end;
  }
  return source + document.text.slice(end);
}

/** The same place, but with the machine, scope and state as they stand in the full text. */
function inFullText(text: LanguageText, place: Place): Place {
  const machine = machineAt(text, place.machine.node.span.start) ?? place.machine;
  const owner = place.scope.owner && machine.byPath.get(place.scope.owner.path);
  const scopes = place.scope.owner ? (owner?.scopes ?? []) : [machine.root];
  const scope = scopes.find(({ index }) => index === place.scope.index) ?? place.scope;
  return { ...place, machine, scope, state: (place.state && machine.byPath.get(place.state.path)) ?? place.state };
}

/** Whether a key belongs there: a field, a state's name, or a member of a template. */
function isKeyPlace({ at, node, field }: Place): boolean {
  if (at !== 'value') return true;
  const inTemplate = field?.value === 'payloadTemplate' || field?.value === 'jsonataTemplate';
  return inTemplate && node !== undefined && node.property?.key === node;
}
