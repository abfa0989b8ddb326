import fs from 'node:fs';
import path from 'node:path';

/** The little of a file system that reading a project takes. Nothing here throws. */
export interface Files {
  /** Undefined where there is no such file, or it cannot be read as text. */
  read(file: string): string | undefined;
  isFile(file: string): boolean;
  /** Names in a folder, sorted; empty where there is none. */
  list(folder: string): readonly FolderEntry[];
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Larger files are no templates, events or definitions. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** The disk, with the texts of an editor's unsaved documents laid over it. */
export function filesOnDisk(unsaved?: (file: string) => string | undefined): Files {
  return {
    read(file) {
      const open = unsaved?.(file);
      if (open !== undefined) return open;
      try {
        if (fs.statSync(file).size > LARGEST_FILE) return undefined;
        // A byte order mark is no part of the text.
        return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
      } catch {
        return undefined;
      }
    },
    isFile(file) {
      return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    },
    list(folder) {
      try {
        return fs
          .readdirSync(folder, { withFileTypes: true })
          .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
          .sort((left, right) => (left.name < right.name ? -1 : 1));
      } catch {
        return [];
      }
    },
  };
}

/** Folders that hold copies, builds or other people's code. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'venv', '__pycache__', 'cdk.out']);

/** Every file below a folder, breadth first, to a depth and a number that keep large trees quick. */
export function* filesBelow(files: Files, folder: string, depth = 4, most = 2_000): Generator<string> {
  let folders = [folder];
  for (let level = 0; level <= depth && folders.length > 0; level++) {
    const next: string[] = [];
    for (const current of folders) {
      for (const { name, isFolder } of files.list(current)) {
        if (isFolder) {
          if (!name.startsWith('.') && !SKIPPED_FOLDERS.has(name)) next.push(path.join(current, name));
        } else {
          if (most-- <= 0) return;
          yield path.join(current, name);
        }
      }
    }
    folders = next;
  }
}
