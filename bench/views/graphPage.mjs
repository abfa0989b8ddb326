// The graph's page in a browser, without an editor around it.
import http from 'node:http';

/** Colours of a dark theme, as an editor gives them. */
const COLOURS = {
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  'editorWidget-background': '#202020',
  descriptionForeground: '#9d9d9d',
  focusBorder: '#0078d4',
  'charts-blue': '#3794ff',
  'charts-green': '#89d185',
  'charts-red': '#f14c4c',
  'charts-purple': '#b180d7',
  'charts-yellow': '#cca700',
  'notificationsWarningIcon-foreground': '#cca700',
  'panel-border': '#2b2b2b',
  'font-family': 'sans-serif',
};

function documentOf({ script, styles }) {
  const colours = Object.entries(COLOURS).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Graph</title>
    <style>:root { ${colours.join(' ')} } ${styles}</style></head>
    <body class="vscode-dark"><div id="stepwise-graph"></div>
    <script>window.told = []; let kept; window.acquireVsCodeApi = () => ({
      postMessage: (message) => told.push(message), getState: () => kept, setState: (state) => (kept = state) });</script>
    <script>${script.replaceAll('</script', '<\\/script')}</script></body></html>`;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ script: string, styles: string }} built
 */
export async function openGraphPage(browser, built, size = { width: 900, height: 800 }) {
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(documentOf(built));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const threadTime = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  return {
    page,
    errors,
    /**
     * @returns milliseconds until the page had drawn the first that came of the messages, and until it had drawn all of it;
     * `work`: those that its main thread had the processor for
     */
    async tell(...messages) {
      // An editor hands over values: what this way of handing them over costs besides is not counted.
      await page.evaluate(
        (texts) => void (window.texts = texts),
        messages.map((message) => JSON.stringify(message)),
      );
      const began = await threadTime();
      const shown = await page.evaluate(() => {
        window.toldAt = performance.now();
        const all = window.texts.map((text) => JSON.parse(text));
        for (const data of all) window.dispatchEvent(new MessageEvent('message', { data }));
        // Larger graphs are arranged in slices; then two frames: one that draws, one that comes after it.
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        window.drawnWithout = async (selector) => {
          do await frame();
          while (
            document.querySelector(selector) &&
            performance.now() - window.toldAt < 20_000 &&
            !window.cannotBeDrawn?.()
          );
          await frame();
          return performance.now() - window.toldAt;
        };
        return window.drawnWithout('.no-graph:not([hidden])');
      });
      const work = { shown: (await threadTime()) - began };
      const isBeginning = await page.evaluate(() => document.querySelector('[data-beginning]') !== null);
      const whole = isBeginning ? await page.evaluate(() => window.drawnWithout('[data-beginning]')) : shown;
      // What is drawn at leisure belongs to the whole.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      return { shown, whole, work: { ...work, whole: (await threadTime()) - began } };
    },
    elements: () => page.evaluate(() => document.querySelectorAll('*').length),
    close: async () => {
      await context.close();
      server.close();
    },
  };
}
