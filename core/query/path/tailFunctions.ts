/** Jayway's functions at the end of a path, such as `$.items.length()`. */
import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import { doubleOf, isNumber, javaDouble } from '../../jsonNumber';
import type { PathResult } from './compilePath';

type TailFunction = (model: Json, args: readonly Json[]) => PathResult;

const found = (value: Json): PathResult => ({ found: true, value });

/** Whatever the numbers are, what they come to is a double. */
function aggregate(combine: (numbers: readonly number[]) => number): TailFunction {
  return (model, args) => {
    const candidates = [...(Array.isArray(model) ? model : []), ...args.flat()];
    const numbers = candidates.filter(isNumber).map(doubleOf);
    if (numbers.length > 0) return found(javaDouble(combine(numbers)));
    return { found: false, message: 'Aggregation function attempted to calculate value using empty array' };
  };
}

function itemAt(chooseIndex: (length: number, args: readonly Json[]) => number): TailFunction {
  return (model, args) => {
    const items = Array.isArray(model) ? model : [];
    const value = items[chooseIndex(items.length, args)];
    if (value !== undefined) return found(value);
    return { found: false, message: 'Aggregation function attempted to calculate value using empty array' };
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const average = (numbers: readonly number[]) => sum(numbers) / numbers.length;

function standardDeviation(numbers: readonly number[]): number {
  const mean = average(numbers);
  return Math.sqrt(average(numbers.map((number) => (number - mean) ** 2)));
}

function sizeOf(model: Json): PathResult {
  if (Array.isArray(model)) return found(model.length);
  return found(isJsonObject(model) ? Object.keys(model).length : null);
}

export const TAIL_FUNCTIONS: ReadonlyMap<string, TailFunction> = new Map<string, TailFunction>([
  ['length', (model, args) => sizeOf(args[0] ?? model)],
  ['size', (model, args) => sizeOf(args[0] ?? model)],
  ['keys', (model) => found(isJsonObject(model) ? Object.keys(model) : null)],
  ['min', aggregate((numbers) => numbers.reduce((least, number) => Math.min(least, number)))],
  ['max', aggregate((numbers) => numbers.reduce((most, number) => Math.max(most, number)))],
  ['sum', aggregate(sum)],
  ['avg', aggregate(average)],
  ['stddev', aggregate(standardDeviation)],
  ['first', itemAt(() => 0)],
  ['last', itemAt((length) => length - 1)],
  ['index', itemAt((length, args) => (Number(args[0]) < 0 ? length + Number(args[0]) : Number(args[0])))],
  ['append', (model, args) => found(Array.isArray(model) ? [...model, ...args] : model)],
  [
    'concat',
    (model, args) => {
      const parts = [...(Array.isArray(model) ? model : []), ...args.flat()];
      return found(parts.filter((part) => typeof part === 'string').join(''));
    },
  ],
]);

/** Whether paths may end with a function of this name. */
export function isPathFunction(name: string): boolean {
  return TAIL_FUNCTIONS.has(name);
}
