/** Where the syntax is wrong, most that is wrong with the structure follows from it: it is told when the syntax is right. */
import { MOST_TOLD } from '../syntax/sequels';
import type { Span, SyntaxDocument } from '../syntax/tree';
import type { Diagnostic } from './rule';

/** What says that something is missing, too much or elsewhere: so it looks where a brace or an indent went wrong. */
const OF_STRUCTURE: ReadonlySet<string> = new Set([
  'choice-operator',
  // Of a definition inside a file whose own syntax is wrong.
  'json-syntax',
  'conflicting-fields',
  'distributed-needs-execution-type',
  'duplicate-state-name',
  'empty-branches',
  'empty-choices',
  'empty-rules',
  'empty-states',
  'field-type',
  'field-value',
  'missing-field',
  'next-and-end',
  'next-or-end-missing',
  'no-terminal-state',
  'not-a-machine',
  'query-language-field',
  'unknown-field',
  'states-all-alone',
  'states-variable',
  'states-all-last',
  'unknown-state',
  'unreachable-state',
]);

/** Behind the last that was read of a definition, so much of the text may still be what it was broken off by. */
const BEHIND = /^[^\n]*\n?[^\n]*\n?[^\n]*/;

/**
 * Of errors of structure beside a mistake in the syntax of the same definition, the nearest alone stays, and none where two mistakes
 * are told of the file. What a line says that has a mistake, or the one before or behind it, is told when that can be read.
 * Beside a small one all stay: what follows it was read as it was meant.
 */
export function withoutConsequences(
  found: readonly Diagnostic[],
  { problems, text }: Pick<SyntaxDocument, 'problems' | 'text'>,
  definition: Span,
): readonly Diagnostic[] {
  const end = definition.end + BEHIND.exec(text.slice(definition.end, definition.end + FARTHEST))![0].length;
  const all = problems.filter(({ code }) => code !== 'duplicate-key');
  const mistakes = all.filter(({ span, isSmall }) => !isSmall && span.start >= definition.start && span.start <= end);
  if (mistakes.length === 0) return found;
  const isOfStructure = ({ code, severity }: Diagnostic): boolean => severity === 'error' && OF_STRUCTURE.has(code);
  const follows = ({ code, severity, span }: Diagnostic): boolean =>
    severity === 'error' &&
    code !== 'json-syntax' &&
    code !== 'yaml-syntax' &&
    mistakes.some((mistake) => isBeside(mistake.span, span, text));
  const distance = ({ span }: Diagnostic): number =>
    Math.min(...mistakes.map((mistake) => Math.abs(mistake.span.start - span.start)));
  let nearest: Diagnostic | undefined;
  for (const diagnostic of all.length < MOST_TOLD ? found : []) {
    if (isOfStructure(diagnostic) && (!nearest || distance(diagnostic) < distance(nearest))) nearest = diagnostic;
  }
  return found.filter((each) => each === nearest || !(isOfStructure(each) || follows(each)));
}

const FARTHEST = 500;

/** Whether two places are in the same line, or in one and the next. */
function isBeside(one: Span, other: Span, text: string): boolean {
  const [from, to] = one.start < other.start ? [one.start, other.start] : [other.start, one.start];
  return to - from < FARTHEST && text.slice(from, to).split('\n', 3).length < 3;
}
