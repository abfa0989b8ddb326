/**
 * Packages of Python that are the project's own, which a build installs: those that `pyproject.toml`, a `Pipfile` or
 * `requirements.txt` take by a path or from a workspace. Sources: uv, "Dependency sources", "Using workspaces"; Poetry, "Path
 * dependencies"; pip, "Requirements File Format".
 */
import path from 'node:path';
import { listOf, objectOf, type Json, type JsonObject } from '../../core/json';
import type { Files } from '../files';
import { foldersAbove } from '../foldersUp';
import { parseToml } from '../toml';
import { expandedFolders } from './packages';

/** Folders above the code in which these files are looked for; packages that take each other. */
const MOST_FOLDERS = 6;
const MOST_PACKAGES = 50;

/**
 * Folders in which their modules lie, behind those of the code itself.
 *
 * @param codeDir absolute
 */
export function ownPythonFolders(codeDir: string, files: Files): readonly string[] {
  return files.keptData(`pythonPackages:${codeDir}`, (noted) => {
    const packages = new Set<string>();
    const waiting = [codeDir];
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
      for (const found of takenBy(folder, noted)) {
        if (packages.has(found) || packages.size >= MOST_PACKAGES) continue;
        packages.add(found);
        waiting.push(found);
      }
    }
    return [...packages].map((each) => (noted.isFolder(path.join(each, 'src')) ? path.join(each, 'src') : each));
  });
}

function takenBy(folder: string, files: Files): string[] {
  const own = nearest('pyproject.toml', folder, files);
  const pipfile = nearest('Pipfile', folder, files);
  const requirements = nearest('requirements.txt', folder, files);
  return [
    ...(own === undefined ? [] : ofProject(own, files)),
    ...(pipfile === undefined ? [] : byPath([tomlIn(path.join(pipfile, 'Pipfile'), files)], pipfile, files)),
    ...(requirements === undefined ? [] : ofRequirements(requirements, files)),
  ];
}

function ofProject(folder: string, files: Files): string[] {
  const tool = objectOf(tomlIn(path.join(folder, 'pyproject.toml'), files).tool);
  const sources = objectOf(objectOf(tool.uv).sources);
  const poetry = objectOf(tool.poetry);
  const groups = Object.values(objectOf(poetry.group)).map((group) => objectOf(group));
  const members = Object.entries(sources).some(([, source]) => objectOf(source).workspace === true)
    ? membersAbove(folder, files)
    : new Map<string, string>();
  const fromWorkspace = Object.entries(sources).flatMap(([name, source]) =>
    objectOf(source).workspace === true ? (members.get(plainName(name)) ?? []) : [],
  );
  return [...fromWorkspace, ...byPath([{ sources }, poetry, ...groups], folder, files)];
}

/** Members of tables that have a `path`: `shared = { path = "../shared", editable = true }`. */
function byPath(holders: readonly JsonObject[], folder: string, files: Files): string[] {
  const tables = holders.flatMap((holder) =>
    ['sources', 'dependencies', 'dev-dependencies', 'packages', 'dev-packages'].map((key) => objectOf(holder[key])),
  );
  const written = tables.flatMap((table) => Object.values(table).map((each) => objectOf(each).path));
  return written.flatMap((each) => folderAt(each, [folder], files));
}

const LOCAL = /^(?:(?:-e|--editable)[ =]+)?(?:file:)?(\.{1,2}\/[^\s;#[]*|(?<=-e )[\w./-]+)/;

/** pip resolves them from where it is started, which is the file's folder or one above. */
function ofRequirements(folder: string, files: Files): string[] {
  const { text = '' } = files.read(path.join(folder, 'requirements.txt'));
  const from = foldersAbove(folder, MOST_FOLDERS);
  return text.split(/\r?\n/).flatMap((line) => folderAt(LOCAL.exec(line.trim())?.[1], from, files));
}

function folderAt(written: Json | undefined, from: readonly string[], files: Files): string[] {
  if (typeof written !== 'string') return [];
  const found = from.map((each) => path.resolve(each, written)).find((each) => files.isFolder(each));
  return found === undefined ? [] : [found];
}

/** Folders by the names of what is in them. */
function membersAbove(folder: string, files: Files): ReadonlyMap<string, string> {
  for (const at of foldersAbove(folder, MOST_FOLDERS)) {
    const { workspace } = objectOf(objectOf(tomlIn(path.join(at, 'pyproject.toml'), files).tool).uv as Json);
    const patterns = listOf(objectOf(workspace).members).filter((each): each is string => typeof each === 'string');
    if (patterns.length === 0) continue;
    const members = patterns.flatMap((pattern) => expandedFolders(at, pattern, files));
    const named = members.flatMap((member): [string, string][] => {
      const { name } = objectOf(tomlIn(path.join(member, 'pyproject.toml'), files).project);
      return typeof name === 'string' ? [[plainName(name), member]] : [];
    });
    return new Map(named);
  }
  return new Map();
}

/** `acme_shared`, `Acme.Shared` and `acme-shared` are one name. Source: PEP 503. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function nearest(name: string, folder: string, files: Files): string | undefined {
  for (const at of foldersAbove(folder, MOST_FOLDERS)) {
    if (files.isFile(path.join(at, name))) return at;
    if (files.exists(path.join(at, '.git'))) return undefined;
  }
  return undefined;
}

function tomlIn(file: string, files: Files): JsonObject {
  return files.isFile(file) ? parseToml(files.read(file).text ?? '') : {};
}
