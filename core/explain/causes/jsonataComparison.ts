import { jsonataParts } from '../jsonataParts';
import { isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import type { Explain, Failure } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { isNumericText, knownPlace } from '../jsonataPlaces';
import { shownValue } from '../values';

const WRONG =
  /^(?:T2009: The values [\s\S]+ either side of operator "([<>]=?)" must be of the same data type|T2010: The expressions either side of operator "([<>]=?)" must evaluate to numeric or string values)$/;

/** What is greater of a text and a number, or of null. */
export const jsonataComparison: Explain = (failure) => {
  const [expression, mixed, other] = thrownIn(failure, WRONG) ?? [];
  const operator = mixed ?? other;
  if (expression === undefined || operator === undefined) return undefined;
  const operations = jsonataParts(expression).operations.filter((each) => each.operator === operator);
  if (operations.length !== 1) return undefined;
  const places = [operations[0]!.left, operations[0]!.right];
  const sides = places.map((place) => sideOf(place, failure));
  for (const [index, side] of sides.entries()) {
    const opposite = sides[1 - index];
    if (side?.written === undefined) continue;
    const { written, value } = side;
    if (mixed === undefined) {
      if (typeof value === 'string' || isNumber(value)) continue;
      return { sentence: phrase`${written} is ${shownValue(value)}, and ${operator} compares numbers or texts.` };
    }
    if (isNumericText(value) && opposite && isNumber(opposite.value)) {
      return {
        sentence: phrase`${written} is ${shownValue(value)}, and the other side of ${operator} is a number. Write ${`$number(${written})`}.`,
      };
    }
  }
  return undefined;
};

function sideOf(place: Parameters<typeof knownPlace>[0], failure: Failure) {
  if (place.literal !== undefined) return { written: undefined, value: place.literal };
  return knownPlace(place, failure);
}
