/** What is known of projects, kept until one of the files that it was made of is said to have changed. */
import path from 'node:path';
import type { Files, FolderEntry } from './files';

export interface FileChange {
  /** Absolute. */
  readonly file: string;
  /** Whether it came or went, and with it perhaps what lies below. */
  readonly isThereOrGone: boolean;
}

export interface IndexOptions {
  /** Where one answer reads. */
  readonly disk: () => Files;
  /** Whether somebody tells of the changes of a path. What is made of others is kept for a moment only. */
  readonly isWatched: (file: string) => boolean;
}

/** Milliseconds: long enough for a burst of typing, short enough that a new function is soon known. */
const MOMENT = 2_000;

/** A value, and everything that was asked of the disk for it. */
interface Entry {
  readonly key: string;
  value?: { readonly of: unknown };
  /** Keys of paths; those of folders that were listed end with a separator. */
  readonly asked: Set<string>;
  /** The same as they were written. */
  readonly written: Set<string>;
  readonly parents: Set<Entry>;
  readonly children: Set<Entry>;
  readonly limits: Set<string>;
  /** When it was made, where it was made of what nobody watches. */
  readonly since: number;
  isGone: boolean;
}

/**
 * Hands out files that note which answer is made of what: of texts, of listings, and of what was not there. A value that
 * is read in parts notes what the later parts ask for as well.
 */
export class ProjectIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly askers = new Map<string, Set<Entry>>();
  /** Folders that something that was asked for lies in, at any depth. */
  private readonly above = new Set<string>();
  private readonly unwatched = new Set<Entry>();
  private readonly lists = new Map<string, { readonly entries: readonly FolderEntry[]; readonly told: string[] }>();
  private disk: Files;

  constructor(private readonly options: IndexOptions) {
    this.disk = options.disk();
  }

  /** For one answer: what it reads is bounded as a whole. */
  files(): Files {
    this.disk = this.options.disk();
    for (const entry of this.unwatched) if (entry.since + MOMENT <= Date.now()) this.drop(entry);
    return this.noting(undefined);
  }

  changed(changes: readonly FileChange[]): void {
    // What one answer has read shall not outlive the change.
    this.disk = this.options.disk();
    for (const { file, isThereOrGone } of changes) {
      const key = keyOf(file);
      this.dropAskers(key);
      if (!isThereOrGone) continue;
      this.dropAskers(keyOf(path.dirname(file)) + path.sep);
      if (!this.above.has(key)) continue;
      for (const asked of [...this.askers.keys(), ...this.lists.keys()]) {
        if (asked.startsWith(key + path.sep)) this.dropAskers(asked);
      }
    }
  }

  /** What was read under other rules counts no more. */
  forget(): void {
    for (const kept of [this.entries, this.askers, this.above, this.unwatched, this.lists]) kept.clear();
    this.disk = this.options.disk();
  }

  private noting(entry: Entry | undefined): Files {
    const note = (file: string, end = ''): void => {
      if (entry && !entry.isGone) this.note(entry, file + end, end);
    };
    const tell = (limit: string): void => (entry ? tellOf(entry, limit) : this.disk.tell(limit));
    /** With the limits that the disk itself has told of on the way. */
    const told = <Value>(ask: (disk: Files) => Value): { readonly value: Value; readonly limits: string[] } => {
      const known = this.disk.limits;
      const value = ask(this.disk);
      const limits = this.disk.limits.filter((limit) => !known.includes(limit));
      limits.forEach(tell);
      return { value, limits };
    };
    const asking = <Value>(file: string, ask: (disk: Files) => Value): Value => {
      note(file);
      return told(ask).value;
    };
    return {
      read: (file, most) => asking(file, (disk) => disk.read(file, most)),
      readSource: (file) => asking(file, (disk) => disk.readSource(file)),
      problemOf: (file) => asking(file, (disk) => disk.problemOf(file)),
      isFile: (file) => asking(file, (disk) => disk.isFile(file)),
      exists: (file) => asking(file, (disk) => disk.exists(file)),
      isFolder: (file) => asking(file, (disk) => disk.isFolder(file)),
      modifiedAt: (file) => asking(file, (disk) => disk.modifiedAt(file)),
      list: (folder) => {
        note(folder, path.sep);
        const key = keyOf(folder) + path.sep;
        const known = this.lists.get(key);
        if (known) {
          known.told.forEach(tell);
          return known.entries;
        }
        const { value: entries, limits } = told((disk) => disk.list(folder));
        if (this.options.isWatched(folder)) {
          this.noteAbove(key);
          this.lists.set(key, { entries, told: limits });
        }
        return entries;
      },
      tell,
      get limits() {
        return entry ? [...entry.limits] : [];
      },
      kept: (key, make) => this.kept(entry, key, make),
    };
  }

  private kept<Value>(parent: Entry | undefined, key: string, make: (files: Files) => Value): Value {
    const known = this.entries.get(key);
    const entry = known ?? this.begun(key);
    if (parent && !parent.isGone) {
      entry.parents.add(parent);
      parent.children.add(entry);
      entry.limits.forEach((limit) => tellOf(parent, limit));
    }
    return (entry.value ??= { of: make(this.noting(entry)) }).of as Value;
  }

  private begun(key: string): Entry {
    const entry: Entry = {
      key,
      asked: new Set(),
      written: new Set(),
      parents: new Set(),
      children: new Set(),
      limits: new Set(),
      since: Date.now(),
      isGone: false,
    };
    this.entries.set(key, entry);
    return entry;
  }

  private note(entry: Entry, written: string, end: string): void {
    if (entry.written.has(written)) return;
    entry.written.add(written);
    const asked = keyOf(written) + end;
    if (entry.asked.has(asked)) return;
    entry.asked.add(asked);
    this.noteAbove(asked);
    const askers = this.askers.get(asked);
    if (askers) askers.add(entry);
    else this.askers.set(asked, new Set([entry]));
    if (!this.options.isWatched(asked)) this.unwatched.add(entry);
  }

  private noteAbove(asked: string): void {
    let folder = asked.endsWith(path.sep) ? asked.slice(0, -1) : path.dirname(asked);
    for (; !this.above.has(folder); folder = path.dirname(folder)) this.above.add(folder);
  }

  private dropAskers(asked: string): void {
    this.lists.delete(asked);
    for (const entry of this.askers.get(asked) ?? []) this.drop(entry);
  }

  private drop(entry: Entry): void {
    if (entry.isGone) return;
    entry.isGone = true;
    if (this.entries.get(entry.key) === entry) this.entries.delete(entry.key);
    this.unwatched.delete(entry);
    for (const asked of entry.asked) {
      const askers = this.askers.get(asked);
      askers?.delete(entry);
      if (askers?.size === 0) this.askers.delete(asked);
    }
    for (const child of entry.children) child.parents.delete(entry);
    for (const parent of [...entry.parents]) this.drop(parent);
  }
}

function tellOf(entry: Entry, limit: string): void {
  if (entry.limits.has(limit)) return;
  entry.limits.add(limit);
  entry.parents.forEach((parent) => tellOf(parent, limit));
}

/** Windows writes paths in either case. */
function keyOf(file: string): string {
  const resolved = path.resolve(file);
  return process.platform === 'win32' ? resolved.toLowerCase() : resolved;
}
