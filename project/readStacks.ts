import { ValueNotes } from '../core/values';
import type { GivenValues, UnsetValue } from '../core/values';
import type { Files } from './files';
import { PROJECT_READERS } from './readers';
import type { ReaderContext, ReaderResult } from './readers/reader';
import { isMarked, markedFoldersBelow } from './stackFolders';

/**
 * All that readers know of a folder; of the folders below it too where it is no stack itself, or the whole is wanted. What
 * is a part of another stack, such as a module or a nested template, is told by that one.
 */
export function readStacks(
  root: string,
  files: Files,
  context: Omit<ReaderContext, 'values'>,
  { given, isWhole }: { readonly given: GivenValues; readonly isWhole: boolean },
): ReaderResult & { unset(): readonly UnsetValue[] } {
  const folders = isWhole || !isMarked(root, files) ? markedFoldersBelow(root, files) : [root];
  const results = folders.flatMap((folder) =>
    PROJECT_READERS.flatMap((reader) => {
      // What a stack does not know counts only where the stack does.
      const values = new ValueNotes(given);
      const read = reader.read(folder, files, { ...context, values });
      return read ? [{ read, values }] : [];
    }),
  );
  const parts = new Set<string>();
  const ids = new Set<string>();
  for (const { read } of results) {
    const others = read.stacks.flatMap((stack) => stack.files.slice(1));
    for (const file of [...read.searched, ...others]) {
      if (!read.stacks.some((stack) => stack.files[0] === file)) parts.add(file);
    }
  }
  const kept = results.flatMap(({ read: result, values }) => {
    const stacks = result.stacks.filter(({ id, files: [file] }) => !ids.has(id) && !(file && parts.has(file)));
    stacks.forEach(({ id }) => ids.add(id));
    const isKept = ({ stack }: { readonly stack?: string }): boolean =>
      stack === undefined || stacks.some(({ id }) => id === stack);
    if (result.stacks.length > 0 && stacks.length === 0) return [];
    return [
      {
        ...result,
        values,
        stacks,
        functions: result.functions.filter(isKept),
        machines: result.machines.filter(isKept),
      },
    ];
  });
  return {
    stacks: kept.flatMap(({ stacks }) => stacks),
    functions: kept.flatMap(({ functions }) => functions),
    machines: kept.flatMap(({ machines }) => machines),
    problems: kept.flatMap(({ problems }) => problems),
    searched: kept.flatMap(({ searched }) => searched),
    unset: () => distinct(kept.flatMap(({ values }) => values.all)),
  };
}

/** Two stacks may ask for the same. */
function distinct(values: readonly UnsetValue[]): UnsetValue[] {
  return [...new Map(values.map((value) => [value.key, value])).values()];
}
