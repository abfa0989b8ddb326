/** Where TypeScript has modules from that are imported by an alias. Source: TypeScript, "paths", "baseUrl", "extends". */
import path from 'node:path';
import { isJsonObject, type JsonObject } from '../core/json';
import type { Files } from './files';
import { parseJsonTree, valueOfNode } from './jsonTree';

/** Folders above a file in which its `tsconfig.json` is looked for; configurations that extend each other. */
const MOST_FOLDERS = 6;

/**
 * The places, without an ending, that a specifier may lead to by `paths` and `baseUrl` of the nearest `tsconfig.json`.
 *
 * @param from absolute: the folder of the file that imports
 */
export function aliasedPaths(specifier: string, from: string, files: Files): string[] {
  let folder = from;
  for (let count = 0; count < MOST_FOLDERS; count++, folder = path.dirname(folder)) {
    const file = path.join(folder, 'tsconfig.json');
    if (files.isFile(file)) return pathsIn(file, specifier, files);
  }
  return [];
}

function pathsIn(file: string, specifier: string, files: Files): string[] {
  let at: string | undefined = file;
  for (let count = 0; at !== undefined && count < MOST_FOLDERS; count++) {
    const folder: string = path.dirname(at);
    const read: JsonObject = objectIn(at, files);
    const { paths, baseUrl } = isJsonObject(read.compilerOptions) ? read.compilerOptions : {};
    const base = path.resolve(folder, typeof baseUrl === 'string' ? baseUrl : '.');
    // What is nearest stands for all of it.
    if (isJsonObject(paths))
      return [...matched(paths, specifier, base), ...(typeof baseUrl === 'string' ? [path.join(base, specifier)] : [])];
    if (typeof baseUrl === 'string') return [path.join(base, specifier)];
    const { extends: extended } = read;
    if (typeof extended !== 'string' || !extended.startsWith('.')) return [];
    const other: string = path.resolve(folder, extended);
    at = files.isFile(other) ? other : `${other}.json`;
  }
  return [];
}

function objectIn(file: string, files: Files): JsonObject {
  const { text } = files.read(file);
  const root = text === undefined ? undefined : parseJsonTree(text).root;
  const value = root && valueOfNode(root);
  return isJsonObject(value) ? value : {};
}

/** The longest pattern that fits decides. */
function matched(paths: JsonObject, specifier: string, base: string): string[] {
  const fitting = Object.entries(paths)
    .map(([pattern, targets]) => {
      const [before = '', after = ''] = pattern.split('*');
      const isExact = !pattern.includes('*');
      const fits = isExact
        ? specifier === pattern
        : specifier.startsWith(before) && specifier.endsWith(after) && specifier.length >= before.length + after.length;
      const star = isExact ? '' : specifier.slice(before.length, specifier.length - after.length);
      return { fits, star, targets, length: isExact ? Infinity : before.length };
    })
    .filter(({ fits }) => fits)
    .sort((one, other) => other.length - one.length);
  const [{ star = '', targets = [] } = {}] = fitting;
  return (Array.isArray(targets) ? targets : []).flatMap((target) =>
    typeof target === 'string' ? [path.resolve(base, target.replace('*', star))] : [],
  );
}
