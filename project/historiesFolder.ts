/** Where histories lie that a person named no other place for, and what they are called there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OWNER_ONLY } from './replaceFile';

/** Below the folder of the project. */
const HISTORIES_FOLDER = '.stepwise/histories';

/** Histories hold the data of runs, which are seldom meant for everybody who reads the code. */
const GITIGNORE = '# Histories hold the data of runs.\n*\n';

/** @param root absolute path of the project */
export function historiesFolderOf(root: string): string {
  return path.join(root, ...HISTORIES_FOLDER.split('/'));
}

/** Whether this folder is the one that histories of a project lie in. */
export function isHistoriesFolder(folder: string): boolean {
  return path.resolve(folder).split(path.sep).slice(-2).join('/') === HISTORIES_FOLDER;
}

/** Makes it, with a word for git where it has none yet. Throws what the system says. */
export function makeHistoriesFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path.join(folder, '.gitignore'), GITIGNORE, { flag: 'wx', mode: OWNER_ONLY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** @param moment ISO 8601, as `OrderFulfilment-2025-01-31T12-00-00Z.history.json` has it */
export function historyFileName(machine: string, moment: string): string {
  return `${safeFileName(machine, 'run')}-${moment.replace(/\.\d+(?=Z$)/, '').replaceAll(':', '-')}.history.json`;
}

/** A machine's name as a file may be called anywhere; `otherwise` where nothing is left of it. */
export function safeFileName(machine: string, otherwise: string): string {
  const name = machine.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '') || otherwise;
  return name.slice(0, 80);
}
