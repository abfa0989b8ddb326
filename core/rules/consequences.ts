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
  'states-all-last',
  'unknown-state',
  'unreachable-state',
]);

/** Behind the last that was read of a definition, so much of the text may still be what it was broken off by. */
const BEHIND = /^[^\n]*\n?[^\n]*\n?[^\n]*/;

/**
 * Of errors of structure beside a mistake in the syntax of the same definition, the nearest alone stays, and none beside two.
 * Beside a small one all stay: what follows it was read as it was meant.
 */
export function withoutConsequences(
  found: readonly Diagnostic[],
  { problems, text }: Pick<SyntaxDocument, 'problems' | 'text'>,
  definition: Span,
): readonly Diagnostic[] {
  const end = definition.end + BEHIND.exec(text.slice(definition.end, definition.end + FARTHEST))![0].length;
  const mistakes = problems.filter(
    ({ code, span, isSmall }) =>
      code !== 'duplicate-key' && !isSmall && span.start >= definition.start && span.start <= end,
  );
  if (mistakes.length === 0) return found;
  const isOfStructure = ({ code, severity }: Diagnostic): boolean => severity === 'error' && OF_STRUCTURE.has(code);
  const distance = ({ span }: Diagnostic): number =>
    Math.min(...mistakes.map((mistake) => Math.abs(mistake.span.start - span.start)));
  let nearest: Diagnostic | undefined;
  for (const diagnostic of mistakes.length < MOST_TOLD ? found : []) {
    if (isOfStructure(diagnostic) && (!nearest || distance(diagnostic) < distance(nearest))) nearest = diagnostic;
  }
  return found.filter((diagnostic) => diagnostic === nearest || !isOfStructure(diagnostic));
}

const FARTHEST = 500;
