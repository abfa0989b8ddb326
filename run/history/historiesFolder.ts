import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HISTORIES_FOLDER, HISTORIES_GITIGNORE } from '../../core/historyPlace';
import { OWNER_ONLY } from '../../project';

/** Whether this folder is the one that histories of a project lie in. */
export function isHistoriesFolder(folder: string): boolean {
  return path.resolve(folder).split(path.sep).slice(-2).join('/') === HISTORIES_FOLDER;
}

/** Makes it, with a word for git where it has none yet. Throws what the system says. */
export function makeHistoriesFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path.join(folder, '.gitignore'), HISTORIES_GITIGNORE, { flag: 'wx', mode: OWNER_ONLY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
