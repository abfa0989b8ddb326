import path from 'node:path';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { filesOnDisk, readProject } from '../project';
import type { ProjectMachine } from '../project';
import type { Io } from './io';

/** The files of the state machines that a folder holds, relative to the terminal's folder; undefined where the name is no folder's. */
export function machineFilesIn(name: string, io: Io): readonly string[] | undefined {
  const machines = machinesIn(name, io);
  return machines && [...new Set(machines.map(({ file }) => path.relative(io.cwd, file)))];
}

/** The state machines that a folder holds; undefined where the name is no folder's. */
export function machinesIn(name: string, io: Io): readonly ProjectMachine[] | undefined {
  const folder = path.resolve(io.cwd, name);
  return filesOnDisk().isFolder(folder) ? readProject(folder, { isWhole: true }).machines : undefined;
}

/** A folder is not run: which of its machines is meant? */
export function folderProblem(name: string, io: Io): Phrase | undefined {
  const files = machineFilesIn(name, io);
  if (files === undefined) return undefined;
  const [first, ...others] = files;
  if (first === undefined) return emptyFolder(name);
  const more = others.slice(0, 4).join(', ');
  return more === ''
    ? phrase`${name} is a folder. Name the file to run: ${first}.`
    : phrase`${name} is a folder. Name the file to run, such as ${first}, ${more}.`;
}

export function emptyFolder(name: string): Phrase {
  return phrase`${name} is a folder without a state machine.`;
}
