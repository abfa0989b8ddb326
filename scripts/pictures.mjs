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
    /** Small, so that the words are still read where the README shows it 900 pixels wide. */
    width: { type: 'string', default: '1040' },
    height: { type: 'string', default: '720' },
  },
});

const THEMES = {
  light: { 'workbench.colorTheme': 'Default Light Modern' },
  dark: { 'workbench.colorTheme': 'Default Dark Modern' },
  hc: { 'workbench.colorTheme': 'Default High Contrast' },
  'hc-light': { 'workbench.colorTheme': 'Default High Contrast Light' },
};

const workspace = await realpath(await mkdtemp(path.join(os.tmpdir(), 'shop-')));
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
    'editor.scrollbar.horizontal': 'hidden',
    'debug.console.fontSize': 12,
    'debug.toolBarLocation': 'hidden',
    'breadcrumbs.enabled': false,
    'window.commandCenter': false,
    'workbench.layoutControl.enabled': false,
    'workbench.activityBar.location': 'hidden',
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
  deviceScaleFactor: 1.6,
  colorScheme: options.theme.includes('light') ? 'light' : 'dark',
  highContrast: options.theme.startsWith('hc'),
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

/** Moves the border of two parts of the window, as a person does. */
async function dragBorder(selector, horizontal, to) {
  for (const sash of await page
    .locator(`.monaco-sash.${horizontal ? 'horizontal' : 'vertical'}:not(.disabled)`)
    .all()) {
    const box = await sash.boundingBox();
    const edge = await page.locator(selector).first().boundingBox();
    if (!box || Math.abs(horizontal ? box.y - edge.y : box.x - edge.x) > 12) continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(horizontal ? x : to, horizontal ? to : y, { steps: 5 });
    await page.mouse.up();
    return;
  }
}

try {
  await page.waitForSelector('.monaco-editor .view-line', { timeout: 60_000 });
  await page.waitForSelector('.codelens-decoration', { timeout: 60_000 });
  await page.keyboard.press('Control+b');
  await page.locator('.monaco-editor .view-line').nth(3).click();
  await page.locator('.codelens-decoration a').last().click();
  await webviewElement('[data-state-path]');
  await page.keyboard.press('Control+Shift+y');
  await page.waitForSelector('.part.panel .repl');
  await dragBorder('.part.panel', true, Number(options.height) - 190);
  await dragBorder('.editor-group-container >> nth=1', false, Number(options.width) * 0.42);
  // Not `click`, which would scroll the middle of a long line into view.
  const line = await page.locator('.monaco-editor .view-line').nth(3).boundingBox();
  await page.mouse.click(line.x + 30, line.y + line.height / 2);
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
