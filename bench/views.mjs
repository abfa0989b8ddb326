// `npm run bench:views [-- --baseline COMMIT] [--rounds N] [--only drawn|open|pan|live]`: how the views keep up, beside an older commit, round by round.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { installChromium } from '../scripts/editor/install.mjs';
import { contestant, machines } from './views/contestant.mjs';
import { median, quantile, spread } from './views/figures.mjs';
import { workPerFrame } from './views/frames.mjs';
import { openGraphPage } from './views/graphPage.mjs';
import { followed, inTerminal } from './views/live.mjs';

const { values: options } = parseArgs({
  options: {
    baseline: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    /** Seconds until an answer of the server is given up. */
    patience: { type: 'string', default: '40' },
  },
});
const { chain, dense, nested, ordinary, wide } = await machines();
const rounds = Number(options.rounds);
const scratch = await mkdtemp(path.join(os.tmpdir(), 'stepwise-views-'));
const serverScript = path.join(path.dirname(fileURLToPath(import.meta.url)), 'views', 'server.mjs');

const contestants = [await contestant(), ...(options.baseline ? [await contestant(options.baseline)] : [])];
const browser = await chromium.launch({ executablePath: await installChromium(), args: ['--no-sandbox'] });

/** What the server takes, and what it sends; or why there is nothing. */
async function answerOf(built, definition) {
  const [file, out] = [path.join(scratch, 'm.asl.json'), path.join(scratch, 'answer.json')];
  await writeFile(file, JSON.stringify(definition));
  try {
    const timeout = Number(options.patience) * 1000;
    await promisify(execFile)(process.execPath, [serverScript, built.server, file, out], { timeout });
    return JSON.parse(await readFile(out, 'utf8'));
  } catch (error) {
    const why = error.killed ? `none in ${options.patience} s` : /RangeError[^\n]*/.exec(error.stderr)?.[0];
    return { why: why ?? 'failed' };
  }
}

async function withPage(built, view, use) {
  const graph = await openGraphPage(browser, built);
  try {
    const opened = await graph.tell({ type: 'graph', title: 'Machine', view });
    return await use(graph, opened);
  } finally {
    await graph.close();
  }
}

function line(title, texts) {
  const [ours, theirs] = texts;
  const other = contestants[1] && ` | ${contestants[1].name}: ${theirs}`;
  console.log(`${title.padEnd(58)} ${ours}${other ?? ''}`);
}

/** Round by round, so that a machine that slows down slows both. */
async function interleaved(measure) {
  const results = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, built] of contestants.entries()) results[index].push(await measure(built));
  }
  return results;
}

const SIZES = [63, 325, 1000];

async function anyMachine() {
  const all = {
    ...Object.fromEntries(SIZES.map((count) => [`${count} states`, ordinary(count)])),
    '3,300 states in a chain': chain(3300),
    '60 levels of Maps': nested(60),
    '300 Choices of 30 rules': dense(300, 30),
    '1 MB: 24,800 states in a chain': chain(24_800),
  };
  for (const [title, definition] of Object.entries(all)) {
    const texts = [];
    for (const built of contestants) {
      const answer = await answerOf(built, definition);
      if (answer.why) {
        texts.push(`server: ${answer.why}`);
        continue;
      }
      const opened = await withPage(built, answer.view, async ({ page }, { shown, whole }) => {
        const drawn = await page.evaluate(() => document.querySelectorAll('[data-state-path]').length);
        return `${shown.toFixed(0)} ms (whole ${whole.toFixed(0)} ms), ${drawn} states drawn`;
      });
      texts.push(`server ${answer.milliseconds.toFixed(0)} ms, page ${opened}`);
    }
    line(`drawn: ${title}`, texts);
  }
}

/** Of the server and the page together: what a clock says, and the work of their main threads, which other programs do not disturb. */
async function opening() {
  const kinds = { ms: 'times', 'ms of work': 'work' };
  const measured = { times: {}, work: {} };
  for (const count of SIZES) {
    const opened = await interleaved(async (built) => {
      const { milliseconds, work: server, view } = await answerOf(built, ordinary(count));
      return withPage(built, view, async (_, { shown, whole, work }) => ({
        times: [milliseconds + shown, milliseconds + whole],
        work: [server + work.shown, server + work.whole],
      }));
    });
    for (const [unit, kind] of Object.entries(kinds)) {
      measured[kind][count] = opened.map((list) => list.map((each) => each[kind]));
      for (const [part, words] of ['', ', until the last is drawn'].entries()) {
        line(
          `open ${count} states${words}, ${unit}`,
          measured[kind][count].map((list) =>
            spread(
              list.map((each) => each[part]),
              0,
            ),
          ),
        );
      }
    }
  }
  for (const [unit, kind] of Object.entries(kinds)) {
    for (const [part, words] of ['', ', to the last'].entries()) {
      const of = (count, index) => median(measured[kind][count][index].map((each) => each[part]));
      line(
        `open 1,000 states${words}, times as long as 63, in ${unit}`,
        contestants.map((_, index) => (of(1000, index) / of(63, index)).toFixed(2)),
      );
    }
  }
}

async function panning() {
  for (const all of [false, true]) {
    const elements = contestants.map(() => 0);
    const answers = new Map();
    for (const built of contestants) answers.set(built, await answerOf(built, ordinary(1000)));
    const results = await interleaved(async (built) =>
      withPage(built, answers.get(built).view, async (graph) => {
        const { page } = graph;
        if (all) {
          await page.click('[title="Show all (0)"]');
          await page.waitForTimeout(400);
        }
        elements[contestants.indexOf(built)] = await graph.elements();
        await page.mouse.move(450, 700);
        await page.mouse.down();
        const frames = await workPerFrame(page, 60, (index) =>
          page.mouse.move(450 + 40 * Math.sin(index / 7), 700 - 10 * index),
        );
        await page.mouse.up();
        return { median: median(frames), p95: quantile(frames, 0.95) };
      }),
    );
    const title = all ? 'pan 1,000 states, all shown' : 'pan 1,000 states, readable';
    for (const figure of ['median', 'p95']) {
      line(
        `${title}: work per frame, ${figure}, ms`,
        results.map((list) => spread(list.map((each) => each[figure]))),
      );
    }
    line(`${title}: elements`, elements.map(String));
  }
}

async function live() {
  const items = Array.from({ length: 10_000 }, (_, n) => ({ n }));
  const subject = { folder: scratch, definition: wide(), input: { items } };
  const terminal = await interleaved((built) => inTerminal(built, subject));
  const look = (isTraced) => async (built) => {
    const { view } = await answerOf(built, subject.definition);
    return withPage(built, view, (graph) => followed(built, graph, subject, isTraced));
  };
  const views = await interleaved(look(false));
  const traced = await interleaved(look(true));
  const title = 'a Map of 10,000 children';
  line(
    `${title}: in the terminal, ms`,
    terminal.map((list) => spread(list, 0)),
  );
  const figures = { first: 'first light, ms', whole: 'whole, ms', p95: 'work per frame, p95, ms' };
  for (const [figure, words] of Object.entries(figures)) {
    const results = figure === 'p95' ? traced : views;
    line(
      `${title}: ${words}`,
      results.map((list) => spread(list.map((each) => each[figure]))),
    );
  }
}

/** What can be asked for by name. */
const MEASURES = { drawn: anyMachine, open: opening, pan: panning, live };

try {
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (options.only === undefined || options.only === name) await measure();
  }
} finally {
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
}
