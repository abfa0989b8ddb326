/**
 * Judges all mutants of a sample in a few processes, each of which loads the sources once (`switched.mjs`, `switchedRunner.mjs`) and
 * takes a share of the tests. What cannot be judged there is left open, with the tests that may still notice it: what a module
 * executes as it is loaded, and what programs do that tests start.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { groupBy } from './groups.mjs';
import { roomOf } from './rooms.mjs';
import { switched } from './switched.mjs';

/**
 * @typedef {import('./operators.mjs').Mutant} Mutant
 * @typedef {object} Plan
 * @property {readonly { readonly id: number, readonly folders: readonly string[] }[]} mutants with the folders of their tests
 * @property {1 | 2} round in the second, tests are tried that take long
 * @property {readonly string[]} leftOut tests that cannot run twice
 * @property {string} dead a folder that all processes share: a file for each mutant that a test has noticed, named for its id
 * @typedef {{ kind: string, id?: number, test?: string, name?: string, milliseconds?: number }} Event
 * @typedef {{ outcome: 'killed' | 'timeout', by: string } | { outcome: 'open', certain: string[], possible: string[],
 *   isReached: boolean }} Verdict `certain`: tests that come to it, `possible`: tests that start programs which may; `isReached`: by some
 *   test, which did not notice it
 */

/** A test without a mutant says nothing for so long: it does not end. */
const SILENCE_MS = 240_000;
/** So often in a row no test may start. */
const MOST_IN_VAIN = 5;
/** What a mutant may take longer than the test would wait for it: then it does not come to where it could be ended. */
const GRACE_MS = 20_000;

/**
 * @param {readonly import('./copies.mjs').Copy[]} copies one for each process; of no other use afterwards
 * @param {ReadonlyMap<string, string>} texts
 * @param {readonly Mutant[]} drawn
 * @param {(file: string) => string[]} testsOf the nearest first
 * @returns {Promise<Verdict[]>} of each that was drawn
 */
export async function switchedTests(copies, texts, drawn, testsOf) {
  const numbered = drawn.map((mutant, id) => ({ id, mutant }));
  const held = new Set();
  for (const [file, text] of texts) {
    const own = numbered.filter(({ mutant }) => mutant.file === file);
    const all = switched(file, text, own);
    // Where the switches do not parse, each mutant of the file runs alone.
    const found = own.length === 0 || parses(all.text) ? all : switched(file, text, []);
    for (const { folder } of copies) writeFileSync(path.join(folder, file), found.text);
    for (const id of found.ids) held.add(id);
  }
  const mutants = numbered
    .filter(({ id }) => held.has(id))
    .map(({ id, mutant }) => ({ id, folders: roomOf(mutant.file)?.tests ?? [] }));
  const ranks = new Map();
  for (const { file } of drawn)
    for (const [rank, test] of testsOf(file).entries()) ranks.set(test, Math.min(rank, ranks.get(test) ?? rank));
  const tests = [...ranks.keys()].sort((one, other) => ranks.get(one) - ranks.get(other));
  const dead = path.join(copies[0].folder, '.cache', 'dead');
  mkdirSync(dead, { recursive: true });
  const rounds = copies.map(async (copy, index) => {
    const folder = path.join(copy.folder, '.cache', 'switches');
    mkdirSync(folder, { recursive: true });
    const own = tests.filter((_test, place) => place % copies.length === index);
    await round(copy, folder, { mutants, dead, round: 1 }, own);
    const isAlive = (/** @type {Event} */ { id }) => !existsSync(path.join(dead, String(id)));
    const dear = eventsIn(folder).filter((each) => each.kind === 'dear' && isAlive(each));
    if (dear.length > 0)
      await round(copy, folder, { mutants, dead, round: 2 }, [...new Set(dear.map(({ test }) => test))]);
    return eventsIn(folder);
  });
  return verdicts(drawn, held, (await Promise.all(rounds)).flat(), testsOf);
}

