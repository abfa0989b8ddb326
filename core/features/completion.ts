/** Completion: what may be written at the cursor. */
import type { Span } from '../syntax/tree';
import { parseDocument } from '../syntax';
import { completeExpression } from './completion/expressionCompletion';
import { completeField } from './completion/fieldCompletion';
import { completeState } from './completion/stateCompletion';
import { completeValue } from './completion/valueCompletion';
import type { CompletionContext, CompletionEntry } from './completion/completionEntry';
import { expressionAt } from './expressionAt';
import { machineAt, readLanguageText } from './languageText';
import type { LanguageText, ProjectNames } from './languageText';
import { placeAt } from './place';
import type { Place } from './place';

export type { CompletionEntry, CompletionKind } from './completion/completionEntry';

const NO_NAMES: ProjectNames = { functions: [], placeholders: [] };

/** What may stand at an offset, the likeliest first; empty where nothing of ours belongs. */
export function complete(text: LanguageText, offset: number, names: ProjectNames = NO_NAMES): CompletionEntry[] {
  const found = text.document.language === 'yaml' ? yamlPlace(text, offset) : jsonPlace(text, offset);
  if (!found) return [];
  const context: CompletionContext = { ...found, document: text.document, offset, names };
  const { place } = context;
  const expression = expressionAt(place, found.source, offset);
  if (expression) return completeExpression(context, expression);
  if (place.at === 'key') return completeField(context);
  if (place.at === 'stateName') return completeState(context);
  return completeValue(context);
}

interface FoundPlace {
  readonly place: Place;
  /** The text the place's nodes stand in. */
  readonly source: string;
  /** Translates a span of that text to the document's. */
  readonly spanOf: (span: Span) => Span;
}

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
  const source = text.document.text;
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  const line = source.slice(lineStart, offset);
  const rest = /^[^\n]*/.exec(source.slice(offset))?.[0] ?? '';
  const beginsLine = /^\s*(?:- +)*["']?[\w .]*$/.test(line) && !/^[^#]*:(\s|$)/.test(rest);
  const marks = beginsLine ? [`${CURSOR}: `, CURSOR] : [CURSOR];
  for (const mark of marks) {
    // A plain scalar may not be followed by more text on the line when it becomes a key.
    const marked = source.slice(0, offset) + mark + source.slice(offset);
    const read = readLanguageText(parseDocument(text.document.uri, marked, 'yaml'));
    const machine = machineAt(read, offset);
    const place = machine && placeAt(machine, marked, offset);
    if (!place) continue;
    const asKey = mark !== CURSOR;
    if (asKey && place.at === 'value') continue;
    const spanOf = (span: Span): Span => ({
      start: span.start,
      end: span.end > offset ? Math.max(offset, span.end - mark.length) : span.end,
    });
    return { place, source: marked, spanOf };
  }
  return undefined;
}
