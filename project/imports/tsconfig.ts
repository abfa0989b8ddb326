/** What a `tsconfig.json` says, with those that it extends. Source: TypeScript, "TSConfig Reference". */
import path from 'node:path';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../core/json';
import type { Files } from '../files';
import { foldersAbove } from '../foldersUp';
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
  for (const at of foldersAbove(folder, MOST_FOLDERS)) {
    const found = NAMES.map((name) => path.join(at, name)).find((file) => files.isFile(file));
    if (found !== undefined) return tsconfigIn(found, files);
  }
  return undefined;
}

/** One by its file. */
export function tsconfigIn(file: string, files: Files): TsConfig {
  return files.keptData(`tsconfig:${file}`, (noted) => {
    const own = { ...merged(file, { asked: file, files: noted, known: new Map() }), file };
    // One that holds nothing but references leaves the rest to them.
    if (own.paths || own.baseUrl !== undefined) return own;
    const references = listOf(jsonObjectIn(file, noted).references).flatMap((each) => objectOf(each).path ?? []);
    const others = references.flatMap((each) => (typeof each === 'string' ? fileOf(each, file, noted) : []));
    const aliased = others
      .map((each) => merged(each, { asked: each, files: noted, known: new Map() }))
      .find(({ paths }) => paths);
    return { ...aliased, ...own };
  });
}

type Options = Omit<TsConfig, 'file'>;

interface Merging {
  /** The configuration that extends the others, which `${configDir}` is the folder of. */
  readonly asked: string;
  readonly files: Files;
  /** Each is read once, however many extend it, and as nothing by those that it extends itself. */
  readonly known: Map<string, Options>;
}

function merged(file: string, merging: Merging, depth = 0): Options {
  const known = merging.known.get(file);
  if (known || depth > MOST_FOLDERS) return known ?? {};
  merging.known.set(file, {});
  const made = read(file, merging, depth);
  merging.known.set(file, made);
  return made;
}

function read(file: string, merging: Merging, depth: number): Options {
  const { asked, files } = merging;
  const said = jsonObjectIn(file, files);
  const named = (Array.isArray(said.extends) ? said.extends : [said.extends]).filter(
    (each): each is string => typeof each === 'string',
  );
  let options: Options = {};
  // What is named later lies over what is named before.
  for (const each of named.flatMap((name) => fileOf(name, file, files))) {
    options = { ...options, ...merged(each, merging, depth + 1) };
  }
  const { baseUrl, outDir, rootDir, paths } = objectOf(said.compilerOptions);
  const folder = path.dirname(file);
  const filled = (written: string): string => written.replace('${configDir}', () => path.dirname(asked));
  const place = (written: unknown): string | undefined =>
    typeof written === 'string' ? path.resolve(folder, filled(written)) : undefined;
  const own = { baseUrl: place(baseUrl), outDir: place(outDir), rootDir: place(rootDir) };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  options = { ...options, ...given };
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
  const installed = foldersAbove(from, MOST_FOLDERS).map((at) => path.join(at, 'node_modules', name));
  return [...(own === undefined ? [] : [path.join(own, inside)]), ...installed];
}
