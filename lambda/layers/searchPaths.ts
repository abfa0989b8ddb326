/**
 * Layers on the search paths of a process, as Lambda has `/opt` on them.
 * Source: docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html, "Layer paths for each Lambda runtime".
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { listed } from '../../processes/versions/listed';
import { placesOf, type Mount } from './layer';

export interface SearchPathRequest {
  readonly mounts: readonly Mount[];
  /** `nodejs20.x`, `python3.12` */
  readonly runtime: string;
  /** What Lambda has as `/var/task`. */
  readonly codeDir: string;
  /** The function's own variables. */
  readonly variables: { readonly [name: string]: string };
  readonly parent: NodeJS.ProcessEnv;
}

/** Variables that lead to the layers, in the place of the function's own of these names; none where there are no layers. */
export function searchPathVariables(request: SearchPathRequest): { [name: string]: string } {
  const { mounts, variables, parent } = request;
  if (mounts.length === 0) return {};
  const found: { [name: string]: string } = {};
  const set = (name: string, entries: readonly string[]): void => {
    if (entries.length > 0) found[name] = entries.join(path.delimiter);
  };
  const own = (name: string): string[] | undefined =>
    variables[name] === undefined ? undefined : entriesHere(variables[name], request);
  // On AWS the function's own takes the place of Lambda's.
  set('NODE_PATH', own('NODE_PATH') ?? nodeFolders(request));
  // There Python has the layers behind its own as well, whatever PYTHONPATH says.
  set('PYTHONPATH', [...(own('PYTHONPATH') ?? []), ...pythonFolders(request)]);
  const behind = (name: string, folder: string): void => {
    const inLayers = existing(placesOf(folder, mounts));
    const given = own(name);
    if (given) set(name, given);
    else if (inLayers.length > 0) set(name, [...(parent[name] ? [parent[name]] : []), ...inLayers]);
  };
  behind('PATH', 'bin');
  // What lies in layers is made for Linux.
  if (process.platform === 'linux') behind('LD_LIBRARY_PATH', 'lib');
  return found;
}

/** Where `require` finds what layers bring. */
export function nodeFolders({ mounts, runtime }: Pick<SearchPathRequest, 'mounts' | 'runtime'>): string[] {
  const [, version] = /^nodejs(\d+)/.exec(runtime) ?? [];
  const folders = [...(version === undefined ? [] : [`nodejs/node${version}/node_modules`]), 'nodejs/node_modules'];
  return existing(folders.flatMap((folder) => placesOf(folder, mounts)));
}

function pythonFolders({ mounts, runtime }: SearchPathRequest): string[] {
  const [, version] = /^python(\d+\.\d+)/.exec(runtime) ?? [];
  const libraries = placesOf('python/lib', mounts).flatMap((folder) =>
    listed(folder)
      .filter((name) => (version === undefined ? name.startsWith('python3') : name === `python${version}`))
      .map((name) => path.join(folder, name, 'site-packages')),
  );
  return existing([...libraries, ...placesOf('python', mounts)]);
}

/** A list of folders as it is here: those of `/opt` in every layer, `/var/task` as the code's folder. */
function entriesHere(list: string, { mounts, codeDir }: SearchPathRequest): string[] {
  return list.split(path.delimiter).flatMap((entry) => {
    const [, place, inside = ''] = /^\/(opt|var\/task)(?:\/+(.*?))?\/*$/.exec(entry) ?? [];
    if (place === undefined) return [entry];
    return place === 'opt' ? [...existing(placesOf(inside, mounts)), entry] : [path.join(codeDir, inside)];
  });
}

function existing(folders: readonly string[]): string[] {
  return [...new Set(folders)].filter((folder) => existsSync(folder));
}
