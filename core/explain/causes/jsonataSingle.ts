import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { thrownIn } from '../jsonataFault';

const WRONG = /^D313([89]): The \$single\(\) function /;

/** `$single` of a list in which none, or several, match. */
export const jsonataSingle: Explain = (failure) => {
  const [, code] = thrownIn(failure, WRONG) ?? [];
  if (code === '8')
    return { sentence: phrase`More than one item matches, where $single wants one: $filter(…)[0] takes the first.` };
  if (code !== '9') return undefined;
  return { sentence: phrase`No item matches, where $single wants one: [$filter(…)] is an empty array then.` };
};
