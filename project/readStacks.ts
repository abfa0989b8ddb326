import path from 'node:path';
import type { GivenValues, UnsetValue } from '../core/values';
import type { Files } from './files';
import { isMentioned, mentioning, wordsOf } from './mentions';
import type { ProjectProblem, Sought, Stack } from './project';
import { PROJECT_READERS } from './readers';
import { marksOf, readPart } from './readPart';
import type { ReadPart } from './readPart';
import type { ProjectReader, ReaderContext, ReaderResult } from './readers/reader';
import { once } from './once';
import { isMarked, markedFoldersBelow, marksInPieces } from './stackFolders';

/** What readers know of some stacks. Nothing is read before it is asked for. */
export interface ReadStacks extends ReaderResult {
  readonly unset: readonly UnsetValue[];
  /** Keys of all values that they ask for, given or not. */
  readonly asked: ReadonlySet<string>;
}

/** The stacks of a project, read as far as somebody asks. */
export interface ProjectStacks {
  readonly all: ReadStacks;
  /**
   * Those that may have to do with something: they mention it, or their folder holds the file; and those that mention one
   * of these, as a template does that nests another.
   */
  near(sought: Sought): ReadStacks;
  /** Some of what has been read already, with what of it could not be read. */
  of(ids: ReadonlySet<string>): ReadStacks;
}

/**
 * All that readers know of a folder; of the folders below it too where it is no stack itself, or the whole is wanted. What
 * is a part of another stack, such as a module or a nested template, is told by that one.
 */
export function readStacks(
  root: string,
  files: Files,
  context: Omit<ReaderContext, 'values'>,
  { given, isWhole }: { readonly given: GivenValues; readonly isWhole: boolean },
): ProjectStacks {
  const isBelow = isWhole || !isMarked(root, files);
  const parts = once(() => {
    const folders = isBelow ? markedFoldersBelow(root, files) : [root];
    return folders.flatMap((folder) =>
      PROJECT_READERS.map((reader) => new Part(folder, reader, files, context, given)),
    );
  });
  const all = together(parts);
  const known = new Map<string, ReadStacks>();
  return {
    all,
    near(sought) {
      // Where all is read, or will be, a look at the texts saves nothing.
      if (isWhole || !isBelow || parts().every(({ isRead }) => isRead)) return all;
      const key = JSON.stringify(sought);
      const found = known.get(key) ?? together(once(() => partsNear(parts(), sought)));
      known.set(key, found);
      return found;
    },
    of: (ids) => ofStacks(parts(), ids),
  };
}

/** Reads each part of a whole by itself; what is read is kept. */
export function* stacksInPieces(
  root: string,
  files: Files,
  context: Omit<ReaderContext, 'values'>,
  given: GivenValues,
): Generator<void> {
  yield* marksInPieces(root, files);
  for (const folder of markedFoldersBelow(root, files)) {
    for (const reader of PROJECT_READERS) {
      readPart(reader, folder, files, context, given);
      yield;
    }
  }
}

/** What one reader says of one folder. */
class Part {
  private done?: ReadPart;

  constructor(
    readonly folder: string,
    private readonly reader: ProjectReader,
    private readonly files: Files,
    private readonly context: Omit<ReaderContext, 'values'>,
    private readonly given: GivenValues,
  ) {}

  read(): ReaderResult | undefined {
    return (this.done ??= readPart(this.reader, this.folder, this.files, this.context, this.given)).result;
  }

  get isRead(): boolean {
    return this.done !== undefined;
  }

  get unset(): readonly UnsetValue[] {
    return this.done?.values.all ?? [];
  }

  get asked(): Iterable<string> {
    return this.done?.values.asked ?? [];
  }

  /** The files that mark the folder. */
  readonly marks = once(() => marksOf(this.reader, this.folder, this.files));

  isAround(file: string): boolean {
    return this.marks().length > 0 && file.startsWith(this.folder + path.sep);
  }

  mentions(test: (text: string) => boolean): boolean {
    return this.marks().length > 0 && isMentioned(this.reader, this.folder, this.files, test);
  }

  /** What others call it: its folder, and its files where they are not called as all are. */
  get names(): readonly string[] {
    const names = this.marks().map((file) => path.basename(file));
    return [path.basename(this.folder), ...names.filter((name) => !this.reader.markFiles.includes(name))];
  }
}

