// The interpreter and the checker as one module that plain Node can load.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

const MODULES = [
  'core/interpreter/index',
  'core/model/index',
  'core/syntax/index',
  'core/rules/validateDocument',
  'core/catalog/integrations',
  'core/template',
  'project/mockConfig/parseMockConfig',
  'run/argumentFaults',
  'run/mocks/mockCase',
  'run/mocks/responseShape',
  'run/mockStore',
  'run/runners/mock',
  'run/startRun',
  'run/stepFunctions/apiError',
  'run/stepFunctions/operations/index',
  'run/stepFunctions/service',
];

/** Gives the file, and what removes it. */
export async function bundleInterpreter() {
  const place = mkdtempSync(path.join(tmpdir(), 'stepwise-conformance-'));
  const file = path.join(place, 'core.mjs');
  await build({
    stdin: {
      contents: MODULES.map((module) => `export * from './${module}';`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    outfile: file,
    // The tables of AWS's services lie beside what reads them.
    define: { __dirname: JSON.stringify(path.join(root, 'services')) },
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return { file, remove: () => rmSync(place, { recursive: true, force: true }) };
}
