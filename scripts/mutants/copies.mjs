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

/** @typedef {{ readonly folder: string, readonly environment: NodeJS.ProcessEnv }} Copy */

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
    return { folder, environment: { ...process.env, ...own, PYTHONUSERBASE: path.join(homedir(), '.local') } };
  });
  return { copies, remove: () => rmSync(whole, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Does something while a file of the copy has another text. */
export async function withText(copy, file, text, action) {
  const full = path.join(copy.folder, file);
  const before = readFileSync(full, 'utf8');
  writeFileSync(full, text);
  try {
    return await action();
  } finally {
    writeFileSync(full, before);
  }
}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) end(child);
    process.exit(130);
  });
}

/** A run that says nothing for so long hangs: no single test takes half of it. */
const SILENCE_MS = 120_000;

/**
 * Runs tests in a copy, in their order, until the first fails; to measure what they come to (`MUTANT_HITS`), all of them.
 * @param {Copy} copy
 * @param {readonly string[]} tests
 * @param {{ MUTANT_HITS?: string }} [measured]
 * @returns {Promise<{ hangs: boolean, passed: boolean, failed: string | undefined, isLate: boolean, statuses: Map<string, string> }>}
 *   `failed`: the test file, where it is known; `isLate`: a test of it took too long, which a busy machine may be to blame for;
 *   `statuses`: of the files that came to their end
 */
export async function runTests(copy, tests, measured = {}) {
  const report = path.join(copy.folder, '.cache', 'report.json');
  rmSync(report, { force: true });
  const vitest = path.join(copy.folder, 'node_modules', 'vitest', 'vitest.mjs');
  const config = path.join('scripts', 'mutants', 'vitest.config.mjs');
  const bail = measured.MUTANT_HITS === undefined ? '--bail=1' : '--bail=0';
  const options = [bail, '--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, '--root', '.', ...options], {
    cwd: copy.folder,
    env: { ...copy.environment, ...measured, MUTANT_TESTS: tests.join(',') },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the tests' processes end with it.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  let hangs = false;
  const deadline = setTimeout(() => {
    hangs = true;
    end(child);
  }, SILENCE_MS);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', () => deadline.refresh());
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(deadline);
  running.delete(child);
  end(child);
  return { hangs, passed: !hangs && code === 0, ...failureIn(copy, report) };
}

function end(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended with all of its own.
  }
}

function failureIn(copy, report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const fileOf = (name) => path.relative(copy.folder, name).replaceAll(path.sep, '/');
    const { name, assertionResults = [] } = testResults.find(({ status }) => status === 'failed') ?? {};
    const messages = assertionResults.flatMap(({ failureMessages = [] }) => failureMessages);
    return {
      failed: name && fileOf(name),
      isLate: messages.some((message) => /timed out in \d+ ?ms/i.test(message)),
      statuses: new Map(testResults.map((each) => [fileOf(each.name), each.status])),
    };
  } catch {
    // It ended before its report.
    return { failed: undefined, isLate: false, statuses: new Map() };
  }
}
