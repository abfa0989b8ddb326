/** StopExecution, wherever the execution stands: nothing follows ExecutionAborted, which follows nothing. */
import { expect, test } from 'vitest';
import { eventLines } from './check';
import { run, World, type Ran } from './resumable';
import type { Json } from '../../core/json';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const inside = (state: object): Json => ({ StartAt: 'Inside', States: { Inside: state } }) as Json;
const WAIT = { Type: 'Wait', Seconds: 60, End: true };
const RETRY = { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }] };
const CAUGHT = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }] };

/** The state, and the last events before the end. */
const PLACES: readonly (readonly [string, object, readonly string[]])[] = [
  ['a Wait', WAIT, ['2 0 WaitStateEntered Here']],
  ['a task', TASK, ['2 0 TaskStateEntered Here', '3 2 TaskScheduled', '4 3 TaskStarted']],
  ['the pause before a retry', RETRY, ['4 3 TaskStarted', '5 4 TaskFailed Boom']],
  ['a job', { ...TASK, Resource: 'arn:aws:states:::states:startExecution.sync:2' }, ['4 3 TaskStarted']],
  ['a callback', { ...TASK, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' }, ['4 3 TaskStarted']],
  ['an activity', { ...TASK, Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }, ['3 2 ActivityScheduled']],
  ['a Parallel', { Type: 'Parallel', Branches: [inside(WAIT), inside(TASK)], End: true }, ['7 6 TaskStarted']],
  ['a Map', { Type: 'Map', ItemProcessor: inside(TASK), End: true }, ['10 6 TaskStarted', '11 9 TaskStarted']],
  [
    'a Distributed Map',
    {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...(inside(TASK) as object) },
      End: true,
    },
    ['4 3 MapRunStarted'],
  ],
];

function stopped(state: object): Promise<Ran> {
  return run({
    machine: {
      StartAt: 'Here',
      States: { Here: state, Handled: { Type: 'Succeed' } },
    } as Json,
    input: [1, 2],
    world: new World(({ state: { definition } }) => (definition.Retry ? { error: 'Boom' } : { never: true })),
    abortAfter: 5,
  });
}

test.each(PLACES)('in %s', async (_place, state, before) => {
  const { result, events, all } = await stopped(state);
  expect(result).toEqual({ status: 'ABORTED', error: 'Stop', cause: 'enough' });
  const lines = eventLines(events);
  expect(lines.at(-1)).toBe(`${events.length} 0 ExecutionAborted Stop`);
  expect(lines.slice(0, -1).slice(-before.length)).toEqual(before);
  expect(events.at(-1)?.executionAbortedEventDetails).toEqual({ error: 'Stop', cause: 'enough' });
  const last = all.findLastIndex((event) => event.kind === 'history');
  expect(all.slice(last + 1)).toEqual([]);
});

test('no catcher takes it', async () => {
  const { result } = await stopped({ ...TASK, ...CAUGHT });
  expect(result.status).toBe('ABORTED');
});

test('the children of a Distributed Map are stopped with it, each in its own history', async () => {
  const { children } = await stopped(PLACES.at(-1)![1]);
  expect(children.map(({ events }) => eventLines(events).at(-1))).toEqual([
    '5 0 ExecutionAborted',
    '5 0 ExecutionAborted',
  ]);
});
