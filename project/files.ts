import fs from 'node:fs';
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import {
  inWords,
  IS_FOLDER,
  LARGEST_TEXT,
  MISSING,
  modifiedAt,
  problemOfFile,
  readRegularFile,
  readTextFile,
} from './readRegularFile';
import type { FileText } from './readRegularFile';
import { OUTSIDE, reachBelow } from './reach';
import { foldersBelow } from './walk';
import type { ListedFolder } from './walk';

/** The little of a file system that reading a project takes. Nothing here throws, waits, or reads without a bound. */
export interface Files {
  /** The text of a file of at most `most` bytes, or why there is none. */
  read(file: string, most?: number): FileText;
  /** Source code, of which only the shape is looked at: letters of other encodings do no harm. */
  readSource(file: string): string | undefined;
  /** Why a path is not that of a file that may be read; undefined where it is. */
  problemOf(file: string): string | undefined;
  isFile(file: string): boolean;
  /** Whether anything is there. */
  exists(file: string): boolean;
  isFolder(folder: string): boolean;
  /** When a file was last written, in milliseconds since 1970; undefined where there is none. */
  modifiedAt(file: string): number | undefined;
  /** Names in a folder, sorted; empty where there is none. */
  list(folder: string): readonly FolderEntry[];
  /** A folder and those below it, the nearest first: see {@link foldersBelow}. */
  below(folder: string): readonly ListedFolder[];
  /** Says that a limit was reached. */
  tell(limit: string): void;
  /** What was left out because a limit was reached: sentences, each once. */
  readonly limits: readonly string[];
  /**
   * What is made of the files it is handed, made once as long as they stand as they do. What that may depend on besides
   * belongs into the key.
   */
  kept<Value>(key: string, make: (files: Files) => Value): Value;
  /**
   * As {@link kept}, of plain data that nothing but the key and the files make: what is made of them stands as long as they
   * come out equal, whatever becomes of the files.
   */
  keptData<Value>(key: string, make: (files: Files) => Value): Value;
  /** The same for a look around: what it leaves out is nobody's loss. */
  untold(): Files;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** A regular file: neither a link nor anything that is not on the disk. */
  readonly isFile: boolean;
}

export interface DiskOptions {
  /** The text of a document that is open and perhaps not saved; undefined: what the disk holds. */
  readonly unsaved?: (file: string) => string | undefined;
  /** Folders outside of which nothing is touched, neither by `..` nor by a link; undefined: anything may be read. */
  readonly within?: readonly string[];
}

/** Bytes. Handlers are smaller, bundled ones too. */
const LARGEST_SOURCE = 4 * 1024 * 1024;

/** Of a name that no system has in another spelling, but for case. */
const USUAL_LETTERS = /^[A-Za-z0-9._-]*[A-Za-z0-9_-]$/;

/** How much one reading of a project looks at. */
interface Bounds {
  /** In all folders. */
  readonly entries: number;
  /** Of all files. */
  readonly bytes: number;
}

const BOUNDS: Bounds = { entries: 1_000_000, bytes: 256 * 1024 * 1024 };

