/** What a debug session tells of tasks that wait for their token, and takes as answers: step by step. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { WaitingTasks, type WaitingTaskOptions } from '../../debugger/waitingTasks';
import type { AdapterRequests } from '../../messages/debugClient';
import { StepFunctionsService, type RunServices } from '../../run';

type Task = Parameters<NonNullable<RunServices['waits']>>[0];
type Answer = AdapterRequests['stepwise.answerTask']['answer'];

const TASK: Task = {
  token: 'T',
  state: 'Ask',
  machine: 'order',
  kind: 'token',
  input: { x: 1 },
  resource: 'r',
} as never;
const WORK: Task = { ...TASK, state: 'Work', kind: 'activity' };

interface Begun {
  readonly tasks: WaitingTasks;
  readonly service: StepFunctionsService;
  readonly told: string[];
  readonly stop: AbortController;
  /** What the run waits for before its time goes on. */
  readonly goesOn: () => Promise<boolean>;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function begin(task: Task, options: WaitingTaskOptions): Begun {
  const service = new StepFunctionsService();
  service.url = () => Promise.resolve('http://127.0.0.1:1/secret');
  onTestFinished(() => service.close());
  const told: string[] = [];
  const listener = {
    tell: (name: string, body: object) => void told.push(`${name} ${JSON.stringify(body)}`),
    write: ({ text }: { text: string }) => void told.push(text),
  };
  const tasks = new WaitingTasks(service, listener as never, options);
  const stop = new AbortController();
  let isOver = false;
  void Promise.resolve(tasks.waits(task, stop.signal)).then(() => (isOver = true));
  return { tasks, service, told, stop, goesOn: () => vi.advanceTimersByTimeAsync(1).then(() => isOver) };
}

const HERE = { interactive: true, timeStandsStill: true };
const SAID = `{"token":"T","state":"Ask","machine":"order","kind":"token","input":"{\\"x\\":1}","resource":"r","endpoint":"http://127.0.0.1:1/secret","timeStandsStill":true}`;

describe('a task that waits', () => {
  it.each<[what: string, task: Task, options: WaitingTaskOptions, told: readonly string[], goesOn: boolean]>([
    [
      'shows where a person can answer, and time stands still for them',
      TASK,
      HERE,
      ['⏳ Ask waits for its task token', `stepwise.waits ${SAID}`],
      false,
    ],
    [
      'says in the console how to answer where nobody is asked',
      TASK,
      { interactive: false, timeStandsStill: true },
      ["⏳ Ask waits for its task token: stepwise callback success --token T --output '{}'"],
      true,
    ],
    [
      'of an activity waits for a worker',
      WORK,
      { interactive: false, timeStandsStill: false },
      ["⏳ Work waits for a worker: stepwise callback success --token T --output '{}'"],
      true,
    ],
  ])('%s', async (_what, task, options, told, goesOn) => {
    const begun = begin(task, options);
    expect(await begun.goesOn()).toBe(goesOn);
    expect(begun.told).toEqual(told);
  });

  it('is not told of where it ends in the same moment', async () => {
    const begun = begin(TASK, HERE);
    begun.stop.abort();
    expect(await begun.goesOn()).toBe(true);
    expect(begun.told).toEqual(['stepwise.waitOver {"token":"T"}']);
  });

  it('is over once', async () => {
    const begun = begin(TASK, HERE);
    await begun.goesOn();
    begun.stop.abort();
    expect(await begun.goesOn()).toBe(true);
    expect(begun.told.slice(2)).toEqual(['stepwise.waitOver {"token":"T"}']);
    // Nothing is left to be let go.
    begun.tasks.answer({ token: 'T', answer: { kind: 'letTimePass' } });
  });

  it('lets time pass where the person says so, and waits on', async () => {
    const begun = begin(TASK, HERE);
    expect(await begun.goesOn()).toBe(false);
    begun.tasks.answer({ token: 'another', answer: { kind: 'letTimePass' } });
    expect(await begun.goesOn()).toBe(false);
    begun.tasks.answer({ token: 'T', answer: { kind: 'letTimePass' } });
    expect(await begun.goesOn()).toBe(true);
    expect(begun.told).toHaveLength(2);
  });
});

test.each<[Answer, string]>([
  [{ kind: 'success', output: '{"a":1}' }, 'succeed T {"a":1}'],
  [{ kind: 'failure', error: 'No', cause: 'why' } as never, 'fail T No why'],
  [{ kind: 'heartbeat' }, 'heartbeat T'],
])('the answer %j is the token’s', (answer, said) => {
  const { tasks, service } = begin(TASK, HERE);
  const heard: string[] = [];
  for (const name of ['succeed', 'fail', 'heartbeat'] as const)
    service.tasks[name] = (...given: unknown[]) => void heard.push([name, ...given].join(' '));
  tasks.answer({ token: 'T', answer });
  expect(heard).toEqual([said]);
});

test('an answer that comes too late is refused with a sentence', () => {
  const { tasks } = begin(TASK, HERE);
  for (const answer of [{ kind: 'success', output: '1' }, { kind: 'heartbeat' }] as Answer[])
    expect(() => tasks.answer({ token: 'T', answer })).toThrow(/\w+ \w+/);
});
