import { isList, isMap, plain, Unknown } from './value';
import type { HclValue } from './value';

/** Whether a value holds, as conditions take it. */
export function truthOf(value: HclValue): boolean {
  return value === true || value === 'true';
}

/** As `==` has it: no conversion between types, part by part. */
export function isEqual(one: HclValue, other: HclValue): boolean | Unknown {
  const [left, right] = [plain(one), plain(other)];
  if (left instanceof Unknown) return left;
  if (right instanceof Unknown) return right;
  if (isList(left) && isList(right)) {
    return left.length === right.length && allOf(left.map((item, index) => isEqual(item, right[index]!)));
  }
  if (isMap(left) && isMap(right)) {
    const pairs = [...left].map(([key, item]) => (right.has(key) ? isEqual(item, right.get(key)!) : false));
    return left.size === right.size && allOf(pairs);
  }
  return left === right;
}

function allOf(parts: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (parts.includes(false)) return false;
  return parts.find((part) => part instanceof Unknown) ?? true;
}

/** Keys and values of what `for` goes through; undefined of what is no collection. */
export function entriesOf(value: HclValue): readonly (readonly [HclValue, HclValue])[] | undefined {
  if (isList(value)) return value.map((item, index) => [index, item] as const);
  if (isMap(value)) {
    return [...value.keys()]
      .sort((left, right) => (left < right ? -1 : 1))
      .map((key) => [key, value.get(key)!] as const);
  }
  return undefined;
}
