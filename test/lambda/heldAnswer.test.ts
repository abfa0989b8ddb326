/** A handler that holds whoever called it, though it has called back or answered. */
import { createRequire } from 'node:module';
import { expect, onTestFinished, test, vi } from 'vitest';
import { HeldAnswer } from '../../lambda/heldAnswer';
import { FakeTime } from './fakeTime';

function held() {
  const time = new FakeTime();
  const told: string[] = [];
  return { time, told, answer: new HeldAnswer('Pay', time, (sentence) => told.push(sentence)) };
}

const AT_ONCE =
  'To answer at once, set context.callbackWaitsForEmptyEventLoop = false before the callback, or make the handler an async function.';

test.each([
  [
    { timers: 1 },
    `Pay has called back, but Lambda waits for what is still open before it answers: 1 timer. ${AT_ONCE}`,
  ],
  [
    { timers: 2, sockets: 1, processes: 2 },
    `Pay has called back, but Lambda waits for what is still open before it answers: 2 timers, 2 processes and 1 connection. ${AT_ONCE}`,
  ],
  [
    {},
    `Pay has called back, but something it started is still open, and Lambda waits for that before it answers. ${AT_ONCE}`,
  ],
])('what a callback waits for is named: %j', (kept, sentence) => {
  const { time, told, answer } = held();
  answer.calledBack(undefined);
  answer.calledBack(kept);
  time.pass(10_000);
  expect(told).toEqual([sentence]);
});

test('a process that tells nothing more has no pause', () => {
  const { time, told, answer } = held();
  answer.calledBack(undefined);
  time.pass(3000);
  expect(told).toEqual([]);
  time.pass(1000);
  expect(told).toEqual([
    `Pay has called back, but its code still runs, and Lambda waits for that before it answers. ${AT_ONCE}`,
  ]);
});

test('code behind an answer is told of while somebody waits for its end', () => {
  const { time, told, answer } = held();
  answer.runsOn();
  time.pass(2000);
  expect(told).toEqual(['Pay has answered, but its code still runs: as on Lambda it may, until its timeout.']);
});

test('of what is over in time nothing is told', () => {
  const { time, told, answer } = held();
  answer.calledBack(undefined);
  answer.over();
  time.pass(10_000);
  expect(told).toEqual([]);
});

test('the process tells at once that it has called back, and later what it waits for, unless it has answered', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const require = createRequire(import.meta.url);
  const file = require.resolve('../../lambda/bootstrap/calledBack.cjs');
  delete require.cache[file];
  onTestFinished(() => void delete require.cache[file]);
  const calledBack = require(file) as (owner: object) => () => void;
  const calls: unknown[][] = [];
  const owner = { call: (...call: unknown[]) => void calls.push(call) };
  calledBack(owner)();
  calledBack(owner);
  vi.advanceTimersByTime(2000);
  const [first, second, later] = calls;
  expect([first, second]).toEqual([
    ['POST', '/called-back'],
    ['POST', '/called-back'],
  ]);
  expect(later).toEqual(['POST', '/called-back', '', { 'Stepwise-Under-Way': expect.stringMatching(/^\{.*\}$/) }]);
  expect(calls).toHaveLength(3);
});
