// A run of thousands of iterations, from its debug adapter to what the page shows of it; and the same run in the terminal.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { quantile } from './figures.mjs';
import { workPerFrame } from './frames.mjs';

/** Frames of the screen until a run is given up. */
const MOST_FRAMES = 4000;

/** A trace slows down what it looks at: moments are measured without one. */
async function untraced(_page, most, step) {
  for (let index = 0; index < most; index++) if ((await step(index)) === false) break;
  return [];
}

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

/**
 * @param {{ adapter: string }} built
 * @param {Awaited<ReturnType<typeof import('./graphPage.mjs').openGraphPage>>} graph that shows the machine
 * @param {boolean} isTraced
 * @returns {Promise<{ first: number, whole: number, p95?: number }>} milliseconds: until the page shows that something runs,
 * until it shows the end, and (where it is traced) of work in its frames
 */
export async function followed(built, graph, { folder, definition, input }, isTraced) {
  const [program, inputFile] = [path.join(folder, 'live.asl.json'), path.join(folder, 'input.json')];
  await writeFile(program, JSON.stringify(definition));
  await writeFile(inputFile, JSON.stringify(input));
  const adapter = new Adapter(built.adapter);
  const waiting = [];
  let [began, first, whole, hasEnded] = [0, undefined, undefined, false];
  const launched = new Promise((resolve) => {
    adapter.onEvent = (event) => {
      if (event.event === 'initialized') resolve();
      if (event.event === 'terminated') hasEnded = true;
      const message = messageOf(event);
      if (message) waiting.push(message);
    };
  });
  adapter.request('initialize', { adapterID: 'stepwise', linesStartAt1: true });
  adapter.request('launch', { program, inputFile, noDebug: true });
  await launched;
  began = performance.now();
  adapter.request('configurationDone');
  const frames = await (isTraced ? workPerFrame : untraced)(graph.page, MOST_FRAMES, async () => {
    const messages = waiting.splice(0);
    const shows = await graph.page.evaluate((all) => {
      for (const data of all) window.dispatchEvent(new MessageEvent('message', { data }));
      return document.querySelector('[data-state-path][data-status]:not([data-status="none"])') !== null;
    }, messages);
    if (shows) first ??= performance.now() - began;
    if (!hasEnded || waiting.length > 0) return true;
    whole = performance.now() - began;
    return false;
  });
  adapter.process.kill();
  return { first, whole, ...(isTraced && { p95: quantile(frames, 0.95) }) };
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
