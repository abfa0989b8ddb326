/** Time that stands still while somebody holds it, and runs that live by it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvokeOutcome } from '../../lambda/lambda';
import { createClock } from '../../run/clock';
import { HeldTime } from '../../run/heldTime';
import { check, type RunReport } from './check';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

describe('time', () => {
  test('is the system’s own until somebody holds it', () => {
    const system = { wall: 1000, elapsed: 50 };
    const time = new HeldTime({ wall: () => system.wall, elapsed: () => system.elapsed });
    expect([time.now(), time.elapsed(), time.stood]).toEqual([1000, 50, { milliseconds: 0 }]);
    const letGo = time.hold();
    Object.assign(system, { wall: 1010, elapsed: 57 });
    letGo();
    expect([time.now(), time.elapsed(), time.stood]).toEqual([1000, 50, { milliseconds: 10 }]);
  });

  test('goes on with the system, and stands while somebody holds it', async () => {
    const time = new HeldTime();
    const [began, first] = [time.now(), time.elapsed()];
    const passed = (): readonly number[] => [time.now() - began, time.elapsed() - first, time.stood.milliseconds];
    await vi.advanceTimersByTimeAsync(5);
    expect(passed()).toEqual([5, 5, 0]);
    const [one, other] = [time.hold(), time.hold()];
    await vi.advanceTimersByTimeAsync(7);
    one();
    one();
    await vi.advanceTimersByTimeAsync(3);
    expect([passed(), time.stands]).toEqual([[5, 5, 0], true]);
    expect(time.stood.since).toBe(Date.now() - 10);
    other();
    await vi.advanceTimersByTimeAsync(2);
    expect([passed(), time.stands, time.stood]).toEqual([[7, 7, 10], false, { milliseconds: 10 }]);
  });

  test('wakes whoever waits in the order of what is due, each after its own rest', async () => {
    const time = new HeldTime();
    const [began, log] = [Date.now(), [] as string[]];
    const say = (name: string) => () => void log.push(`${name} ${Date.now() - began}`);
    time.after(30, say('long'));
    time.after(10, say('short'));
    time.after(-5, say('late'));
    time.after(20, say('cancelled'))();
    await vi.advanceTimersByTimeAsync(4);
    const letGo = time.hold();
    time.after(2, say('begun while it stands'));
    await vi.advanceTimersByTimeAsync(100);
    letGo();
    await vi.advanceTimersByTimeAsync(100);
    expect(log).toEqual(['late 0', 'begun while it stands 106', 'short 110', 'long 130']);
  });

  test('waits longer than a timer of the system can', async () => {
    const month = 31 * 24 * 60 * 60 * 1000;
    const woken = vi.fn();
    new HeldTime().after(month, woken);
    await vi.advanceTimersByTimeAsync(month - 1);
    expect(woken).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(woken).toHaveBeenCalledOnce();
  });

  test('stands during work, also where that fails, and says when it does', async () => {
    const time = new HeldTime();
    const told: boolean[] = [];
    const unwatch = time.watch(() => void told.push(time.stands));
    await time.during(Promise.resolve());
    await expect(time.during(Promise.reject(new Error('no')))).rejects.toThrow('no');
    unwatch();
    time.hold();
    expect(told).toEqual([true, false, true, false]);
  });

  test.each(['real', 'skip'] as const)('a clock (%s) stands with it, also where it stood before', async (kind) => {
    const time = new HeldTime();
    const letGo = time.hold();
    const clock = createClock(kind, { time });
    const woken = vi.fn();
    void clock.sleep(3, new AbortController().signal).then(woken);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(100);
    expect(woken).not.toHaveBeenCalled();
    letGo();
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(3);
    expect(woken).toHaveBeenCalledOnce();
  });
});

/** A task that may take two seconds, beside a wait of three. */
const DEFINITION = {
  StartAt: 'Both',
  TimeoutSeconds: 5,
  States: {
    Both: {
      Type: 'Parallel',
      End: true,
      Branches: [
        { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: RESOURCE(), TimeoutSeconds: 2, End: true } } },
        { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3, End: true } } },
      ],
    },
  },
};

function RESOURCE(): string {
  return 'arn:aws:lambda:us-east-1:123456789012:function:Slow';
}

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Slow:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: Slow, Runtime: nodejs20.x, Handler: slow.handler }
`;

interface Paused {
  /** Milliseconds from the beginning: when the run is held, and for how long. */
  readonly from: number;
  readonly for: number;
  /** When the handler answers, held or not. */
  readonly answers: number;
}

async function runPaused({ from, for: length, answers }: Paused): Promise<RunReport & { took: number[] }> {
  const time = new HeldTime();
  const outcome: InvokeOutcome = { type: 'success', payload: '1', durationMs: 0 };
  const lambda = {
    invoke: () => new Promise<InvokeOutcome>((resolve) => setTimeout(() => resolve(outcome), answers)),
    dispose: () => Promise.resolve(),
  };
  if (length > 0) setTimeout(() => void setTimeout(time.hold(), length), from);
  const files = { 'slow.js': 'exports.handler = () => 1;' };
  const events: { type: string; timestamp: string }[] = [];
  const report = check(
    {
      definition: DEFINITION,
      template: TEMPLATE,
      files,
      options: { clock: 'real', time, lambda, emit: (event) => event.kind === 'history' && events.push(event.event) },
    },
    {},
  );
  await vi.advanceTimersByTimeAsync(60_000);
  const first = Date.parse(events[0]!.timestamp);
  const moments = ['WaitStateExited', 'LambdaFunctionSucceeded', 'LambdaFunctionTimedOut'];
  const took = moments.flatMap((type) =>
    events.filter((event) => event.type === type).map((event) => Date.parse(event.timestamp) - first),
  );
  return { ...(await report), took };
}

describe('a run that is held', () => {
  test.each<Paused & { readonly name: string; readonly status: string; readonly took: readonly number[] }>([
    { name: 'not at all', from: 0, for: 0, answers: 1500, status: 'SUCCEEDED', took: [3000, 1500] },
    { name: 'inside the timeout', from: 1000, for: 6000, answers: 7500, status: 'SUCCEEDED', took: [3000, 1500] },
    {
      name: 'and whose task answers meanwhile',
      from: 1000,
      for: 6000,
      answers: 5000,
      status: 'SUCCEEDED',
      took: [3000, 1000],
    },
    { name: 'not at all, with a task too slow', from: 0, for: 0, answers: 9000, status: 'FAILED', took: [2000] },
    {
      name: 'and whose task is too slow all the same',
      from: 1000,
      for: 6000,
      answers: 9000,
      status: 'FAILED',
      took: [2000],
    },
  ])('$name', async ({ status, took, ...paused }) => {
    expect(await runPaused(paused)).toMatchObject({ status, took });
  });
});
