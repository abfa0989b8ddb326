// Bundles every process of Stepwise into dist/. `--minify` for packaging, `--watch` while working.
import { build, context } from 'esbuild';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilable } from './compilable.mjs';
import { lazyLibraries, libraryBundle } from './lazyLibraries.mjs';
import { lazyModules } from './lazyModules.mjs';
import {
  BUNDLES,
  COPIES,
  LEFT_OUT,
  LIBRARIES_FOLDER,
  NOTICES,
  PAGES,
  PAGES_FOLDER,
  TABLES_FOLDER,
} from './outputs.mjs';
import { packTables } from './packTables.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');

/** What every bundle shares. jsonc-parser's UMD build bundles cleanly and then fails at run time, hence mainFields. */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify,
  sourcemap: minify ? false : 'linked',
  mainFields: ['module', 'main'],
  metafile: true,
  logLevel: 'warning',
  define: { 'process.env.STEPWISE_BUILD': '"1"' },
};
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'esbuild', 'esbuild-wasm'],
  plugins: [lazyLibraries],
};

const from = (name) => ({ entryPoints: [BUNDLES[name][0]], outfile: BUNDLES[name][1] });

/** @type {Record<string, import('esbuild').BuildOptions>} */
const bundles = {
  client: { ...node, ...from('client') },
  server: { ...node, ...from('server') },
  languageServer: compilable({ ...node, ...from('languageServer') }),
  cli: { ...node, ...from('cli'), banner: { js: '#!/usr/bin/env node' } },
  commands: compilable({ ...node, ...from('commands'), plugins: [lazyLibraries, lazyModules] }),
  libraries: { ...node, ...libraryBundle, outdir: LIBRARIES_FOLDER },
  webview: {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: PAGES.map((name) => ({ in: `webview/${name}/main.ts`, out: name })),
    outdir: PAGES_FOLDER,
  },
};

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist'), { recursive: true });
for (const [source, to] of COPIES) {
  await cp(path.join(root, source), path.join(root, to), { recursive: true, filter: (file) => !LEFT_OUT.test(file) });
}
packTables(root, path.join(root, TABLES_FOLDER));

if (watch) {
  for (const options of Object.values(bundles)) await (await context(options)).watch();
  console.log('watching');
} else {
  const results = await Promise.all(
    Object.entries(bundles).map(async ([name, options]) => [name, (await build(options)).metafile]),
  );
  // The boundary test reads these: which files each process pulls in.
  await writeFile(path.join(root, 'dist/meta.json'), JSON.stringify(Object.fromEntries(results)));
  const notices = thirdPartyNotices(
    results.map(([, metafile]) => metafile),
    root,
  );
  await writeFile(path.join(root, NOTICES), notices);
}
