// Runs the in-editor suites in a real VS Code:
// `node test/e2e/run.mjs [--host newest|oldest] [--suite NAME] [--grep TEXT] [--shard 1/3]`.
// VSCODE_TEST=electron takes the desktop build that @vscode/test-electron downloads (VSCODE_EXECUTABLE names one at hand).
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { HOSTS, installChromium } from '../../scripts/editor/install.mjs';
import { freePort, openPage, remoteUri, startHost } from '../../scripts/editor/host.mjs';
import { startControl } from './control.mjs';
import { startGallery } from './gallery.mjs';
import { packExtension } from './extensions/pack.mjs';
import { makeHome } from './home.mjs';
import { findDebugPython } from './python.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));
const { values: options } = parseArgs({
  options: {
    host: { type: 'string', default: 'newest' },
    suite: { type: 'string' },
    grep: { type: 'string' },
    shard: { type: 'string', default: '1/1' },
    timeout: { type: 'string' },
  },
});

const NOTHING = path.join(here, 'extensions', 'nothing');

/**
 * Each suite is a folder of `*.e2e.ts`, run in an editor of its own with these extensions and settings beside ours. We are
 * the extension under development, unless `ours` names the package to install instead.
 */
const SUITES = {
  // Without what the editor draws again and again beside the text: this suite takes longest.
  main: {
    extensions: ['debugpy-adapter'],
    settings: { 'editor.minimap.enabled': false, 'editor.cursorBlinking': 'solid' },
  },
  // As VS Code comes: no extension knows Python. A gallery on this machine has the one that does.
  // Its publisher is trusted already: the editor under test refuses the question.
  plain: { extensions: [], settings: { 'extensions.allowed': { 'ms-python': true, stepwise: true } }, gallery: true },
  toolkit: { extensions: ['aws-toolkit-lookalike'], settings: {} },
  untrusted: {
    extensions: [],
    settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
  },
  // One window after the other opens with a file, untouched.
  'first-file': {
    extensions: [],
    settings: {},
    windows: [
      'order-fulfilment/order-fulfilment.asl.json',
      'e2e/inline/template.yaml',
      'order-fulfilment/src/charge-card.ts',
      'order-fulfilment/src/reserve_item.py',
      'e2e/mocks/MockConfigFile.json',
      'order-fulfilment/README.md',
    ],
  },
  // The second window comes back to what the first one left.
  return: { extensions: [], settings: {}, windows: ['order-fulfilment/README.md', 'order-fulfilment/README.md'] },
  // No test: every view in every theme and two widths, for people to look at.
  pictures: { extensions: [], settings: {}, onDemand: true, timeout: 3600 },
  // No test: what `npm run bench:editor` prints.
  speed: { extensions: [], settings: {}, onDemand: true, timeout: 1200 },
  'packaged-universal': { folder: 'packaged', ours: 'universal', extensions: [], settings: {} },
  'packaged-platform': { folder: 'packaged', ours: 'platform', extensions: [], settings: {} },
};

let packages;

/** What ships: the smallest bundles. What is in `dist` afterwards is what was there before, with the maps of its sources. */
async function makePackages() {
  for (const script of [['build.mjs', '--minify'], ['package.mjs'], ['build.mjs']]) {
    const [file, ...args] = script;
    await promisify(execFile)(process.execPath, [path.join(root, 'scripts', file), ...args], { maxBuffer: 1 << 26 });
  }
}

/** Our VSIX for any platform or for this machine's; both are made at the first call. */
async function ourPackage(kind) {
  packages ??= makePackages();
  await packages;
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const target = kind === 'platform' ? `-${process.platform}-${process.arch}` : '';
  return path.join(root, '.cache', 'vsix', `stepwise-${version}${target}.vsix`);
}

/** A copy of the samples that tests may edit. */
async function makeWorkspace() {
  const dir = await realpath(await mkdtemp(path.join(os.tmpdir(), 'stepwise-workspace-')));
  await cp(path.join(root, 'samples'), dir, { recursive: true });
  await cp(path.join(here, 'workspace'), path.join(dir, 'e2e'), { recursive: true });
  return dir;
}

