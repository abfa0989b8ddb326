/** Relative imports of TypeScript across folders that a build lays into one; where no bundle is made, Node.js does it alike. */
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { placesIn } from './bootstrap/rootDirs.cjs';

export function acrossRootDirs(rootDirs: readonly string[] | undefined): Plugin[] {
  return rootDirs ? [plugin(rootDirs)] : [];
}

function plugin(rootDirs: readonly string[]): Plugin {
  return {
    name: 'root-dirs',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\.\.?(?:$|[\\/])/ }, async ({ path: name, kind, importer, resolveDir, pluginData }) => {
        const others = pluginData === 'asked' ? [] : placesIn(rootDirs, name, importer);
        if (others.length === 0) return undefined;
        for (const place of [path.resolve(resolveDir, name), ...others]) {
          const options = { kind, importer, resolveDir: path.dirname(place), pluginData: 'asked' };
          const found = await resolve(`./${path.basename(place)}`, options);
          if (found.errors.length === 0) return { path: found.path, namespace: found.namespace };
        }
        return undefined;
      });
    },
  };
}
