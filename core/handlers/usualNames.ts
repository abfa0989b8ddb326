/** What handlers are called, and which of a function's names counts. */
import { languageOf, languageOfFile } from './index';
import type { ExportedFunction } from './handlerLanguage';

/** AWS's own names for handlers, by the language of a file. */
export function usualNamesIn(file: string): readonly string[] {
  const id = languageOfFile(file);
  return id === undefined ? [] : languageOf(id).usualNames;
}

/** Each function once: by a usual name, else by its first. */
export function distinctFunctions(file: string, exported: readonly ExportedFunction[]): ExportedFunction[] {
  const usual = usualNamesIn(file);
  const byPlace = new Map<number, ExportedFunction>();
  for (const each of exported) {
    if (!byPlace.has(each.start) || usual.includes(each.name)) byPlace.set(each.start, each);
  }
  return [...byPlace.values()];
}
