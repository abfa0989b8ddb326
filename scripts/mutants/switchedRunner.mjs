/**
 * Runs tests of sources that hold mutants behind switches (`switched.mjs`): each test first as it is, which tells what it comes to,
 * then once more with each mutant that it comes to, until one test fails with it. What fails then without it, too, proves nothing.
 * What happens is written line by line to `MUTANT_SWITCHES`/events: a mutant may end the process, or never end.
 */
import childProcess from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { TestRunner } from 'vitest';

/** @typedef {import('./switchedTests.mjs').Plan} Plan */

const folder = process.env.MUTANT_SWITCHES ?? '';
/** @type {Plan} */
const plan = JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8'));

/** What a mutant may be come to more often than without it, before it is said never to end. */
const TIMES = 50;
const AT_LEAST = 20_000;
/** A test that takes longer, of the processor's time, is left for the second round, when few mutants are left. */
const DEAR_MS = 1000;

class Endless extends Error {}

/** Of hooks that {@link callHooks} called before a test. @type {(() => unknown)[]} */
const cleanups = [];

const state = {
  alive: new Set(plan.mutants.map(({ id }) => id)),
  folders: new Map(plan.mutants.map(({ id, folders }) => [id, folders])),
  test: '',
  depth: 0,
  active: -1,
  left: 0,
  /** How often the running test comes to each; none: no test is running. @type {Map<number, number> | undefined} */
  hits: undefined,
  told: new Set(),
  tell(/** @type {object} */ event) {
    appendFileSync(path.join(folder, 'events'), `${JSON.stringify(event)}\n`);
  },
  tellOnce(/** @type {object} */ event) {
    const key = JSON.stringify(event);
    if (this.told.has(key)) return;
    this.told.add(key);
    this.tell(event);
  },
  loads(/** @type {number} */ step) {
    this.depth += step;
  },
  is(/** @type {number} */ id) {
    if (id === this.active) {
      if (--this.left < 0) throw new Endless('This mutant does not end.');
      return true;
    }
    if (this.active >= 0 || !this.alive.has(id)) return false;
    if (this.depth > 0) this.tellOnce({ kind: 'loads', id });
    else if (this.hits) this.hits.set(id, (this.hits.get(id) ?? 0) + 1);
    else this.tellOnce({ kind: 'outside', id, test: this.test });
    return false;
  },
};
globalThis.mutants_ = state;

for (const name of ['spawn', 'fork', 'execFile', 'execFileSync', 'spawnSync', 'exec', 'execSync']) {
  const original = childProcess[name];
  childProcess[name] = function (...rest) {
    state.tellOnce({ kind: 'starts', test: state.test });
    return original.apply(this, rest);
  };
}
syncBuiltinESMExports();

export default class SwitchedRunner extends TestRunner {
  onCollectStart(file) {
    state.test = path.relative(process.cwd(), file.filepath).replaceAll(path.sep, '/');
    state.tell({ kind: 'file', test: state.test });
    return super.onCollectStart(file);
  }

  /** Where no mutant is left that a test could notice, it need not run. */
  async onBeforeRunSuite(suite) {
    await super.onBeforeRunSuite(suite);
    if (!isOfUse(state.test) && suite.mode !== 'todo') suite.mode = 'skip';
  }

  async onBeforeRunTask(task) {
    await super.onBeforeRunTask(task);
    if (!isOfUse(state.test) && task.mode !== 'todo') task.mode = 'skip';
  }

  onCollected(files) {
    for (const { filepath, result } of files) {
      if (result?.state !== 'fail') continue;
      const test = path.relative(process.cwd(), filepath).replaceAll(path.sep, '/');
      // It imports what does not load with switches in it: what it would notice is not known here.
      state.tell({ kind: 'fails', test, name: String(result.errors?.[0]?.message) });
    }
    return super.onCollected?.(files);
  }

  onAfterRunFiles(files) {
    for (const { filepath } of files)
      state.tell({ kind: 'ends', test: path.relative(process.cwd(), filepath).replaceAll(path.sep, '/') });
    return super.onAfterRunFiles?.(files);
  }

