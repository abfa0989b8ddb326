// A run of thousands of iterations, from its debug adapter to what the page shows of it; and the same run in the terminal.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { quantile } from './figures.mjs';
import { workWhile } from './frames.mjs';

/** Messages of a debug adapter, as they come. */
class Adapter {
  events = [];
  #sequence = 1;
  #unread = Buffer.alloc(0);

  constructor(script) {
    this.process = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout.on('data', (chunk) => this.#read(chunk));
  }

  request(command, args = {}) {
    const text = JSON.stringify({ seq: this.#sequence++, type: 'request', command, arguments: args });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  onEvent = () => {};

  #read(chunk) {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#unread.toString('latin1', 0, 60));
      const end = head && head[0].length + Number(head[1]);
      if (!head || this.#unread.length < end) return;
      const message = JSON.parse(this.#unread.toString('utf8', head[0].length, end));
      this.#unread = this.#unread.subarray(end);
      if (message.type === 'event') this.onEvent(message);
    }
  }
}

/** What the page is told of an event of the adapter. */
function messageOf({ event, body }) {
  if (event === 'stepwise.runStarted') return { type: 'runStarted', runId: body.runId, input: '{}' };
  if (event === 'stepwise.runEvents' || event === 'stepwise.runEnded')
    return { type: event.slice('stepwise.'.length), ...body };
  return undefined;
}

/** Seconds until a run is given up. */
const PATIENCE = 120;

/**
 * @param {{ adapter: string }} built
 * @param {Awaited<ReturnType<typeof import('./graphPage.mjs').openGraphPage>>} graph that shows the machine
 * @param {boolean} isTraced a trace slows down what it looks at: moments are measured without one
 * @returns {Promise<{ first?: number, whole?: number, p95?: number }>} milliseconds: until the page has drawn that something
 * runs, until it has drawn the end, and (where it is traced) of work in its frames
 */
export async function followed(built, graph, { folder, definition, input }, isTraced) {
  const [program, inputFile] = [path.join(folder, 'live.asl.json'), path.join(folder, 'input.json')];
  await writeFile(program, JSON.stringify(definition));
  await writeFile(inputFile, JSON.stringify(input));
  const { page } = graph;
  const adapter = new Adapter(built.adapter);
  await page.evaluate(watchWhatShows);
  const launched = new Promise((resolve) => {
    adapter.onEvent = (event) => {
      if (event.event === 'initialized') resolve();
      const message = messageOf(event);
      // As text, which is how an editor hands a message to its page.
      if (message) void page.evaluate(takeMessage, JSON.stringify(message)).catch(() => undefined);
    };
  });
  adapter.request('initialize', { adapterID: 'stepwise', linesStartAt1: true });
  adapter.request('launch', { program, inputFile, noDebug: true });
  await launched;
  const began = performance.timeOrigin + performance.now();
  const run = async () => {
    adapter.request('configurationDone');
    await page
      .waitForFunction(() => window.shown.whole, undefined, { timeout: PATIENCE * 1000 })
      .catch(() => undefined);
  };
  const frames = isTraced ? await workWhile(page, run) : await run();
  adapter.process.kill();
  const { first, whole } = await page.evaluate(() => window.shown);
  return {
    first: first && first - began,
    whole: whole && whole - began,
    ...(frames && { p95: quantile(frames, 0.95) }),
  };
}

/** In the page: notes the moments (milliseconds since the epoch) at which it has drawn that a state runs, and that the run has ended. */
function watchWhatShows() {
  window.shown = {};
  const seen = (name) => {
    // The frame that draws it, and what comes after it.
    requestAnimationFrame(() =>
      setTimeout(() => (window.shown[name] ??= performance.timeOrigin + performance.now()), 0),
    );
  };
  const has = (selector) => document.querySelector(selector) !== null;
  new MutationObserver(() => {
    if (has('[data-state-path][data-status]:not([data-status="none"])')) seen('first');
    if (has('.world[data-run]:not([data-run="NONE"], [data-run="RUNNING"])')) seen('whole');
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}

function takeMessage(text) {
  window.dispatchEvent(new MessageEvent('message', { data: JSON.parse(text) }));
}

/** Milliseconds of the same run in the terminal, from the start of the process to its end. */
export async function inTerminal(built, { folder, definition, input }) {
  const [program, inputFile] = [path.join(folder, 'live.asl.json'), path.join(folder, 'input.json')];
  await writeFile(program, JSON.stringify(definition));
  await writeFile(inputFile, JSON.stringify(input));
  const began = performance.now();
  const child = spawn(process.execPath, [built.terminal, 'run', program, '--input', inputFile], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - began;
}
