/** Packages that are the project's own: members of a workspace, and those that a `package.json` takes by a path. */
import path from 'node:path';
import { listOf, objectOf, type Json, type JsonObject } from '../../core/json';
import { parseDocument } from '../../core/syntax/parse';
import { toValue } from '../../core/syntax/value';
import type { Files } from '../files';
import { foldersAbove } from '../foldersUp';
import { jsonObjectIn } from '../jsonObject';
import { isSkippedFolder } from '../walk';

/** Folders above a file in which a `package.json`, or a workspace, is looked for. */
const MOST_FOLDERS = 10;
/** Of a workspace. */
const MOST_MEMBERS = 2_000;
/** Levels of folders that `**` goes through. */
const DEEPEST = 4;
/** Of a workspace, and what stands between the slashes of one. */
const MOST_PATTERNS = 500;
const MOST_PARTS = 12;

export interface Package {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: JsonObject;
}

/** The package that the files of a folder belong to. */
export function packageAbove(folder: string, files: Files): Package | undefined {
  const found = foldersAbove(folder, MOST_FOLDERS).find((at) => files.isFile(path.join(at, 'package.json')));
  return found === undefined
    ? undefined
    : { folder: found, manifest: jsonObjectIn(path.join(found, 'package.json'), files) };
}

/**
 * The folder of a package that is the project's own.
 *
 * @param from absolute: the folder of the file that imports it
 */
export function packageFolder(name: string, from: string, files: Files): string | undefined {
  const own = packageAbove(from, files);
  if (own?.manifest.name === name) return own.folder;
  const members = workspaceAbove(from, files);
  return byPath(name, own, files) ?? (Object.hasOwn(members, name) ? members[name] : undefined);
}

const PATH = /^(?:(?:file|link|portal|workspace):)?(\.{1,2}(?:\/.*)?)$|^(?:file|link|portal):(.+)$/;

/** `"shared": "file:../shared"` */
function byPath(name: string, own: Package | undefined, files: Files): string | undefined {
  if (!own) return undefined;
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
    const members = objectOf(own.manifest[kind]);
    const written = Object.hasOwn(members, name) ? members[name] : undefined;
    const [, relative, other] = (typeof written === 'string' && PATH.exec(written)) || [];
    const folder = path.resolve(own.folder, relative ?? other ?? '.');
    if ((relative ?? other) !== undefined && files.isFolder(folder)) return folder;
  }
  return undefined;
}

/** Folders by the names of the packages in them; none outside of a workspace. */
function workspaceAbove(from: string, files: Files): { readonly [name: string]: string } {
  for (const folder of foldersAbove(from, MOST_FOLDERS)) {
    const patterns = patternsIn(folder, files);
    if (patterns.length > 0) return membersOf(folder, patterns, files);
  }
  return {};
}

/** As pnpm, npm, Yarn, Bun and Lerna have them. */
function patternsIn(folder: string, files: Files): readonly string[] {
  const pnpm = path.join(folder, 'pnpm-workspace.yaml');
  const { workspaces } = jsonObjectIn(path.join(folder, 'package.json'), files);
  const said: readonly (Json | undefined)[] = [
    files.isFile(pnpm) ? yamlObjectIn(pnpm, files).packages : undefined,
    Array.isArray(workspaces) ? workspaces : objectOf(workspaces).packages,
    jsonObjectIn(path.join(folder, 'lerna.json'), files).packages,
  ];
  return said.flatMap(listOf).filter((each): each is string => typeof each === 'string');
}

function yamlObjectIn(file: string, files: Files): JsonObject {
  return files.keptData(`yaml:${file}`, (noted) => {
    const { root } = parseDocument(file, noted.read(file).text ?? '', 'yaml');
    return objectOf(root && toValue(root));
  });
}

function membersOf(root: string, patterns: readonly string[], files: Files): { readonly [name: string]: string } {
  return files.keptData(`workspace:${root}`, (noted) => {
    const wanted = patterns.filter((each) => !each.startsWith('!')).slice(0, MOST_PATTERNS);
    const folders = new Set(wanted.flatMap((pattern) => expandedFolders(root, pattern, noted)));
    const members: [string, string][] = [];
    for (const folder of [...folders].slice(0, MOST_MEMBERS)) {
      const { name } = jsonObjectIn(path.join(folder, 'package.json'), noted);
      if (typeof name === 'string') members.push([name, folder]);
    }
    // The first of a name counts, as the patterns are written.
    return Object.fromEntries(members.toReversed());
  });
}

/** The folders that a pattern such as `packages/*` means. @param root absolute */
export function expandedFolders(root: string, pattern: string, files: Files): string[] {
  const parts = partsOf(pattern);
  return parts.length > MOST_PARTS ? [] : expanded(root, parts, { files, been: new Set() });
}

/** `**` behind another means no more. */
function partsOf(pattern: string): string[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return parts.filter((part, index) => part !== '**' || parts[index - 1] !== '**');
}

interface Expanding {
  readonly files: Files;
  /** Folders with what is left of the pattern: there are many ways to each where `**` stands more than once. */
  readonly been: Set<string>;
}

function expanded(folder: string, [first, ...rest]: readonly string[], expanding: Expanding, depth = 0): string[] {
  const { files, been } = expanding;
  const way = `${rest.length}:${depth}:${folder}`;
  if (first === undefined) return [folder];
  if (been.has(way)) return [];
  been.add(way);
  const inside = (): string[] =>
    files.list(folder).flatMap(({ name, isFolder }) => (isFolder && !isSkippedFolder(name) ? [name] : []));
  if (first === '**') {
    const deeper =
      depth < DEEPEST
        ? inside().flatMap((name) => expanded(path.join(folder, name), ['**', ...rest], expanding, depth + 1))
        : [];
    return [...expanded(folder, rest, expanding), ...deeper];
  }
  if (!first.includes('*')) return expanded(path.join(folder, first), rest, expanding);
  const [before = '', ...others] = first.split('*');
  const after = others.at(-1) ?? '';
  return inside()
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .flatMap((name) => expanded(path.join(folder, name), rest, expanding));
}
