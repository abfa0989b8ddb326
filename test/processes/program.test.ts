/** A program of the user's from its start to its end: a line of JavaScript each, and what becomes of it. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { askProgram } from '../../processes/askProgram';
import { spawnUserCode, type UserProcess, type UserProgram } from '../../processes/spawnUserCode';
import { runs } from '../lambda/harness';

function start(script: string, more: Partial<UserProgram> = {}): UserProcess {
  const program = { command: process.execPath, args: ['-e', script], cwd: process.cwd(), output: 'pipe' } as const;
  const started = spawnUserCode({ ...program, lifeline: 'inside', ...more });
  onTestFinished(() => started.kill());
  return started;
}

/** All that it prints until it ends. */
async function printed(started: UserProcess): Promise<string> {
  let text = '';
  started.child.stdout!.setEncoding('utf8').on('data', (more: string) => (text += more));
  await started.gone;
  return text;
}

/** The first line that it prints. */
function firstLine({ child }: UserProcess): Promise<string> {
  let text = '';
  return new Promise((resolve) =>
    child
      .stdout!.setEncoding('utf8')
      .on('data', (more: string) => (text += more).includes('\n') && resolve(text.trim())),
  );
}

/** Who ends it when we are gone. */
function guardOf(started: UserProcess): unknown {
  return (started as unknown as { readonly guarding?: unknown }).guarding;
}

/** Starts a program of its own that sleeps, and tells its number. */
const PARENT = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600000)']);
  console.log(child.pid);`;

describe('a program', () => {
  test('is gone when it has ended', async () => {
    const started = start('process.exitCode = 3');
    await started.gone;
    expect(started.child.exitCode).toBe(3);
  });

  test('sees its variables and a mark, and nothing of the editor that is not on the list', async () => {
    process.env.STEPWISE_TEST_SECRET = 'secret';
    onTestFinished(() => void delete process.env.STEPWISE_TEST_SECRET);
    const started = start('console.log(JSON.stringify(process.env))', { variables: { MINE: 'yes', PATH: '/own' } });
    const seen = JSON.parse(await printed(started)) as { [name: string]: string };
    expect(seen).toMatchObject({
      MINE: 'yes',
      PATH: '/own',
      STEPWISE_SESSION: expect.stringMatching(/-[0-9a-f]{32}$/),
    });
    expect(seen).not.toHaveProperty('STEPWISE_TEST_SECRET');
  });

  test('each has a mark of its own', async () => {
    const marks = await Promise.all([1, 2].map(() => printed(start('console.log(process.env.STEPWISE_SESSION)'))));
    expect(marks[0]).not.toBe(marks[1]);
  });

  test('whose output nobody wants is not heard', async () => {
    const started = start('console.log(1)', { output: 'ignore' });
    await started.gone;
    expect(started.child.stdout).toBeNull();
  });

  test('takes messages as they are', async () => {
    const started = start('process.once("message", (m) => process.send(m, () => process.disconnect()))', {
      messages: true,
    });
    const back = new Promise((resolve) => started.child.once('message', resolve));
    started.child.send(new Map([['a', new Uint8Array([1])]]) as never);
    expect(await back).toEqual(new Map([['a', new Uint8Array([1])]]));
    await started.gone;
  });

  test.skipIf(process.platform === 'win32')('ends with what it started, and is gone once all has ended', async () => {
    const started = start(PARENT + 'setTimeout(() => {}, 600000)');
    const pid = Number(await firstLine(started));
    expect(runs(pid)).toBe(true);
    started.kill();
    await started.gone;
    expect([runs(started.child.pid!), runs(pid)]).toEqual([false, false]);
  });

  test.skipIf(process.platform === 'win32')('that ends by itself takes with it what it started', async () => {
    const started = start(PARENT + 'setImmediate(() => process.exit())');
    const line = firstLine(started);
    await started.gone;
    expect(runs(Number(await line))).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('may leave last words to what it started', async () => {
    const words = `process.stdout.write(process.pid + '\\n'); setTimeout(() => process.stdout.write('last words'), 100)`;
    const script = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(words)}], { stdio: 'inherit' }); setTimeout(() => {}, 600000)`;
    const started = start(script, { lastWordsMs: 20_000 });
    const all = printed(started);
    await firstLine(started);
    started.kill();
    expect(await all).toContain('last words');
  });

  test('that has ended is not killed again, nor guarded', async () => {
    const started = start('');
    await started.gone;
    started.kill();
    started.guard();
    expect(guardOf(started)).toBeUndefined();
  });

  test('is guarded once', async () => {
    const started = start('setTimeout(() => {}, 600000)');
    started.guard();
    const first = guardOf(started);
    started.guard();
    expect(first).toBeDefined();
    expect(guardOf(started)).toBe(first);
    started.kill();
    await started.gone;
  });
});

describe('a program is asked', () => {
  const ask = (script: string, timeoutMs = 20_000): Promise<string | undefined> =>
    askProgram({ command: process.execPath, args: ['-e', script], cwd: process.cwd(), timeoutMs });

  test.each<[string, string, string | undefined]>([
    ['and answers', 'process.stdout.write("22")', '22'],
    ['and says nothing', '', ''],
    ['and fails', 'process.stdout.write("22"); process.exitCode = 1', undefined],
    ['and says as much as it may', 'process.stdout.write("x".repeat(65536))', 'x'.repeat(65536)],
    ['and says too much', 'setInterval(() => process.stdout.write("x".repeat(65536)), 1)', undefined],
    ['and complains', 'console.error("x".repeat(1e6)); process.stdout.write("ok")', 'ok'],
  ])('%s', async (_what, script, answer) => expect(await ask(script)).toBe(answer));

  test('and does not answer in time', async () => expect(await ask('setInterval(() => {}, 1000)', 1)).toBeUndefined());

  test('and is not there', async () =>
    expect(await askProgram({ command: '/none', args: [], cwd: '/', timeoutMs: 1000 })).toBeUndefined());
});
