import path from 'node:path';
import type { Files } from '../files';
import { tsconfigIn } from '../imports/tsconfig';

/** Folders above a file in which its `tsconfig.json` is looked for. */
const MOST_FOLDERS = 5;

/**
 * Where TypeScript's compiler has a file from, by `outDir` and `rootDir` of the nearest `tsconfig.json`.
 *
 * @param compiled absolute, without an ending
 * @returns absolute, without an ending; undefined where no configuration writes there
 */
export function tsconfigSource(compiled: string, files: Files): string | undefined {
  let folder = path.dirname(compiled);
  for (let count = 0; count < MOST_FOLDERS; count++, folder = path.dirname(folder)) {
    const file = path.join(folder, 'tsconfig.json');
    const { outDir, rootDir } = files.isFile(file) ? tsconfigIn(file, files) : {};
    if (outDir === undefined) continue;
    const below = path.relative(outDir, compiled);
    if (below.startsWith('..') || path.isAbsolute(below)) continue;
    const roots = rootDir === undefined ? [path.join(folder, 'src'), folder] : [rootDir];
    return roots
      .map((each) => path.resolve(each, below))
      .find((source) => ['.ts', '.mts', '.cts', '.tsx'].some((ending) => files.isFile(source + ending)));
  }
  return undefined;
}
