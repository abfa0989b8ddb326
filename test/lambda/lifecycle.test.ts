/** Processes: warm, concurrent, renewed after an edit, and gone with their owner. */
import { mkdtemp, readdir, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ownTemporaryFolder } from '../../processes/temporaryFolder';
import { answer, createHost, gone, invoke, spec } from './harness';
import { startOwner } from './owner';

let directory = '';
beforeAll(async () => {
  directory = await realpath(await mkdtemp(path.join(os.tmpdir(), 'stepwise-test-')));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test.each(['cjs/app.js#count', 'python/app.py#count'])('%s stays warm', async (handler) => {
  const { host } = createHost();
  const counts = [];
  for (let i = 0; i < 3; i++) {
    const counted = answer(await invoke(host, handler)) as number | { calls: number };
    counts.push(typeof counted === 'number' ? counted : counted.calls);
  }
  expect(counts).toEqual([1, 2, 3]);
  await host.dispose();
});

test.each(['ended', 'interrupted'])('a host that was %s starts nothing more, and says so', async (how) => {
  const { host } = createHost();
  const abort = new AbortController();
  if (how === 'ended') await host.dispose();
  else abort.abort();
  const outcome = await host.invoke(spec('cjs/app.js#count'), '{}', { signal: abort.signal });
  expect(outcome).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: 'Function was stopped before it started.',
  });
  await host.dispose();
});

test('a process that was started before takes the first event, and one that no event came for ends with its host', async () => {
  const pids: number[] = [];
  const { host, logs } = createHost({ log: ({ text }) => void pids.push(Number(text)) });
  const loads = spec('cjs/loads.js#handler');
  host.prepare?.(loads);
  host.prepare?.(loads);
  await expect.poll(() => pids, { interval: 5, timeout: 10_000 }).toHaveLength(1);
  expect(answer(await host.invoke(loads, '{}'))).toBe(pids[0]);
  host.prepare?.(loads);
  await expect.poll(() => pids, { interval: 5, timeout: 10_000 }).toHaveLength(2);
  await host.dispose();
  await gone(pids);
  expect(logs).toEqual([]);
});

test('what cannot be started before fails when its event comes', async () => {
  const { host } = createHost();
  const fails = spec('cjs/app.js#handler', { runtime: 'cobol1.x' });
  host.prepare?.(fails);
  expect(await host.invoke(fails, '{}')).toMatchObject({ errorType: 'Runtime.InvalidEntrypoint' });
  await host.dispose();
});

test('what could not be started before keeps no host from its end', async () => {
  const serviceEndpoints = vi.fn(() => Promise.reject(new Error('no port is left')));
  const { host } = createHost({ serviceEndpoints });
  host.prepare?.(spec('cjs/loads.js#handler'));
  await expect.poll(() => serviceEndpoints.mock.calls.length, { interval: 5, timeout: 10_000 }).toBe(1);
  await expect(host.dispose()).resolves.toBeUndefined();
});

test('concurrent invocations run in processes of their own, later ones in the warm ones', async () => {
  const { host } = createHost();
  const three = () => Promise.all([300, 300, 300].map((ms) => invoke(host, 'cjs/app.js#wait', ms).then(answer)));
  const first = new Set(await three());
  const second = new Set(await three());
  expect(first.size).toBe(3);
  expect([...second].sort()).toEqual([...first].sort());
  await host.dispose();
});

test('many invocations at once share a bounded number of processes', async () => {
  const { host } = createHost();
  const many = Array.from({ length: 100 }, () => invoke(host, 'cjs/app.js#wait', 1).then(answer));
  const pids = new Set(await Promise.all(many));
  expect(pids.size).toBeLessThanOrEqual(Math.max(8, 2 * os.availableParallelism()));
  await host.dispose();
});

test.each(['edited.js', 'edited.ts', 'edited.py'])('an edit of %s is seen by the next invocation', async (name) => {
  const { host } = createHost();
  const file = path.join(directory, name);
  const code = (value: number) =>
    name.endsWith('.py')
      ? `def handler(event, context):\n    return ${value}\n`
      : `${name.endsWith('.ts') ? 'export const handler =' : 'exports.handler ='} async () => ${value};\n`;
  const run = async () =>
    answer(await host.invoke(spec('edited', { file, codeDir: directory, exportName: 'handler' }), '{}'));
  await writeFile(file, code(1));
  await utimes(file, 1, 1);
  expect([await run(), await run()]).toEqual([1, 1]);
  await writeFile(file, code(2));
  expect(await run()).toBe(2);
  await host.dispose();
});

