/** The library's `$sort`: the same comparisons in the same order, without its copy of the rest at each of them. */
import type { Json } from '../../json';
import { jsonataError } from './evaluationFault';

/** Whether the second belongs before the first; of an expression's own function a promise. */
export type Comparator<T = Json> = (left: T, right: T) => unknown;
/** Counts the items that were looked at: others may get their turn. */
type Turn = (items: number) => Promise<void> | undefined;

/** So many are sorted at once, in some milliseconds. */
const SORTED_AT_ONCE = 20_000;

export function sort(array: Json[] | undefined, comparator: Comparator | undefined, turn: Turn): unknown {
  if (array === undefined || array.length <= 1) return array;
  if (comparator) return mergeSorted(array, comparator);
  const kind = typeof array[0];
  if ((kind !== 'number' && kind !== 'string') || array.some((item) => typeof item !== kind)) {
    throw jsonataError('D3070', { index: 1 });
  }
  const values = array as (number | string)[];
  return values.length <= SORTED_AT_ONCE ? sortedAtOnce(values) : sortedInParts(values, turn);
}

function sortedAtOnce<T extends number | string>(values: readonly T[]): T[] {
  return [...values].sort((left, right) => (left > right ? 1 : left < right ? -1 : 0));
}

async function sortedInParts<T extends number | string>(values: readonly T[], turn: Turn): Promise<T[]> {
  let parts: T[][] = [];
  for (let start = 0; start < values.length; start += SORTED_AT_ONCE) {
    parts.push(sortedAtOnce(values.slice(start, start + SORTED_AT_ONCE)));
    await turn(SORTED_AT_ONCE * 5);
  }
  while (parts.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < parts.length; index += 2) {
      const [left, right] = [parts[index]!, parts[index + 1]];
      merged.push(right ? merge(left, right) : left);
      await turn(left.length);
    }
    parts = merged;
  }
  return parts[0]!;
}

function merge<T extends number | string>(left: readonly T[], right: readonly T[]): T[] {
  const merged: T[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length && fromRight < right.length) {
    merged.push(left[fromLeft]! > right[fromRight]! ? right[fromRight++]! : left[fromLeft++]!);
  }
  while (fromLeft < left.length) merged.push(left[fromLeft++]!);
  while (fromRight < right.length) merged.push(right[fromRight++]!);
  return merged;
}

/** By the library's own merge: what compares unequal items wrongly gets the library's order. */
export async function mergeSorted<T>(array: readonly T[], comparator: Comparator<T>): Promise<T[]> {
  if (array.length <= 1) return [...array];
  const middle = Math.floor(array.length / 2);
  const left = await mergeSorted(array.slice(0, middle), comparator);
  const right = await mergeSorted(array.slice(middle), comparator);
  const merged: T[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length && fromRight < right.length) {
    const isAfter = await comparator(left[fromLeft]!, right[fromRight]!);
    merged.push(isAfter ? right[fromRight++]! : left[fromLeft++]!);
  }
  while (fromLeft < left.length) merged.push(left[fromLeft++]!);
  while (fromRight < right.length) merged.push(right[fromRight++]!);
  return merged;
}
