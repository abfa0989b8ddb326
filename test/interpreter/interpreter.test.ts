/** What a table of cases cannot tell: limits, pause points, notes, express. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import type { PausePoint } from '../../core/interpreter';
import { run } from './check';

const LOOP = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
};

describe('limits', () => {
  test('a standard execution ends with event 25,000, which is the failure', async () => {
    const { events, result } = await run({ machine: LOOP });
    expect(events).toHaveLength(25_000);
    expect(events[24_999]).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
    expect(result).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
  });

  test('so it does inside the branches of a Parallel', async () => {
    const machine = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [LOOP, LOOP], End: true } } };
    const { events, result } = await run({ machine });
    expect(events).toHaveLength(25_000);
    expect(result.status).toBe('FAILED');
  });

  test('a result beyond 262,144 bytes fails the task, and can be caught', async () => {
    const machine = {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
          Catch: [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'C' }],
          End: true,
        },
        C: { Type: 'Pass', End: true },
      },
    };
    const replies = { T: [{ output: 'ü'.repeat(140_000) }] };
    const { result, events } = await run({ machine, replies });
    expect(result.status).toBe('SUCCEEDED');
    expect(result.output).toContain('returned a result with a size exceeding');
    expect(events[4]?.type).toBe('LambdaFunctionFailed');
  });

  test('data nested beyond the stack fails the execution, not the interpreter', async () => {
    const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'x.$': '$' }, End: true } } };
    const { result } = await run({ machine, options: { input: '['.repeat(20_000) + ']'.repeat(20_000) } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(result.cause).toContain('nested too deeply');
  });

  test('an input that is no JSON fails before it starts', async () => {
    const { result, events } = await run({ machine: LOOP, options: { input: '{' } });
    expect(result.status).toBe('FAILED');
    expect(events).toEqual([]);
  });
});

test('the text of the input is echoed until a state transforms it', async () => {
  const machine = {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', ResultPath: '$.x', Result: 1, End: true } },
  };
  const { events } = await run({ machine, options: { input: '{ "a" : 1.0 }' } });
  expect(events[2]?.stateExitedEventDetails?.output).toBe('{ "a" : 1.0 }');
  expect(events[4]?.stateExitedEventDetails?.output).toBe('{"a":1.0,"x":1}');
});

test('keys that mean something to JavaScript are data like any other', async () => {
  const machine = {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Pass',
        Parameters: { 'p.$': '$.__proto__', 'c.$': '$.constructor' },
        ResultPath: '$.toString',
        End: true,
      },
    },
  };
  const { result } = await run({ machine, options: { input: '{"__proto__":{"polluted":1},"constructor":2}' } });
  expect(result.output).toContain('{"__proto__":{"polluted":1},"constructor":2,"toString":{');
  const output = JSON.parse(result.output ?? '') as { toString: Json };
  expect(output.toString).toEqual({ p: { polluted: 1 }, c: 2 });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('notes tell of every transition, retry and catch', async () => {
  const machine = {
    StartAt: 'T',
    States: {
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Boom'], Next: 'C' }],
        Next: 'C',
      },
      C: { Type: 'Choice', Choices: [{ Variable: '$.Error', IsPresent: false, Next: 'W' }], Default: 'W' },
      W: { Type: 'Wait', Seconds: 2, End: true },
    },
  };
  const { all } = await run({ machine, replies: { T: [{ error: 'Boom', cause: 'why' }] } });
  const notes = all.flatMap((event) => (event.kind === 'note' ? [event.note] : []));
  expect(notes).toEqual([
    { type: 'RetryScheduled', retrier: 0, attempt: 1, delaySeconds: 1, error: 'Boom', cause: 'why' },
    { type: 'Caught', catcher: 0, error: 'Boom', cause: 'why' },
    { type: 'TransitionTaken', from: 'T', to: 'C', transition: 'catch', index: 0 },
    { type: 'TransitionTaken', from: 'C', to: 'W', transition: 'default', index: 0 },
    { type: 'WaitStarted', until: '2030-01-01T00:00:03.000Z', seconds: 2 },
    { type: 'TransitionTaken', from: 'W', transition: 'end', index: 0 },
  ]);
});

test('envelopes tell the line and the iterations around', async () => {
  const inner = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
  const machine = { StartAt: 'M', States: { M: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: inner, End: true } } };
  const { all } = await run({ machine, input: ['a', 'b'] });
  const lines = all.flatMap((event) =>
    event.kind === 'history' && event.event.type === 'PassStateEntered' ? [event.envelope] : [],
  );
  expect(lines).toEqual([
    { statePath: 'M/I', strand: '/M#0:0', iterations: [0] },
    { statePath: 'M/I', strand: '/M#0:1', iterations: [1] },
  ]);
});

describe('pause points', () => {
  const machine = {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'n.$': '$n', 'input.$': '$' }, End: true },
    },
  };

  test('stand before and behind every state, with data that may be changed', async () => {
    const seen: string[] = [];
    const pause = (point: PausePoint): Promise<void> | undefined => {
      seen.push(`${point.when} ${point.state.name}`);
      if (point.state.name !== 'B') return undefined;
      if (point.when === 'enter') {
        point.data.input = 'changed';
        point.data.variables.n = 7;
      } else point.data.output = { wrapped: point.data.output ?? null };
      return Promise.resolve();
    };
    const { result } = await run({ machine, pause });
    expect(seen).toEqual(['enter A', 'exit A', 'enter B', 'exit B']);
    expect(JSON.parse(result.output ?? '')).toEqual({ wrapped: { n: 7, input: 'changed' } });
  });

  test('tell of an error before it is retried or caught', async () => {
    const errors: Json[] = [];
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Retry: [{ ErrorEquals: ['Boom'] }],
      End: true,
    };
    await run({
      machine: { StartAt: 'T', States: { T: task } },
      replies: { T: [{ error: 'Boom' }, { output: 1 }] },
      pause: (point) => {
        if (point.when === 'error') errors.push({ attempt: point.attempt, error: point.error?.error ?? '' });
        return undefined;
      },
    });
    expect(errors).toEqual([{ attempt: 0, error: 'Boom' }]);
  });
});

test('the files of a ResultWriter are those AWS writes', async () => {
  const machine = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'jobs/' } },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    },
  };
  const { written, all } = await run({ machine, input: [5] });
  expect(written.map((file) => file.key.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
    'jobs/ID/SUCCEEDED_0.json',
    'jobs/ID/manifest.json',
  ]);
  expect(JSON.parse(written[0]?.body ?? '')).toMatchObject([{ Input: '5', Output: '5', Status: 'SUCCEEDED' }]);
  expect(JSON.parse(written[1]?.body ?? '')).toMatchObject({ DestinationBucket: 'out', ResultFiles: { FAILED: [] } });
  // The child's own events stand in its own history.
  const child = all.flatMap((event) =>
    event.kind === 'childHistory' ? [`${event.event.id} ${event.event.type}`] : [],
  );
  expect(child).toEqual(['1 ExecutionStarted', '2 PassStateEntered', '3 PassStateExited', '4 ExecutionSucceeded']);
});

test('a token for callbacks, and none without', async () => {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true };
  const { calls } = await run({ machine: { StartAt: 'T', States: { T: task } } });
  expect(calls[0]).toMatchObject({ service: 'sqs', action: 'sendMessage', pattern: 'waitForTaskToken' });
  expect(calls[0]?.taskToken).toMatch(/^\w{64}$/);
});

test('an express execution has no event limit but five minutes', async () => {
  const machine = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, Next: 'W' } } };
  const { result, milliseconds } = await run({ machine, options: { type: 'EXPRESS' } });
  expect(result).toEqual({ status: 'TIMED_OUT', error: 'States.Timeout' });
  expect(milliseconds).toBe(300_000);
});

test('an endless loop of Pass states can be stopped', async () => {
  const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };
  const controller = new AbortController();
  setImmediate(() => controller.abort({ error: 'Enough', cause: 'a person said so' }));
  const { result, events } = await run({
    machine,
    options: { type: 'EXPRESS', signal: controller.signal },
  });
  expect(result).toEqual({ status: 'ABORTED', error: 'Enough', cause: 'a person said so' });
  expect(events[events.length - 1]).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
});
