/** Our bundles as they ship, in a folder of a test's own, with what lies beside them. */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const root = path.join(import.meta.dirname, '../..');
const { compilable } = (await import(path.join(root, 'scripts/compilable.mjs'))) as {
  readonly compilable: (options: BuildOptions) => BuildOptions;
};
const { lazyModules } = (await import(path.join(root, 'scripts/lazyModules.mjs'))) as { readonly lazyModules: Plugin };

/** As `scripts/build.mjs` copies them. */
const COPIES = [
  ['lambda/bootstrap', 'lambda'],
  ['processes/inside', 'processes'],
  ['run/awsSdk/worker', 'awsSdk'],
] as const;

/** What is too much to copy: packages, and the tables of AWS's services, which a build packs. */
const LINKS = [
  ['node_modules', 'node_modules'],
  ['services/tables', 'services'],
] as const;

const OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode', 'esbuild', 'esbuild-wasm'],
  logLevel: 'error',
} satisfies BuildOptions;

/** Lays it into a folder of bundles; packages, which the bundles leave outside themselves, as in a package of ours. */
export function layBesideBundles(dist: string): void {
  for (const [from, to] of COPIES) cpSync(path.join(root, from), path.join(dist, to), { recursive: true });
  for (const [from, to] of LINKS) {
    if (!existsSync(path.join(dist, to))) symlinkSync(path.join(root, from), path.join(dist, to), 'junction');
  }
}

/**
 * Bundles the entry points, by name. Whoever asks for the folder removes it.
 * @param purpose begins the folder's name
 * @returns absolute path; inside the checkout, so that what the bundles leave outside themselves is found
 */
export async function builtBundles(purpose: string, entryPoints: { readonly [name: string]: string }): Promise<string> {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const dist = mkdtempSync(path.join(root, '.cache', `${purpose}-`));
  // Another user runs it, too.
  chmodSync(dist, 0o755);
  const { commands, ...others } = entryPoints;
  await Promise.all([
    build({ ...OPTIONS, entryPoints: others, outdir: dist }),
    // `cli/start.ts` runs it from what was compiled of it before.
    commands === undefined
      ? undefined
      : build(
          compilable({
            ...OPTIONS,
            entryPoints: [commands],
            outfile: path.join(dist, 'commands.js'),
            metafile: true,
            plugins: [lazyModules],
          }),
        ),
  ]);
  layBesideBundles(dist);
  return dist;
}
