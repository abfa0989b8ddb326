/** Values that only a deployment knows, as a command line gives them: one by one, or in a file. */
import { isJsonObject } from '../core/json';
import { jsonValue } from '../core/jsonText';
import type { Json } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import { readNamedTexts } from '../core/namedTexts';
import { nearestName } from '../core/nearestName';
import { filesOnDisk } from '../project';
import type { Project } from '../project';
import { isAskedForInRuns } from '../run';
import type { Io } from './io';
import { nameOf, readJsonText } from './readText';

/** Of every command that reads a project. */
export interface ValueFlags {
  readonly value?: readonly string[];
  readonly values?: string;
}

export type GivenByFlags = { readonly values: { readonly [key: string]: Json } } | { readonly problem: string };

/** Says of each value that was given by itself and that nothing asks for: a slip in its name would pass for an answer. */
export function tellUnusedValues({ value: single }: ValueFlags, project: Project, io: Io): void {
  const given = readNamedTexts(single);
  const names = 'bad' in given ? [] : Object.keys(given.texts);
  if (names.length === 0) return;
  const keys = [...(project.asked ?? [])];
  const known = new Set([...keys, ...keys.map((key) => key.slice(key.indexOf(':') + 1))]);
  const files = filesOnDisk();
  const isPlaceholder = (name: string): boolean =>
    project.machines.some((each) => (each.text ?? files.read(each.file).text ?? '').includes(`\${${name}}`));
  for (const name of names) {
    if (known.has(name) || isAskedForInRuns(name) || isPlaceholder(name.replace(/^placeholder:/, ''))) continue;
    const nearest = nearestName(name, known);
    const unused = phrase`The value ${name} that --value gives is not used: nothing that is read here asks for it.`;
    io.error(nearest === undefined ? `${unused}\n` : phrase`${unused} Did you mean ${nearest}?\n`);
  }
}

/** One given alone goes before the file's. */
export async function readValueFlags({ value: single, values: file }: ValueFlags, io: Io): Promise<GivenByFlags> {
  const read = file === undefined ? { values: {} } : await readValuesFile(file, io);
  if ('problem' in read) return read;
  const given = readNamedTexts(single);
  if ('bad' in given) return { problem: phrase`--value must be NAME=VALUE, not "${given.bad}".` };
  return { values: { ...read.values, ...given.texts } };
}

async function readValuesFile(file: string, io: Io): Promise<GivenByFlags> {
  const read = await readJsonText(file, io);
  if ('problem' in read) return read;
  const found = jsonValue(read.text);
  // A settings file has them under `values`.
  const values = isJsonObject(found) && isJsonObject(found.values) ? found.values : found;
  if (isJsonObject(values)) return { values };
  return { problem: phrase`${nameOf(file)} must contain a JSON object with the values by name.` };
}
