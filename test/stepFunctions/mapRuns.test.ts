/** Map Runs and their child executions through the endpoint, by the real SDK. */
import { expect, test } from 'vitest';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Json } from '../../core/json';
import { arnOf, call, check, localService, type Handler } from './check';

const COUNTS = {
  aborted: 0,
  failed: 0,
  failuresNotRedrivable: 0,
  pending: 0,
  pendingRedrive: 0,
  resultsWritten: 0,
  running: 0,
  succeeded: 0,
  timedOut: 0,
};

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const executionArn = arnOf('execution', 'fan:one');

function fan(fields: object = {}, work: object = {}): object {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Items',
        MaxConcurrency: 1,
        ...fields,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Work',
          States: { Work: { Type: 'Task', Resource: FUNCTION, ...work, End: true } },
        },
        End: true,
      },
    },
  };
}

interface Started {
  readonly client: SFNClient;
  /** Resolves when the execution has ended. */
  readonly ended: Promise<unknown>;
}

async function start(machine: object, work: Handler, input: Json = [0, 1, 2, 3, 4]): Promise<Started> {
  const { client, service } = await localService({ machines: { fan: machine }, functions: { work } });
  const stateMachineArn = arnOf('stateMachine', 'fan');
  await call(client, 'StartExecution', { stateMachineArn, name: 'one', input: JSON.stringify(input) });
  return { client, ended: service.executions.find(executionArn)!.result };
}

async function runOf(client: SFNClient): Promise<string> {
  const { mapRuns } = (await call(client, 'ListMapRuns', { executionArn })) as {
    mapRuns: { mapRunArn: string }[];
  };
  return mapRuns[0]!.mapRunArn;
}

test('a Map Run is described while it runs, and what is changed of it counts at once', async () => {
  let waiting: (() => void)[] = [];
  let began: unknown;
  const { client, ended } = await start(fan(), async (event, caller) => {
    if (event === 4) throw new Error('no four');
    if (event === 0) {
      const mapRunArn = await runOf(caller);
      began = await call(caller, 'DescribeMapRun', { mapRunArn });
      const change = { mapRunArn, maxConcurrency: 4, toleratedFailureCount: 1, toleratedFailurePercentage: 50.5 };
      expect(await call(caller, 'UpdateMapRun', change)).toEqual({});
    }
    // Nobody goes on before four are here, which one at a time can never be.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length < 4) return;
      for (const goOn of waiting) goOn();
      waiting = [];
    });
    return event;
  });
  await ended;

  const mapRunArn = await runOf(client);
  expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:123456789012:mapRun:fan\/Items:[-0-9a-f]{36}$/);
  const one = { ...COUNTS, total: 5, running: 1, pending: 4 };
  expect(began).toMatchObject({
    mapRunArn,
    executionArn,
    status: 'RUNNING',
    startDate: expect.any(Date),
    maxConcurrency: 1,
    toleratedFailureCount: 0,
    toleratedFailurePercentage: 0,
    redriveCount: 0,
    itemCounts: one,
    executionCounts: one,
  });
  expect(began).not.toHaveProperty('stopDate');
  const all = { ...COUNTS, total: 5, succeeded: 4, failed: 1, resultsWritten: 0 };
  await check(
    client,
    'DescribeMapRun',
    { mapRunArn },
    {
      status: 'SUCCEEDED',
      stopDate: expect.any(Date),
      maxConcurrency: 4,
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 50.5,
      itemCounts: all,
      executionCounts: all,
    },
  );
  await check(
    client,
    'UpdateMapRun',
    { mapRunArn, maxConcurrency: 1 },
    { error: 'ValidationException: The Map Run is SUCCEEDED and cannot be updated.' },
  );
  await check(client, 'DescribeExecution', { executionArn }, { status: 'SUCCEEDED' });
});

