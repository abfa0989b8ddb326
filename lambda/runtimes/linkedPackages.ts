/** Packages of a workspace (npm, pnpm, Yarn) that a function's code uses: folders that `node_modules` only links to. */
import { realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { foldersUpTo } from '../../processes/builtProgram';
import type { FunctionSpec } from '../lambda';

/** Absolute, as they are on the disk. Packages that pnpm keeps inside `node_modules` are none. */
export async function linkedPackages({ file, projectDir }: FunctionSpec): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of foldersUpTo({ codeDir: path.dirname(file), projectDir })) {
    for (const package_ of await linksIn(path.join(folder, 'node_modules'))) found.add(package_);
  }
  return [...found].filter((each) => !each.split(path.sep).includes('node_modules'));
}

async function linksIn(modules: string): Promise<string[]> {
  const entries = await readdir(modules, { withFileTypes: true }).catch(() => []);
  const ofScopes = entries
    .filter((entry) => entry.name.startsWith('@') && entry.isDirectory())
    .map(({ name }) => linksIn(path.join(modules, name)));
  const own = entries.filter((entry) => entry.isSymbolicLink()).flatMap(({ name }) => realOf(path.join(modules, name)));
  return [...own, ...(await Promise.all(ofScopes)).flat()];
}

function realOf(link: string): string[] {
  try {
    return [realpathSync(link)];
  } catch {
    // It leads nowhere.
    return [];
  }
}
