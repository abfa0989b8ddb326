/**
 * Holds what is read from the source of a CDK app against what the CDK itself makes of it: installs the real library into a
 * temporary folder, runs the app of a fixture by our own way, and compares names, files and exports; of the table of chained states the definitions.
 *
 * node scripts/realCdkApps.mjs [VERSION…]
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const FIXTURE = path.join(ROOT, 'test/fixtures/projects/cdk-source-typescript');
/** The oldest assembly that is read, and the newest. */
const VERSIONS = ['2.100.0', 'latest'];
/** Runtimes that old versions do not know. */
const OLDER = { NODEJS_20_X: 'NODEJS_18_X', PYTHON_3_12: 'PYTHON_3_11', JAVA_21: 'JAVA_17' };

const work = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'stepwise-cdk-')));
// What is synthesized is kept below the user's home: here that is ours.
process.env.HOME = process.env.USERPROFILE = path.join(work, 'home');

const product = path.join(work, 'product.cjs');
await esbuild.build({
  stdin: {
    contents: `
      export { chainApp } from './test/project/chainApp';
      export { readProject, filesOnDisk } from './project';
      export { synthesize } from './run/cdk/synthesize';
      export { Consents } from './run/consent/consents';`,
    resolveDir: ROOT,
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  outfile: product,
  logLevel: 'error',
  alias: { 'jsonc-parser': path.join(ROOT, 'node_modules/jsonc-parser/lib/esm/main.js') },
});
cpSync(path.join(ROOT, 'processes/inside'), path.join(work, 'processes'), { recursive: true });
const { chainApp, readProject, filesOnDisk, synthesize, Consents } = createRequire(import.meta.url)(product);

let failures = 0;
try {
  const versions = process.argv.slice(2);
  for (const version of versions.length > 0 ? versions : VERSIONS) failures += await compare(version);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

/** @returns how many differences there are */
async function compare(version) {
  const folder = path.join(work, version);
  cpSync(FIXTURE, folder, { recursive: true, filter: (file) => path.basename(file) !== 'inventory.json' });
  mkdirSync(path.join(folder, 'report/target'), { recursive: true });
  writeFileSync(path.join(folder, 'report/target/report.jar'), '');
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  if (version !== 'latest') {
    const stack = path.join(folder, 'lib/shop-stack.ts');
    const written = readFileSync(stack, 'utf8');
    writeFileSync(
      stack,
      Object.entries(OLDER).reduce((text, [newer, older]) => text.replaceAll(newer, older), written),
    );
  }
  const packages = [`aws-cdk-lib@${version}`, 'constructs', 'tsx'];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const fromSource = foundIn(folder);
  if (!(await isSynthesized(folder, version))) return 1;
  const synthesized = foundIn(folder);
  // The source tells of one of the stacks that are made alike.
  const differences = [...fromSource].filter(([name, place]) => synthesized.get(name) !== place);
  for (const [name, place] of differences) {
    console.error(`${version}: ${name} is ${place} in the source, and ${synthesized.get(name) ?? 'not'} synthesized.`);
  }
  console.log(`${version}: ${fromSource.size} of the source, ${differences.length} of them differ`);
  return (
    differences.length + (fromSource.size === 0 ? 1 : 0) + (version === 'latest' ? await compareChains(folder) : 0)
  );
}

async function isSynthesized(folder, version) {
  let printed = '';
  const made = await synthesize({
    folder,
    files: filesOnDisk(),
    consents: new Consents({ folder, allowedByFlag: () => true }),
    onOutput: (text) => (printed += text),
  });
  if (made.problem !== undefined) console.error(`${version}: ${made.problem}\n${printed.slice(-4000)}`);
  return made.problem === undefined;
}

/** @returns how many definitions the library makes otherwise than they are read from the source */
async function compareChains(installed) {
  const folder = path.join(work, 'chains');
  const lines = readFileSync(path.join(ROOT, 'test/project/tables/cdkChains.txt'), 'utf8').split('\n');
  const bodies = lines
    .map((line) => line.split('  →  '))
    .filter(([, answer]) => answer?.startsWith('{'))
    .map(([body]) => body);
  mkdirSync(folder);
  symlinkSync(path.join(installed, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  writeFileSync(path.join(folder, 'cdk.json'), '{ "app": "npx tsx app.ts" }');
  writeFileSync(path.join(folder, 'app.ts'), chainApp(bodies, 'typescript'));
  const fromSource = definitionsIn(folder);
  if (!(await isSynthesized(folder, 'chains'))) return 1;
  const made = definitionsIn(folder);
  const different = bodies.filter((_, index) => !isAlike(fromSource.get(`M${index}`), made.get(`M${index}`)));
  for (const body of different) {
    const name = `M${bodies.indexOf(body)}`;
    console.error(
      `${body}\n  source ${JSON.stringify(fromSource.get(name))}\n  CDK    ${JSON.stringify(made.get(name))}`,
    );
  }
  console.log(`${bodies.length} chains of the source, ${different.length} of them differ`);
  return different.length;
}

/** Of each machine its definition. */
function definitionsIn(folder) {
  const { machines } = readProject(folder);
  return new Map(machines.flatMap(({ name, mapped }) => (mapped ? [[name, JSON.parse(mapped.text)]] : [])));
}

/** In the template addresses are `${Ring.Arn}`: they may be any. */
function isAlike(source, made) {
  if (typeof made === 'string' && made.includes('${')) return typeof source === 'string';
  if (typeof made !== 'object' || made === null || typeof source !== 'object' || source === null)
    return source === made;
  const names = Object.keys(made);
  return names.length === Object.keys(source).length && names.every((name) => isAlike(source[name], made[name]));
}

/** Logical id and path → where it is; of a definition that is made by code, nothing. */
function foundIn(folder) {
  const project = readProject(folder);
  const found = new Map();
  const add = (names, place) => found.set(`${names.find((each) => each.includes('/'))}`, place);
  for (const { names, file, exportName } of project.functions) {
    add(names, file && `${path.relative(folder, file)}#${exportName}`);
  }
  for (const { name, aliases, file, mapped, notRun } of project.machines) {
    if (!mapped && notRun === undefined) add([name, ...aliases], path.relative(folder, file));
  }
  return found;
}
