/** Finds an esbuild that runs on this machine, and keeps it warm. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as esbuildTypes from 'esbuild';

export type Esbuild = typeof esbuildTypes;

/**
 * Ours, else the project's own (a package without a binary for this platform has none), else the slower WebAssembly
 * one. `ESBUILD_BINARY_PATH` is obeyed by esbuild itself. Undefined: there is none.
 */
export async function findEsbuild(projectDirs: readonly string[]): Promise<Esbuild | undefined> {
  const candidates: (() => Promise<unknown>)[] = [
    () => import('esbuild'),
    ...projectDirs.map((dir) => () => {
      const file = createRequire(path.join(dir, 'package.json')).resolve('esbuild');
      return import(pathToFileURL(file).href);
    }),
    () => import('esbuild-wasm'),
  ];
  for (const candidate of candidates) {
    try {
      const loaded = (await candidate()) as Partial<Esbuild> & { default?: Esbuild };
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
