/** CBOR (RFC 8949), as far as AWS's protocol uses it: an instant is a `Date`, a blob is bytes. */
import { doubleOf, isExactNumber, type ExactNumber } from '../../core/jsonNumber';
import { UnreadableRequest, type Value } from './call';
import { DEEPEST, membersOf, wholeNumber } from './values';

const INSTANT = 1;
const FLOAT64 = 0xfb;
/** Bytes of a whole number that is read to its last digit. */
const LONGEST_WHOLE = 32;

export function encodeCbor(value: Value): Buffer {
  const parts: Buffer[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: Value, parts: Buffer[]): void {
  if (value === null || value === undefined) parts.push(Buffer.of(0xf6));
  else if (typeof value === 'boolean') parts.push(Buffer.of(value ? 0xf5 : 0xf4));
  else if (typeof value === 'number') parts.push(numberBytes(value));
  else if (isExactNumber(value)) parts.push(exactBytes(value));
  else if (typeof value === 'string') {
    const bytes = Buffer.from(value, 'utf8');
    parts.push(head(3, bytes.length), bytes);
  } else if (value instanceof Uint8Array) parts.push(head(2, value.length), Buffer.from(value));
  else if (value instanceof Date) parts.push(head(6, INSTANT), numberBytes(value.getTime() / 1000));
  else if (Array.isArray(value)) {
    parts.push(head(4, value.length));
    for (const each of value) write(each, parts);
  } else {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    parts.push(head(5, entries.length));
    for (const [key, each] of entries) {
      write(key, parts);
      write(each, parts);
    }
  }
}

function numberBytes(value: number): Buffer {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value < 0 ? head(1, -1 - value) : head(0, value);
  const bytes = Buffer.alloc(9, FLOAT64);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

/** A whole number of 64 bits and a sign to its last digit, others as doubles. */
function exactBytes(value: ExactNumber): Buffer {
  const double = doubleOf(value);
  if (Number.isSafeInteger(double) || !/^-?\d+$/.test(value.toString())) return numberBytes(double);
  const whole = BigInt(value.toString());
  const argument = whole < 0n ? -1n - whole : whole;
  if (BigInt.asUintN(64, argument) !== argument) return numberBytes(double);
  const bytes = Buffer.alloc(9, whole < 0n ? 0x3b : 0x1b);
  bytes.writeBigUInt64BE(argument, 1);
  return bytes;
}

/** @param argument a safe integer */
function head(major: number, argument: number): Buffer {
  const first = major << 5;
  if (argument < 24) return Buffer.of(first | argument);
  if (argument <= 0xff) return Buffer.of(first | 24, argument);
  if (argument <= 0xffff) return Buffer.of(first | 25, argument >> 8, argument & 0xff);
  const bytes = Buffer.alloc(argument <= 0xffffffff ? 5 : 9);
  bytes[0] = first | (bytes.length === 5 ? 26 : 27);
  if (bytes.length === 5) bytes.writeUInt32BE(argument, 1);
  else bytes.writeBigUInt64BE(BigInt(argument), 1);
  return bytes;
}

/**
 * @param unit milliseconds in that of an instant: RFC 8949 has seconds
 * @throws UnreadableRequest
 */
export function decodeCbor(bytes: Uint8Array, unit = 1000): Value {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), unit);
  const value = reader.item(0);
  if (!reader.atEnd || value === BREAK) throw invalid();
  return value as Value;
}

function invalid(): UnreadableRequest {
  return new UnreadableRequest('The body of the request is not valid CBOR.');
}

/** Ends what has no length. */
const BREAK = Symbol('break');

class Reader {
  #at = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly unit: number,
  ) {}

  get atEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  item(depth: number): Value | typeof BREAK {
    if (depth > DEEPEST) throw new UnreadableRequest(`The request is nested deeper than ${DEEPEST} levels.`);
    const first = this.#take(1).readUInt8();
    const major = first >> 5;
    const info = first & 31;
    if (first === 0xff) return BREAK;
    if (major === 7) return this.#simple(info);
    if (major < 2 && info === 27) return this.#long(major);
    const argument = info === 31 ? undefined : this.#argument(info);
    switch (major) {
      case 0:
        return this.#length(argument);
      case 1:
        return -1 - this.#length(argument);
      case 2:
        return new Uint8Array(this.#string(2, argument, depth));
      case 3:
        return this.#string(3, argument, depth).toString('utf8');
      case 4:
        return this.#items(argument, depth);
      case 5:
        return this.#map(argument, depth);
      default:
        return this.#tagged(this.#length(argument), this.#value(depth + 1));
    }
  }

  #value(depth: number): Value {
    const value = this.item(depth);
    if (value === BREAK) throw invalid();
    return value as Value;
  }

  #take(count: number): Buffer {
    const end = this.#at + count;
    if (end > this.bytes.length) throw invalid();
    const taken = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  #length(argument: number | undefined): number {
    if (argument === undefined) throw invalid();
    return argument;
  }

  #argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#take(1).readUInt8();
    if (info === 25) return this.#take(2).readUInt16BE();
    if (info === 26) return this.#take(4).readUInt32BE();
    if (info === 27) return Number(this.#take(8).readBigUInt64BE());
    throw invalid();
  }

  #long(major: number): Value {
    const argument = this.#take(8).readBigUInt64BE();
    return wholeNumber(String(major === 0 ? argument : -1n - argument));
  }

  #simple(info: number): Value {
    if (info === 20 || info === 21) return info === 21;
    if (info === 22 || info === 23) return null;
    if (info === 25) return halfFloat(this.#take(2).readUInt16BE());
    if (info === 26) return this.#take(4).readFloatBE();
    if (info === 27) return this.#take(8).readDoubleBE();
    throw invalid();
  }

  #string(major: number, length: number | undefined, depth: number): Buffer {
    if (length !== undefined) return this.#take(length);
    const parts: Buffer[] = [];
    for (let part = this.item(depth + 1); part !== BREAK; part = this.item(depth + 1)) {
      if (major === 3 ? typeof part !== 'string' : !(part instanceof Uint8Array)) throw invalid();
      parts.push(Buffer.from(part as string));
    }
    return Buffer.concat(parts);
  }

  #items(count: number | undefined, depth: number): Value {
    const items: Value[] = [];
    while (count === undefined || items.length < count) {
      const item = this.item(depth + 1);
      if (item === BREAK) {
        if (count === undefined) break;
        throw invalid();
      }
      items.push(item as Value);
    }
    return items;
  }

  #map(count: number | undefined, depth: number): Value {
    const entries: (readonly [string, Value])[] = [];
    while (count === undefined || entries.length < count) {
      const key = this.item(depth + 1);
      if (key === BREAK && count === undefined) break;
      if (typeof key !== 'string') throw invalid();
      entries.push([key, this.#value(depth + 1)]);
    }
    return membersOf(entries);
  }

  /** Instants and big whole numbers; what other tags mean is not known here. */
  #tagged(tag: number, value: Value): Value {
    if (tag === INSTANT && typeof value === 'number') return new Date(Math.round(value * this.unit));
    if ((tag === 2 || tag === 3) && value instanceof Uint8Array) {
      const digits = `0x${Buffer.from(value).toString('hex') || '0'}`;
      // The decimal digits of a number as long as a body take a body's length squared.
      if (value.length > LONGEST_WHOLE) return tag === 2 ? Number(digits) : -Number(digits);
      return wholeNumber(String(tag === 2 ? BigInt(digits) : -1n - BigInt(digits)));
    }
    return value;
  }
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
