/** The library's `$sort`: the same comparisons in the same order, without its copy of the rest at each of them. */
import type { Json } from '../../json';

/** Whether the second belongs before the first; of an expression's own function a promise. */
type Comparator = (left: Json, right: Json) => unknown;

export function sort(array: Json[] | undefined, comparator?: Comparator): Json[] | undefined | Promise<Json[]> {
  if (array === undefined || array.length <= 1) return array;
  if (comparator) return mergeSorted(array, comparator);
  const kind = typeof array[0];
  if ((kind !== 'number' && kind !== 'string') || array.some((item) => typeof item !== kind)) {
    // What the library throws; it finds the words by the code.
    throw { code: 'D3070', stack: new Error().stack, index: 1 };
  }
  return [...(array as number[])].sort((left, right) => (left > right ? 1 : left < right ? -1 : 0));
}

async function mergeSorted(array: readonly Json[], comparator: Comparator): Promise<Json[]> {
  if (array.length <= 1) return [...array];
  const middle = Math.floor(array.length / 2);
  const left = await mergeSorted(array.slice(0, middle), comparator);
  const right = await mergeSorted(array.slice(middle), comparator);
  const merged: Json[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length && fromRight < right.length) {
    const isAfter = await comparator(left[fromLeft]!, right[fromRight]!);
    merged.push(isAfter ? right[fromRight++]! : left[fromLeft++]!);
  }
  while (fromLeft < left.length) merged.push(left[fromLeft++]!);
  while (fromRight < right.length) merged.push(right[fromRight++]!);
  return merged;
}
