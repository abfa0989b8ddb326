/** Tasks of an activity wait in a row for workers, and workers in a row for tasks. */
import { expect, test, vi } from 'vitest';
import { Activities, type ActivityTask } from '../../run/stepFunctions/activities';

const arn = (name: string, account = '123456789012'): string => `arn:aws:states:us-east-1:${account}:activity:${name}`;
const WORK = arn('work');

function row() {
  const activities = new Activities(() => 7);
  const log: string[] = [];
  const task = (token: string): ActivityTask => ({
    token,
    input: '{}',
    taken: (worker) => void log.push(`${token} by ${worker ?? 'nobody'}`),
  });
  const take = (worker: string, signal = new AbortController().signal): Promise<void> =>
    activities.take(WORK, worker, signal).then((taken) => void log.push(`${worker} has ${taken?.token ?? 'none'}`));
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { activities, log, task, take, settle };
}

test('the first task goes to the worker that has waited longest', async () => {
  const { activities, log, task, take, settle } = row();
  void take('one');
  void take('two');
  activities.schedule(WORK, task('a'));
  activities.schedule(WORK, task('b'));
  activities.schedule(WORK, task('c'));
  await settle();
  expect(log).toEqual(['a by one', 'b by two', 'one has a', 'two has b']);
  await take('three');
  expect(log.slice(4)).toEqual(['c by three', 'three has c']);
});

test('a worker that leaves gets nothing, and takes nobody with it', async () => {
  const { activities, log, task, take, settle } = row();
  const leaves = new AbortController();
  void take('one', leaves.signal);
  void take('two');
  leaves.abort();
  await take('late', leaves.signal);
  activities.schedule(WORK, task('a'));
  activities.schedule(WORK, task('b'));
  await settle();
  expect(log).toEqual(['one has none', 'late has none', 'a by two', 'two has a']);
  await take('three');
  expect(log.at(-1)).toBe('three has b');
});

test('a task that is given up is handed to nobody, and no other with it', async () => {
  const { activities, log, task, take } = row();
  const [first, second] = [activities.schedule(WORK, task('a')), activities.schedule(WORK, task('b'))];
  first();
  first();
  await take('one');
  second();
  expect(log).toEqual(['b by one', 'one has b']);
});

test('is quiet since a worker last asked, or was handed something, or left', async () => {
  const { activities, task } = row();
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    expect(activities.quietFor(WORK)).toBe(Number.POSITIVE_INFINITY);
    const leaves = new AbortController();
    const left = activities.take(WORK, undefined, leaves.signal);
    vi.advanceTimersByTime(5);
    expect(activities.quietFor(WORK)).toBe(5);
    leaves.abort();
    await left;
    expect(activities.quietFor(WORK)).toBe(0);
    const waits = activities.take(WORK, undefined, new AbortController().signal);
    vi.advanceTimersByTime(3);
    activities.schedule(WORK, task('a'));
    await waits;
    expect(activities.quietFor(arn('work', '000000000000'))).toBe(0);
    expect(activities.quietFor(arn('other'))).toBe(Number.POSITIVE_INFINITY);
  } finally {
    vi.useRealTimers();
  }
});

test('is there once it is named, until it is deleted, and again once it is created', () => {
  const { activities } = row();
  expect([activities.exists(WORK, true), activities.exists(WORK, false)]).toEqual([true, false]);
  expect(activities.find(WORK)).toEqual({ arn: WORK, name: 'work', creationDate: 7 });
  expect([activities.find('arn:aws:lambda:x'), activities.exists(WORK, false)]).toEqual([undefined, true]);
  activities.delete(WORK);
  expect([activities.find(WORK), activities.exists(WORK, true), activities.list()]).toEqual([undefined, false, []]);
  expect(activities.create(WORK, 'work')).toEqual({ arn: WORK, name: 'work', creationDate: 7 });
  expect(activities.list()).toHaveLength(1);
});

test('are no more than 10,000', () => {
  const { activities } = row();
  for (let number = 0; number < 10_000; number++) activities.create(arn(String(number)), String(number));
  expect([activities.create(arn('more'), 'more'), activities.find(arn('more'))]).toEqual([undefined, undefined]);
  expect(activities.create(arn('9999'), '9999')).toBeDefined();
  activities.delete(arn('9999'));
  expect(activities.create(arn('more'), 'more')).toBeDefined();
});
