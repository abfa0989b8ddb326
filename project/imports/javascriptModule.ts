/** The file that a module of JavaScript or TypeScript is, by the name that another imports it by. */
import path from 'node:path';
import { endingsOf, languageOf } from '../../core/handlers';
import { isJsonObject } from '../../core/json';
import { sourceOfBuilt } from '../builtFrom';
import type { Files } from '../files';
import { jsonObjectIn } from '../jsonObject';
import { aliasedPaths } from './aliases';
import { exportsMap, targetsOf } from './packageMap';
import { packageAbove, packageFolder, type Package } from './packages';

/** What an import may leave out. */
const ENDINGS = [...endingsOf('node'), '.json'];

/** Packages that lead to each other. */
const DEEPEST = 4;

/**
 * The file of the project's own that a specifier leads to: relative, by an alias of `tsconfig.json`, by `imports` of the
 * package, or as a package of the same workspace. What has not been built yet leads to its source. Undefined: it is none of
 * the project's, or not there.
 *
 * @param from absolute: the file that imports
 */
export function javascriptModule(specifier: string, from: string, files: Files, depth = 0): string | undefined {
  const folder = path.dirname(from);
  if (/^\.{1,2}(?:[\\/]|$)/.test(specifier)) return fileAt(path.resolve(folder, specifier), files);
  if (path.isAbsolute(specifier)) return fileAt(specifier, files);
  if (specifier.startsWith('node:') || depth > DEEPEST) return undefined;
  if (specifier.startsWith('#')) return imported(specifier, folder, files, depth);
  const aliased = aliasedPaths(specifier, folder, files);
  for (const place of aliased) {
    const found = fileAt(place, files);
    if (found !== undefined) return found;
  }
  return inPackage(specifier, folder, files);
}

/** `#lib/db` by `imports` of the package that the file belongs to. */
function imported(specifier: string, folder: string, files: Files, depth: number): string | undefined {
  const own = packageAbove(folder, files);
  if (!own || !isJsonObject(own.manifest.imports)) return undefined;
  const targets = targetsOf(own.manifest.imports, specifier);
  const [here, others] = [targets.filter(isPath), targets.filter((each) => !isPath(each))];
  const found = targetIn(own, here, files);
  if (found !== undefined) return found;
  const manifest = path.join(own.folder, 'package.json');
  return others.map((each) => javascriptModule(each, manifest, files, depth + 1)).find((each) => each !== undefined);
}

function isPath(target: string): boolean {
  return target.startsWith('./');
}

function inPackage(specifier: string, from: string, files: Files): string | undefined {
  const [, name = '', inside = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  const folder = packageFolder(name, from, files);
  const found = folder === undefined ? undefined : packageAbove(folder, files);
  if (!found) return undefined;
  const { exports } = found.manifest;
  if (exports !== undefined && exports !== null) {
    return targetIn(found, targetsOf(exportsMap(exports), `.${inside}`).filter(isPath), files);
  }
  return inside === '' ? entryOf(found, files) : inFolder(found, inside.slice(1), files);
}

/** Sources first: what is built of them may be old. */
function targetIn({ folder }: Package, targets: readonly string[], files: Files): string | undefined {
  const places = targets.map((each) => path.resolve(folder, each));
  const isSource = (file: string): boolean => languageOf('node').sourceEndings.includes(path.extname(file));
  const isThere = (file: string): boolean => files.isFile(file) && !/\.d\.[cm]?ts$/.test(file);
  const found =
    places.find((each) => isSource(each) && isThere(each)) ?? firstOf(places, (each) => sourceOf(each, files));
  return found ?? places.find(isThere);
}

function entryOf(found: Package, files: Files): string | undefined {
  const { source, main, module, types, typings } = found.manifest;
  const said = [source, main, module, types, typings].filter((each): each is string => typeof each === 'string');
  const places = said.map((each) => path.resolve(found.folder, each));
  return (
    targetIn(found, said, files) ??
    firstOf(places, (each) => fileAt(each, files)) ??
    firstOf(['index', 'src/index', 'src'], (each) => fileAt(path.join(found.folder, each), files))
  );
}

function inFolder({ folder }: Package, inside: string, files: Files): string | undefined {
  const place = path.join(folder, inside);
  return fileAt(place, files) ?? sourceOf(place, files) ?? fileAt(path.join(folder, 'src', inside), files);
}

function sourceOf(built: string, files: Files): string | undefined {
  const bare = built.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  return sourceOfBuilt(bare, languageOf('node').sourceEndings, files);
}

/** TypeScript names a module as what it will be compiled to, and leaves endings out; a folder is its index, or what its `package.json` says. */
function fileAt(place: string, files: Files): string | undefined {
  const found = withEnding(place, files);
  if (found !== undefined || !files.isFolder(place)) return found;
  const { main } = jsonObjectIn(path.join(place, 'package.json'), files);
  const named = typeof main === 'string' ? path.resolve(place, main) : place;
  // What `main` names is a file or a folder's index: the `package.json` of that folder is not asked again.
  const entry = named === place ? undefined : (withEnding(named, files) ?? indexOf(named, files));
  return entry ?? indexOf(place, files);
}

function withEnding(place: string, files: Files): string | undefined {
  const bare = place.replace(/\.[cm]?jsx?$/, '');
  const source = bare === place ? [] : sourcesOf(place).map((ending) => bare + ending);
  return [...source, place, ...ENDINGS.map((ending) => place + ending)].find((each) => files.isFile(each));
}

function indexOf(folder: string, files: Files): string | undefined {
  return ENDINGS.map((ending) => path.join(folder, `index${ending}`)).find((each) => files.isFile(each));
}

function sourcesOf(file: string): readonly string[] {
  const [, kind = ''] = /\.([cm]?)jsx?$/.exec(file) ?? [];
  return kind === '' ? ['.ts', '.tsx'] : [`.${kind}ts`];
}

function firstOf<Each>(list: readonly Each[], find: (each: Each) => string | undefined): string | undefined {
  for (const each of list) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
