/** Where the syntax is wrong, most that is wrong with the structure follows from it: it is told when the syntax is right. */
import type { Span, SyntaxDocument } from '../syntax/tree';
import type { Diagnostic } from './rule';

/** What says that something is missing, too much or elsewhere: so it looks where a brace or an indent went wrong. */
const OF_STRUCTURE: ReadonlySet<string> = new Set([
  'choice-operator',
  'conflicting-fields',
  'duplicate-state-name',
  'empty-branches',
  'empty-choices',
  'empty-rules',
  'empty-states',
  'field-type',
  'missing-field',
  'next-and-end',
  'next-or-end-missing',
  'no-terminal-state',
  'query-language-field',
  'unknown-field',
  'unknown-state',
]);

/** Of several errors of structure beside a mistake in the syntax of the same definition, the nearest alone stays. */
export function withoutConsequences(
  found: readonly Diagnostic[],
  { problems }: SyntaxDocument,
  definition: Span,
): readonly Diagnostic[] {
  const mistakes = problems.filter(
    ({ code, span }) => code !== 'duplicate-key' && span.start >= definition.start && span.start <= definition.end,
  );
  if (mistakes.length === 0) return found;
  const isOfStructure = ({ code, severity }: Diagnostic): boolean => severity === 'error' && OF_STRUCTURE.has(code);
  const distance = ({ span }: Diagnostic): number =>
    Math.min(...mistakes.map((mistake) => Math.abs(mistake.span.start - span.start)));
  let nearest: Diagnostic | undefined;
  for (const diagnostic of found) {
    if (isOfStructure(diagnostic) && (!nearest || distance(diagnostic) < distance(nearest))) nearest = diagnostic;
  }
  return found.filter((diagnostic) => diagnostic === nearest || !isOfStructure(diagnostic));
}
