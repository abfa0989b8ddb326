import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../project';
import type { Io } from './io';

/** The text of a file, or of standard input for `-`; the sentence that says why there is none. */
export async function readText(
  name: string,
  io: Io,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  let bytes: Uint8Array;
  try {
    bytes = name === '-' ? await io.readInput() : await readFile(path.resolve(io.cwd, name));
  } catch (error) {
    return { problem: `${name} cannot be read: ${reasonOf(error)}.` };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: `${name === '-' ? 'Standard input' : name} is not UTF-8 text.` };
  }
}

/** As {@link readText}, where the text must be JSON. */
export async function readJsonText(
  name: string,
  io: Io,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const read = await readText(name, io);
  if ('problem' in read) return read;
  try {
    JSON.parse(read.text);
    return read;
  } catch (error) {
    const where = name === '-' ? 'Standard input' : name;
    return { problem: `${where} is no JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}
