/** Behind a mistake, the next few that a reader of a text finds are mostly one and the same mistake. */
import type { LineTable } from './lineTable';
import type { Span } from './tree';

interface Mistake {
  readonly span: Span;
  /** What follows is read as it was meant: a comment, a comma too many. */
  readonly isSmall?: true;
}

/** So many mistakes in the syntax of a text are told at once: whoever mends them sees whether there are more. */
export const MOST_TOLD = 2;

/**
 * Mistakes in the order in which they were found, without those that follow from others: the first is told, and one that
 * stands further below. What is found to be open all the same when another mistake was found in it is open by that.
 * Small ones are all told where there are no others.
 */
export function withoutSequels<M extends Mistake>(mistakes: readonly M[], lines: LineTable): readonly M[] {
  if (mistakes.every(({ isSmall }) => isSmall)) return mistakes;
  const told: M[] = [];
  const lineOf = ({ span }: M): number => lines.positionAt(span.start).line;
  for (const mistake of mistakes) {
    if (told.every((other) => lineOf(mistake) - lineOf(other) > 1)) told.push(mistake);
    if (told.length === MOST_TOLD) break;
  }
  return told;
}
