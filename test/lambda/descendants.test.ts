/** Nothing that a handler starts outlives it: the ways of leaving a parent × the ends of a handler. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, invoke, runs } from './harness';
import { startOwner } from './owner';

const LANGUAGES = ['escape/app.js', 'escape/app.py'];

/** Process id by the way it was started; whatever a test leaves behind ends with the test. */
function childrenIn(folder: string): Map<string, number> {
  const ways = readdirSync(folder).map((way) => [way, Number(readFileSync(path.join(folder, way), 'utf8'))] as const);
  onTestFinished(() => {
    for (const [, pid] of ways) if (runs(pid)) process.kill(pid, 'SIGKILL');
  });
  return new Map(ways);
}

/** The ways whose process is still there, told by name. */
async function expectGone(children: ReadonlyMap<string, number>): Promise<void> {
  expect(children.size).toBeGreaterThan(5);
  const left = () => [...children].filter(([, pid]) => runs(pid)).map(([way]) => way);
  await expect.poll(left, { timeout: 5000, interval: 5 }).toEqual([]);
}

interface End {
  /** What the second invocation does, in the process that started the children. */
  readonly how: string;
  readonly timeoutSeconds?: number;
  /** The person stops the run once the handler hangs. */
  readonly stop?: true;
}

const ENDS: Record<string, End> = {
  'answers, and the run ends': { how: 'answer' },
  'throws, and the run ends': { how: 'exception' },
  'runs out of time': { how: 'hang', timeoutSeconds: 0.2 },
  'is stopped': { how: 'hang', stop: true },
  exits: { how: 'exit' },
  'is killed': { how: 'killed' },
};

describe.skipIf(process.platform !== 'linux').each(LANGUAGES)('children of %s end when it', (file) => {
  test.each(Object.entries(ENDS))('%s', async (_name, { how, timeoutSeconds = 600, stop }) => {
    const folder = temporaryFolder({});
    const abort = new AbortController();
    const { host } = createHost({ log: ({ text }) => text === 'hangs' && stop && abort.abort() });
    const pid = answer(await invoke(host, file, { folder })) as number;
    const children = childrenIn(folder);
    expect([...children.values()].filter((each) => !runs(each))).toEqual([]);
    await invoke(host, file, { end: how }, { timeoutSeconds }, { signal: abort.signal });
    const ownEnd = !['answer', 'exception'].includes(how);
    // Before the run ends, where the handler itself did.
    if (ownEnd) await expectGone(new Map([...children, ['handler', pid]]));
    await host.dispose();
    await expectGone(new Map([...children, ['handler', pid]]));
  });

  test('loses its owner', async () => {
    const folder = temporaryFolder({});
    const { owner } = await startOwner([file, '', JSON.stringify({ folder, end: 'hang' })], /hangs/);
    const children = childrenIn(folder);
    owner.kill('SIGKILL');
    await expectGone(children);
  });
});
