import type { Json } from '../../json';
import { doubleOf, isNumber, numberText } from '../../jsonNumber';
import { jsonText } from '../../jsonText';
import { phrase, type Phrase } from '../../l10n/phrase';
import { nearestName } from '../../nearestName';
import { DIGEST_NAMES, isDigestName, isQueryProblem, parseIntrinsic } from '../../query';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';

const FAULT =
  /^There was an error while evaluating the intrinsic function: (States\.[\s\S]+?\))\. Invalid arguments in States\.\w+$/;

/** What is wrong with values of the right types; undefined where nothing is. */
type Check = (...args: readonly (Json | undefined)[]) => Phrase | undefined;

const CHECKS: { readonly [name: string]: Check } = {
  'States.MathAdd': (first, second) => {
    const far = beyond([first, second], Math.round);
    if (far !== undefined || !isNumber(first) || !isNumber(second)) return far;
    const sum = Math.round(doubleOf(first)) + Math.round(doubleOf(second));
    return isWhole(sum) ? undefined : phrase`The sum is ${sum}, and ${WHOLE()}`;
  },
  'States.ArrayGetItem': (array, index) => {
    if (!Array.isArray(array) || !isNumber(index)) return undefined;
    if (doubleOf(index) <= -1)
      return phrase`The index is ${numberText(index)}: items are counted from 0, and none from the end.`;
    if (doubleOf(index) < array.length) return undefined;
    return phrase`The index is ${numberText(index)}, and the array has ${array.length}: items are counted from 0, so the last is ${array.length - 1}.`;
  },
  'States.ArrayRange': (first, last, step) => {
    const far = beyond([first, last, step], Math.trunc);
    if (far !== undefined || !isNumber(first) || !isNumber(last) || !isNumber(step)) return far;
    const by = Math.trunc(doubleOf(step));
    if (doubleOf(step) === 0) return phrase`The step must not be 0.`;
    if (by === 0) return phrase`The step is ${numberText(step)}, which counts as 0: its fraction is cut off.`;
    const count = Math.floor((Math.trunc(doubleOf(last)) - Math.trunc(doubleOf(first))) / by) + 1;
    return count > 1000 ? phrase`It would have ${count} items, and States.ArrayRange gives at most 1,000.` : undefined;
  },
  'States.ArrayPartition': (_array, size) => {
    if (!isNumber(size) || doubleOf(size) >= 1) return undefined;
    return phrase`The size is ${numberText(size)}, and must be at least 1.`;
  },
  'States.MathRandom': (start, end) => {
    const far = beyond([start, end], Math.trunc);
    if (far !== undefined || !isNumber(start) || !isNumber(end)) return far;
    if (Math.trunc(doubleOf(end)) > Math.trunc(doubleOf(start))) return undefined;
    return phrase`The end, ${numberText(end)}, must be above the start, ${numberText(start)}: it is not among the numbers.`;
  },
  'States.JsonMerge': (_first, _second, deep) =>
    deep === true || deep === 'true'
      ? phrase`The third argument must be false: Step Functions merges the outermost members alone. $merge of JSONata does the same.`
      : undefined,
  'States.Hash': (data, algorithm) => {
    if (isTooLong(data)) return tooLong();
    if (typeof algorithm !== 'string' || isDigestName(algorithm)) return undefined;
    const near = nearestName(algorithm, DIGEST_NAMES);
    const what = phrase`The algorithm must be one of ${DIGEST_NAMES.join(', ')}.`;
    return near === undefined ? what : phrase`${what} Did you mean ${near}?`;
  },
  'States.Base64Encode': (text) => (isTooLong(text) ? tooLong() : undefined),
  'States.Base64Decode': (text) => (isTooLong(text) ? tooLong() : undefined),
};

const WHOLE = (): Phrase => phrase`Step Functions computes with whole numbers from -2147483648 to 2147483647.`;

const isWhole = (value: number): boolean => (value | 0) === value;

/** @param whole what the function makes of fractions */
function beyond(values: readonly (Json | undefined)[], whole: (value: number) => number): Phrase | undefined {
  const far = values.filter(isNumber).find((value) => !isWhole(whole(doubleOf(value))));
  return far === undefined ? undefined : phrase`${numberText(far)} is beyond 32 bits: ${WHOLE()}`;
}

function isTooLong(value: Json | undefined): boolean {
  return value !== undefined && (typeof value === 'string' ? value : jsonText(value)).length > 10_000;
}

function tooLong(): Phrase {
  return phrase`The text is longer than the 10,000 characters that intrinsic functions take.`;
}

/** An intrinsic function whose arguments are of the right types and still none: an index past the end, a sum beyond 32 bits. */
export const intrinsicValue: Explain = (failure) => {
  const written = FAULT.exec(bareCause(failure.cause))?.[1];
  const call = written === undefined ? undefined : parseIntrinsic(written);
  if (!call || isQueryProblem(call)) return undefined;
  const values = call.args.map((argument) =>
    argument.kind === 'path'
      ? valueAtPath(argument.path.text, failure)
      : argument.kind === 'literal'
        ? argument.value
        : undefined,
  );
  const sentence = call.name === 'States.Format' ? countOf(values) : CHECKS[call.name]?.(...values);
  return sentence === undefined ? undefined : { sentence };
};

/** A template with more or fewer places than values. */
function countOf([template, ...values]: readonly (Json | undefined)[]): Phrase | undefined {
  if (typeof template !== 'string') return undefined;
  const places = template.replace(/\\./g, '').split('{}').length - 1;
  return phrase`The template must have as many {} as values stand behind it: it has ${places}, and there are ${values.length}.`;
}
