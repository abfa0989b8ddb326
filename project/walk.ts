/** What lies below a folder, but for what nobody here has written. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import type { Files, FolderEntry } from './files';

/** A folder as a walk came by. One that has not changed is the same object in the next walk. */
export interface ListedFolder {
  /** Absolute. */
  readonly folder: string;
  readonly entries: readonly FolderEntry[];
}

/**
 * A folder and all below it, breadth first. Links to folders are not followed, nor are folders looked into that
 * {@link isSkippedFolder} knows.
 *
 * @param known the same folder from another walk, where nothing in it has changed since
 */
export function foldersBelow(
  root: string,
  list: (folder: string) => readonly FolderEntry[],
  known: (folder: string) => ListedFolder | undefined = () => undefined,
): readonly ListedFolder[] {
  const listed = (folder: string): ListedFolder => known(folder) ?? { folder, entries: list(folder) };
  const found = [listed(root)];
  for (const { folder, entries } of found) {
    const before = folder.endsWith(path.sep) ? folder : folder + path.sep;
    for (const { name, isFolder } of entries) if (isFolder && !isSkippedFolder(name)) found.push(listed(before + name));
  }
  return found;
}

/** The files of a walk, in its order. @param isWanted by their names: most are of no interest, and no path is made of them */
export function* filesOf(folders: readonly ListedFolder[], isWanted: (name: string) => boolean): Generator<string> {
  for (const { folder, entries } of folders) {
    for (const { name, isFolder } of entries) if (!isFolder && isWanted(name)) yield path.join(folder, name);
  }
}

/** Folders that hold copies, builds or other people's code. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'venv', '__pycache__', 'cdk.out']);

/** Whether a folder of this name holds copies, builds, other people's code, or what a tool keeps for itself. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || SKIPPED_FOLDERS.has(name);
}

/** Every file below a folder, breadth first, to a depth and a number that keep large trees quick. Links to folders are not followed. */
export function filesBelow(files: Files, folder: string, depth = 4, most = 2_000): readonly string[] {
  // Several readers want the same, and most changes bring no file and take none.
  return files.keptData(`below:${folder}:${depth}:${most}`, (noted) => lookBelow(noted, folder, depth, most));
}

function lookBelow(files: Files, folder: string, depth: number, most: number): string[] {
  const found: string[] = [];
  let folders = [folder];
  for (let level = 0; level <= depth && folders.length > 0; level++) {
    const next: string[] = [];
    for (const current of folders) {
      for (const { name, isFolder } of files.list(current)) {
        if (isFolder) {
          if (!isSkippedFolder(name)) next.push(path.join(current, name));
          continue;
        }
        if (found.length === most) {
          const shown = most.toLocaleString('en');
          files.tell(phrase`${folder} contains more than ${shown} files, so only the nearest ${shown} were read.`);
          return found;
        }
        found.push(path.join(current, name));
      }
    }
    folders = next;
  }
  return found;
}