async function bundleSuite(name) {
  const outfile = path.join(root, '.cache', 'e2e', `${name}.js`);
  await build({
    stdin: {
      contents: `import { runSuite } from './harness/mochaRun';
        export const run = () => runSuite(() => { require('./e2e/${SUITES[name].folder ?? name}/index'); });`,
      resolveDir: path.join(root, 'test'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}

async function runSuite(name) {
  const { extensions, settings, ours, gallery: wantsGallery, windows = [undefined] } = SUITES[name];
  const seconds = Number(options.timeout ?? SUITES[name].timeout ?? 480);
  const [suite, workspace, home, python] = await Promise.all([
    bundleSuite(name),
    makeWorkspace(),
    makeHome(),
    findDebugPython(),
  ]);
  if (!python)
    console.log('No Python here has debugpy: debugging Python handlers is not tried (python3 -m pip install debugpy).');
  const artifacts = path.join(root, '.cache', 'e2e', 'artifacts', `${options.host}-${name}`);
  await rm(artifacts, { recursive: true, force: true });
  await mkdir(artifacts, { recursive: true });
  const control = await startControl({ artifacts, onProgress: reportTest });
  const gallery = wantsGallery ? await startGallery() : undefined;
  const env = {
    ...gallery?.env,
    HOME: home,
    USERPROFILE: home,
    STEPWISE_E2E_CONTROL: control.url,
    STEPWISE_E2E_GREP: options.grep ?? '',
    STEPWISE_E2E_PYTHON: python ?? '',
    // What a handler must never see of the editor's own environment.
    AWS_PROFILE: 'editor-profile',
    AWS_ACCESS_KEY_ID: 'AKIAEDITORSECRET',
    AWS_SECRET_ACCESS_KEY: 'editor-secret',
  };
  const vsix = await Promise.all(extensions.map((each) => packExtension(path.join(here, 'extensions', each))));
  if (ours) vsix.push(await ourPackage(ours));
  const development = ours ? NOTHING : root;
  const allSettings = { ...settings, ...(python ? { 'stepwise.lambda.pythonPath': python } : {}) };
  const started = performance.now();
  console.log(`\n${name}, VS Code ${HOSTS[options.host]?.vscode ?? ''}`);
  const isElectron = process.env.VSCODE_TEST === 'electron' || process.env.VSCODE_EXECUTABLE;
  const editor = { suite, workspace, env, vsix, settings: allSettings, development, control, artifacts };
  let host;
  let close = async () => {};
  const total = { passed: 0, failed: 0 };
  try {
    host = await (isElectron ? startElectron(editor) : startInBrowser(editor));
    for (const [index, file] of windows.entries()) {
      const result = control.begin({ index, file });
      close = await host.open(file);
      const timeout = new Promise((_, reject) => {
        setTimeout(() => reject(new Error(`no result within ${seconds} s`)), seconds * 1000).unref();
      });
      const { passed, failed } = await Promise.race([result, timeout]);
      total.passed += passed;
      total.failed += failed;
      await close();
      close = async () => {};
    }
    const took = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${name}: ${total.passed} passed, ${total.failed} failed (${took} s)`);
    return total;
  } catch (error) {
    await control.screenshot('failed').catch(() => {});
    console.error(`\n${name}: ${error.message}\nPictures and logs: ${artifacts}`);
    return { passed: 0, failed: 1, failures: [] };
  } finally {
    await close();
    await host?.dispose();
    await control.close();
    await gallery?.close();
    for (const folder of [workspace, home]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** An editor that opens one window after the other: `open` resolves to what closes the window. */
async function startInBrowser({ suite, workspace, env, vsix, settings, development, control, artifacts }) {
  const executablePath = await installChromium();
  const host = HOSTS[options.host];
  if (!host) throw new Error(`There is no host "${options.host}"; there are ${Object.keys(HOSTS).join(' and ')}.`);
  const server = await startHost({
    host,
    settings,
    env,
    vsix,
    smokeTest: true,
    logFile: path.join(artifacts, 'server.log'),
  });
  const consoleLines = [];
  const open = async (file) => {
    const url = server.url(workspace, [
      ['extensionDevelopmentPath', remoteUri(server.port, development)],
      ['extensionTestsPath', remoteUri(server.port, suite)],
      ['enableProposedApi', ''],
      ['skipWelcome', 'true'],
      ...(file === undefined ? [] : [['openFile', remoteUri(server.port, path.join(workspace, file))]]),
    ]);
    // What moves is drawn by the processor here, which the tests wait for.
    const { browser, page } = await openPage({ executablePath, url, reducedMotion: true });
    page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
    control.attach(page);
    return async () => {
      // As a person leaves: the window says goodbye to its extension host.
      await page.goto('about:blank').catch(() => {});
      await browser.close();
    };
  };
  const dispose = async () => {
    await writeFile(path.join(artifacts, 'console.log'), consoleLines.join('\n'));
    await server.dispose();
  };
  return { open, dispose };
}

async function startElectron({ suite, workspace, env, vsix, settings, development, control }) {
  const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
  const { chromium } = await import('playwright-core');
  const executable = process.env.VSCODE_EXECUTABLE ?? (await downloadAndUnzipVSCode(HOSTS[options.host].vscode));
  const data = await mkdtemp(path.join(os.tmpdir(), 'stepwise-electron-'));
  await mkdir(path.join(data, 'User'), { recursive: true });
  await writeFile(path.join(data, 'User', 'settings.json'), JSON.stringify(settings));
  const open = async (file) => {
    const port = await freePort();
    const running = runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: development,
      extensionTestsPath: suite,
      extensionTestsEnv: env,
      launchArgs: [
        workspace,
        ...(file === undefined ? [] : [path.join(workspace, file)]),
        `--user-data-dir=${data}`,
        `--remote-debugging-port=${port}`,
        ...vsix.map((each) => `--install-extension=${each}`),
      ],
    });
    let ended = false;
    void running.finally(() => (ended = true)).catch(() => {});
    let browser;
    while (!browser && !ended)
      browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
    if (browser) control.attach(browser.contexts()[0].pages()[0]);
    return () => running.catch(() => {});
  };
  return { open, dispose: () => rm(data, { recursive: true, force: true, maxRetries: 5 }) };
}

function reportTest({ title, milliseconds, error, retried }) {
  if (retried) return console.log(`  ↻ ${title}`);
  console.log(`  ${error === undefined ? '✓' : '✗'} ${title} (${milliseconds} ms)`);
  if (error !== undefined) console.log(error.replace(/^/gm, '      '));
}

const [shard, shards] = options.shard.split('/').map(Number);
const names = options.suite
  ? [options.suite]
  : Object.keys(SUITES)
      .filter((name) => !SUITES[name].onDemand)
      .filter((_name, index) => index % shards === shard - 1);
let failed = 0;
let passed = 0;
async function runInTurn(suites) {
  for (const name of suites) {
    const result = await runSuite(name);
    failed += result.failed;
    passed += result.passed;
    if (result.failed === 0 && result.passed === 0) failed += 1;
  }
}
// Windows that mostly wait may do so beside others; what packages rebuilds `dist`, and is last.
const isWaiting = (name) => name === 'first-file';
const isPackaged = (name) => SUITES[name].ours !== undefined;
const others = names.filter((name) => name !== 'main' && !isWaiting(name) && !isPackaged(name));
await runInTurn(names.filter((name) => name === 'main'));
await Promise.all([runInTurn(names.filter(isWaiting)), runInTurn(others)]);
await Promise.all(names.filter(isPackaged).map((name) => runInTurn([name])));
console.log(`\nIn the editor: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
