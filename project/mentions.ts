/** Whether what describes a project speaks of a file or a name: a look at the texts, which is much less than reading them. */
import path from 'node:path';
import { languageOfFile } from '../core/handlers';
import type { Files } from './files';
import { marksOf } from './readPart';
import type { ProjectReader } from './readers/reader';

/** The words by which deployment files may speak of a file: its name up to the first dot, and the folder of code. */
export function wordsOf(file: string): string[] {
  const stem = path.basename(file).split('.')[0]!;
  return languageOfFile(file) === undefined ? [stem] : [stem, path.basename(path.dirname(file))];
}

/** A test for whether a text holds one of the words, each as a whole word. Everything holds an empty one. */
export function mentioning(words: readonly string[]): (text: string) => boolean {
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (escaped.length === 0) return () => false;
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'u');
  return (text) => words.some((each) => text.includes(each)) && word.test(text);
}

/** Whether one of the files that describe a folder's project passes the test. */
export function isMentioned(
  reader: ProjectReader,
  folder: string,
  files: Files,
  test: (text: string) => boolean,
): boolean {
  const passes = (file: string): boolean => test(files.readSource(file) ?? '');
  if (marksOf(reader, folder, files).some(passes)) return true;
  for (const file of reader.mentionedIn?.(folder, files.untold()) ?? []) if (passes(file)) return true;
  return false;
}
