import path from 'node:path';
import type { Files } from './files';

/** A folder and those above it, at most so many in all. @param start absolute */
export function foldersAbove(start: string, most: number): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; folders.length < most; folder = path.dirname(folder)) {
    folders.push(folder);
    if (path.dirname(folder) === folder) break;
  }
  return folders;
}

/**
 * A folder and those above it, up to the first that is a bound or a repository's root.
 *
 * @param bounds folders such as the workspace's
 * @returns isBounded: false where nothing bounds it, so that the last is the system's own root
 */
export function foldersUp(
  start: string,
  bounds: readonly string[],
  files: Files,
): { readonly folders: readonly string[]; readonly isBounded: boolean } {
  const wanted = bounds.map((bound) => path.resolve(bound));
  const folders: string[] = [];
  for (let folder = start; ; folder = path.dirname(folder)) {
    folders.push(folder);
    const isBounded = wanted.includes(folder) || files.exists(path.join(folder, '.git'));
    if (isBounded || path.dirname(folder) === folder) return { folders, isBounded };
  }
}
