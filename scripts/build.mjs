// Bundles every process of Stepwise into dist/. `--minify` for packaging, `--watch` while working.
import { build, context } from 'esbuild';
import { readdirSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lazyLibraries, libraryBundle } from './lazyLibraries.mjs';
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

/** A folder a panel. */
const pages = readdirSync(path.join(root, 'webview'));

/** @type {Record<string, import('esbuild').BuildOptions>} One entry a process. */
const bundles = {
  client: { ...node, entryPoints: ['client/extension.ts'], outfile: 'dist/client.js' },
  server: { ...node, entryPoints: ['server/main.ts'], outfile: 'dist/server.js' },
  debugger: { ...node, entryPoints: ['debugger/main.ts'], outfile: 'dist/debugger.js' },
  cli: { ...node, entryPoints: ['cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  libraries: { ...node, ...libraryBundle, outdir: 'dist/libraries' },
  webview: {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: pages.map((name) => ({ in: `webview/${name}/main.ts`, out: name })),
    outdir: 'dist/webview',
  },
};

/** Files that run or are read as they are: handler bootstraps, the webview's styles. */
const copies = [
  ['lambda/bootstrap', 'dist/lambda'],
  ['processes/inside', 'dist/processes'],
  ['run/awsSdk/worker', 'dist/awsSdk'],
  ...pages.map((name) => [`webview/${name}/${name}.css`, `dist/webview/${name}.css`]),
];

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist'), { recursive: true });
for (const [from, to] of copies) await cp(path.join(root, from), path.join(root, to), { recursive: true });

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
  await writeFile(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices);
}
