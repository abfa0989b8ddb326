/** Packages of a workspace (npm, pnpm, Yarn) that a function's code uses: folders that `node_modules` only links to. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { listed } from '../../processes/versions/listed';
import type { FunctionSpec } from '../lambda';

/** Absolute, as they are on the disk. Node looks in every folder above: a workspace's is above the package that is the project. */
export function linkedPackages({ file }: Pick<FunctionSpec, 'file'>): string[] {
  const modules: string[] = [];
  for (let at = path.dirname(file), last = ''; at !== last; [last, at] = [at, path.dirname(at)])
    modules.push(path.join(at, 'node_modules'));
  const packages = modules.flatMap((folder) =>
    listed(folder).flatMap((name) => {
      const entry = path.join(folder, name);
      return name.startsWith('@') ? listed(entry).map((each) => path.join(entry, each)) : [entry];
    }),
  );
  return [...new Set(packages.flatMap(realPath))].filter((each) => !each.split(path.sep).includes('node_modules'));
}

function realPath(entry: string): string[] {
  try {
    return [realpathSync(entry)];
  } catch {
    // A link that leads nowhere.
    return [];
  }
}
