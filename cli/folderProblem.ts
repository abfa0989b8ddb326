import path from 'node:path';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { filesOnDisk, readProject } from '../project';
import type { Io } from './io';

/** A folder is not run: which of its machines is meant? */
export function folderProblem(name: string, io: Io): Phrase | undefined {
  const folder = path.resolve(io.cwd, name);
  if (!filesOnDisk().isFolder(folder)) return undefined;
  const files = readProject(folder, { isWhole: true }).machines.map(({ file }) => path.relative(io.cwd, file));
  const [first, ...others] = new Set(files);
  if (first === undefined) return phrase`${name} is a folder without a state machine.`;
  const more = others.slice(0, 4).join(', ');
  return more === ''
    ? phrase`${name} is a folder. Name the file to run: ${first}.`
    : phrase`${name} is a folder. Name the file to run, such as ${first}, ${more}.`;
}
