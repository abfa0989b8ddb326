// `npm start`: opens the samples with Stepwise in VS Code. The `code` on PATH where there is one; else VS Code's own
// workbench in a browser, out of npm packages, with Stepwise installed from its package.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HOSTS } from './editor/install.mjs';
import { startHost } from './editor/host.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);

/** A copy, so that trying things out leaves the checkout as it is; kept between starts. */
async function samplesFolder() {
  const folder = path.join(root, '.cache', 'samples');
  if (!(await stat(folder).catch(() => undefined))) {
    await mkdir(folder, { recursive: true });
    await cp(path.join(root, 'samples'), folder, { recursive: true });
  }
  return folder;
}

async function hasCode() {
  const shell = process.platform === 'win32';
  return run('code', ['--version'], { shell }).then(() => true, () => false); // prettier-ignore
}

const folder = await samplesFolder();
if (process.env.STEPWISE_START !== 'browser' && (await hasCode())) {
  const args = [
    `--extensionDevelopmentPath=${root}`,
    folder,
    path.join(folder, 'order-fulfilment', 'order-fulfilment.asl.json'),
  ];
  spawn('code', args, { stdio: 'inherit', shell: process.platform === 'win32' });
} else {
  await run(process.execPath, [path.join(root, 'scripts', 'package.mjs'), '--to-try'], {
    cwd: root,
    maxBuffer: 1 << 26,
  });
  const vsixDir = path.join(root, '.cache', 'vsix');
  const built = (await readdir(vsixDir)).filter((file) => file.endsWith('.vsix'));
  const vsix = built.find((file) => file.includes(`${process.platform}-${process.arch}`)) ?? built[0];
  const host = await startHost({ host: HOSTS.newest, vsix: [path.join(vsixDir, vsix)] });
  const url = host.url(folder, [
    ['openFile', `vscode-remote://127.0.0.1:${host.port}${folder}/order-fulfilment/order-fulfilment.asl.json`],
  ]);
  console.log(`VS Code with Stepwise and the samples: ${url}\nCtrl+C ends it.`);
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  if (!process.env.CI)
    spawn(opener, [url], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref();
  const end = () => void host.dispose().then(() => process.exit(0));
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}
