// Makes the pictures of the README from the real editor: `npm run pictures`. Looks are checked with `--theme light|dark|hc`
// and `--out FILE`, without touching the README's picture.
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HOSTS, installChromium } from './editor/install.mjs';
import { openPage, remoteUri, startHost } from './editor/host.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: {
    theme: { type: 'string', default: 'dark' },
    out: { type: 'string', default: path.join(root, 'media', 'run-workflow.png') },
    event: { type: 'string', default: 'large-order.json' },
    /** Selector within the webview that must be there before the picture is taken. */
    when: { type: 'string', default: '[data-state-path="Check out/0/Charge card"][data-status="retrying"]' },
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
  },
});

const THEMES = {
  light: { 'workbench.colorTheme': 'Default Light Modern' },
  dark: { 'workbench.colorTheme': 'Default Dark Modern' },
  hc: { 'workbench.colorTheme': 'Default High Contrast' },
  'hc-light': { 'workbench.colorTheme': 'Default High Contrast Light' },
};

const workspace = await realpath(await mkdtemp(path.join(os.tmpdir(), 'stepwise-picture-')));
const folder = path.join(workspace, 'order-fulfilment');
await cp(path.join(root, 'samples', 'order-fulfilment'), folder, { recursive: true });
await mkdir(path.dirname(options.out), { recursive: true });

const executablePath = await installChromium();
const host = await startHost({
  host: HOSTS.newest,
  smokeTest: true,
  settings: {
    ...THEMES[options.theme],
    'window.autoDetectColorScheme': false,
    'editor.minimap.enabled': false,
    'editor.fontSize': 12,
    'workbench.activityBar.location': 'default',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
  },
});
const { browser, page } = await openPage({
  executablePath,
  url: host.url(folder, [
    ['extensionDevelopmentPath', remoteUri(host.port, root)],
    ['openFile', `vscode-remote://127.0.0.1:${host.port}${folder}/order-fulfilment.asl.json`],
    ['skipWelcome', 'true'],
  ]),
  width: Number(options.width),
  height: Number(options.height),
  colorScheme: options.theme.includes('light') ? 'light' : 'dark',
});

async function webviewElement(selector) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame.waitForSelector(selector, { timeout: 50, state: 'attached' }).catch(() => undefined);
      if (found) return found;
    }
  }
  throw new Error(`The graph never showed ${selector}`);
}

try {
  await page.waitForSelector('.monaco-editor .view-line', { timeout: 60_000 });
  await page.waitForSelector('.codelens-decoration', { timeout: 60_000 });
  await page.keyboard.press('Control+b');
  await page.locator('.monaco-editor .view-line').nth(3).click();
  await page.keyboard.press('Control+F5');
  const row = page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: options.event }).first();
  await row.click({ timeout: 60_000 });
  await webviewElement(options.when);
  await page.screenshot({ path: options.out });
  console.log(path.relative(root, options.out));
} catch (error) {
  await page.screenshot({ path: `${options.out}.failed.png` });
  throw error;
} finally {
  await browser.close();
  await host.dispose();
  await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
}
