/** What a `tsconfig.json` says, with those that it extends. Source: TypeScript, "TSConfig Reference". */
import path from 'node:path';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../core/json';
import type { Files } from '../files';
import { jsonObjectIn } from '../jsonObject';
import { packageFolder } from './packages';

export interface TsConfig {
  /** Absolute. */
  readonly file: string;
  readonly baseUrl?: string;
  readonly outDir?: string;
  readonly rootDir?: string;
  /** Patterns of specifiers, and what they lead to below {@link pathsFrom}. */
  readonly paths?: JsonObject;
  readonly pathsFrom?: string;
}

/** Folders above a file in which one is looked for; configurations that extend each other. */
const MOST_FOLDERS = 8;

/** Nx keeps the one for all projects under a name of its own. */
const NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];

/** The one that counts for the files of a folder: the nearest. */
export function nearestTsconfig(folder: string, files: Files): TsConfig | undefined {
  let at = folder;
  for (let count = 0; count < MOST_FOLDERS; count++, at = path.dirname(at)) {
    const found = NAMES.map((name) => path.join(at, name)).find((file) => files.isFile(file));
    if (found !== undefined) return tsconfigIn(found, files);
  }
  return undefined;
}

/** One by its file. */
export function tsconfigIn(file: string, files: Files): TsConfig {
  return files.keptData(`tsconfig:${file}`, (noted) => {
    const own = { ...merged(file, file, noted), file };
    // One that holds nothing but references leaves the rest to them.
    if (own.paths || own.baseUrl !== undefined) return own;
    const references = listOf(jsonObjectIn(file, noted).references).flatMap((each) => objectOf(each).path ?? []);
    const others = references.flatMap((each) => (typeof each === 'string' ? fileOf(each, file, noted) : []));
    const aliased = others.map((each) => merged(each, each, noted)).find(({ paths }) => paths);
    return { ...aliased, ...own };
  });
}

type Options = Omit<TsConfig, 'file'>;

/** @param asked the configuration that extends the others, which `${configDir}` is the folder of */
function merged(file: string, asked: string, files: Files, around: readonly string[] = []): Options {
  if (around.length > MOST_FOLDERS || around.includes(file)) return {};
  const read = jsonObjectIn(file, files);
  const named = (Array.isArray(read.extends) ? read.extends : [read.extends]).filter(
    (each): each is string => typeof each === 'string',
  );
  let options: Options = {};
  // What is named later lies over what is named before.
  for (const each of named.flatMap((name) => fileOf(name, file, files))) {
    options = { ...options, ...merged(each, asked, files, [...around, file]) };
  }
  const { baseUrl, outDir, rootDir, paths } = objectOf(read.compilerOptions);
  const folder = path.dirname(file);
  const filled = (written: string): string => written.replace('${configDir}', () => path.dirname(asked));
  const place = (written: unknown): string | undefined =>
    typeof written === 'string' ? path.resolve(folder, filled(written)) : undefined;
  const own = { baseUrl: place(baseUrl), outDir: place(outDir), rootDir: place(rootDir) };
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  options = { ...options, ...said };
  if (!isJsonObject(paths)) return options;
  const targets = Object.entries(paths).map(([pattern, list]) => [
    pattern,
    listOf(list).map((each) => (typeof each === 'string' ? filled(each) : each)),
  ]);
  return { ...options, paths: Object.fromEntries(targets) as JsonObject, pathsFrom: folder };
}

/** A configuration as another names it: by a path with or without its ending, or as a file of a package. */
function fileOf(name: string, from: string, files: Files): string[] {
  const isPath = /^\.{1,2}(?:[\\/]|$)/.test(name) || path.isAbsolute(name);
  const bases = isPath ? [path.resolve(path.dirname(from), name)] : inPackages(name, path.dirname(from), files);
  const found = bases
    .flatMap((base) => [base, `${base}.json`, path.join(base, 'tsconfig.json')])
    .find((each) => files.isFile(each));
  return found === undefined ? [] : [found];
}

function inPackages(name: string, from: string, files: Files): string[] {
  const [, owner = '', inside = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(name) ?? [];
  const own = packageFolder(owner, from, files);
  const installed: string[] = [];
  for (let at = from, count = 0; count < MOST_FOLDERS; count++, at = path.dirname(at)) {
    installed.push(path.join(at, 'node_modules', name));
  }
  return [...(own === undefined ? [] : [path.join(own, inside)]), ...installed];
}
