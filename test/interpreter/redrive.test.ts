/** What a redrive runs again and what it does not: "Restarting state machine executions with redrive" of the guide, sentence by sentence. */
import { expect, test } from 'vitest';
import { redriveStatus, type TaskCall } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { eventLines } from './check';
import { checkpoint, run, World, type Answer, type Ran } from './resumable';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };

interface RedriveCase {
  readonly machine: Json;
  readonly input?: Json;
  /** By state, or by state and item (`Work[1]`); states without an answer give back null. */
  readonly before?: { readonly [state: string]: Answer };
  readonly after?: { readonly [state: string]: Answer };
  /** As a person has changed it meanwhile. */
  readonly edited?: Json;
  readonly abortAfter?: number;
}

interface Redriven {
  readonly first: Ran;
  readonly second: Ran;
  /** What the redrive added. */
  readonly added: readonly string[];
  readonly calls: readonly string[];
}

async function check(given: RedriveCase): Promise<Redriven> {
  const { machine, input, before = {}, after = {}, edited = machine, abortAfter } = given;
  const first = await run({ machine, input, world: new World(answersOf(before)), abortAfter });
  const world = new World(answersOf(after));
  const from = checkpoint('redrive', edited, first.events, first.children);
  const second = await run({ machine: edited, world, from });
  const added = eventLines(second.events.slice(first.events.length));
  return { first, second, added, calls: world.calls.map((call) => call.replace(/\|0$/, '')) };
}

function answersOf(answers: { readonly [state: string]: Answer }) {
  return ({ state: { name }, iterations }: TaskCall): Answer =>
    answers[`${name}[${iterations.join()}]`] ?? answers[name] ?? {};
}

const NO = { error: 'Boom', cause: 'no' };

test('a failed task is scheduled again, and nothing before it', async () => {
  const { second, added, calls } = await check({
    machine: {
      StartAt: 'A',
      States: { A: { ...TASK, Next: 'B' }, B: { ...TASK, Next: 'C' }, C: { Type: 'Pass', End: true } },
    },
    before: { B: NO },
    after: { B: { output: 'done' } },
  });
  expect(second.result).toEqual({ status: 'SUCCEEDED', output: '"done"' });
  expect(calls).toEqual(['B|']);
  expect(added).toEqual([
    '12 11 ExecutionRedriven',
    '13 10 TaskScheduled',
    '14 13 TaskStarted',
    '15 14 TaskSucceeded',
    '16 15 TaskStateExited B',
    '17 16 PassStateEntered C',
    '18 17 PassStateExited C',
    '19 18 ExecutionSucceeded',
  ]);
});

test('retries begin anew', async () => {
  const machine = {
    StartAt: 'A',
    States: { A: { ...TASK, Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 2 }], End: true } },
  };
  const { first, added } = await check({ machine, before: { A: NO }, after: { A: NO } });
  const failures = (lines: readonly string[]): number => lines.filter((line) => line.includes('TaskFailed')).length;
  expect([failures(eventLines(first.events)), failures(added)]).toEqual([3, 3]);
});

test('of a Parallel only the branches run again that failed or were stopped', async () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...TASK, End: true } } });
  const { second, calls, added } = await check({
    machine: {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: ['Good', 'Bad', 'Slow'].map(branch), End: true } },
    },
    before: { Good: { output: 1 }, Bad: { ...NO, afterSeconds: 1 }, Slow: { afterSeconds: 9 } },
    after: { Bad: { output: 2 }, Slow: { output: 3, afterSeconds: 1 } },
  });
  expect(second.result.output).toBe('[1,2,3]');
  expect(calls).toEqual(['Both/1/Bad|', 'Both/2/Slow|']);
  expect(added.filter((line) => line.includes('ParallelState'))).toEqual([
    expect.stringContaining('ParallelStateSucceeded'),
    expect.stringContaining('ParallelStateExited Both'),
  ]);
});

test('of a Map only the iterations run again that failed or were stopped, and those that had not begun', async () => {
  const { second, calls, added } = await check({
    machine: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          MaxConcurrency: 1,
          ItemProcessor: { StartAt: 'Work', States: { Work: { ...TASK, End: true } } },
          End: true,
        },
      },
    },
    input: ['a', 'b', 'c'],
    before: { 'Work[0]': { output: 1 }, 'Work[1]': NO },
    after: { 'Work[1]': { output: 2 }, 'Work[2]': { output: 3 } },
  });
  expect(second.result.output).toBe('[1,2,3]');
  expect(calls).toEqual(['Each/Work|1', 'Each/Work|2']);
  expect(added.filter((line) => line.includes('MapIterationStarted'))).toEqual([
    expect.stringContaining('MapIterationStarted Each 2'),
  ]);
});

test('the machine may have been edited: a Pass is evaluated again, a Choice chooses again', async () => {
  const machine = (path: string, wanted: string) => ({
    StartAt: 'Look',
    States: {
      Look: { Type: 'Choice', Choices: [{ Variable: path, StringEquals: wanted, Next: 'Make' }] },
      Make: { Type: 'Pass', Parameters: { 'made.$': path }, End: true },
    },
  });
  const { first, second } = await check({
    machine: machine('$.wrong', 'x'),
    edited: machine('$.right', 'x'),
    input: { right: 'x' },
  });
  expect(first.result.status).toBe('FAILED');
  expect(second.result.output).toBe('{"made":"x"}');
});

