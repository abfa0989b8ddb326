/**
 * What each intrinsic function does with arguments of the number and the types that the catalogue asks for: others never
 * come here. A call that fails otherwise throws an IntrinsicError. Sources: recordings of 2024; captures of single states
 * of 2026 (error names and causes, 32 bits, what is cut off and what is rounded, orders, seeds).
 */
import { INTRINSICS } from '../../catalog/intrinsics';
import type { Json, JsonObject } from '../../json';
import { isJsonObject } from '../../json';
import { doubleOf, numberText, type JsonNumber } from '../../jsonNumber';
import { jsonText, jsonValue } from '../../jsonText';
import { decodeBase64Leniently, encodeBase64 } from '../hash/bytes';
import { digest, isDigestName } from '../hash/digest';
import { javaHashOrder, javaHashSet } from '../javaHash';
import { JavaRandom } from '../javaRandom';
import { javaText } from '../javaText';
import type { QueryScope } from '../outcome';
import { ownValue, setOwnValue } from '../ownProperties';
import { formatTemplate } from './formatTemplate';
import { IntrinsicError } from './intrinsicError';

type IntrinsicFunction = (args: readonly Json[], scope: QueryScope) => Json;

/** AWS's limits. */
const MOST_RANGE_ITEMS = 1000;
const MOST_CHARACTERS = 10_000;

const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': (args) => [...args],
  'States.ArrayPartition': (args) => partition(args[0] as Json[], truncated(args[1])),
  // Values are compared by their texts: "true" is true, and the order of keys counts.
  'States.ArrayContains': ([array, wanted]) => {
    const text = javaText(wanted!);
    return (array as Json[]).some((item) => javaText(item) === text);
  },
  'States.ArrayRange': (args) => range(truncated(args[0]), truncated(args[1]), truncated(args[2])),
  'States.ArrayGetItem': (args) => itemAt(args[0] as Json[], truncated(args[1])),
  'States.ArrayLength': (args) => (args[0] as Json[]).length,
  'States.ArrayUnique': (args) => javaHashSet(args[0] as Json[]),
  'States.Base64Encode': (args) => encodeBase64(limited(args[0] as string)),
  'States.Base64Decode': (args) => decodeBase64Leniently(limited(args[0] as string)),
  'States.Hash': ([data, name]) => {
    if (!isDigestName(name)) throw new IntrinsicError();
    return digest(limited(typeof data === 'string' ? data : jsonText(data!)), name);
  },
  'States.JsonMerge': (args) => merge(args[0] as JsonObject, args[1] as JsonObject, args[2]),
  'States.JsonToString': (args) => jsonText(args[0]!),
  'States.StringToJson': (args) => parseText(args[0] as string),
  'States.MathRandom': ([start, end, seed], scope) =>
    randomNumber(truncated(start), truncated(end), seed === undefined ? undefined : whole(seed), scope),
  'States.MathAdd': (args) => int32(int32(rounded(args[0])) + int32(rounded(args[1]))),
  'States.StringSplit': (args) => splitAtAny(args[0] as string, args[1] as string),
  'States.UUID': (_args, scope) => scope.uuid?.() ?? notAvailable(),
  'States.Format': (args) => formatTemplate(args[0] as string, args.slice(1)),
};

export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map(
  INTRINSICS.map(({ name }) => [name, FUNCTIONS[name]!]),
);

/** A whole number of 32 bits, in the engine's own short form and without a sign at zero. */
function int32(value: number): number {
  if ((value | 0) !== value) throw new IntrinsicError();
  return value | 0;
}

/** As Java's Math.round: halves up (recorded: -1.5 is -1, 2.5 is 3, -0.5 is 0); a half added to 0.49999999999999994 would be 1. */
function rounded(value: Json | undefined): number {
  const number = doubleOf(value as JsonNumber);
  const whole = Math.floor(number);
  return number - whole < 0.5 ? whole : whole + 1;
}

/** As Java's intValue, of what fits 32 bits. */
function truncated(value: Json | undefined): number {
  return int32(Math.trunc(doubleOf(value as JsonNumber)));
}

/** All digits of a whole number; a fraction is cut off. */
function whole(value: Json): bigint {
  const text = numberText(value as JsonNumber);
  return /[.E]/.test(text) ? BigInt(Math.trunc(doubleOf(value as JsonNumber))) : BigInt(text);
}

function notAvailable(): never {
  throw new IntrinsicError('Random values are not available here.');
}

function limited(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  throw new IntrinsicError();
}

/** The array in parts of `size`. */
function partition(array: readonly Json[], size: number): Json[] {
  if (size < 1) throw new IntrinsicError();
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  );
}

function range(first: number, last: number, step: number): number[] {
  const count = step === 0 ? Infinity : Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MOST_RANGE_ITEMS) throw new IntrinsicError();
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** Of an empty array there is nothing at any index; past the end of another the call fails. */
function itemAt(array: readonly Json[], index: number): Json {
  const item = array.length === 0 ? null : array[index];
  if (item === undefined) throw new IntrinsicError();
  return item;
}

function merge(first: JsonObject, second: JsonObject, deep: Json | undefined): JsonObject {
  if (String(deep) !== 'false') throw new IntrinsicError();
  const both = { ...first, ...second };
  const merged: JsonObject = {};
  for (const key of javaHashOrder(Object.keys(both))) setOwnValue(merged, key, ownValue(both, key)!);
  return merged;
}

function parseText(text: string): Json {
  if (text.trim() === '') return null;
  try {
    return withoutNegativeZero(jsonValue(text));
  } catch {
    throw new IntrinsicError(
      'Cannot convert String to Json in States.StringToJson, caused by: The text is not valid JSON.',
    );
  }
}

/** Recorded: `-0` is read as 0. */
export function withoutNegativeZero(value: Json): Json {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (isJsonObject(value)) {
    for (const key of Object.keys(value)) setOwnValue(value, key, withoutNegativeZero(value[key]!));
  }
  return value;
}

/** From `start` up to `end`, without it; the seed's number is java.util.Random's. */
function randomNumber(start: number, end: number, seed: bigint | undefined, scope: QueryScope): number {
  const size = int32(end - start);
  if (size < 1) throw new IntrinsicError();
  if (seed !== undefined) return start + new JavaRandom(seed).nextInt(size);
  return start + Math.floor((scope.random?.() ?? notAvailable()) * size);
}

function splitAtAny(text: string, delimiters: string): string[] {
  const parts: string[] = [''];
  for (const character of text) {
    if (delimiters.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part !== '');
}
