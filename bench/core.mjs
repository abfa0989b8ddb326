// The core as a module of its own, so that the benchmarks call exactly what the product bundles.
import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './peers.mjs';

export async function loadCore() {
  const outfile = path.join(root, '.cache', 'bench-core.mjs');
  await build({
    stdin: {
      contents: `
        export { parseDocument } from './core/syntax/parse';
        export { buildMachine } from './core/model/buildMachine';
        export { validate } from './core/rules/index';
        export { runMachine } from './core/interpreter/run';
        export { VirtualClock } from './core/interpreter/virtualClock';
        export * from './bench/bound';
        export * from './bench/machines';
        export { createLambdaHost } from './lambda/lambdaHost';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['esbuild', 'esbuild-wasm'],
    mainFields: ['module', 'main'],
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
        const __dirname = ${JSON.stringify(path.join(root, 'dist'))};`,
    },
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
