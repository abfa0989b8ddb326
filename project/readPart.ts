import { ValueNotes } from '../core/values';
import type { GivenValues } from '../core/values';
import type { Files } from './files';
import { PROJECT_READERS } from './readers';
import type { ProjectReader, ReaderContext, ReaderResult } from './readers/reader';

/** What one reader says of one folder, and the values that it did not find. */
export interface ReadPart {
  readonly result: ReaderResult | undefined;
  readonly values: ValueNotes;
}

/** Files by which a reader knows a folder as one of its kind. */
export function marksOf(reader: ProjectReader, folder: string, files: Files): readonly string[] {
  return marksIn(folder, files).get(reader.name) ?? [];
}

/** As {@link marksOf}, of all readers, by their names; of most folders none. */
export function marksIn(folder: string, files: Files): ReadonlyMap<string, readonly string[]> {
  return files.keptData(`marks:${folder}`, (noted) => {
    const entries = noted.list(folder);
    const found = PROJECT_READERS.filter((reader) => entries.some(({ name }) => reader.mayMark(name))).map(
      (reader) => [reader.name, reader.filesIn(folder, noted)] as const,
    );
    return new Map(found.filter(([, marks]) => marks.length > 0));
  });
}

export function readPart(
  reader: ProjectReader,
  folder: string,
  files: Files,
  context: Omit<ReaderContext, 'values'>,
  given: GivenValues,
): ReadPart {
  return files.kept(`part:${reader.name}:${folder}:${wordsOfContext(context, given)}`, (noted) => {
    // What a stack does not know counts only where the stack does.
    const values = new ValueNotes(given);
    return { result: reader.read(folder, noted, { ...context, values }), values };
  });
}

/** One context is that of all parts of a project. */
const written = new WeakMap<object, { readonly given: GivenValues; readonly text: string }>();

function wordsOfContext(context: Omit<ReaderContext, 'values'>, given: GivenValues): string {
  const known = written.get(context);
  if (known?.given === given) return known.text;
  const { root, settings, environment } = context;
  const text = JSON.stringify([root, given, settings, environment]);
  written.set(context, { given, text });
  return text;
}
