import { expect, test } from 'vitest';
import { VirtualClock } from '../../core/interpreter';

test('sleepers wake in order of their due time, those due together in the order they lay down', async () => {
  const clock = new VirtualClock({ start: 0, whenIdle: setImmediate });
  const woken: string[] = [];
  const sleep = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms);
    woken.push(`${name} ${clock.now()}`);
  };
  await Promise.all([sleep('c', 30), sleep('a', 10), sleep('b', 10), sleep('year', 31_536_000_000)]);
  expect(woken).toEqual(['a 10', 'b 10', 'c 30', 'year 31536000000']);
});

test('time stands still while work is done', async () => {
  const clock = new VirtualClock({ start: 0, whenIdle: setImmediate });
  let finish = (): void => undefined;
  const work = clock.busyWhile(new Promise<void>((resolve) => (finish = resolve)));
  const slept = clock.sleep(5);
  await new Promise((resolve) => setImmediate(resolve));
  expect(clock.now()).toBe(0);
  finish();
  await Promise.all([work, slept]);
  expect(clock.now()).toBe(5);
});

test('an aborted sleep rejects and does not hold the clock', async () => {
  const clock = new VirtualClock({ start: 0, whenIdle: setImmediate });
  const controller = new AbortController();
  const long = clock.sleep(1000, controller.signal);
  const short = clock.sleep(10);
  controller.abort(new Error('enough'));
  await expect(long).rejects.toThrow('enough');
  await short;
  expect(clock.now()).toBe(10);
  await expect(clock.sleep(1, controller.signal)).rejects.toThrow('enough');
});
