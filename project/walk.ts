/** What lies below a folder, but for what nobody here has written. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import type { Files, FolderEntry } from './files';

/** A folder as a walk came by. One that has not changed is the same object in the next walk. */
export class ListedFolder {
  /** Absolute: those in it that are looked into. */
  readonly inside: readonly string[];
  /** By the numbers of tests: what {@link entriesCalled} has found. */
  readonly #called: (readonly FolderEntry[] | undefined)[] = [];

  /** @param folder absolute */
  constructor(
    readonly folder: string,
    readonly entries: readonly FolderEntry[],
  ) {
    const before = folder.endsWith(path.sep) ? folder : folder + path.sep;
    let inside: string[] | undefined;
    for (const { name, isFolder } of entries) {
      if (isFolder && !isSkippedFolder(name)) (inside ??= []).push(before + name);
    }
    this.inside = inside ?? NONE;
  }

  /** Its entries that pass a test, which has a number of its own. */
  called(number: number, test: (name: string) => boolean): readonly FolderEntry[] {
    const known = this.#called[number];
    if (known) return known;
    let found: FolderEntry[] | undefined;
    for (const entry of this.entries) if (test(entry.name)) (found ??= []).push(entry);
    return (this.#called[number] = found ?? NONE);
  }
}

/** Most folders have nothing of what is looked for. */
const NONE: readonly never[] = [];

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
  const listed = (folder: string): ListedFolder => known(folder) ?? new ListedFolder(folder, list(folder));
  const found = [listed(root)];
  for (const { inside } of found) for (const each of inside) found.push(listed(each));
  return found;
}

/** The entries of a folder whose names pass a test. Most pass none, and of an unchanged folder nothing is tested again. */
export function entriesCalled(test: (name: string) => boolean): (folder: ListedFolder) => readonly FolderEntry[] {
  const number = tests++;
  return (listed) => listed.called(number, test);
}

let tests = 0;

/** The files of a walk whose names pass a test, in its order. */
export function filesCalled(test: (name: string) => boolean): (folders: readonly ListedFolder[]) => readonly string[] {
  const called = entriesCalled(test);
  return (folders) => {
    const files: string[] = [];
    for (const listed of folders) {
      for (const { name, isFolder } of called(listed)) if (!isFolder) files.push(path.join(listed.folder, name));
    }
    return files;
  };
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
