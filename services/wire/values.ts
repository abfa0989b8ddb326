/** Blobs, times and numbers: what the protocols write in different ways. */
import type { Shape, TimeFormat } from '../../core/catalog/services/serviceTable';
import type { Json } from '../../core/json';
import { compareNumbers, doubleOf, isExactNumber, isNumber, readNumber as exactNumber } from '../../core/jsonNumber';
import { jsonText } from '../../core/jsonText';
import type { Value } from './call';

/** Levels of lists and structures in a request; DynamoDB allows 32. */
export const DEEPEST = 200;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The bytes of a blob that is to be sent.
 *
 * @param value bytes; text: base64 where it is valid base64, else the text itself; data are sent as JSON
 * @param isBody the blob is a whole body, an object or a payload: its text is the text itself
 */
export function blobBytes(value: Value, isBody: boolean): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value === undefined || value === null) return Buffer.alloc(0);
  if (typeof value !== 'string') return Buffer.from(jsonText(value as Json), 'utf8');
  return !isBody && BASE64.test(value) ? Buffer.from(value, 'base64') : Buffer.from(value, 'utf8');
}

/** The bytes of a blob that came as base64; what is none stays as it came. */
export function readBase64(value: Value): Value {
  if (typeof value !== 'string') return value;
  const text = value.replace(/\s+/g, '');
  return BASE64.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : value;
}

/** @returns milliseconds since 1970, or undefined where it is no time */
function milliseconds(value: Value): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (isNumber(value)) return doubleOf(value) * 1000;
  if (typeof value !== 'string') return undefined;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

function toDate(value: Value): Date | undefined {
  const date = new Date(Math.round(milliseconds(value) ?? NaN));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const isoText = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

/** A time as text, whatever way it came in; what is none stays as it came. */
export function readTime(value: Value): Value {
  const date = toDate(value);
  return date ? isoText(date) : value;
}

/** A time as the wire has it; what is none is sent as it is. */
export function writeTime(value: Value, format: TimeFormat): string | number | Value {
  const date = toDate(value);
  if (!date) return value;
  if (format === 'unixTimestamp') return date.getTime() / 1000;
  return format === 'rfc822' ? date.toUTCString() : isoText(date);
}

/** Numbers that JSON and XML write as words. */
const WORDS: { readonly [word: string]: number } = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** A number of text; `NaN` and the infinities stay words, as JSON knows no other way to hold them. */
function readNumber(text: string): Value {
  const trimmed = text.trim();
  const number = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(number)) return text;
  return /^-?\d+$/.test(trimmed) ? wholeNumber(trimmed) : number;
}

/** The number of a text of digits, to the last one also where no double holds it. */
export function wholeNumber(text: string): Value {
  const double = Number(text);
  return Number.isSafeInteger(double) ? double : withoutNeedlessDigits(exactNumber(text));
}

/** A number of JavaScript's own for one that is the same: clients know no difference between 10 and 10.0. */
export function withoutNeedlessDigits(value: Value): Value {
  return isExactNumber(value) && compareNumbers(value, doubleOf(value)) === 0 ? doubleOf(value) : value;
}

/** A number, or its word, for a format that has real ones. */
export function writeNumber(value: Value): Value {
  return typeof value === 'string' ? (WORDS[value] ?? value) : value;
}

/** Old clients in Python write `True`. */
function readBoolean(text: string): Value {
  const word = text.trim().toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : text;
}

/** A simple value of text; what is none stays text. */
export function readSimple(text: string, { kind }: Shape): Value {
  switch (kind) {
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return readNumber(text);
    case 'boolean':
      return readBoolean(text);
    case 'timestamp':
      return readTime(text.trim());
    case 'blob':
      return readBase64(text);
    default:
      return text;
  }
}

/** Text of a simple value, for headers and XML. */
export function textOf(value: Value): string {
  if (value === undefined || value === null) return '';
  if (isExactNumber(value)) return String(withoutNeedlessDigits(value) as number | string);
  return typeof value === 'object' ? jsonText(value) : String(value);
}

/** An object of entries, whatever they are called. */
export function membersOf(entries: Iterable<readonly [string, Value]>): { [name: string]: Value } {
  return Object.fromEntries(entries);
}

export function isMembers(value: Value): value is { [name: string]: Value } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Date) &&
    !isExactNumber(value)
  );
}
