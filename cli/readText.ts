import { createReadStream } from 'node:fs';
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { jsonMistake } from '../core/syntax/jsonMistake';
import { decodeText, LARGEST_TEXT, readRegularFile, reasonOf, tooLarge } from '../project';
import type { FileBytes } from '../project';
import { readAtMost } from './io';
import type { Io } from './io';

/** The text of a file of at most `most` bytes, or of standard input for `-`; the sentence that says why there is none. */
export async function readText(
  name: string,
  io: Io,
  most = LARGEST_TEXT,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const read = await textOf(name, io, most);
  return 'text' in read ? read : { problem: phrase`${nameOf(name)} cannot be read: ${read.reason ?? ''}.` };
}

/** As {@link readText}, with the mere reason why there is none. */
export async function textOf(
  name: string,
  io: Io,
  most = LARGEST_TEXT,
): Promise<{ readonly text: string } | { readonly reason: string | undefined }> {
  const { bytes, reason } = await readBytes(name, io, most);
  const read = bytes ? decodeText(bytes) : { reason };
  return read.text === undefined ? { reason: read.reason } : { text: read.text };
}

/** As {@link textOf}, where JSON may be written in place of the file's name. */
export async function jsonTextOf(
  written: string,
  io: Io,
  most = LARGEST_TEXT,
): Promise<{ readonly text: string } | { readonly reason: string | undefined }> {
  return isWrittenJson(written) ? { text: written } : textOf(written, io, most);
}

/** As {@link readText}, where the text must be JSON, and may be written in place of the file's name. */
export async function readJsonText(
  name: string,
  io: Io,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const read = isWrittenJson(name) ? { text: name } : await readText(name, io);
  if ('problem' in read) return read;
  const mistake = jsonMistake(read.text);
  return mistake === undefined ? read : { problem: phrase`${nameOf(name)} is not valid JSON. ${mistake}` };
}

/** What a shell makes of `<(command)`: a pipe that it has opened already, and that ends with the command. */
const OPEN_PIPE = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/;

async function readBytes(name: string, io: Io, most: number): Promise<FileBytes> {
  const descriptor = OPEN_PIPE.exec(name)?.[1];
  try {
    if (name === '-' || name === '/dev/stdin' || descriptor === '0') return bounded(await io.readInput(most), most);
    if (descriptor === undefined) return readRegularFile(path.resolve(io.cwd, name), most);
    return bounded(await readAtMost(createReadStream('', { fd: Number(descriptor) }), most), most);
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function bounded(bytes: Uint8Array | undefined, most: number): FileBytes {
  return bytes ? { bytes: Buffer.from(bytes) } : { reason: tooLarge(most) };
}

/** Whether it is JSON in place of a file's name: a brace, a bracket or a quotation mark begins none that anyone would mean. */
export function isWrittenJson(written: string): boolean {
  return /^\s*[[{"]/.test(written);
}

/** What a file of the command line is called. */
export function nameOf(name: string): string {
  if (isWrittenJson(name)) return phrase`The given text`;
  return name === '-' ? phrase`Standard input` : name;
}
