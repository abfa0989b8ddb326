// Makes the VSIX packages into .cache/vsix: one for any platform (TypeScript handlers are bundled by the project's own
// esbuild, else by esbuild-wasm) and one with the native esbuild of this machine's platform. `--all` makes every platform's,
// `--to-try` this machine's alone, of any size: what it is made of need not be minified.
import { createVSIX } from '@vscode/vsce';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shipped } from './outputs.mjs';
import { verifiedPackage } from './verifiedPackage.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.join(root, '.cache', 'vsix');

/** VS Code's platform names and the npm package that holds esbuild for each. */
const PLATFORMS = {
  'linux-x64': '@esbuild/linux-x64',
  'linux-arm64': '@esbuild/linux-arm64',
  'darwin-x64': '@esbuild/darwin-x64',
  'darwin-arm64': '@esbuild/darwin-arm64',
  'win32-x64': '@esbuild/win32-x64',
  'win32-arm64': '@esbuild/win32-arm64',
};

/** Kilobytes a package may have: the markets' users download it on every update. */
const LIMIT_KB = 8 * 1024;

const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const esbuildVersion = manifest.dependencies.esbuild;

const lockfile = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));

if (manifest.devDependencies['esbuild-wasm'] !== esbuildVersion) {
  throw new Error('package.json names different versions of esbuild and esbuild-wasm.');
}

await mkdir(out, { recursive: true });
/** Where what may ship is laid: the checkout's other folders, an editor's among them, would be searched file by file. */
const laid = await mkdtemp(path.join(root, '.cache', 'package-'));
const modules = path.join(laid, 'dist', 'node_modules');

/** All that is below the first names of what ships; `.vscodeignore` chooses among it. */
async function layOut() {
  const first = shipped(manifest).map((pattern) => pattern.split('/')[0]);
  for (const name of [
    '.vscodeignore',
    ...(await readdir(root)).filter((each) => first.some((one) => isLike(each, one))),
  ])
    await cp(path.join(root, name), path.join(laid, name), { recursive: true });
}

/** @param {string} pattern of a name, perhaps with a star */
function isLike(name, pattern) {
  const [start, end] = pattern.split('*');
  return end === undefined ? name === pattern : name.startsWith(start) && name.endsWith(end);
}

/** Files of a package of esbuild's, from an archive that is the lockfile's. */
async function copyModule(name, files) {
  const from = await verifiedPackage(name, esbuildVersion, lockfile, path.join(root, '.cache', 'esbuild'));
  for (const file of files) await cp(path.join(from, file), path.join(modules, name, file), { recursive: true });
}

async function packageFor(target) {
  await rm(modules, { recursive: true, force: true });
  if (target) {
    const name = PLATFORMS[target];
    const binary = target.startsWith('win32') ? 'esbuild.exe' : 'bin/esbuild';
    await copyModule('esbuild', ['package.json', 'lib/main.js', 'LICENSE.md']);
    await copyModule(name, ['package.json', binary]);
    await chmod(path.join(modules, name, binary), 0o755);
  } else {
    const wasm = [
      'package.json',
      'lib/main.js',
      'esbuild.wasm',
      'wasm_exec.js',
      'wasm_exec_node.js',
      'bin/esbuild',
      'LICENSE.md',
    ];
    await copyModule('esbuild-wasm', wasm);
  }
  const packagePath = path.join(out, `stepwise-${manifest.version}${target ? `-${target}` : ''}.vsix`);
  await createVSIX({
    cwd: laid,
    packagePath,
    dependencies: false,
    ...(target ? { target } : {}),
  });
  const kilobytes = Math.round((await stat(packagePath)).size / 1024);
  console.log(`${path.relative(root, packagePath)}  ${kilobytes} KB`);
  if (kilobytes > LIMIT_KB && !isToTry) throw new Error(`${packagePath} is larger than ${LIMIT_KB} KB.`);
}

const isToTry = process.argv.includes('--to-try');
const here = `${process.platform}-${process.arch}`;
const targets = process.argv.includes('--all') ? Object.keys(PLATFORMS) : [here].filter((name) => name in PLATFORMS);
try {
  await layOut();
  if (!isToTry || targets.length === 0) await packageFor(undefined);
  for (const target of targets) await packageFor(target);
} finally {
  await rm(laid, { recursive: true, force: true });
}
