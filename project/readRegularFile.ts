/**
 * Reading a file whose path somebody else chose. What lies there may be a pipe that never speaks, a device that never
 * ends, or a file that grows: only regular files are read, never more than a bound, and no failure is an exception.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { IS_FOLDER, MISSING, reasonOf } from './systemReason';

const MIB = 1024 * 1024;

/** Bytes. Larger files are no definitions, templates, settings, events or inputs. */
export const LARGEST_TEXT = 16 * MIB;

/** Bytes. A history holds the data of every event. */
export const LARGEST_HISTORY = 256 * MIB;

/** Why a file cannot be read: words to stand behind "FILE cannot be read: ", without the full stop. */
export interface Unreadable {
  readonly reason: string;
  readonly text?: undefined;
  readonly bytes?: undefined;
}

export type FileText = { readonly text: string; readonly reason?: undefined } | Unreadable;
export type FileBytes = { readonly bytes: Buffer; readonly reason?: undefined } | Unreadable;

export { IS_FOLDER, MISSING };

/** The text of a UTF-8 file of at most `most` bytes, without its byte order mark. @param isFile as of {@link openRegularFile} */
export function readTextFile(file: string, most = LARGEST_TEXT, isFile = false): FileText {
  const read = readRegularFile(file, most, isFile);
  return read.bytes ? decodeText(read.bytes) : read;
}

/** UTF-8 and nothing else: a letter that is guessed at would be wrong data. */
export function decodeText(bytes: Uint8Array): FileText {
  if (isUtf8(bytes)) {
    // As `TextDecoder` has it, whose first use takes longer than to find a project and read it.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    return { text: text.startsWith('\ufeff') ? text.slice(1) : text };
  }
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return { reason: isUtf16 ? 'it is UTF-16 and must be UTF-8' : 'it is not UTF-8 text' };
}

/** The bytes of a file, at most `most` of them. @param isFile as of {@link openRegularFile} */
export function readRegularFile(file: string, most: number, isFile = false): FileBytes {
  const opened = openRegularFile(file, isFile);
  if (opened.reason !== undefined) return opened;
  try {
    const { fd, size } = opened;
    if (size > most) return { reason: tooLarge(most, size) };
    return readAtMost(fd, size, most);
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    closeSync(opened.fd);
  }
}

/**
 * A descriptor for reading a regular file, which the caller closes. `size` is what the system says: it may be wrong.
 *
 * @param isFile whether its folder's listing has just said so
 */
export function openRegularFile(
  file: string,
  isFile = false,
): { readonly fd: number; readonly size: number; readonly reason?: undefined } | Unreadable {
  // Asked before it is opened: opening a device may already do something.
  const before = isFile ? undefined : problemOfFile(file);
  if (before !== undefined) return { reason: before };
  let fd: number | undefined;
  try {
    fd = openSync(file, FOR_READING);
    const found = fstatSync(fd);
    if (found.isFile()) return { fd, size: found.size };
    closeSync(fd);
    return { reason: kindOf(found) };
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    return { reason: reasonOf(error) };
  }
}

/** Why a path is not that of a regular file; undefined where it is. Nothing is opened. */
export function problemOfFile(file: string): string | undefined {
  try {
    const found = statSync(file);
    return found.isFile() ? undefined : kindOf(found);
  } catch (error) {
    return reasonOf(error);
  }
}

/** When a regular file was last written, in milliseconds since 1970; undefined where there is none. Nothing is opened. */
export function modifiedAt(file: string): number | undefined {
  try {
    const found = statSync(file);
    return found.isFile() ? found.mtimeMs : undefined;
  } catch {
    return undefined;
  }
}

/** `it is larger than 16 MB (it has 1.2 GB)`. Where the size is not known: undefined. */
export function tooLarge(most: number, size?: number): string {
  return `it is larger than ${inWords(most)}${size === undefined ? '' : ` (it has ${inWords(size)})`}`;
}

// Between the look and the opening a pipe may have taken the file's place: this never waits for one. Windows has no such flags.
const FOR_READING =
  constants.O_RDONLY |
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOCTTY as number | undefined) ?? 0);

const CHUNK = 64 * 1024;

/** Reads to the end. The size is a hint: files of /proc have none, and others grow while they are read. */
function readAtMost(fd: number, size: number, most: number): FileBytes {
  const chunks: Buffer[] = [];
  let length = 0;
  // One byte more than is expected shows the end in the same read.
  let next = size === 0 ? CHUNK : size + 1;
  for (;;) {
    const chunk = Buffer.allocUnsafe(next);
    const count = readSync(fd, chunk, 0, next, null);
    length += count;
    if (length > most) return { reason: tooLarge(most) };
    if (count > 0) chunks.push(chunk.subarray(0, count));
    const isEnd = count === 0 || (length === size && count < next);
    if (isEnd) return { bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) };
    next = Math.max(size + 1 - length, CHUNK);
  }
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return IS_FOLDER;
  if (found.isFIFO()) return 'it is a pipe and not a file';
  if (found.isSocket()) return 'it is a socket and not a file';
  return 'it is a device and not a file';
}

/** `16 MB` */
export function inWords(bytes: number): string {
  const [size, unit] = bytes >= 1024 * MIB ? [bytes / (1024 * MIB), 'GB'] : [bytes / MIB, 'MB'];
  if (bytes < MIB) return `${bytes.toLocaleString('en')} bytes`;
  return `${Number(size.toFixed(1))} ${unit}`;
}