test('a Map Run that comes to bear less than has failed fails at once', async () => {
  const { client, ended } = await start(fan({ ToleratedFailureCount: 5 }), async (event, caller) => {
    if (event === 0) throw new Error('no nought');
    if (event === 1) {
      await call(caller, 'UpdateMapRun', { mapRunArn: await runOf(caller), toleratedFailureCount: 0 });
      // Nobody answers: the run must not wait for it.
      await new Promise(() => undefined);
    }
    return event;
  });
  await ended;
  await check(
    client,
    'DescribeExecution',
    { executionArn },
    { status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' },
  );
  const counts = { ...COUNTS, total: 5, failed: 1, aborted: 1, pending: 3 };
  await check(
    client,
    'DescribeMapRun',
    { mapRunArn: await runOf(client) },
    { status: 'FAILED', itemCounts: counts, executionCounts: counts },
  );
});

test('Map Runs and their children of an execution that is stopped are aborted', async () => {
  let reached: (() => void) | undefined;
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const { client, ended } = await start(fan({ MaxConcurrency: 2 }), async (event) => {
    if (event === 1) reached?.();
    return new Promise<Json>(() => undefined);
  });
  await isReached;
  await call(client, 'StopExecution', { executionArn });
  await ended;
  const mapRunArn = await runOf(client);
  await check(
    client,
    'DescribeMapRun',
    { mapRunArn },
    { status: 'ABORTED', stopDate: expect.any(Date), itemCounts: { ...COUNTS, total: 5, aborted: 2, pending: 3 } },
  );
  const child = { status: 'ABORTED', stopDate: expect.any(Date) };
  await check(client, 'ListExecutions', { mapRunArn }, { executions: [child, child] });
});

test('child executions are listed, newest first, described and stopped', async () => {
  const { client, ended } = await start(
    fan({ MaxConcurrency: 0, ToleratedFailurePercentage: 100, ItemBatcher: { MaxItemsPerBatch: 2 } }),
    async (event, caller) => {
      const { Items: items } = event as { Items: number[] };
      if (items.includes(2)) throw new Error('no two');
      if (!items.includes(4)) return items;
      const mapRunArn = await runOf(caller);
      const running = await call(caller, 'ListExecutions', { mapRunArn, statusFilter: 'RUNNING' });
      const own = (running.executions as { executionArn: string; itemCount: number }[]).find(
        ({ itemCount }) => itemCount === 1,
      )!;
      await call(caller, 'StopExecution', { executionArn: own.executionArn });
      return new Promise<Json>(() => undefined);
    },
  );
  await ended;
  const mapRunArn = await runOf(client);
  const list = (more: object): Promise<{ [key: string]: unknown }> =>
    call(client, 'ListExecutions', { mapRunArn, ...more });
  const { executions } = (await list({})) as { executions: { executionArn: string; name: string }[] };
  const listed = (status: string, itemCount: number): object => ({
    executionArn: expect.stringMatching(/:execution:fan\/Items:[-0-9a-f]{36}$/),
    itemCount,
    mapRunArn,
    name: expect.stringMatching(/^[-0-9a-f]{36}$/),
    redriveCount: 0,
    startDate: expect.any(Date),
    stateMachineArn: arnOf('stateMachine', 'fan/Items'),
    status,
    stopDate: expect.any(Date),
  });
  expect(executions).toEqual([listed('ABORTED', 1), listed('FAILED', 2), listed('SUCCEEDED', 2)]);
  expect(await list({ statusFilter: 'FAILED' })).toEqual({ executions: [executions[1]] });
  expect(await list({ redriveFilter: 'REDRIVEN' })).toEqual({ executions: [] });
  const first = await list({ maxResults: 2 });
  expect(first).toEqual({ executions: executions.slice(0, 2), nextToken: expect.any(String) });
  expect(await list({ maxResults: 2, nextToken: first.nextToken })).toEqual({ executions: executions.slice(2) });
  expect(await list({ nextToken: first.nextToken, statusFilter: 'FAILED' })).toEqual({
    error: "InvalidToken: Invalid Token: 'Invalid token'",
  });

  const [, failed, succeeded] = executions;
  await check(
    client,
    'DescribeExecution',
    { executionArn: succeeded!.executionArn },
    {
      mapRunArn,
      stateMachineArn: arnOf('stateMachine', 'fan/Items'),
      status: 'SUCCEEDED',
      input: '{"Items":[0,1]}',
      output: '[0,1]',
      redriveStatus: 'NOT_REDRIVABLE',
    },
  );
  await check(
    client,
    'DescribeStateMachineForExecution',
    { executionArn: succeeded!.executionArn },
    { mapRunArn, label: 'Items', name: 'fan/Items' },
  );
  await check(
    client,
    'DescribeExecution',
    { executionArn: failed!.executionArn },
    { status: 'FAILED', error: 'Error', redriveStatus: 'REDRIVABLE_BY_MAP_RUN' },
  );
  await check(
    client,
    'RedriveExecution',
    { executionArn: failed!.executionArn },
    { error: expect.stringMatching(/^ExecutionNotRedrivable: /) },
  );
  const { events } = (await call(client, 'GetExecutionHistory', { executionArn: succeeded!.executionArn })) as {
    events: { type: string }[];
  };
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('a redriven Map Run is the same one, and so are the children that succeeded', async () => {
  let isMended = false;
  const { client, ended } = await start(
    fan({}, {}),
    (event) => {
      if (event === 1 && !isMended) throw new Error('not yet');
      return event;
    },
    [0, 1, 2],
  );
  await ended;
  const mapRunArn = await runOf(client);
  const before = (await call(client, 'ListExecutions', { mapRunArn })) as { executions: object[] };
  expect(before.executions).toHaveLength(2);
  isMended = true;
  await call(client, 'RedriveExecution', { executionArn });
  await expect.poll(async () => (await call(client, 'DescribeExecution', { executionArn })).status).toBe('SUCCEEDED');
  expect(await runOf(client)).toBe(mapRunArn);
  const counts = { ...COUNTS, total: 3, succeeded: 3 };
  await check(
    client,
    'DescribeMapRun',
    { mapRunArn },
    { status: 'SUCCEEDED', redriveCount: 1, redriveDate: expect.any(Date), itemCounts: counts },
  );
  const after = (await call(client, 'ListExecutions', { mapRunArn })) as { executions: object[] };
  expect(after.executions).toHaveLength(3);
  expect(after.executions[2]).toEqual(before.executions[1]);
  await check(
    client,
    'ListExecutions',
    { mapRunArn, redriveFilter: 'REDRIVEN' },
    {
      executions: [{ redriveCount: 1, status: 'SUCCEEDED' }],
    },
  );
});

test('what is no Map Run, and what cannot be asked of one, is refused', async () => {
  const { client, ended } = await start({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, () => null);
  await ended;
  expect(await call(client, 'ListMapRuns', { executionArn })).toEqual({ mapRuns: [] });
  const unknown = arnOf('mapRun', 'fan/Items:1');
  const missing = { error: `ResourceNotFound: Resource not found: '${unknown}'` };
  await check(client, 'DescribeMapRun', { mapRunArn: unknown }, missing);
  await check(client, 'UpdateMapRun', { mapRunArn: unknown }, missing);
  await check(client, 'ListExecutions', { mapRunArn: unknown }, missing);
  await check(client, 'DescribeMapRun', { mapRunArn: executionArn }, { error: expect.stringMatching(/^InvalidArn: /) });
  await check(
    client,
    'ListMapRuns',
    { executionArn: arnOf('execution', 'fan:two') },
    { error: `ExecutionDoesNotExist: Execution Does Not Exist: '${arnOf('execution', 'fan:two')}'` },
  );
  const wrong = { error: expect.stringMatching(/^ValidationException: /) };
  const stateMachineArn = arnOf('stateMachine', 'fan');
  await check(client, 'UpdateMapRun', { mapRunArn: unknown, toleratedFailurePercentage: 101 }, wrong);
  await check(client, 'UpdateMapRun', { mapRunArn: unknown, maxConcurrency: -1 }, wrong);
  await check(client, 'ListExecutions', {}, wrong);
  await check(client, 'ListExecutions', { stateMachineArn, mapRunArn: unknown }, wrong);
  await check(client, 'ListExecutions', { stateMachineArn, redriveFilter: 'REDRIVEN' }, wrong);
});
