import { takenKinds } from '../jsonataParts';
import type { Json } from '../../json';
import { isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { argumentOf, isNumericText, knownPlace, wordOfKind, type KnownPlace } from '../jsonataPlaces';
import { shownValue } from '../values';

const WRONG =
  /^T041[02]: Argument (\d+) of function "(\w+)" (does not match function signature|must be an array of "(?:numbers|strings)")$/;

/** A function of JSONata that was given data of another type: `$sum` of texts, `$parse` of what is data already. */
export const jsonataArgument: Explain = (failure) => {
  const [expression, index, name, said] = thrownIn(failure, WRONG) ?? [];
  if (expression === undefined || name === undefined || said === undefined) return undefined;
  const place = argumentOf(expression, name, Number(index) - 1);
  const known = place && knownPlace(place, failure);
  if (!known) return undefined;
  if (said.startsWith('must')) return ofItems(name, known, said.includes('numbers') ? 'n' : 's');
  const { written, value } = known;
  if (name === 'parse' && value !== null) {
    return {
      sentence: phrase`${written} is ${shownValue(value)}, which is data already. Leave out $parse.`,
      ...(expression === `$parse(${written})` ? replacingExpression(failure.state, expression, written) : {}),
    };
  }
  const letters = takenKinds(name, Number(index) - 1);
  const word = wordOfKind(letters);
  if (word === undefined) return undefined;
  const right = converted(value, letters!, written);
  const what = phrase`${written} is ${shownValue(value)}, and $${name} takes ${word} there.`;
  return { sentence: right === undefined ? what : phrase`${what} Write ${right}.` };
};

function converted(value: Json, letter: string, written: string): string | undefined {
  if (letter === 'n' && isNumericText(value)) return `$number(${written})`;
  return letter === 's' && (isNumber(value) || typeof value === 'boolean') ? `$string(${written})` : undefined;
}

/** A list in which one item is of another type, or no list. */
function ofItems(name: string, { written, value }: KnownPlace, letter: 'n' | 's'): ReturnType<Explain> {
  const word = letter === 'n' ? phrase`numbers` : phrase`texts`;
  if (!Array.isArray(value))
    return { sentence: phrase`${written} is ${shownValue(value)}, and $${name} takes ${word}.` };
  const isRight = (item: Json): boolean => (letter === 'n' ? isNumber(item) : typeof item === 'string');
  const index = value.findIndex((item) => !isRight(item));
  if (index < 0) return undefined;
  const what = phrase`${written}[${index}] is ${shownValue(value[index]!)}, and $${name} takes ${word} alone.`;
  const right =
    letter === 's'
      ? `$map(${written}, $string)`
      : value.every((item) => isNumber(item) || isNumericText(item))
        ? `$map(${written}, $number)`
        : undefined;
  return { sentence: right === undefined ? what : phrase`${what} Write ${`$${name}(${right})`}.` };
}