test('output comes line by line before the answer, the unfinished last line too', async () => {
  const { host, logs } = createHost();
  await invoke(host, 'cjs/app.js#logs');
  await invoke(host, 'cjs/app.js#logsThenDies');
  expect(logs.filter(({ stream }) => stream === 'stdout').map(({ text }) => text)).toEqual([
    'one',
    'two',
    'no newline',
    'last words',
  ]);
  expect(logs.filter(({ stream }) => stream === 'stderr').map(({ text }) => text)).toEqual(['three']);
  logs.length = 0;
  await invoke(host, 'python/app.py#logs');
  expect(logs.map(({ text }) => text)).toEqual(['printed', '[INFO] logged', 'no newline']);
  await host.dispose();
});

test('a runaway print is cut off, the handler answers all the same', async () => {
  const { host, logs } = createHost();
  expect(answer(await invoke(host, 'cjs/prints.js'))).toBe('done');
  const length = logs.reduce((sum, { text }) => sum + text.length, 0);
  expect(length).toBeLessThan(9_000_000);
  expect(logs.at(-1)?.text).toBe('… more than 8 MB of output; the rest is not shown.');
  await host.dispose();
});

/** A grandchild and its parent, as the handler prints them. */
function pidsIn(text: string): number[] | undefined {
  return /pids (\d+) (\d+)/.exec(text)?.slice(1).map(Number);
}

const SPINNING = ['cjs/app.js#grandchild', 'python/app.py#grandchild'];

test.each(SPINNING)('dispose ends %s and what it started', async (handler) => {
  let started: (pids: number[]) => void = () => {};
  const pids = new Promise<number[]>((resolve) => (started = resolve));
  const { host } = createHost({
    log: ({ text }) => {
      const found = pidsIn(text);
      if (found) started(found);
    },
  });
  const outcome = invoke(host, handler, {}, { timeoutSeconds: 600 });
  const running = await pids;
  await host.dispose();
  await gone(running);
  expect(await outcome).toMatchObject({ type: 'error', reason: 'exit' });
});

/** Mode and name of every file below this process's own temporary folder that a bundle left there. */
async function bundles(): Promise<string[]> {
  const own = ownTemporaryFolder();
  const folder = 'folder' in own ? own.folder : '';
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.startsWith('bundles-'));
  const modes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mode & 0o777));
  return names.map((name, at) => `${modes[at]!.toString(8)} ${name.replace(/^bundles-\w+/, 'bundles')}`).sort();
}

test.skipIf(process.platform === 'win32')('a bundle can be read by nobody else, and goes with its host', async () => {
  const { host } = createHost();
  const file = path.join(directory, 'secret.ts');
  await writeFile(file, 'export const handler = async () => 1;\n');
  expect(answer(await host.invoke(spec('secret', { file, codeDir: directory, exportName: 'handler' }), '{}'))).toBe(1);
  expect(await bundles()).toEqual(['600 bundles/secret-1.cjs', '600 bundles/secret-1.cjs.map', '700 bundles']);
  await host.dispose();
  expect(await bundles()).toEqual([]);
});

test('an aborted invocation ends its process', async () => {
  const abort = new AbortController();
  const { host, logs } = createHost({
    log: (entry) => {
      logs.push(entry);
      abort.abort();
    },
  });
  const outcome = await invoke(host, 'cjs/app.js#grandchild', {}, { timeoutSeconds: 600 }, { signal: abort.signal });
  expect(outcome).toMatchObject({ type: 'error', reason: 'exit', errorType: 'Runtime.ExitError' });
  await gone(pidsIn(logs[0]?.text ?? '') ?? []);
  await host.dispose();
});

test.each(SPINNING)('a killed owner of %s leaves nothing behind', async (handler) => {
  const { owner, numbers } = await startOwner([handler], /pids (\d+) (\d+)/);
  owner.kill('SIGKILL');
  await gone(numbers);
});

test('a killed owner leaves no process that waits for its debugger', async () => {
  const { owner, numbers } = await startOwner(['cjs/app.js#handler', 'debug'], /port (\d+)/);
  const listens = () =>
    fetch(`http://127.0.0.1:${numbers[0]}/json/version`).then(
      () => true,
      () => false,
    );
  expect(await listens()).toBe(true);
  owner.kill('SIGKILL');
  // The test's own time limit is what a process that stays runs into.
  while (await listens());
});
