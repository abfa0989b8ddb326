/** What is known of projects: kept as long as the files that it was made of answer as they did. */
import { createHash } from 'node:crypto';
import type { Files } from '../files';
import { OUTSIDE } from '../reach';
import { IS_FOLDER, MISSING } from '../systemReason';
import { Asked, Made, Text } from './known';
import type { Known } from './known';
import { Paths } from './paths';
import type { FolderList, PathFacts } from './paths';
import { Tree } from './tree';

export interface FileChange {
  /** Absolute. */
  readonly file: string;
  /** Whether it came or went, and with it perhaps what lies below. */
  readonly isThereOrGone: boolean;
}

export interface IndexOptions {
  /** Where one answer reads. */
  readonly disk: () => Files;
  /** Whether somebody tells of the changes of a path. What was asked of others is asked again after a moment. */
  readonly isWatched: (file: string) => boolean;
}

/** Milliseconds: long enough for a burst of typing, short enough that a new function is soon known. */
const MOMENT = 2_000;

/** Answers in which nobody has asked for what is then forgotten, if nothing is made of it. */
const UNASKED = 50;

/** Of nearly all that is read no limit is told. */
const NONE: readonly never[] = [];

/**
 * Hands out files that note which answer is made of what: of texts, of listings, and of what was not there. After a change
 * only that is made anew of which something has become another.
 */
export class ProjectIndex {
  private readonly made = new Map<string, Made>();
  private readonly paths = new Paths();
  /** Of paths whose changes nobody tells, with the time when each was asked last. */
  private readonly unwatched = new Map<Known, number>();
  private disk: Files;
  private answers = 0;

  constructor(private readonly options: IndexOptions) {
    this.disk = options.disk();
  }

  /** For one answer: what it reads is bounded as a whole. */
  files(): Files {
    this.disk = this.options.disk();
    this.answers++;
    for (const [key, made] of this.made) {
      if (made.users.size > 0 || made.askedIn + UNASKED > this.answers) continue;
      made.forget();
      this.made.delete(key);
    }
    const now = Date.now();
    for (const [known, since] of this.unwatched) {
      if (since + MOMENT > now) continue;
      this.unwatched.set(known, now);
      known.doubt();
    }
    return this.noting(undefined, true);
  }

  changed(changes: readonly FileChange[]): void {
    // What one answer has read shall not outlive the change.
    this.disk = this.options.disk();
    for (const { file, isThereOrGone } of changes) this.paths.changed(file, isThereOrGone);
  }

  /** What was read under other rules counts no more. */
  forget(): void {
    for (const kept of [this.made, this.paths, this.unwatched]) kept.clear();
    this.disk = this.options.disk();
  }

  private noting(entry: Made | undefined, tells: boolean): Files {
    const needs = entry?.noting(tells);
    const tell = (limit: string): void => void (tells && (entry ?? this.disk).tell(limit));
    /** With the limits that the disk itself has told of on the way. */
    const telling = <Value>(ask: () => Value): Value => {
      const known = this.disk.limits.length;
      const value = ask();
      if (this.disk.limits.length > known) this.disk.limits.slice(known).forEach(tell);
      return value;
    };
    const text = <Value>(file: string, ask: (disk: Files) => Value): Value => {
      if (needs) needs(settled(this.textAt(file)));
      return telling(() => ask(this.disk));
    };
    const look = (file: string): string | undefined => {
      const asked = settled(this.lookAt(file));
      needs?.(asked);
      return asked.value;
    };
    return {
      read: (file, most) => text(file, (disk) => disk.read(file, most)),
      readSource: (file) => text(file, (disk) => disk.readSource(file)),
      modifiedAt: (file) => text(file, (disk) => disk.modifiedAt(file)),
      problemOf: look,
      isFile: (file) => look(file) === undefined,
      exists: (file) => ![MISSING, OUTSIDE].includes(look(file) ?? ''),
      isFolder: (file) => look(file) === IS_FOLDER,
      list: (folder) => {
        const asked = settled(this.listOf(folder));
        needs?.(asked);
        const { entries, limits } = asked.value;
        limits.forEach(tell);
        return entries;
      },
      below: (folder) => {
        const tree = settled(this.treeOf(folder));
        needs?.(tree);
        tree.limits.forEach(tell);
        return tree.value;
      },
      tell,
      untold: () => this.noting(entry, false),
      get limits() {
        return entry ? [...entry.limits] : [];
      },
      kept: (key, make) => this.kept(key, { needs, tell, make }),
      keptData: (key, make) => this.kept(key, { needs, tell, make, isData: true }),
    };
  }

  private kept<Value>(
    key: string,
    asker: {
      readonly needs: ((need: Known) => void) | undefined;
      readonly tell: (limit: string) => void;
      readonly make: (files: Files) => Value;
      readonly isData?: boolean;
    },
  ): Value {
    const { needs, tell, make, isData = false } = asker;
    const known = this.made.get(key);
    const entry = known ? settled(known) : new Made(isData ? (made) => make(this.noting(made, true)) : undefined);
    if (!known) this.made.set(key, entry);
    entry.askedIn = this.answers;
    needs?.(entry);
    entry.limits.forEach(tell);
    return (entry.value ??= { of: make(this.noting(entry, true)) }).of as Value;
  }

  private textAt(file: string): Text {
    const facts = this.paths.at(file);
    if (facts.text) return facts.text;
    const isWatched = this.options.isWatched(file);
    facts.text = new Text(isWatched ? undefined : () => digest(this.disk.readSource(file) ?? ''));
    if (!isWatched) this.unwatched.set(facts.text, Date.now());
    return facts.text;
  }

  private lookAt(file: string): NonNullable<PathFacts['look']> {
    const facts = this.paths.at(file);
    return (facts.look ??= this.asked(file, () => this.disk.problemOf(file)));
  }

  private listOf(folder: string): NonNullable<PathFacts['list']> {
    const facts = this.paths.at(folder);
    return (facts.list ??= this.asked(folder, () => this.listed(folder)));
  }

  private listed(folder: string): FolderList {
    const known = this.disk.limits.length;
    const entries = this.disk.list(folder);
    const { limits } = this.disk;
    return { entries, limits: limits.length === known ? NONE : limits.slice(known) };
  }

  private treeOf(folder: string): Tree {
    const facts = this.paths.at(folder);
    if (facts.tree) return facts.tree;
    facts.tree = new Tree(folder, (each) => this.listed(each));
    if (!this.options.isWatched(folder)) this.unwatched.set(facts.tree, Date.now());
    return facts.tree;
  }

  private asked<Answer>(file: string, ask: () => Answer): Asked<Answer> {
    const asked = new Asked(ask);
    if (!this.options.isWatched(file)) this.unwatched.set(asked, Date.now());
    return asked;
  }
}

function settled<Each extends Known>(known: Each): Each {
  known.settle();
  return known;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
