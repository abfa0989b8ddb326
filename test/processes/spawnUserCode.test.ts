/** Programs of the user's that hold no lifeline of ours, such as npm, end with their owner too; and what was left is swept. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newSecret, sweepSessions } from '../../processes/session';
import { spawnUserCode } from '../../processes/spawnUserCode';
import { temporaryFolder } from '../harness/temporaryFolder';
import { runs } from '../lambda/harness';
import { layBesideBundles } from '../harness/builtBundles';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** Two processes, one of which leaves the group; both are told by number. */
const SCRIPT = 'setsid sleep 600 & echo "pids $$ $!"; wait';

/** Kills what a test that fails leaves behind. */
function watched(pids: number[]): number[] {
  onTestFinished(() => pids.filter(runs).forEach((pid) => process.kill(pid, 'SIGKILL')));
  return pids;
}

const gone = (pids: number[]) => expect.poll(() => pids.filter(runs), { timeout: 5000, interval: 5 }).toEqual([]);

async function startOwner(lifeline: string, wanted: RegExp, end = '') {
  const dist = temporaryFolder({});
  const outfile = path.join(dist, 'owner.js');
  await build({ entryPoints: [path.join(ROOT, 'test/processes/owner.ts')], outfile, bundle: true, platform: 'node' });
  layBesideBundles(dist);
  const owner = spawn(process.execPath, [outfile, lifeline, SCRIPT, end], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void owner.kill('SIGKILL'));
  const said = await new Promise<string>((resolve) => {
    let text = '';
    owner.stdout.setEncoding('utf8').on('data', (more: string) => wanted.test((text += more)) && resolve(text));
  });
  return { owner, pids: watched(/pids (\d+) (\d+)/.exec(said)!.slice(1).map(Number)) };
}

describe.skipIf(process.platform !== 'linux')('a program without a lifeline', () => {
  test('ends with a killed owner, once it is guarded', async () => {
    const { owner, pids } = await startOwner('guard', /guarded\n[^]*pids \d+ \d+\n/, 'guarded');
    owner.kill('SIGKILL');
    await gone(pids);
  });

  test('is guarded from its beginning where a thread inside it would take longer', async () => {
    const { owner, pids } = await startOwner('node', /pids \d+ \d+\n/);
    owner.kill('SIGKILL');
    await gone(pids);
  });

  test('ends with an owner that exits, before it is guarded', async () => {
    const { owner, pids } = await startOwner('inside', /pids \d+ \d+\n/);
    owner.kill('SIGTERM');
    await gone(pids);
  });

  test('is waited for once it is told to end, by an owner that did not wait for it', async () => {
    const { pids } = await startOwner('inside', /pids \d+ \d+\n[^]*gone\n/, 'let go');
    await gone(pids);
  });

  test('is swept by the next start where nobody was left to end it', async () => {
    const { owner, pids } = await startOwner('inside', /pids \d+ \d+\n/);
    sweepSessions();
    // Its owner lives: nobody else may end it.
    expect(pids.filter(runs)).toEqual(pids);
    const ended = new Promise((resolve) => owner.once('exit', resolve));
    owner.kill('SIGKILL');
    await ended;
    // Whoever starts next may have swept already: what is left must be gone, not how many there were.
    sweepSessions();
    await gone(pids);
  });
});

/** A mark is machine, boot, namespace, process id, its beginning and a random part, with points between. */
function withMember(mark: string, index: number, value: string): string {
  return mark.split('.').with(index, value).join('.');
}

/** No process began at that moment. */
const deadOwners = (): string => withMember(newSecret(), 4, '1');

test.skipIf(process.platform !== 'linux').each([
  ['of another namespace', (mark: string) => withMember(mark, 2, '1')],
  ['that is not ours to read', () => 'something of a person'],
  ['whose owner has it still', () => newSecret()],
])('a mark %s is left alone', (_what, markOf) => {
  const child = spawn('sleep', ['600'], {
    detached: true,
    env: { ...process.env, STEPWISE_SESSION: markOf(deadOwners()) },
  });
  watched([child.pid!]);
  sweepSessions();
  expect(runs(child.pid!)).toBe(true);
});

test.skipIf(process.platform !== 'linux')('a mark of a dead owner is swept', async () => {
  const child = spawn('sleep', ['600'], { detached: true, env: { ...process.env, STEPWISE_SESSION: deadOwners() } });
  watched([child.pid!]);
  sweepSessions();
  await gone([child.pid!]);
});

test('a program that does not exist is gone, and says so', async () => {
  const started = spawnUserCode({ command: '/none', args: [], cwd: '/', output: 'ignore', lifeline: 'guard' });
  const error = new Promise((resolve) => started.child.once('error', resolve));
  await started.gone;
  expect(await error).toMatchObject({ code: 'ENOENT' });
});
