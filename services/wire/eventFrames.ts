/** The frames of event streams: headers and a payload, with a sum of each part. Source: https://smithy.io/2.0/aws/amazon-eventstream.html */
import { UnreadableRequest } from './call';
import { crc32 } from './crc32';
import { readTime, textOf } from './values';

export interface Frame {
  /** Those that are text, and numbers as text. */
  readonly headers: ReadonlyMap<string, string>;
  readonly payload: Buffer;
}

/** Bytes before the headers: two lengths and their sum. */
const PRELUDE = 12;
/** Bytes behind the payload: the sum of the frame. */
const SUM = 4;

/** The type of a header that is text. */
const TEXT = 7;

export function frame(headers: { readonly [name: string]: string }, payload: Buffer): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([
      Buffer.of(name.length),
      Buffer.from(name),
      Buffer.of(TEXT, text.length >> 8, text.length & 255),
      text,
    ]);
  });
  const head = Buffer.concat(lines);
  const length = 16 + head.length + payload.length;
  const prelude = Buffer.concat([word(length), word(head.length)]);
  const content = Buffer.concat([prelude, word(crc32(prelude)), head, payload]);
  return Buffer.concat([content, word(crc32(content))]);
}

/** @param value unsigned, 32 bits */
function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * All frames of a body. Clients that sign events have each in a frame that carries its signature: what counts is the inner one.
 *
 * @param isSigned they may be
 * @throws UnreadableRequest where they are cut off, or a sum is wrong
 */
export function readFrames(bytes: Uint8Array, isSigned = true): Frame[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [];
  for (let at = 0; at < source.length;) {
    const length = source.length - at < PRELUDE ? 0 : source.readUInt32BE(at);
    if (length < PRELUDE + SUM || at + length > source.length) throw broken('are cut off');
    const found = readFrame(source.subarray(at, at + length));
    frames.push(...(isSigned ? withoutSignature(found) : [found]));
    at += length;
  }
  return frames;
}

function withoutSignature(found: Frame): Frame[] {
  if (!found.headers.has(':chunk-signature')) return [found];
  // The last of a signed stream is empty.
  return found.payload.length === 0 ? [] : readFrames(found.payload, false);
}

function readFrame(bytes: Buffer): Frame {
  const headersLength = bytes.readUInt32BE(4);
  const end = bytes.length - SUM;
  if (
    bytes.readUInt32BE(8) !== crc32(bytes.subarray(0, 8)) ||
    bytes.readUInt32BE(end) !== crc32(bytes.subarray(0, end))
  ) {
    throw broken('do not have the sums that they tell');
  }
  if (PRELUDE + headersLength > end) throw broken('are cut off');
  const headers = readHeaders(bytes.subarray(PRELUDE, PRELUDE + headersLength));
  return { headers, payload: bytes.subarray(PRELUDE + headersLength, end) };
}

/** Bytes of a header's value by its type; undefined: it tells its length itself. The first two are true and false. */
const LENGTHS: readonly (number | undefined)[] = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16];

function readHeaders(bytes: Buffer): Map<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const nameEnd = at + 1 + bytes[at]!;
    const type = bytes[nameEnd] ?? -1;
    const valueAt = nameEnd + 1;
    const told = type in LENGTHS ? LENGTHS[type] : 0;
    if (!(type in LENGTHS) || valueAt + (told ?? 2) > bytes.length) throw broken('have headers that cannot be read');
    const start = told === undefined ? valueAt + 2 : valueAt;
    const end = start + (told ?? bytes.readUInt16BE(valueAt));
    if (end > bytes.length) throw broken('have headers that cannot be read');
    headers.set(bytes.toString('utf8', at + 1, nameEnd), headerText(type, bytes.subarray(start, end)));
    at = end;
  }
  return headers;
}

function headerText(type: number, value: Buffer): string {
  if (type <= 1) return String(type === 0);
  if (type === TEXT) return value.toString('utf8');
  if (type === 8) return textOf(readTime(Number(value.readBigInt64BE()) / 1000));
  return type <= 4
    ? String(value.readIntBE(0, value.length))
    : type === 5
      ? String(value.readBigInt64BE())
      : value.toString('base64');
}

function broken(how: string): UnreadableRequest {
  return new UnreadableRequest(`The frames of the event stream ${how}.`);
}