function parses(text) {
  try {
    transformSync(text, { loader: 'ts', logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
}

/** @returns {Event[]} what happened so far */
export function eventsIn(/** @type {string} */ folder) {
  const place = path.join(folder, 'events');
  if (!existsSync(place)) return [];
  const lines = readFileSync(place, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

function deadIn(/** @type {readonly Event[]} */ events) {
  return new Map(events.filter(({ kind }) => kind === 'killed' || kind === 'timeout').map((each) => [each.id, each]));
}

/** Starts the process again where a mutant ended it, until all tests have run. */
async function round(copy, folder, plan, tests) {
  const done = new Set();
  const leftOut = [];
  const spoilt = new Map();
  let inVain = 0;
  const startedAt = performance.now();
  while (done.size < tests.length) {
    writeFileSync(path.join(folder, 'plan.json'), JSON.stringify({ ...plan, leftOut }));
    const from = eventsIn(folder).length;
    const asked = tests.filter((each) => !done.has(each));
    const hangs = await oneProcess(copy, folder, asked, from);
    const events = eventsIn(folder).slice(from);
    const begun = events.filter(({ kind }) => kind === 'file').map(({ test }) => test);
    const ended = new Set(events.filter(({ kind }) => kind === 'ends').map(({ test }) => test));
    // Where a mutant ends the process of a file, vitest may have begun others by the time that we look.
    const stopped = begun.find((test) => !ended.has(test));
    const isOfStopped = ({ kind, test }) => test === stopped && !['starts', 'outside'].includes(kind);
    const last = stopped === undefined ? undefined : events.findLast(isOfStopped);
    for (const each of ended) done.add(each);
    const minutes = Math.round((performance.now() - startedAt) / 6000) / 10;
    console.log(`${done.size} of ${tests.length} test files after ${minutes} minutes`);
    if (stopped === undefined) {
      if (hangs && begun.length === 0) throw new Error('The tests do not start.');
      // On a busy machine vitest gives up to start a process for a file, and leaves it and all others out.
      inVain = begun.length === 0 ? inVain + 1 : 0;
      if (inVain === MOST_IN_VAIN) throw new Error('The tests do not start: the machine may be too busy.');
      continue;
    }
    if (last?.kind === 'tries') {
      // Whether it never ends is asked again, alone: the machine may be busy.
      tell(folder, { kind: 'open', id: last.id, test: last.test });
      leftOut.push(`${last.id} ${last.name}`);
    } else if (last?.kind === 'spoilt') {
      // The second time it is the test that cannot run twice, not the mutant that left something behind.
      const times = (spoilt.get(last.name) ?? 0) + 1;
      spoilt.set(last.name, times);
      if (times === 1) tell(folder, { kind: 'open', id: last.id, test: last.test });
      leftOut.push(times === 1 ? `${last.id} ${last.name}` : last.name);
    } else {
      tell(folder, { kind: 'fails', test: stopped });
      done.add(stopped);
    }
  }
}

function tell(folder, event) {
  writeFileSync(path.join(folder, 'events'), `${JSON.stringify(event)}\n`, { flag: 'a' });
}

/**
 * @param {number} from how many events earlier processes have left
 * @returns {Promise<boolean>} whether it had to be ended
 */
function oneProcess(copy, folder, tests, from) {
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
  const config = path.join('scripts', 'mutants', 'switched.config.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...tests], {
    cwd: copy.folder,
    env: { ...copy.environment, MUTANT_SWITCHES: folder },
    stdio: 'ignore',
    // A group of its own, so that the tests' processes end with it.
    detached: process.platform !== 'win32',
  });
  const stop = () => {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // It has ended with all of its own.
    }
  };
  process.once('exit', stop);
  return new Promise((resolve) => {
    let seen = from;
    let since = performance.now();
    const look = setInterval(() => {
      const events = eventsIn(folder);
      // What an earlier one tried last says nothing of how long this one takes to start.
      const last = events.slice(from).at(-1);
      if (events.length !== seen) [seen, since] = [events.length, performance.now()];
      const silence = last?.kind === 'tries' ? last.milliseconds + GRACE_MS : SILENCE_MS;
      if (last?.kind === 'spoilt' || performance.now() - since > silence) end(last?.kind !== 'spoilt');
    }, 300);
    const end = (/** @type {boolean} */ hangs) => {
      clearInterval(look);
      stop();
      process.off('exit', stop);
      resolve(hangs);
    };
    child.once('exit', () => end(false));
  });
}

/** @returns {Verdict[]} */
function verdicts(drawn, held, events, testsOf) {
  const dead = deadIn(events);
  const byId = groupBy(events, ({ id }) => id);
  const testsWith = (/** @type {string} */ kind) =>
    new Set(events.filter((each) => each.kind === kind).map(({ test }) => test));
  const [failing, starting] = [testsWith('fails'), testsWith('starts')];
  for (const test of failing) console.log(`${test} fails beside the others without any mutant: it is asked alone.`);
  return drawn.map(({ file }, id) => {
    const end = dead.get(id);
    if (end) return { outcome: end.kind, by: end.test };
    const own = byId.get(id) ?? [];
    const all = testsOf(file);
    if (!held.has(id) || own.some(({ kind }) => kind === 'loads'))
      return { outcome: 'open', certain: all, possible: [], isReached: false };
    const left = new Set(own.filter(({ kind }) => kind === 'outside' || kind === 'open').map(({ test }) => test));
    const certain = all.filter((test) => left.has(test) || failing.has(test));
    const possible = all.filter((test) => starting.has(test) && !certain.includes(test));
    return { outcome: 'open', certain, possible, isReached: own.some(({ kind }) => kind === 'tries') };
  });
}
