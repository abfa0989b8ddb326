/** Hash codes as Java computes them, and the orders that follow from them. */
import { isJsonObject, type Json } from '../json';
import { doubleOf, isNumber, javaNumberClass, numberText, type JsonNumber } from '../jsonNumber';

/**
 * The order in which a java.util.HashMap walks its keys. Step Functions builds the `.$` members of a
 * payload template and the result of States.JsonMerge in such a map, and the order shows in
 * histories (recorded).
 */
export function javaHashOrder(keys: readonly string[]): string[] {
  let buckets = 16;
  while (keys.length > buckets * LOAD) buckets *= 2;
  return inBuckets(keys, textHash, buckets);
}

/** What a java.util.HashSet makes of a list: each value once, in the order of its walk (recorded). */
export function javaHashSet(values: readonly Json[]): Json[] {
  const unique = new Map<string, Json>();
  for (const value of values) {
    const key = identity(value);
    if (!unique.has(key)) unique.set(key, value);
  }
  // A set that is made of a list has room for all its items from the beginning.
  let buckets = 16;
  while (buckets < Math.floor(values.length / LOAD) + 1) buckets *= 2;
  return inBuckets([...unique.values()], valueHash, buckets);
}

const LOAD = 0.75;

/** Stable: in one bucket values stand as they came. */
function inBuckets<Value>(values: readonly Value[], hash: (value: Value) => number, buckets: number): Value[] {
  return values
    .map((value) => {
      const code = hash(value);
      return { value, bucket: (code ^ (code >>> 16)) & (buckets - 1) };
    })
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ value }) => value);
}

/** A text that equal values share: numbers equal those of their own class, objects whatever the order of their keys. */
function identity(value: Json): string {
  if (isNumber(value)) return numberText(value);
  if (Array.isArray(value)) return `[${value.map(identity).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${identity(value[key]!)}`);
  return `{${members.join(',')}}`;
}

/** `hashCode` of the class that Java keeps the value in. */
function valueHash(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (typeof value === 'string') return textHash(value);
  if (isNumber(value)) return numberHash(value);
  if (Array.isArray(value)) return value.reduce<number>((hash, item) => (Math.imul(31, hash) + valueHash(item)) | 0, 1);
  return Object.entries(value).reduce((sum, [key, member]) => (sum + (textHash(key) ^ valueHash(member))) | 0, 0);
}

/** `String.hashCode`. */
function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

function numberHash(value: JsonNumber): number {
  switch (javaNumberClass(value)) {
    case 'lang.Double':
    case 'math.BigDecimal': {
      const bits = new DataView(new ArrayBuffer(8));
      bits.setFloat64(0, doubleOf(value));
      return bits.getInt32(0) ^ bits.getInt32(4);
    }
    default: {
      // An Integer's code is itself; a Long's both its halves.
      const whole = BigInt(numberText(value));
      const low = Number(BigInt.asIntN(32, whole));
      if (BigInt(low) === whole) return low;
      return BigInt.asIntN(64, whole) === whole ? low ^ Number(BigInt.asIntN(32, whole >> 32n)) : largeHash(whole);
    }
  }
}

/** `BigInteger.hashCode`: of its 32-bit parts, the highest first. */
function largeHash(whole: bigint): number {
  const parts: number[] = [];
  for (let rest = whole < 0n ? -whole : whole; rest > 0n; rest >>= 32n) parts.unshift(Number(BigInt.asIntN(32, rest)));
  const hash = parts.reduce((sum, part) => (Math.imul(31, sum) + part) | 0, 0);
  return whole < 0n ? -hash | 0 : hash;
}
