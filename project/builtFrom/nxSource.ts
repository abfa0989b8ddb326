import path from 'node:path';
import { objectOf, type Json } from '../../core/json';
import type { Files } from '../files';
import { jsonObjectIn } from '../jsonObject';

/** Folders above a file in which `nx.json` is looked for, and of a path below it those that a project may be called by. */
const MOST_FOLDERS = 8;

const SCRIPT = /\.[cm]?[jt]sx?$/;

/**
 * The source that a target of an Nx project makes a file of, by `outputPath` and `main` of its `project.json`: a bundle of the
 * entry point, or by the compiler a file in the same place below the project. A project is looked for where its output lies
 * within the workspace: `dist/apps/orders` is that of `apps/orders`.
 *
 * Source: https://nx.dev/nx-api/esbuild/executors/esbuild, …/webpack/executors/webpack, …/js/executors/tsc
 *
 * @param built absolute, without an ending
 * @returns absolute; undefined where no project of Nx writes there
 */
export function nxSource(built: string, files: Files): string | undefined {
  const workspace = workspaceOf(built, files);
  if (workspace === undefined) return undefined;
  for (const project of projectFolders(path.relative(workspace, path.dirname(built)), workspace)) {
    const { targets } = jsonObjectIn(path.join(project, 'project.json'), files);
    for (const target of Object.values(objectOf(targets))) {
      const found = sourceOf(objectOf(objectOf(target).options), { built, workspace, project }, files);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function workspaceOf(file: string, files: Files): string | undefined {
  let folder = path.dirname(file);
  for (let count = 0; count < MOST_FOLDERS; count++, folder = path.dirname(folder)) {
    if (files.isFile(path.join(folder, 'nx.json'))) return folder;
  }
  return undefined;
}

/** `dist/apps/orders`: `dist/apps/orders`, `dist/apps`, `dist`, `apps/orders`, `apps`, `orders`, and the workspace itself. */
function* projectFolders(below: string, workspace: string): Generator<string> {
  const parts = below.split(path.sep).slice(0, MOST_FOLDERS);
  for (let start = 0; start < parts.length; start++) {
    for (let end = parts.length; end > start; end--) yield path.join(workspace, ...parts.slice(start, end));
  }
  yield workspace;
}

function sourceOf(
  { outputPath, main, outputFileName, additionalEntryPoints }: { readonly [option: string]: Json },
  { built, workspace, project }: { readonly built: string; readonly workspace: string; readonly project: string },
  files: Files,
): string | undefined {
  if (typeof outputPath !== 'string') return undefined;
  const absolute = (written: string): string => {
    const root = path.relative(workspace, project);
    const filled = written.replaceAll('{workspaceRoot}', '.').replaceAll('{projectRoot}', root || '.');
    return path.resolve(workspace, filled);
  };
  const below = path.relative(absolute(outputPath), built);
  if (below.startsWith('..') || path.isAbsolute(below)) return undefined;
  const more = Array.isArray(additionalEntryPoints) ? additionalEntryPoints : [];
  const entries = [main, ...more].filter((each): each is string => typeof each === 'string');
  const nameOf = (entry: string): string =>
    entry === main && typeof outputFileName === 'string' ? outputFileName : path.basename(entry);
  const entry = entries.find((each) => nameOf(each).replace(SCRIPT, '') === below);
  if (entry !== undefined && files.isFile(absolute(entry))) return absolute(entry);
  return ['.ts', '.mts', '.cts', '.tsx']
    .map((ending) => path.join(project, below + ending))
    .find((each) => files.isFile(each));
}
