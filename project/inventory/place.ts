/** Paths and lines as an inventory has them. */
import path from 'node:path';
import type { SourcePlace, Trigger } from '../project';
import { isResolved } from '../resolvedPath';
import type { InventoryEvent, InventoryLines, InventoryPlace } from './inventory';

/** Relative to the root, with `/`. */
export function pathFrom(root: string, file: string): string {
  // Most lie below it and are written as they are; an inventory has thousands of paths.
  if (file.startsWith(`${root}/`) && isResolved(file)) return file.slice(root.length + 1);
  return path.relative(root, file).split(path.sep).join('/') || '.';
}

export function placeFrom(root: string, { file, line, word }: SourcePlace): InventoryPlace {
  const at = [pathFrom(root, file), line + 1] as const;
  return word === undefined ? at : [...at, word];
}

export function placesFrom(
  root: string,
  declared: SourcePlace,
  facts: { readonly [fact: string]: SourcePlace } = {},
): { readonly [fact: string]: InventoryPlace } {
  const entries = Object.entries({ declared, ...facts });
  return Object.fromEntries(entries.map(([fact, place]) => [fact, placeFrom(root, place)]));
}

export function eventFrom(root: string, { name, type, properties, place }: Trigger): InventoryEvent {
  return { name: name ?? null, type, properties, place: place ? placeFrom(root, place) : null };
}

/** The lines of a span of a text, in UTF-16 offsets. */
export function linesOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): InventoryLines {
  return { line: lineAt(text, start), endLine: lineAt(text, Math.max(start, end - 1)) };
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
