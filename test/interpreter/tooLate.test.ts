/** What comes too late, or takes longer than any execution may, leaves no trace in the history. */
import { expect, test } from 'vitest';
import { runMachine, VirtualClock, type Host, type RunEvent, type TaskCall } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { eventLines, run } from './check';
import { machineOf } from './resumable';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const inside = (name: string, state: object): Json => ({ StartAt: name, States: { [name]: state } }) as Json;
const YEAR = 31_536_000;

/** A callback that times out, is caught, and says where the next state waits all that a runner may say. */
test('a runner that speaks after its attempt has timed out is not heard', async () => {
  const clock = new VirtualClock({ start: 0, whenIdle: setImmediate });
  const all: RunEvent[] = [];
  const host: Host = {
    now: () => clock.now(),
    random: () => 0.5,
    uuid: () => 'uuid',
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    emit: (event) => void all.push(event),
    async runTask(call: TaskCall) {
      await clock.sleep(5000);
      call.started('worker');
      call.submitted('taken');
      call.log('info', 'done');
      return { type: 'success', output: null };
    },
  };
  const machine = machineOf({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:us-east-1:123456789012:activity:a',
        TimeoutSeconds: 1,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Rest' }],
        End: true,
      },
      Rest: { Type: 'Wait', Seconds: 60, End: true },
    },
  });
  expect(await runMachine(machine, host, { input: '{}' })).toMatchObject({ status: 'SUCCEEDED' });
  expect(all.filter(({ kind }) => kind === 'note').map((event) => 'note' in event && event.note.type)).not.toContain(
    'TaskLog',
  );
  expect(eventLines(all.flatMap((event) => (event.kind === 'history' ? [event.event] : []))).slice(2)).toEqual([
    '3 2 ActivityScheduled',
    '4 3 ActivityTimedOut States.Timeout',
    '5 4 TaskStateExited Ask',
    '6 5 WaitStateEntered Rest',
    '7 6 WaitStateExited Rest',
    '8 7 ExecutionSucceeded',
  ]);
});

test('a Distributed Map that a sibling stopped starts no further child', async () => {
  const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...(inside('Work', TASK) as object) };
  const map = { Type: 'Map', MaxConcurrency: 1, ItemProcessor: processor, End: true };
  const { all, calls } = await run({
    machine: inside('Both', { Type: 'Parallel', Branches: [inside('Each', map), inside('Fails', TASK)], End: true }),
    input: [1, 2, 3],
    replies: { Work: [{ never: true }], Fails: [{ error: 'Boom', afterSeconds: 5 }] },
  });
  // A child that began would have told of it by now.
  await new Promise(setImmediate);
  expect(calls.map(({ state }) => state.name).sort()).toEqual(['Fails', 'Work']);
  expect(all.at(-1)).toMatchObject({ event: { type: 'ExecutionFailed' } });
});

test('a Distributed Map that is aborted starts no further child', async () => {
  const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...(inside('Work', TASK) as object) };
  const { all } = await run({
    machine: inside('Each', { Type: 'Map', MaxConcurrency: 1, ItemProcessor: processor, End: true }),
    input: [1, 2, 3],
    replies: { Work: [{ never: true }] },
    abortAfter: 5,
  });
  expect(new Set(all.flatMap((event) => (event.kind === 'childHistory' ? [event.executionArn] : []))).size).toBe(1);
});

test('iterations whose ItemSelector is under way have entered no state that could be aborted', async () => {
  const selector = "{% $states.context.Map.Item.Value = 1 ? $error('no') : $map([1, 2], function($v) { $v + 1 }) %}";
  const processor = inside('Work', { Type: 'Pass', End: true });
  const { events } = await run({
    machine: {
      QueryLanguage: 'JSONata',
      ...(inside('Each', { Type: 'Map', ItemSelector: selector, ItemProcessor: processor, End: true }) as object),
    },
    input: [1, 2],
  });
  expect(eventLines(events).slice(3)).toEqual([
    '4 3 MapIterationStarted Each 0',
    '5 3 MapIterationStarted Each 1',
    '6 4 MapIterationFailed Each 0',
    '7 4 MapIterationAborted Each 1',
    '8 4 EvaluationFailed States.QueryEvaluationError',
    '9 8 MapStateFailed',
    '10 9 ExecutionFailed States.QueryEvaluationError',
  ]);
});

/** Each is as long as may be, or takes the clock beyond the calendar. */
const ENDLESS: readonly (readonly [what: string, state: object, machine: object])[] = [
  ['a backoff', { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'], BackoffRate: 1e300 }] }, {}],
  ['a timeout', { ...TASK, TimeoutSecondsPath: '$.seconds' }, {}],
  ['a wait', { Type: 'Wait', SecondsPath: '$.wait', End: true }, {}],
  ['the machine', TASK, { TimeoutSeconds: 1e300 }],
];

test.each(ENDLESS)('an execution ends after a year, however long %s may be', async (what, state, machine) => {
  const { result, events, milliseconds } = await run({
    machine: { ...machine, ...(inside('Long', state) as object) } as Json,
    input: { seconds: 99_999_999, wait: 24_855 * 86_400 },
    replies: { Long: [what === 'a backoff' ? { error: 'Boom' } : { never: true }] },
  });
  expect(result).toEqual({ status: 'TIMED_OUT' });
  expect(milliseconds).toBeGreaterThanOrEqual(YEAR * 1000);
  expect(events.at(-1)).toMatchObject({ id: events.length, previousEventId: 0, type: 'ExecutionTimedOut' });
});

test('a wait of a whole year is one that an execution may take', async () => {
  const { result } = await run({ machine: inside('Long', { Type: 'Wait', Seconds: YEAR, End: true }) });
  expect(result.status).toBe('SUCCEEDED');
});
