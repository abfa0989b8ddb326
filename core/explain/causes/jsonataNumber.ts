import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { argumentOf, knownPlace } from '../jsonataPlaces';
import { shownValue } from '../values';

const WRONG = /^D3030: Unable to cast value to a number: /;

/** `$number` of an empty text, or of digits with commas. */
export const jsonataNumber: Explain = (failure) => {
  const [expression] = thrownIn(failure, WRONG) ?? [];
  if (expression === undefined) return undefined;
  const place = argumentOf(expression, 'number');
  if (place?.literal === '') return { sentence: phrase`An empty text is not 0: $number makes no number of it.` };
  const known = place && knownPlace(place, failure);
  if (!known || typeof known.value !== 'string') return undefined;
  const { written, value } = known;
  if (value === '')
    return {
      sentence: phrase`${written} is an empty text, of which $number makes no number. Write ${`${written} = "" ? 0 : $number(${written})`}.`,
    };
  const what = phrase`${written} is ${shownValue(value)}, and $number reads digits, a point and an exponent alone.`;
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(value))
    return { sentence: phrase`${what} Write ${`$number($replace(${written}, ",", ""))`}.` };
  return { sentence: /^\s|\s$/.test(value) ? phrase`${what} Write ${`$number($trim(${written}))`}.` : what };
};
