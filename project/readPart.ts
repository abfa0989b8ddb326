import { ValueNotes } from '../core/values';
import type { GivenValues } from '../core/values';
import type { Files } from './files';
import type { ProjectReader, ReaderContext, ReaderResult } from './readers/reader';

/** What one reader says of one folder, and the values that it did not find. */
export interface ReadPart {
  readonly result: ReaderResult | undefined;
  readonly values: ValueNotes;
}

/** Files by which a reader knows a folder as one of its kind. */
export function marksOf(reader: ProjectReader, folder: string, files: Files): readonly string[] {
  return files.kept(`marks:${reader.name}:${folder}`, (noted) => reader.filesIn(folder, noted));
}

export function readPart(
  reader: ProjectReader,
  folder: string,
  files: Files,
  context: Omit<ReaderContext, 'values'>,
  given: GivenValues,
): ReadPart {
  const { root, settings, environment } = context;
  const key = `part:${reader.name}:${folder}:${JSON.stringify([root, given, settings, environment])}`;
  return files.kept(key, (noted) => {
    // What a stack does not know counts only where the stack does.
    const values = new ValueNotes(given);
    return { result: reader.read(folder, noted, { ...context, values }), values };
  });
}
