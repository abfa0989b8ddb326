/** Behind a mistake, the next few that a reader of a text finds are mostly one and the same mistake. */
import { phrase, type Phrase } from '../l10n/phrase';
import type { LineTable } from './lineTable';
import type { Span } from './tree';

interface Mistake {
  readonly message: Phrase;
  readonly span: Span;
  /** What follows is read as it was meant: a comment, a comma too many. */
  readonly isSmall?: true;
}

/** So many mistakes in the syntax of a text are told at once; that there may be more is told with the last. */
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
  const isApart = (mistake: M): boolean => told.every((other) => lineOf(mistake) - lineOf(other) > 1);
  for (const mistake of mistakes) {
    if (!isApart(mistake)) continue;
    if (told.length === MOST_TOLD) {
      const last = told.pop()!;
      return [
        ...told,
        { ...last, message: phrase`${last.message} Anything wrong further down is reported once this is fixed.` },
      ];
    }
    told.push(mistake);
  }
  return told;
}
