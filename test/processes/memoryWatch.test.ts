/** How much memory a program holds with what it started: looked at often, and told once it is too much. */
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type * as memoryWatch from '../../processes/memoryWatch';
import { spawnUserCode } from '../../processes/spawnUserCode';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.doUnmock('node:child_process');
  vi.resetModules();
});

type Module = typeof memoryWatch;

/** The module anew, with a clock of the test's own. @returns also what lets time pass, in milliseconds */
async function watching(): Promise<Module & { pass(ms: number): Promise<void> }> {
  vi.resetModules();
  const module = await import('../../processes/memoryWatch');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  return { ...module, pass: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)) };
}

const HUGE = 2 ** 50;

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('it is told once that a program holds too much', async () => {
    const { WatchedMemory, watchMemory, pass } = await watching();
    const over = vi.fn();
    const one = new WatchedMemory(process.pid, 1, over);
    watchMemory(one);
    await pass(49);
    expect([over.mock.calls.length, one.peakBytes]).toEqual([0, 0]);
    await pass(500);
    expect(over).toHaveBeenCalledOnce();
    const { rss } = process.memoryUsage();
    expect(one.peakBytes).toBeGreaterThan(rss / 4);
    expect(one.peakBytes).toBeLessThan(rss * 4);
  });

  test('no more than it may have is not too much, and the most is kept', async () => {
    const { WatchedMemory, watchMemory, pass } = await watching();
    const over = vi.fn();
    const one = new WatchedMemory(process.pid, HUGE, over);
    watchMemory(one);
    one.peakBytes = HUGE;
    await pass(200);
    expect([one.peakBytes, over.mock.calls.length]).toEqual([HUGE, 0]);
    expect(one.finalPeak()).toBe(HUGE);
  });

  test('nobody is looked at any more whose watch is over, and nothing runs for nobody', async () => {
    const { WatchedMemory, watchMemory, pass } = await watching();
    const [one, other] = [HUGE, HUGE].map((most) => new WatchedMemory(process.pid, most, () => undefined)) as [
      InstanceType<Module['WatchedMemory']>,
      InstanceType<Module['WatchedMemory']>,
    ];
    const stop = watchMemory(one);
    stop();
    await pass(50);
    expect([one.peakBytes, vi.getTimerCount()]).toEqual([0, 0]);
    const stopOther = watchMemory(other);
    watchMemory(one);
    expect(vi.getTimerCount()).toBe(1);
    await pass(50);
    stopOther();
    const { peakBytes } = other;
    await pass(50);
    expect([peakBytes > 0, one.peakBytes > 0, vi.getTimerCount()]).toEqual([true, true, 1]);
  });

  test('what a program started counts with it, once it is looked for', async () => {
    const { WatchedMemory, watchMemory, pass } = await watching();
    const script = 'sleep 600 & (setsid sleep 600 &) ; echo begun; wait';
    const started = spawnUserCode({
      command: '/bin/sh',
      args: ['-c', script],
      cwd: '/',
      output: 'pipe',
      lifeline: 'inside',
    });
    onTestFinished(async () => {
      started.kill();
      await started.gone;
    });
    await new Promise((resolve) => started.child.stdout!.once('data', resolve));
    const one = new WatchedMemory(started.child.pid!, HUGE, () => undefined);
    watchMemory(one);
    await pass(50);
    const alone = one.peakBytes;
    expect([alone > 0, one.family]).toEqual([true, [started.child.pid]]);
    await pass(350);
    expect(one.family).toContain(started.child.pid);
    expect(one.family.length).toBeGreaterThan(1);
    expect(one.family).not.toContain(process.pid);
    // The ninth look counts those that the eighth found.
    await pass(50);
    expect(one.peakBytes).toBeGreaterThan(alone);
    expect(one.finalPeak()).toBeGreaterThanOrEqual(one.peakBytes);
  });

  test('what processes share counts once where it matters', async () => {
    const { WatchedMemory, watchMemory, pass } = await watching();
    const over = vi.fn();
    const one = new WatchedMemory(process.pid, 1, over);
    one.family = [process.pid, 2 ** 22 + 1];
    watchMemory(one);
    await pass(50);
    expect(over).toHaveBeenCalledOnce();
    const { rss } = process.memoryUsage();
    expect(one.peakBytes).toBeGreaterThan(rss / 4);
    expect(one.peakBytes).toBeLessThan(rss * 4);
  });

  test('who has ended holds nothing', async () => {
    const { WatchedMemory, watchMemory, pass } = await watching();
    const one = new WatchedMemory(2 ** 22 + 1, 0, () => expect.unreachable());
    watchMemory(one);
    await pass(50);
    expect([one.peakBytes, one.finalPeak()]).toEqual([0, 0]);
  });

  test('the most of all is told exactly at the end', async () => {
    const { WatchedMemory } = await watching();
    const one = new WatchedMemory(process.pid, HUGE, () => undefined);
    const peak = one.finalPeak();
    expect(peak).toBeGreaterThanOrEqual(process.memoryUsage().rss / 2);
    expect(peak).toBe(one.peakBytes);
    expect(peak).toBeLessThanOrEqual(process.resourceUsage().maxRSS * 1024 * 2);
  });
});

/** As on macOS: what `ps` prints, in place of asking it. */
async function besidePs(platform: string, text: string) {
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const asked: unknown[] = [];
  vi.doMock('node:child_process', () => ({
    execFile: (command: string, args: string[], _: unknown, done: (error: unknown, text: string) => void) => {
      asked.push([command, args]);
      done(null, text);
    },
  }));
  return { ...(await watching()), asked };
}

test('on macOS ps tells it, and less often', async () => {
  const { WatchedMemory, watchMemory, pass, asked } = await besidePs('darwin', '  7  1024\n  8     8\n  7   512\n');
  const over = vi.fn();
  const [one, other, gone] = [7, 8, 9].map((pid) => new WatchedMemory(pid, 1536 * 1024 - 1, over)) as [
    InstanceType<Module['WatchedMemory']>,
    InstanceType<Module['WatchedMemory']>,
    InstanceType<Module['WatchedMemory']>,
  ];
  for (const each of [one, other, gone]) watchMemory(each);
  await pass(399);
  expect(asked).toEqual([]);
  await pass(1);
  expect(asked).toEqual([['/bin/ps', ['-axo', 'pgid=,rss=']]]);
  expect([one, other, gone].map(({ peakBytes }) => peakBytes)).toEqual([1536 * 1024, 8 * 1024, 0]);
  expect(over).toHaveBeenCalledOnce();
  await pass(400);
  expect([asked.length, over.mock.calls.length]).toEqual([2, 1]);
});

test('Windows tells it of no tree', async () => {
  const { WatchedMemory, watchMemory, pass } = await besidePs('win32', '');
  const one = new WatchedMemory(process.pid, 1, () => expect.unreachable());
  watchMemory(one)();
  watchMemory(one);
  await pass(1000);
  expect([one.peakBytes, vi.getTimerCount()]).toEqual([0, 0]);
});

test('the sizes of groups, as ps tells them', async () => {
  const { parseGroups } = await watching();
  expect([...parseGroups('  501  1024\n  502     8\n  501   512\n\n  x 1\n503 1 2\n')]).toEqual([
    [501, 1536 * 1024],
    [502, 8 * 1024],
  ]);
});
