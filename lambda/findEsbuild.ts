/** Finds an esbuild of ours that runs on this machine, and keeps it warm. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as esbuildTypes from 'esbuild';

export type Esbuild = typeof esbuildTypes;

const CANDIDATES: Readonly<Record<string, () => Promise<unknown>>> = {
  esbuild: () => import('esbuild'),
  'esbuild-wasm': () => import('esbuild-wasm'),
};

/**
 * Ours, else the slower WebAssembly one (a package without a binary for this platform has none). Never the project's
 * own: it would run inside our process, with all that is ours. `ESBUILD_BINARY_PATH` is the user's to set and obeyed by
 * esbuild itself. Undefined: neither starts.
 */
export async function findEsbuild(): Promise<Esbuild | undefined> {
  standSomewhere();
  for (const [name, load] of Object.entries(CANDIDATES)) {
    if (!isOurs(name)) continue;
    try {
      const loaded = (await load()) as Partial<Esbuild> & { default?: Esbuild };
      const esbuild = (loaded.default ?? loaded) as Esbuild;
      // The package may be there without the binary of this platform: a first tiny build tells.
      await esbuild.transform('0');
      return esbuild;
    } catch {
      // The next may work.
    }
  }
  return undefined;
}

/** esbuild asks for the current folder when it is loaded, and that may have been removed under its shell. */
function standSomewhere(): void {
  try {
    process.cwd();
  } catch {
    process.chdir(path.parse(__dirname).root);
  }
}

/**
 * Whether a package lies in our own, or beside it where a package manager put both. Node.js looks on in every folder
 * above, and one of them may be the project.
 * @param here a folder of our package, `dist` or `lambda`
 */
export function isOurs(name: string, here: string = __dirname): boolean {
  const root = path.dirname(here);
  const beside = path.dirname(root);
  const places = [path.join(here, 'node_modules'), path.join(root, 'node_modules')];
  if (path.basename(beside) === 'node_modules') places.push(beside);
  return places.some((place) => existsSync(path.join(place, name, 'package.json')));
}
