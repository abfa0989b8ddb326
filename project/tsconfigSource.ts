import path from 'node:path';
import { isJsonObject } from '../core/json';
import type { Files } from './files';
import { parseJsonTree, valueOfNode } from './jsonTree';

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
    const { text } = files.read(path.join(folder, 'tsconfig.json'));
    const root = text === undefined ? undefined : parseJsonTree(text).root;
    const value = root && valueOfNode(root);
    const options = isJsonObject(value) ? value.compilerOptions : undefined;
    const { outDir, rootDir } = isJsonObject(options) ? options : {};
    if (typeof outDir !== 'string') continue;
    const below = path.relative(path.resolve(folder, outDir), compiled);
    if (below.startsWith('..') || path.isAbsolute(below)) continue;
    const roots = typeof rootDir === 'string' ? [rootDir] : ['src', '.'];
    return roots
      .map((each) => path.resolve(folder, each, below))
      .find((source) => ['.ts', '.mts', '.cts', '.tsx'].some((ending) => files.isFile(source + ending)));
  }
  return undefined;
}
