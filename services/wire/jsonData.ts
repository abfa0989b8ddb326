/**
 * The JSON of requests and answers. A whole number that no double holds keeps its digits; every other number is JavaScript's own,
 * spelt as clients expect it.
 */
import { exactNumbersWritten } from '../../core/jsonNumber';
import { jsonText, jsonValue } from '../../core/jsonText';
import type { Json } from '../../core/json';
import { UnreadableRequest, type Value } from './call';
import { DEEPEST, isMembers, membersOf, withoutNeedlessDigits } from './values';

/** Only such texts can hold a number with more digits than a double has. */
const SIXTEEN_DIGITS = /\d{16}/;

/** @returns undefined for no bytes */
export function parseJson(body: Uint8Array): Value {
  if (body.length === 0) return undefined;
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  try {
    return SIXTEEN_DIGITS.test(text) ? plain(jsonValue(text)) : (JSON.parse(text) as Value);
  } catch {
    throw new UnreadableRequest('The body of the request is not valid JSON.');
  }
}

export function jsonBytes(value: Value): Buffer {
  const before = exactNumbersWritten();
  const text = JSON.stringify(value ?? {}, plainBytes);
  return Buffer.from(exactNumbersWritten() > before ? jsonText(plain(value) as Json) : text, 'utf8');
}

/** Bytes at a place that the model does not know. */
function plainBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

/** @param depth what is deeper is refused where it is read along the model */
function plain(value: Value, depth = 0): Value {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
  if (isMembers(value)) {
    return membersOf(Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)] as const));
  }
  if (value instanceof Date) return value.toISOString();
  return plainBytes('', withoutNeedlessDigits(value)) as Value;
}
