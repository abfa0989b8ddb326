/** Relative imports of TypeScript across folders that a build lays into one; `bootstrap/rootDirs.cjs` does it where no bundle is made. */
import path from 'node:path';
import type { Plugin } from 'esbuild';

export function acrossRootDirs(rootDirs: readonly string[] | undefined): Plugin[] {
  return rootDirs ? [plugin(rootDirs)] : [];
}

function plugin(rootDirs: readonly string[]): Plugin {
  return {
    name: 'root-dirs',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\.\.?(?:$|[\\/])/ }, async ({ path: name, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === 'asked') return undefined;
        const meant = path.resolve(resolveDir, name);
        const own = rootDirs.filter((root) => [resolveDir, meant].every((each) => isBelow(each, root)));
        const places = own.flatMap((root) => rootDirs.map((other) => path.join(other, path.relative(root, meant))));
        for (const place of places) {
          const options = { kind, importer, resolveDir: path.dirname(place), pluginData: 'asked' };
          const found = await resolve(`./${path.basename(place)}`, options);
          if (found.errors.length === 0) return { path: found.path, namespace: found.namespace };
        }
        return undefined;
      });
    },
  };
}

function isBelow(place: string, folder: string): boolean {
  const way = path.relative(folder, place);
  return !path.isAbsolute(way) && way.split(path.sep)[0] !== '..';
}