function partsNear(parts: readonly Part[], sought: Sought): readonly Part[] {
  const near = new Set(parts.filter((part) => 'file' in sought && part.isAround(sought.file)));
  for (let words = new Set(('file' in sought) ? wordsOf(sought.file) : [sought.name]); words.size > 0;) {
    const test = mentioning([...words]);
    const found = parts.filter((part) => !near.has(part) && part.mentions(test));
    found.forEach((part) => near.add(part));
    words = new Set(found.flatMap(({ names }) => names));
  }
  return parts.filter((part) => near.has(part));
}

/** What parts say as one project; of two stacks that have the same id, or the same main file, the first counts. */
function together(parts: () => readonly Part[]): ReadStacks {
  return readStacksOf(once(() => keptOf(parts())));
}

/** Of what has been read already some stacks, and what could not be read. */
function ofStacks(parts: readonly Part[], ids: ReadonlySet<string>): ReadStacks {
  return readStacksOf(() =>
    keptOf(parts.filter(({ isRead }) => isRead)).flatMap((kept) => {
      const stacks = kept.stacks.filter(({ id }) => ids.has(id));
      if (kept.stacks.length > 0 && stacks.length === 0) return [];
      const others = new Set(kept.stacks.filter((stack) => !stacks.includes(stack)).flatMap(({ files }) => files));
      const isOurs = ({ place }: ProjectProblem): boolean => place === undefined || !others.has(place.file);
      return [{ ...kept, stacks, problems: () => kept.problems().filter(isOurs) }];
    }),
  );
}

function readStacksOf(kept: () => readonly Kept[]): ReadStacks {
  const among = (kept: Kept) => {
    const ids = new Set(kept.stacks.map(({ id }) => id));
    return ({ stack }: { readonly stack?: string }): boolean => stack === undefined || ids.has(stack);
  };
  const functions = once(() => kept().flatMap((each) => each.result.functions.filter(among(each))));
  const machines = once(() => kept().flatMap((each) => each.result.machines.filter(among(each))));
  const stacks = once(() => kept().flatMap((each) => each.stacks));
  const problems = once(() => kept().flatMap((each) => each.problems()));
  const searched = once(() => kept().flatMap(({ result }) => result.searched));
  return {
    get stacks() {
      return stacks();
    },
    get functions() {
      return functions();
    },
    get machines() {
      return machines();
    },
    get problems() {
      return problems();
    },
    get searched() {
      return searched();
    },
    get unset() {
      // What they do not know shows where they are read.
      functions();
      machines();
      return distinct(kept().flatMap(({ part }) => part.unset));
    },
    get asked() {
      functions();
      machines();
      return new Set(kept().flatMap(({ part }) => [...part.asked]));
    },
  };
}

interface Kept {
  readonly part: Part;
  readonly result: ReaderResult;
  readonly stacks: readonly Stack[];
  readonly problems: () => readonly ProjectProblem[];
}

function keptOf(all: readonly Part[]): readonly Kept[] {
  const results = all.flatMap((part) => {
    const result = part.read();
    return result ? [{ part, result }] : [];
  });
  const parts = new Set<string>();
  const ids = new Set<string>();
  const first = new Set<string>();
  for (const { result } of results) {
    const others = result.stacks.flatMap((stack) => stack.files.slice(1));
    for (const file of [...result.searched, ...others]) {
      if (!result.stacks.some((stack) => stack.files[0] === file)) parts.add(file);
    }
  }
  return results.flatMap(({ part, result }) => {
    const isRead = (file: string | undefined): boolean => file !== undefined && (parts.has(file) || first.has(file));
    const stacks = result.stacks.filter(({ id, files: [file] }) => !ids.has(id) && !isRead(file));
    stacks.forEach(({ id }) => ids.add(id));
    // What the CDK has written is a template too.
    stacks.forEach(({ files: [file] }) => file !== undefined && first.add(file));
    if (result.stacks.length > 0 && stacks.length === 0) return [];
    return [{ part, result, stacks, problems: () => result.problems }];
  });
}

/** Two stacks may ask for the same. */
function distinct(values: readonly UnsetValue[]): UnsetValue[] {
  return [...new Map(values.map((value) => [value.key, value])).values()];
}
