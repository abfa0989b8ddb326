/** Equality of JSON values, whatever the order of keys; 10.0 is 10. */
import { isJsonObject, type Json } from '../json';
import { compareNumbers, isExactNumber, isNumber } from '../jsonNumber';

export function jsonEquals(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (isExactNumber(left) || isExactNumber(right)) {
    return isNumber(left) && isNumber(right) && compareNumbers(left, right) === 0;
  }
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => jsonEquals(item, right[index]!));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && jsonEquals(left[key]!, right[key]!));
}
