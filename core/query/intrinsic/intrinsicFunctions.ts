/** What each intrinsic function does. Arguments are of the kinds the catalogue asks for: checked before. */
import { INTRINSICS } from '../../catalog/intrinsics';
import type { Json, JsonObject } from '../../json';
import { isJsonObject } from '../../json';
import { decodeBase64, encodeBase64 } from '../hash/bytes';
import { digest, DIGEST_NAMES, isDigestName } from '../hash/digest';
import { javaHashOrder } from '../javaHashOrder';
import { JavaRandom } from '../javaRandom';
import { jsonEquals } from '../jsonEquals';
import { jsonText, jsonValue } from '../../jsonText';
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
  'States.ArrayPartition': (args) => partition(args[0] as Json[], rounded(args[1])),
  'States.ArrayContains': (args) => (args[0] as Json[]).some((item) => jsonEquals(item, args[1]!)),
  'States.ArrayRange': (args) => range(rounded(args[0]), rounded(args[1]), rounded(args[2])),
  'States.ArrayGetItem': (args) => itemAt(args[0] as Json[], rounded(args[1])),
  'States.ArrayLength': (args) => (args[0] as Json[]).length,
  'States.ArrayUnique': (args) => uniqueItems(args[0] as Json[]),
  'States.Base64Encode': (args) => encodeBase64(limited(args[0] as string)),
  'States.Base64Decode': (args) => {
    const text = decodeBase64(limited(args[0] as string));
    if (text === undefined) throw new IntrinsicError('The argument is not valid Base64.');
    return text;
  },
  'States.Hash': (args) => {
    const [data, name] = args;
    if (!isDigestName(name)) {
      throw new IntrinsicError(`The algorithm must be one of ${DIGEST_NAMES.join(', ')}, but was ${String(name)}.`);
    }
    return digest(limited(typeof data === 'string' ? data : jsonText(data!)), name);
  },
  'States.JsonMerge': (args) => merge(args[0] as JsonObject, args[1] as JsonObject, args[2] as boolean),
  'States.JsonToString': (args) => jsonText(args[0]!),
  'States.StringToJson': (args) => parseText(args[0] as string),
  'States.MathRandom': (args, scope) => {
    const [start, end] = [rounded(args[0]), rounded(args[1])];
    if (start >= end) throw new IntrinsicError(`The start (${start}) must be less than the end (${end}).`);
    const chance =
      args[2] === undefined ? (scope.random?.() ?? notAvailable()) : new JavaRandom(rounded(args[2])).nextDouble();
    return start + Math.floor(chance * (end - start));
  },
  'States.MathAdd': (args) => plainInteger(rounded(args[0]) + rounded(args[1])),
  'States.StringSplit': (args) => splitAtAny(args[0] as string, args[1] as string),
  'States.UUID': (_args, scope) => scope.uuid?.() ?? notAvailable(),
  'States.Format': (args) => formatTemplate(args[0] as string, args.slice(1)),
};

export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map(
  INTRINSICS.map(({ name }) => [name, FUNCTIONS[name]!]),
);

/** Small whole numbers in the engine's own short form, without a sign at zero: they are kept and printed faster. */
function plainInteger(value: number): number {
  const small = value | 0;
  return small === value ? small : value;
}

/** As Java's Math.round: halves up (recorded: -1.5 is -1, 2.5 is 3, -0.5 is 0). */
function rounded(value: Json | undefined): number {
  return Math.floor((value as number) + 0.5) + 0;
}

function notAvailable(): never {
  throw new IntrinsicError('Random values are not available here.');
}

function limited(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  throw new IntrinsicError(`The data has ${text.length} characters; at most ${MOST_CHARACTERS} are allowed.`);
}

/** The array in parts of `size`; also `$partition` of JSONata. */
export function partition(array: readonly Json[], size: number): Json[] {
  if (size < 1) throw new IntrinsicError(`The size of a partition must be positive, but was ${size}.`);
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  );
}

/** Also `$range` of JSONata. */
export function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new IntrinsicError('The step of a range must not be 0.');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MOST_RANGE_ITEMS) {
    throw new IntrinsicError(`The range has ${count} items; at most ${MOST_RANGE_ITEMS} are allowed.`);
  }
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function itemAt(array: readonly Json[], index: number): Json {
  const item = array[index];
  if (item !== undefined) return item;
  throw new IntrinsicError(`The index ${index} is out of bounds for an array of ${array.length} items.`);
}

function uniqueItems(array: readonly Json[]): Json[] {
  const unique: Json[] = [];
  for (const item of array) if (!unique.some((known) => jsonEquals(known, item))) unique.push(item);
  return unique;
}

function merge(first: JsonObject, second: JsonObject, deep: boolean): JsonObject {
  if (deep) throw new IntrinsicError('Only shallow merging is supported: the third argument must be false.');
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
    throw new IntrinsicError(`The argument is not valid JSON: ${text}`);
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

function splitAtAny(text: string, delimiters: string): string[] {
  const parts: string[] = [''];
  for (const character of text) {
    if (delimiters.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part !== '');
}
