// Starts a real VS Code server on loopback and opens it in Chromium.
import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { installHost, installNode } from './install.mjs';

const DEFAULT_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'files.autoSave': 'off',
};

export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts the server of a host.
 * @param {{host: object, settings?: object, env?: object, vsix?: string[], smokeTest?: boolean, logFile?: string}} options
 * @returns {Promise<{port: number, dataDir: string, url(folder: string, payload?: [string, string][]): string, pid: number, dispose(): Promise<void>}>}
 */
export async function startHost({ host, settings = {}, env = {}, vsix = [], smokeTest = false, logFile }) {
  const [server, node] = await Promise.all([installHost(host), installNode(host.node)]);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'stepwise-editor-'));
  const userDir = path.join(dataDir, 'data', 'User');
  await mkdir(userDir, { recursive: true });
  await mkdir(path.join(dataDir, 'extensions'), { recursive: true });
  const allSettings = JSON.stringify({ ...DEFAULT_SETTINGS, ...settings }, null, 2);
  await writeFile(path.join(userDir, 'settings.json'), allSettings);
  // Settings of machine scope (paths of executables) count only here: to the window the server is another machine.
  const machineDir = path.join(dataDir, 'data', 'Machine');
  await mkdir(machineDir, { recursive: true });
  await writeFile(path.join(machineDir, 'settings.json'), allSettings);
  const main = path.join(server, 'out', 'server-main.js');
  const places = [
    '--user-data-dir', path.join(dataDir, 'data'),
    '--server-data-dir', path.join(dataDir, 'server'),
    '--extensions-dir', path.join(dataDir, 'extensions'),
  ]; // prettier-ignore
  for (const file of vsix) {
    await promisify(execFile)(node, [main, '--install-extension', file, '--force', ...places], { maxBuffer: 1 << 26 });
  }
  const port = await freePort();
  const child = spawn(
    node,
    [
      main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms',
      ...(smokeTest ? ['--enable-smoke-test-driver'] : []), ...places,
    ], // prettier-ignore
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const log = createWriteStream(logFile ?? path.join(dataDir, 'server.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([
    new Promise((resolve) => child.stdout.on('data', (text) => /listening on/.test(String(text)) && resolve())),
    exited.then((code) => Promise.reject(new Error(`The editor's server ended with ${code}; see ${log.path}`))),
  ]);
  const url = (folder, payload = []) => {
    const query = new URLSearchParams({ folder: folder.split(path.sep).join('/') });
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    return `http://127.0.0.1:${port}/?${query}`;
  };
  const dispose = async () => {
    if (child.exitCode === null) {
      if (process.platform === 'win32') await promisify(execFile)('taskkill', ['/T', '/F', '/PID', String(child.pid)]);
      else process.kill(-child.pid, 'SIGKILL');
      await exited;
    }
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, dataDir, url, pid: child.pid, dispose };
}

/** A path as the payload of a development extension wants it. */
export function remoteUri(port, file) {
  return `vscode-remote://127.0.0.1:${port}${path.posix.resolve('/', file.split(path.sep).join('/'))}`;
}

const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-gpu', '--disable-dev-shm-usage',
]; // prettier-ignore

/** Opens a page with playwright-core. */
export async function openPage({
  executablePath,
  url,
  width = 1440,
  height = 900,
  colorScheme = 'dark',
  deviceScaleFactor = 1,
  highContrast = false,
  reducedMotion = false,
}) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    deviceScaleFactor,
    // What the editor takes for the system's high contrast.
    forcedColors: highContrast ? 'active' : 'none',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  await page.goto(url);
  return { browser, page };
}
