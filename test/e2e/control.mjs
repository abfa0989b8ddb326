// The suite runs in the extension host, which cannot press keys or see a webview's inside. This small server on loopback
// lends it the hands and eyes of the browser's page, and takes its results.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The document inside our webview: VS Code nests it in two frames. */
async function webviewFrame(page, selector) {
  for (const frame of page.frames()) {
    const element = await frame.$(selector).catch(() => null);
    if (element) return frame;
  }
  return undefined;
}

/** @type {Record<string, (page: import('playwright-core').Page, args: any, place: {artifacts: string}) => Promise<unknown>>} */
const ACTIONS = {
  /** Picks from the open quick pick as a person does: types the label, and Enter once that row is the chosen one. */
  pick: async (page, { label }) => {
    const row = page.locator('.quick-input-widget .monaco-list-row .label-name');
    await row.getByText(label, { exact: true }).first().waitFor({ timeout: 15_000 });
    await page.locator('.quick-input-widget input[type=text]').first().fill(label);
    const focused = page.locator('.quick-input-widget .monaco-list-row.focused .label-name');
    await focused.filter({ hasText: label }).waitFor({ timeout: 15_000 });
    await page.keyboard.press('Enter');
  },
  /** A figure, for whoever started the suite. */
  print: (_, { text }) => console.log(text),
  press: (page, { key }) => page.keyboard.press(key),
  type: (page, { text }) => page.keyboard.type(text),
  click: (page, { selector, text, button = 'left' }) => {
    const target = page.locator(selector);
    return (text ? target.filter({ hasText: text }) : target).first().click({ button, timeout: 10_000 });
  },
  /** Chooses from the menu of a row. It opens late, closes where the row is drawn anew, and for a moment takes no click. */
  chooseFromMenu: async (page, { selector, text, item }) => {
    const row = page.locator(selector).filter({ hasText: text }).first();
    const entry = page.locator('.monaco-menu .action-item').filter({ hasText: item }).first();
    const happens = (waiting) =>
      waiting.then(
        () => true,
        () => false,
      );
    for (let tries = 0; tries < 8; tries++) {
      // One that opened late, without the item, lies over the row.
      if ((await page.locator('.context-view-block').count()) > 0) await page.keyboard.press('Escape');
      if (!(await happens(row.click({ button: 'right', timeout: 3_000 })))) continue;
      if (!(await happens(entry.waitFor({ timeout: 3_000 })))) continue;
      const closes = () => happens(entry.waitFor({ state: 'hidden', timeout: 1_000 }));
      if ((await happens(entry.click({ timeout: 3_000 }))) && (await closes())) return;
      // A menu may take no click so soon after it has opened; the keys it takes.
      if (!(await happens(entry.hover({ timeout: 1_000 })))) continue;
      await page.keyboard.press('Enter');
      if (await closes()) return;
    }
    throw new Error(`the menu of "${text}" never let "${item}" be chosen`);
  },
  texts: (page, { selector }) => page.locator(selector).allInnerTexts(),
  waitForText: (page, { selector, text }) =>
    page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: 15_000 }),
  waitFor: (page, { selector }) => page.locator(selector).first().waitFor({ timeout: 15_000 }),
  waitUntilGone: (page, { selector, text }) => {
    const found = page.locator(selector);
    return (text ? found.filter({ hasText: text }) : found).first().waitFor({ state: 'hidden', timeout: 15_000 });
  },
  /** Attributes of every element in a webview that matches. */
  webviewAttributes: async (page, { selector, attributes }) => {
    const frame = await webviewFrame(page, selector);
    if (!frame) return [];
    return frame.$$eval(
      selector,
      (elements, names) =>
        elements.map((element) =>
          Object.fromEntries([
            ...names.map((name) => [name, element.getAttribute(name)]),
            ['text', element.textContent],
          ]),
        ),
      attributes,
    );
  },
  /** Waits until a webview shows an element that matches. */
  webviewWait: (page, { selector, milliseconds }) =>
    new Promise((resolve, reject) => {
      // Frames come and go while a webview loads: each that is there now or appears later is asked.
      const end = (settle) => {
        clearTimeout(timer);
        page.off('frameattached', watch);
        page.off('framenavigated', watch);
        settle();
      };
      const timer = setTimeout(() => end(() => reject(new Error(`no webview showed ${selector}`))), milliseconds);
      const watch = (frame) => {
        frame.waitForSelector(selector, { timeout: milliseconds, state: 'attached' }).then(
          () => end(resolve),
          () => {},
        );
      };
      page.on('frameattached', watch);
      page.on('framenavigated', watch);
      page.frames().forEach(watch);
    }),
  webviewClick: async (page, { selector }) => {
    const frame = await webviewFrame(page, selector);
    if (!frame) throw new Error(`no webview shows ${selector}`);
    await frame.locator(selector).first().click({ timeout: 10_000 });
  },
  /** What is wrong for people who use a keyboard or a screen reader: rules that a webview breaks, each with an element. */
  webviewAxe: async (page, { selector }) => {
    const frame = await webviewFrame(page, selector);
    if (!frame) throw new Error(`no webview shows ${selector}`);
    await frame.evaluate(await readFile(axeFile, 'utf8'));
    return frame.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
    });
  },
  /** Keys for the webview: it has the focus first. */
  webviewPress: async (page, { selector, keys }) => {
    const frame = await webviewFrame(page, selector);
    if (!frame) throw new Error(`no webview shows ${selector}`);
    await frame.locator(selector).first().focus();
    for (const key of keys) await page.keyboard.press(key);
  },
  webviewType: async (page, { selector, text }) => {
    const frame = await webviewFrame(page, selector);
    await frame.locator(selector).fill(text);
  },
  resize: (page, { width, height }) => page.setViewportSize({ width, height }),
  screenshot: (page, { name }, { artifacts }) => page.screenshot({ path: path.join(artifacts, `${name}.png`) }),
};

/** @returns what the runner holds: the address for the suite, the page to lend, the results. */
export async function startControl({ artifacts, onProgress }) {
  let page;
  let settle;
  let window = {};
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      answer(body).then(
        (value) => response.end(JSON.stringify({ value: value ?? null })),
        (error) => response.end(JSON.stringify({ error: String(error?.message ?? error) })),
      );
    });
  });
  async function answer({ action, ...args }) {
    if (action === 'progress') return onProgress(args.report);
    if (action === 'result') return settle(args.result);
    if (action === 'window') return window;
    if (!page) throw new Error('there is no page yet');
    if (!ACTIONS[action]) throw new Error(`there is no action "${action}"`);
    return ACTIONS[action](page, args, { artifacts });
  }
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** A window opens: which one it is, and the result that it will tell. */
    begin(opened) {
      window = opened;
      return new Promise((resolve) => (settle = resolve));
    },
    attach: (opened) => (page = opened),
    screenshot: async (name) => page && ACTIONS.screenshot(page, { name }, { artifacts }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
