import { readJsonata } from '../../facts/jsonataReferences';
import { phrase } from '../../l10n/phrase';
import { isQueryProblem } from '../../query';
import type { Explain, Failure } from '../explanation';
import { bareCause } from '../missing';
import { shownValue, valueAt } from '../values';

const WRONG_SIDE =
  /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' threw an error during evaluation\. T200[12]: The (left|right) side of the "?([-+*\/%])"? operator must evaluate to a number$/;

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

/** Arithmetic with a text: a number that came as one, or texts to be joined. */
export const jsonataOperator: Explain = (failure) => {
  const [, expression, , operator] = WRONG_SIDE.exec(bareCause(failure.cause)) ?? [];
  if (expression === undefined || operator === undefined) return undefined;
  const texts = textsIn(expression, failure);
  if (texts.length === 1) {
    const { path, text } = texts[0]!;
    const value = shownValue(text);
    if (/^-?\d+(?:\.\d+)?$/.test(text))
      return { sentence: phrase`${path} is ${value}: $number(${path}) makes a number of it.` };
    if (operator === '+') return { sentence: phrase`${path} is ${value}, and + adds numbers. & joins texts.` };
    return { sentence: phrase`${path} is ${value}, and ${operator} takes numbers.` };
  }
  return operator === '+' && /"/.test(expression)
    ? { sentence: phrase`+ adds numbers alone. & joins texts.` }
    : undefined;
};