test('a Fail state is entered again and fails again', async () => {
  const { second, added } = await check({
    machine: { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Never' } } },
  });
  expect(second.result).toEqual({ status: 'FAILED', error: 'Never' });
  expect(added).toEqual(['4 3 ExecutionRedriven', '5 2 FailStateEntered No', '6 5 ExecutionFailed Never']);
});

test('a run that was stopped goes on in the state it stood in; a Timestamp in the past is not waited for', async () => {
  const { first, second, added } = await check({
    machine: {
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Timestamp: '2030-01-01T00:00:05Z', Next: 'A' }, A: { ...TASK, End: true } },
    },
    abortAfter: 2,
  });
  expect(first.result).toEqual({ status: 'ABORTED', error: 'Stop', cause: 'enough' });
  expect(second.result.status).toBe('SUCCEEDED');
  expect(added.slice(0, 2)).toEqual(['4 3 ExecutionRedriven', '5 2 WaitStateExited Rest']);
});

test('a run that timed out has all of its time again', async () => {
  const machine = { TimeoutSeconds: 5, StartAt: 'A', States: { A: { ...TASK, End: true } } };
  const { first, second } = await check({ machine, before: { A: { never: true } }, after: { A: { afterSeconds: 4 } } });
  expect([first.result.status, second.result.status]).toEqual(['TIMED_OUT', 'SUCCEEDED']);
});

test('the context object tells of the redrive', async () => {
  const { second } = await check({
    machine: {
      StartAt: 'A',
      States: {
        A: { ...TASK, Next: 'Tell' },
        Tell: {
          Type: 'Pass',
          Parameters: { 'count.$': '$$.Execution.RedriveCount', 'at.$': '$$.Execution.RedriveTime' },
          End: true,
        },
      },
    },
    before: { A: { ...NO, afterSeconds: 3 } },
  });
  expect(JSON.parse(second.result.output ?? '')).toEqual({ count: 1, at: '2030-01-01T00:00:03.000Z' });
});

test('variables are as they were', async () => {
  const { second } = await check({
    machine: {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { kept: '{% {"a": [1, 2]} %}' }, Next: 'A' },
        A: { ...TASK, Output: '{% $kept %}', End: true },
      },
    },
    before: { A: NO },
  });
  expect(second.result.output).toBe('{"a":[1,2]}');
});

const DISTRIBUTED = (type: string) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
        StartAt: 'First',
        States: { First: { ...TASK, ResultPath: null, Next: 'Work' }, Work: { ...TASK, End: true } },
      },
      End: true,
    },
  },
});

test('of a Distributed Map only the unsuccessful children run again, from their failed states', async () => {
  const { first, second, calls, added } = await check({
    machine: DISTRIBUTED('STANDARD'),
    input: [1, 2, 3],
    before: { 'Work[0]': { output: 'one' }, 'Work[1]': { ...NO, afterSeconds: 1 }, 'Work[2]': { afterSeconds: 5 } },
    after: { 'Work[1]': { output: 'two' }, 'Work[2]': { output: 'three' } },
  });
  expect(first.result.error).toBe('States.ExceedToleratedFailureThreshold');
  expect(second.result.output).toBe('["one","two","three"]');
  expect(calls).toEqual(['Each/Work|1', 'Each/Work|2']);
  expect(added.map((line) => line.split(' ')[2])).toEqual([
    'ExecutionRedriven',
    'MapRunRedriven',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited',
    'ExecutionSucceeded',
  ]);
  const child = second.children.find(({ index }) => index === 1);
  expect(eventLines(child?.events ?? []).slice(-6)).toEqual([
    '12 11 ExecutionRedriven',
    '13 10 TaskScheduled',
    '14 13 TaskStarted',
    '15 14 TaskSucceeded',
    '16 15 TaskStateExited Work',
    '17 16 ExecutionSucceeded',
  ]);
});

test('unsuccessful express children are started again', async () => {
  const { second, calls } = await check({
    machine: DISTRIBUTED('EXPRESS'),
    input: [1, 2],
    before: { 'Work[1]': { ...NO, afterSeconds: 1 } },
  });
  expect(second.result.status).toBe('SUCCEEDED');
  expect(calls).toEqual(['Each/First|1', 'Each/Work|1']);
});

test('a redriven run can fail and be redriven again', async () => {
  const machine = { StartAt: 'A', States: { A: { ...TASK, End: true } } };
  const { second } = await check({ machine, before: { A: NO }, after: { A: NO } });
  const third = await run({
    machine,
    world: new World(() => ({ output: 1 })),
    from: checkpoint('redrive', machine, second.events),
  });
  expect(third.result.status).toBe('SUCCEEDED');
  expect(third.events.flatMap(({ executionRedrivenEventDetails: details }) => details?.redriveCount ?? [])).toEqual([
    1, 2,
  ]);
});

test.each([
  ['FAILED', {}, undefined],
  ['TIMED_OUT', {}, undefined],
  ['ABORTED', {}, undefined],
  ['RUNNING', {}, 'Execution is RUNNING and cannot be redriven'],
  ['SUCCEEDED', {}, 'Execution is SUCCEEDED and cannot be redriven'],
  ['FAILED', { events: 24_999 }, 'Execution history event limit exceeded'],
  ['FAILED', { stopDate: -15 }, 'Execution redrivable period exceeded'],
  ['FAILED', { startDate: -366 }, 'Execution has exceeded the max execution time'],
] as const)('%s %o: %s', (status, days, reason) => {
  const at = (day: number): number => day * 86_400_000;
  const {
    events = 10,
    startDate = -1,
    stopDate = -1,
  } = days as { events?: number; startDate?: number; stopDate?: number };
  expect(
    redriveStatus({ type: 'STANDARD', status, events, startDate: at(startDate), stopDate: at(stopDate), now: 0 }),
  ).toEqual(
    reason === undefined
      ? { redriveStatus: 'REDRIVABLE' }
      : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason },
  );
});
