/** What the terminal says of a task that waits for its token, and when. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Json } from '../../core/json';
import { tellOfWaitingTasks } from '../../cli/waitingTasks';
import type { RunServices } from '../../run';

type Task = Parameters<NonNullable<RunServices['waits']>>[0];

const TASK = { token: 'T', state: 'Ask', kind: 'token', resource: 'arn:r' } as unknown as Task;
const WORK = { ...TASK, state: 'Work', kind: 'activity' } as Task;
const HOW = [
  "     stepwise callback success --token T --output '{}'",
  '     (or failure --error NAME --cause TEXT, or heartbeat)',
];

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

interface Moment {
  /** Milliseconds after which the task waits no more; absent: it waits on. */
  readonly over?: number;
  /** The service opens no endpoint. */
  readonly fails?: Error;
  /** It ends while the endpoint opens. */
  readonly endsWhileAsked?: boolean;
}

test.each<[what: string, task: Task, milliseconds: number, moment: Moment, said: readonly string[]]>([
  ['is not told of at once', TASK, 299, {}, []],
  [
    'is told of when it still waits',
    TASK,
    300,
    {},
    ['⏳ Ask waits for its task token. From another terminal:', ...HOW],
  ],
  [
    'of an activity waits for a worker',
    WORK,
    300,
    {},
    ['⏳ Work waits for a worker of arn:r with AWS_ENDPOINT_URL_SFN=http://here. From another terminal:', ...HOW],
  ],
  ['that a handler has answered is not told of', TASK, 1000, { over: 299 }, []],
  ['that is answered while the endpoint opens is not told of', TASK, 1000, { endsWhileAsked: true }, []],
  [
    'says why nothing can answer it',
    TASK,
    1000,
    { fails: Object.assign(new Error('listen EACCES'), { code: 'EACCES' }) },
    ['⏳ Ask waits, and nothing can answer it: access is denied'],
  ],
])('a task %s', async (_what, task, milliseconds, { over, fails, endsWhileAsked }, said) => {
  const stop = new AbortController();
  const url = (): Promise<string> => {
    if (endsWhileAsked) stop.abort();
    return fails ? Promise.reject(fails) : Promise.resolve('http://here');
  };
  const lines: string[] = [];
  const waits = tellOfWaitingTasks({ url } as never, (line) => lines.push(line));
  expect(waits(task, stop.signal)).toBeUndefined();
  if (over !== undefined) {
    await vi.advanceTimersByTimeAsync(over);
    stop.abort();
  }
  await vi.advanceTimersByTimeAsync(milliseconds - (over ?? 0));
  expect(lines).toEqual(said);
});

test.each<[answer: Json | undefined, output: string]>([
  [{ Status: "it's fine" }, String.raw`'{"Status":"it'\''s fine"}'`],
  [{}, "'{}'"],
  [undefined, "'{}'"],
  ['x'.repeat(301), "'{}'"],
])('what comes after it reads %j', async (answer, output) => {
  const lines: string[] = [];
  const service = { url: () => Promise.resolve('http://here') };
  const say = (line: string): void => void lines.push(line);
  void tellOfWaitingTasks(service as never, say, () => Promise.resolve(answer))(TASK, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(300);
  expect(lines[1]).toBe(`     stepwise callback success --token T --output ${output}`);
});