/** The disk, with the texts of an editor's unsaved documents laid over it. One serves one reading of a project. */
export function filesOnDisk({ unsaved, within }: DiskOptions = {}, bounds = BOUNDS): Files {
  const reach = within && reachBelow(within);
  const place = (file: string): string | undefined => (reach ? reach(file) : file);
  /** Another array for each, so that whoever has one keeps it. */
  let limits: readonly string[] = [];
  const tell = (limit: string): void => {
    if (!limits.includes(limit)) limits = [...limits, limit];
  };
  let entriesLeft = bounds.entries;
  let bytesLeft = bounds.bytes;

  /** What one reading has seen does not change under it. */
  const lists = new Map<string, readonly FolderEntry[]>();
  const trees = new Map<string, readonly ListedFolder[]>();
  const texts = new Map<string, FileText>();
  const sources = new Map<string, string>();
  const reasons = new Map<string, string | undefined>();
  const kept = new Map<string, { readonly value: unknown; readonly told: ReadonlySet<string> }>();

  /** What the listing of its folder says of a path, as it is written there; undefined where none is known or has it. */
  const listedAs = (real: string): FolderEntry | undefined => {
    const entries = lists.get(path.dirname(real));
    return entries && entryCalled(path.basename(real), entries);
  };
  /** By folder whose listing is known and complete the names in it, in small letters: many a disk minds no case. */
  const names = new Map<string, ReadonlySet<string>>();
  const cut = new Set<string>();
  const namesIn = (folder: string): ReadonlySet<string> | undefined => {
    const known = names.get(folder);
    const entries = lists.get(folder);
    // Where nothing is listed it may be that nobody may list.
    if (known || !entries || entries.length === 0 || cut.has(folder)) return known;
    const made = new Set(entries.map(({ name }) => name.toLowerCase()));
    names.set(folder, made);
    return made;
  };
  const isUnlisted = (real: string): boolean => {
    const name = path.basename(real);
    return USUAL_LETTERS.test(name) && namesIn(path.dirname(real))?.has(name.toLowerCase()) === false;
  };
  const reasonOf = (real: string): string | undefined => {
    const listed = listedAs(real);
    if (listed?.isFile) return undefined;
    if (listed?.isFolder) return IS_FOLDER;
    if (!reasons.has(real)) reasons.set(real, isUnlisted(real) ? MISSING : problemOfFile(real));
    return reasons.get(real);
  };
  const spend = (bytes: number): void => void (bytesLeft -= bytes);
  const isSpent = (): boolean => {
    if (bytesLeft > 0) return false;
    tell(phrase`The files in this folder have more than ${inWords(bounds.bytes)} in total, so some were left out.`);
    return true;
  };

  return {
    read(file, most = LARGEST_TEXT) {
      const open = unsaved?.(file);
      if (open !== undefined) return { text: open };
      const real = place(file);
      if (real === undefined) return { reason: OUTSIDE };
      const known = texts.get(real);
      if (known && (known.text?.length ?? 0) <= most) return known;
      const isFile = listedAs(real)?.isFile ?? false;
      if (!isFile && isUnlisted(real)) return { reason: MISSING };
      if (isSpent()) return { reason: phrase`too much of this folder has been read already` };
      const read = readTextFile(real, most, isFile);
      spend(read.text?.length ?? 0);
      if (read.text !== undefined) texts.set(real, read);
      return read;
    },
    readSource(file) {
      const open = unsaved?.(file);
      if (open !== undefined) return open;
      const real = place(file);
      if (real === undefined) return undefined;
      const known = texts.get(real)?.text ?? sources.get(real);
      if (known !== undefined) return known;
      const isFile = listedAs(real)?.isFile ?? false;
      if ((!isFile && isUnlisted(real)) || isSpent()) return undefined;
      const { bytes } = readRegularFile(real, LARGEST_SOURCE, isFile);
      spend(bytes?.length ?? 0);
      const text = bytes?.toString('utf8').replace(/^\ufeff/, '');
      if (text !== undefined) sources.set(real, text);
      return text;
    },
    problemOf(file) {
      const real = place(file);
      return real === undefined ? OUTSIDE : reasonOf(real);
    },
    isFile(file) {
      return this.problemOf(file) === undefined;
    },
    exists(file) {
      const real = place(file);
      return real !== undefined && reasonOf(real) !== MISSING;
    },
    isFolder(folder) {
      const real = place(folder);
      return real !== undefined && reasonOf(real) === IS_FOLDER;
    },
    modifiedAt(file) {
      const real = place(file);
      return real === undefined ? undefined : modifiedAt(real);
    },
    list(folder) {
      const real = place(folder);
      if (real === undefined) return [];
      const known = lists.get(real);
      if (known) return known;
      const entries = entriesOf(real);
      if (entries.length > entriesLeft) {
        tell(
          phrase`The folders here contain more than ${bounds.entries.toLocaleString('en')} files in total, so some were left out.`,
        );
        entries.length = entriesLeft;
        cut.add(real);
      }
      entriesLeft -= entries.length;
      lists.set(real, entries);
      return entries;
    },
    below(folder) {
      const known = trees.get(folder);
      if (known) return known;
      const found = foldersBelow(folder, (each) => this.list(each));
      trees.set(folder, found);
      return found;
    },
    tell,
    get limits() {
      return limits;
    },
    kept<Value>(key: string, make: (files: Files) => Value) {
      const known = kept.get(key);
      known?.told.forEach((limit) => this.tell(limit));
      if (known) return known.value as Value;
      const told = new Set<string>();
      const tell = (limit: string): void => {
        told.add(limit);
        this.tell(limit);
      };
      const value = make({ ...this, tell });
      kept.set(key, { value, told });
      return value;
    },
    keptData(key, make) {
      return this.kept(key, make);
    },
    untold() {
      return { ...this, tell: () => undefined };
    },
  };
}

/** Sorted. Of a folder that is missing, or may not be read: none. */
function entriesOf(folder: string): FolderEntry[] {
  let found: fs.Dirent[];
  try {
    found = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  // Nearly all of the time of a look at a repository is spent here.
  const entries: FolderEntry[] = [];
  let isSorted = true;
  let last = '';
  for (const entry of found) {
    const { name } = entry;
    isSorted &&= last <= name;
    last = name;
    entries.push({ name, isFolder: entry.isDirectory(), isFile: entry.isFile() });
  }
  // As the system answers, but for letters that have their own order there.
  return isSorted ? entries : entries.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** @param entries sorted */
function entryCalled(name: string, entries: readonly FolderEntry[]): FolderEntry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.name < name) low = middle + 1;
    else high = middle;
  }
  const found = entries[low];
  return found?.name === name ? found : undefined;
}
