import { jsonataParts } from '../../facts/jsonataParts';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { knownPlace } from '../jsonataPlaces';
import { bareCause } from '../missing';
import { shownValue } from '../values';

const WRONG =
  /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' threw an error during evaluation\. D3030: Unable to cast value to a number: /;

/** `$number` of an empty text, or of digits with commas. */
export const jsonataNumber: Explain = (failure) => {
  const [, expression] = WRONG.exec(bareCause(failure.cause)) ?? [];
  if (expression === undefined) return undefined;
  const calls = jsonataParts(expression).calls.filter(({ name }) => name === 'number');
  const place = calls.length === 1 ? calls[0]!.args[0] : undefined;
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
