import { EndlessMatch, LimitedRegExp } from '../../query/limitedRegExp';

/** Steps of a match at the worst: the language server evaluates while a person types. */
const MOST_STEPS = 1e8;

/** A repeated group that holds a repetition or a choice: such patterns may take exponential time. */
const NESTED = /\([^)]*[*+{|][^)]*\)[*+{]/;

/** Whether no text of this length keeps a pattern busy for long. */
function isBounded(source: string, length: number): boolean {
  const repetitions = source.match(/[*+{]/g)?.length ?? 0;
  if (repetitions > 0 && length > 12 && NESTED.test(source)) return false;
  return repetitions < 2 || length ** repetitions < MOST_STEPS;
}

/**
 * Does what matches a text; undefined where the pattern could take too long on it.
 *
 * @param match is given the pattern as one that a host may stop
 */
export function boundedMatch<T>(
  { source, flags }: RegExp,
  text: string,
  match: (expression: RegExp) => T,
): T | undefined {
  if (!isBounded(source, text.length)) return undefined;
  try {
    return match(new LimitedRegExp(source, flags));
  } catch (thrown) {
    if (thrown instanceof EndlessMatch) return undefined;
    throw thrown;
  }
}
