import path from 'node:path';
import { filesOnDisk } from './files';
import type { Files } from './files';
import type { Project } from './project';
import { readProject } from './readProject';
import type { ReadProjectOptions } from './readProject';
import { PROJECT_READERS } from './readers';
import { SETTINGS_FILE } from './settings/readSettings';

export interface FindProjectOptions extends ReadProjectOptions {
  /** Folders above which nothing is looked for, such as the workspace's; the repository's root always is one. */
  readonly bounds?: readonly string[];
}

/** The project around a file: see {@link findProjectFolder}. */
export function findProjectFor(file: string, options: FindProjectOptions = {}): Project {
  return readProject(findProjectFolder(file, options), { definition: file, ...options });
}

/**
 * The nearest folder above a file that a reader knows as a project, else that of the nearest `.vscode/stepwise.json`,
 * else the file's own folder. A file's folder may be given instead of the file.
 */
export function findProjectFolder(file: string, options: FindProjectOptions = {}): string {
  const files = filesOnDisk(options);
  const start = files.isFolder(file) ? path.resolve(file) : path.dirname(path.resolve(file));
  const bounds = (options.bounds ?? []).map((bound) => path.resolve(bound));
  const folders = foldersUp(start, bounds, files);
  return (
    folders.find((folder) => PROJECT_READERS.some((reader) => reader.filesIn(folder, files).length > 0)) ??
    folders.find((folder) => files.isFile(path.join(folder, SETTINGS_FILE))) ??
    start
  );
}

function foldersUp(start: string, bounds: readonly string[], files: Files): string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = path.dirname(folder)) {
    folders.push(folder);
    const isBound = bounds.includes(folder) || files.exists(path.join(folder, '.git'));
    if (isBound || path.dirname(folder) === folder) return folders;
  }
}