  async runTask(task) {
    const whole = TestRunner.getTestFn(task);
    const run = () => {
      // Else what is compared with a snapshot is compared with a new one at each further run.
      this.snapshotClient.clearTest(task.file.filepath, task.id);
      return whole();
    };
    const again = {
      prepare: () => callHooks(task, 'afterEach'),
      run: async () => {
        await callHooks(task, 'beforeEach');
        return run();
      },
    };
    const { test } = state;
    const name = `${test} ${task.name} ${task.location?.line ?? ''}`;
    state.tell({ kind: 'test', test, name });
    state.hits = new Map();
    const before = performance.now();
    const used = process.cpuUsage();
    try {
      await run();
    } catch (error) {
      state.tell({ kind: 'fails', test, name });
      throw error;
    }
    const took = performance.now() - before;
    const { user, system } = process.cpuUsage(used);
    const isDear = (user + system) / 1000 > DEAR_MS;
    const hits = [...state.hits].filter(([id]) => state.alive.has(id) && isOf(id, test));
    state.hits = undefined;
    if (hits.length === 0) return;
    for (const [id, times] of hits) {
      forgetDead();
      if (!state.alive.has(id)) continue;
      const isLeftOut = plan.leftOut.includes(name) || plan.leftOut.includes(`${id} ${name}`);
      if (isLeftOut || (plan.round === 1 && isDear)) {
        state.tellOnce({ kind: isLeftOut ? 'open' : 'dear', id, test });
        continue;
      }
      const milliseconds = 10 * took + 5000;
      state.tell({ kind: 'tries', id, test, name, milliseconds });
      const most = times * TIMES + AT_LEAST;
      const outcome = await tried(again, id, most, milliseconds);
      if (outcome === 'passes') {
        // What was kept from the run before is not made anew: whether it would be noticed is asked alone.
        if (most - state.left < times) state.tellOnce({ kind: 'open', id, test });
        continue;
      }
      if (!(await passes(again))) {
        // It has left something behind, or the test cannot run twice.
        state.tell({ kind: 'spoilt', id, test, name });
        process.kill(process.pid, 'SIGKILL');
      }
      // Who is only late is asked again, alone: the machine may be busy.
      state.tell({ kind: outcome === 'late' ? 'open' : outcome, id, test });
      if (outcome !== 'late') writeFileSync(path.join(plan.dead, String(id)), '');
    }
  }
}

/**
 * What a file has around each of its tests, which vitest calls around the first run and the last. What hooks before it return is
 * called after it.
 */
async function callHooks(
  /** @type {import('vitest').RunnerTestCase} */ task,
  /** @type {'beforeEach' | 'afterEach'} */ name,
) {
  const suites = [];
  for (let suite = task.suite ?? task.file; suite; suite = suite.suite ?? (suite === task.file ? undefined : task.file))
    suites.push(suite);
  const isBefore = name === 'beforeEach';
  if (!isBefore) for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  for (const suite of isBefore ? suites.reverse() : suites) {
    const hooks = TestRunner.getSuiteHooks(suite)[name];
    for (const hook of isBefore ? hooks : hooks.toReversed()) {
      const after = await hook(task.context, suite);
      if (isBefore && typeof after === 'function') cleanups.push(after);
    }
  }
}

/** Another process may have noticed some meanwhile. */
function forgetDead() {
  for (const name of readdirSync(plan.dead)) state.alive.delete(Number(name));
}

function isOfUse(/** @type {string} */ test) {
  forgetDead();
  return [...state.alive].some((id) => isOf(id, test));
}

function isOf(id, test) {
  return state.folders.get(id)?.some((folder) => test.startsWith(`${folder}/`)) ?? false;
}

/** @returns {Promise<'passes' | 'killed' | 'timeout' | 'late'>} `timeout`: it came to its place too often to end at all */
async function tried({ prepare, run }, id, times, milliseconds) {
  let timer;
  await prepare();
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)));
  state.active = id;
  state.left = times;
  try {
    const ends = Promise.resolve()
      .then(run)
      .then(() => (state.left < 0 ? 'timeout' : 'passes'));
    return await Promise.race([ends, late]);
  } catch (error) {
    return error instanceof Endless || state.left < 0 ? 'timeout' : 'killed';
  } finally {
    state.active = -1;
    clearTimeout(timer);
  }
}

async function passes({ prepare, run }) {
  try {
    await prepare();
    await run();
    return true;
  } catch {
    return false;
  }
}
