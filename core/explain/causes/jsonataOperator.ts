import { readJsonata } from '../../facts/jsonataReferences';
import { jsonataParts } from '../jsonataParts';
import { isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import { isQueryProblem } from '../../query';
import type { Explain, Failure } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { isNumericText, knownPlace, type KnownPlace } from '../jsonataPlaces';
import { shownValue, valueAt } from '../values';

const WRONG_SIDE = /^T200[12]: The (left|right) side of the "?([-+*\/%])"? operator must evaluate to a number$/;

/** Beside an operator. */
const NOW = /\$now\([^()]*\)\s*[-+*\/%]|[-+*\/%]\s*\$now\(/;

/** The references of an expression to the state's data that are texts. */
function textsIn(expression: string, failure: Failure): readonly { readonly path: string; readonly text: string }[] {
  const read = readJsonata(expression);
  if (isQueryProblem(read)) return [];
  return read.states.flatMap(({ steps }) => {
    const [member, ...names] = steps;
    const document = member === 'input' ? failure.input() : member === 'result' ? failure.result() : undefined;
    const value = valueAt(document, names);
    return typeof value === 'string' ? [{ path: ['$states', ...steps].join('.'), text: value }] : [];
  });
}

/** Arithmetic with what is no number: one that came as text, texts to be joined, null. */
export const jsonataOperator: Explain = (failure) => {
  const [expression, side, operator] = thrownIn(failure, WRONG_SIDE) ?? [];
  if (expression === undefined || operator === undefined) return undefined;
  const texts = textsIn(expression, failure);
  if (texts.length === 1) {
    const { path, text } = texts[0]!;
    const value = shownValue(text);
    if (isNumericText(text)) return { sentence: phrase`${path} is ${value}: $number(${path}) makes a number of it.` };
    if (operator === '+') return { sentence: phrase`${path} is ${value}, and + adds numbers. & joins texts.` };
    return { sentence: phrase`${path} is ${value}, and ${operator} takes numbers.` };
  }
  const other = otherValue(expression, side === 'left' ? 'left' : 'right', operator, failure);
  if (other) return other;
  if (NOW.test(expression)) {
    return { sentence: phrase`$now() gives a text. $millis() is the same moment as a number, of milliseconds.` };
  }
  return operator === '+' && /"/.test(expression)
    ? { sentence: phrase`+ only adds numbers. & joins texts.` }
    : undefined;
};

/** Of neither text nor number: null, an array, an object. */
function otherValue(
  expression: string,
  side: 'left' | 'right',
  operator: string,
  failure: Failure,
): ReturnType<Explain> {
  const operations = jsonataParts(expression).operations.filter((each) => each.operator === operator);
  const wrong = operations.flatMap((each): readonly Partial<KnownPlace>[] => {
    if (each[side].literal === null) return [{ value: null }];
    const known = knownPlace(each[side], failure);
    return known && typeof known.value !== 'string' && !isNumber(known.value) ? [known] : [];
  });
  const [only, ...more] = wrong;
  if (only?.value === undefined || more.length > 0) return undefined;
  const { written, value } = only;
  if (written === undefined) return { sentence: phrase`null is not 0: ${operator} takes numbers.` };
  const what = phrase`${written} is ${shownValue(value)}, and ${operator} takes numbers.`;
  if (value === null) return { sentence: phrase`${what} Write ${`(${written} = null ? 0 : ${written})`}.` };
  const isSum = operator === '+' && Array.isArray(value) && value.length > 0 && value.every(isNumber);
  return { sentence: isSum ? phrase`${what} ${`$sum(${written})`} adds them.` : what };
}
