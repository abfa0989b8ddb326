/**
 * Copies of the sources, one for each mutant that runs at the same time: nothing is ever changed in the working tree. A copy has
 * a home and a place for temporary files of its own, because a mutant may write or sweep where it should not.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/**
 * @typedef {{ readonly folder: string, readonly environment: NodeJS.ProcessEnv, readonly changed: Set<string> }} Copy `changed`: files of
 *   which its tests' process does not know yet
 */

/** Also those that are not committed yet: a new test counts at once. */
export function sourceFiles(/** @type {string} */ root) {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const deleted = execFileSync('git', ['ls-files', '-d'], { cwd: root, encoding: 'utf8' }).split('\n');
  return listed.split('\n').filter((file) => file !== '' && !deleted.includes(file));
}

/** @returns {{ copies: Copy[], remove: () => void }} */
export function makeCopies(/** @type {string} */ root, /** @type {number} */ count) {
  // Short: a socket's path has about a hundred characters.
  const whole = realpathSync(mkdtempSync(path.join(tmpdir(), 'mutants-')));
  // Tests start our programs as another user, too.
  chmodSync(whole, 0o755);
  const files = sourceFiles(root);
  const copies = Array.from({ length: count }, (_, index) => {
    const place = path.join(whole, String(index + 1));
    const folder = path.join(place, 'stepwise');
    for (const file of files) cpSync(path.join(root, file), path.join(folder, file));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    const [home, temporary] = ['home', 'tmp'].map((name) => path.join(place, name));
    for (const each of [home, temporary]) mkdirSync(each);
    const own = { HOME: home, USERPROFILE: home, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const environment = { ...process.env, ...own, PYTHONUSERBASE: path.join(homedir(), '.local') };
    return { folder, environment, changed: new Set() };
  });
  const remove = () => {
    endAll();
    rmSync(whole, { recursive: true, force: true, maxRetries: 5 });
  };
  return { copies, remove };
}

/** Does something while a file of the copy has another text. */
export async function withText(copy, file, text, action) {
  const full = path.join(copy.folder, file);
  const before = readFileSync(full, 'utf8');
  const write = (/** @type {string} */ content) => {
    writeFileSync(full, content);
    copy.changed.add(file);
  };
  write(text);
  try {
    return await action();
  } finally {
    write(before);
  }
}

/** By the copy it works in. @type {Map<Copy, import('node:child_process').ChildProcess>} */
const running = new Map();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}

/** A run that says nothing for so long hangs: no single test takes half of it. */
const SILENCE_MS = 120_000;

/** @typedef {{ hangs: boolean, passed: boolean, failed?: string, isLate: boolean, statuses: Map<string, string> }} Outcome */

/**
 * Runs tests in a copy, in their order, until the first fails; to measure what they come to, all of them.
 * @param {Copy} copy
 * @param {readonly string[]} tests
 * @param {string} [hits] the folder where they tell it
 * @returns {Promise<Outcome>}
 *   `failed`: the test file, where it is known; `isLate`: a test of it took too long, which a busy machine may be to blame for;
 *   `statuses`: of the files that came to their end
 */
export function runTests(copy, tests, hits) {
  const child = running.get(copy) ?? started(copy, hits);
  const changed = [...copy.changed];
  copy.changed.clear();
  return new Promise((resolve) => {
    const settle = (/** @type {Outcome} */ outcome) => {
      clearTimeout(deadline);
      child.off('message', listen).off('exit', exited);
      resolve(outcome);
    };
    const restart = (/** @type {boolean} */ hangs) => {
      end(child);
      running.delete(copy);
      settle({ hangs, passed: false, isLate: false, statuses: new Map() });
    };
    const deadline = setTimeout(() => restart(true), SILENCE_MS);
    const exited = () => restart(false);
    const listen = (/** @type {'alive' | import('./testProcess.mjs').Answer} */ message) => {
      if (message === 'alive') deadline.refresh();
      else {
        const { statuses, failed, isLate } = message;
        settle({ hangs: false, passed: failed === undefined, failed, isLate, statuses: new Map(statuses) });
      }
    };
    child.on('message', listen).once('exit', exited);
    child.send({ tests, changed, untilFailure: hits === undefined });
  });
}

function started(copy, hits) {
  const child = spawn(process.execPath, [path.join('scripts', 'mutants', 'testProcess.mjs')], {
    cwd: copy.folder,
    env: { ...copy.environment, ...(hits !== undefined && { MUTANT_HITS: hits }) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A group of its own, so that the tests' processes end with it.
    detached: process.platform !== 'win32',
  });
  // What waits for an answer has a deadline, which keeps us alive.
  child.unref();
  child.channel?.unref();
  running.set(copy, child);
  return child;
}

function endAll() {
  for (const child of running.values()) end(child);
  running.clear();
}

function end(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended with all of its own.
  }
}
