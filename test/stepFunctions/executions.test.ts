/** Starting, describing and stopping executions through the endpoint, by the real SDK. */
import * as sfn from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { OPERATION_NAMES } from '../../run/stepFunctions/operations/operationNames';
import { arnOf, call, check, localService } from './check';

const pass = { StartAt: 'P', States: { P: { Type: 'Pass', Result: { done: true }, End: true } } };
const fail = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'c' } } };
/** Waits for a worker that never comes. */
const hangs = {
  StartAt: 'H',
  States: { H: { Type: 'Task', Resource: arnOf('activity', 'nobody'), End: true } },
};
const machines = { pass, fail, hangs, quickExpress: pass };
const stateMachineArn = arnOf('stateMachine', 'pass');
const executionArn = arnOf('execution', 'pass:one');

describe('StartExecution', () => {
  test('begins an execution, and DescribeExecution tells how it ended', async () => {
    const { client, service } = await localService({ machines });
    await check(
      client,
      'StartExecution',
      { stateMachineArn, name: 'one', input: '{ "a": 1 }' },
      { executionArn, startDate: expect.any(Date) },
    );
    await service.executions.find(executionArn)!.result;
    await check(
      client,
      'DescribeExecution',
      { executionArn },
      {
        executionArn,
        stateMachineArn,
        name: 'one',
        status: 'SUCCEEDED',
        input: '{ "a": 1 }',
        output: '{"done":true}',
        inputDetails: { included: true },
        redriveCount: 0,
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        stopDate: expect.any(Date),
      },
    );
  });

  test('of the same name and input is the same while it runs; then the name is taken', async () => {
    const { client } = await localService({ machines });
    const request = { stateMachineArn: arnOf('stateMachine', 'hangs'), name: 'one', input: '{"a":1}' };
    const taken = { error: `ExecutionAlreadyExists: Execution Already Exists: '${arnOf('execution', 'hangs:one')}'` };
    const first = await call(client, 'StartExecution', request);
    expect(await call(client, 'StartExecution', request)).toEqual(first);
    await check(client, 'StartExecution', { ...request, input: '{"a":2}' }, taken);
    await check(client, 'StopExecution', { executionArn: first.executionArn }, { stopDate: expect.any(Date) });
    await check(client, 'StartExecution', request, taken);
  });

  test('of an express machine may have any name twice', async () => {
    const { client } = await localService({ machines });
    const request = { stateMachineArn: arnOf('stateMachine', 'quickExpress'), name: 'one' };
    const [first, second] = [
      await call(client, 'StartExecution', request),
      await call(client, 'StartExecution', request),
    ];
    expect(first.executionArn).toMatch(/^arn:aws:states:us-east-1:123456789012:express:quickExpress:one:[-0-9a-f]+$/);
    expect(second.executionArn).not.toBe(first.executionArn);
  });

  test.each<[string, object, string | RegExp]>([
    [
      'a machine that is not there',
      { stateMachineArn: arnOf('stateMachine', 'no') },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${arnOf('stateMachine', 'no')}'`,
    ],
    ['no ARN', { stateMachineArn: 'pass' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: pass'"],
    [
      'an ARN of something else',
      { stateMachineArn: arnOf('activity', 'a') },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: activity'",
    ],
    ['a name with a space', { stateMachineArn, name: 'a b' }, "InvalidName: Invalid Name: 'a b'"],
    [
      'a long name',
      { stateMachineArn, name: 'a'.repeat(81) },
      /^ValidationException: 1 validation error detected: Value 'a+' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80$/,
    ],
    [
      'an input that is no JSON',
      { stateMachineArn, input: '{' },
      /^InvalidExecutionInput: Invalid State Machine Execution Input: '/,
    ],
    [
      'nothing',
      {},
      "ValidationException: 1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null",
    ],
  ])('refuses %s', async (_what, input, error) => {
    const { client } = await localService({ machines });
    const answer = await call(client, 'StartExecution', input);
    expect(answer.error).toEqual(typeof error === 'string' ? error : expect.stringMatching(error));
  });
});

describe('StartSyncExecution', () => {
  test('answers with the end of an express execution', async () => {
    const { client } = await localService({ machines });
    await check(
      client,
      'StartSyncExecution',
      { stateMachineArn: arnOf('stateMachine', 'quickExpress'), input: '[1]' },
      {
        status: 'SUCCEEDED',
        input: '[1]',
        output: '{"done":true}',
        billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
      },
    );
  });

  test('is refused of a standard one', async () => {
    const { client } = await localService({ machines });
    const error = 'StateMachineTypeNotSupported: This operation is not supported by this type of state machine';
    await check(client, 'StartSyncExecution', { stateMachineArn }, { error });
  });
});

describe('GetExecutionHistory', () => {
  const ids = async (request: object): Promise<{ ids: number[]; nextToken?: string }> => {
    const { client, service } = await localService({ machines });
    await call(client, 'StartExecution', { stateMachineArn, name: 'one' });
    await service.executions.find(executionArn)!.result;
    const first = await call(client, 'GetExecutionHistory', { executionArn, ...request });
    const second = first.nextToken
      ? await call(client, 'GetExecutionHistory', { executionArn, ...request, nextToken: first.nextToken })
      : { events: [] };
    const events = [...(first.events as { id: number }[]), ...(second.events as { id: number }[])];
    return { ids: events.map(({ id }) => id) };
  };

  test.each<[object, number[]]>([
    [{}, [1, 2, 3, 4]],
    [{ maxResults: 3 }, [1, 2, 3, 4]],
    [{ reverseOrder: true, maxResults: 2 }, [4, 3, 2, 1]],
  ])('%j', async (request, expected) => expect((await ids(request)).ids).toEqual(expected));

  test('tells moments as dates, and no data where none is wanted', async () => {
    const { client, service } = await localService({ machines });
    await call(client, 'StartExecution', { stateMachineArn, name: 'one', input: '{}' });
    await service.executions.find(executionArn)!.result;
    const whole = (await call(client, 'GetExecutionHistory', { executionArn })).events as object[];
    expect(whole[0]).toMatchObject({ timestamp: expect.any(Date), executionStartedEventDetails: { input: '{}' } });
    const bare = (await call(client, 'GetExecutionHistory', { executionArn, includeExecutionData: false }))
      .events as object[];
    expect(bare[0]).not.toHaveProperty('executionStartedEventDetails.input');
  });

  test.each<[object, string]>([
    [
      { executionArn: arnOf('execution', 'pass:no') },
      `ExecutionDoesNotExist: Execution Does Not Exist: '${arnOf('execution', 'pass:no')}'`,
    ],
    [
      { executionArn: arnOf('express', 'quickExpress:a:b') },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
    ],
    [
      { executionArn, maxResults: 1001 },
      "ValidationException: 1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
  ])('refuses %j', async (input, error) => {
    const { client } = await localService({ machines });
    await check(client, 'GetExecutionHistory', input, { error });
  });
});

describe('StopExecution', () => {
  test('aborts an execution with error and cause, and those its .sync task waits for', async () => {
    const { client, service } = await localService({
      machines: {
        ...machines,
        outer: {
          StartAt: 'S',
          States: {
            S: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync',
              Parameters: { StateMachineArn: arnOf('stateMachine', 'hangs'), Name: 'inner' },
              End: true,
            },
          },
        },
      },
    });
    await call(client, 'StartExecution', { stateMachineArn: arnOf('stateMachine', 'outer'), name: 'o' });
    const outer = arnOf('execution', 'outer:o');
    const inner = arnOf('execution', 'hangs:inner');
    await check(client, 'StopExecution', { executionArn: outer, error: 'Enough', cause: 'said so' }, {});
    await service.executions.find(inner)!.result;
    await check(
      client,
      'DescribeExecution',
      { executionArn: outer },
      { status: 'ABORTED', error: 'Enough', cause: 'said so' },
    );
    await check(client, 'DescribeExecution', { executionArn: inner }, { status: 'ABORTED' });
  });
});

describe('RedriveExecution', () => {
  test('goes on from the state that failed', async () => {
    let isReady = false;
    const { client, service } = await localService({
      machines: {
        retry: {
          StartAt: 'Once',
          States: {
            Once: { Type: 'Pass', Result: 1, Next: 'Call' },
            Call: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:call', End: true },
          },
        },
      },
      functions: {
        call: () => {
          if (!isReady) throw new Error('not ready');
          return 'done';
        },
      },
    });
    const arn = arnOf('execution', 'retry:one');
    await call(client, 'StartExecution', { stateMachineArn: arnOf('stateMachine', 'retry'), name: 'one' });
    await service.executions.find(arn)!.result;
    await check(client, 'DescribeExecution', { executionArn: arn }, { status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    isReady = true;
    await check(client, 'RedriveExecution', { executionArn: arn }, { redriveDate: expect.any(Date) });
    await service.executions.find(arn)!.result;
    const ended = { status: 'SUCCEEDED', output: '"done"', redriveCount: 1, redriveDate: expect.any(Date) as Date };
    await check(client, 'DescribeExecution', { executionArn: arn }, ended);
    const { events } = await call(client, 'GetExecutionHistory', { executionArn: arn });
    const types = (events as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'PassStateEntered')).toHaveLength(1);
    expect(types).toContain('ExecutionRedriven');
    await check(
      client,
      'RedriveExecution',
      { executionArn: arn },
      { error: expect.stringMatching(/^ExecutionNotRedrivable: /) },
    );
  });
});

describe('ListExecutions', () => {
  test('lists newest first, in pages, by status', async () => {
    const { client, service } = await localService({ machines });
    for (const name of ['a', 'b', 'c']) await call(client, 'StartExecution', { stateMachineArn, name });
    await Promise.all(service.executions.list().map(({ result }) => result));
    const first = await call(client, 'ListExecutions', { stateMachineArn, maxResults: 2, statusFilter: 'SUCCEEDED' });
    expect(first.executions).toMatchObject([{ name: 'c', redriveCount: 0, status: 'SUCCEEDED' }, { name: 'b' }]);
    const { nextToken } = first;
    const rest = await call(client, 'ListExecutions', { stateMachineArn, statusFilter: 'SUCCEEDED', nextToken });
    expect(rest).toEqual({ executions: [expect.objectContaining({ name: 'a' })] });
    const invalid = { error: "InvalidToken: Invalid Token: 'Invalid token'" };
    await check(client, 'ListExecutions', { stateMachineArn, nextToken }, invalid);
    await check(client, 'ListExecutions', { stateMachineArn, statusFilter: 'RUNNING' }, { executions: [] });
    await check(client, 'ListExecutions', { stateMachineArn, nextToken: 'x' }, invalid);
    const error =
      "ValidationException: 1 validation error detected: Value 'done' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]";
    await check(client, 'ListExecutions', { stateMachineArn, statusFilter: 'done' }, { error });
  });
});

test('a list of executions goes on where it was, whatever has begun, ended or changed meanwhile', async () => {
  const { client, service } = await localService({ machines });
  const running = { stateMachineArn: arnOf('stateMachine', 'hangs') };
  const start = (name: string): Promise<unknown> => call(client, 'StartExecution', { ...running, name });
  const stop = async (name: string): Promise<void> => {
    const arn = arnOf('execution', `hangs:${name}`);
    await call(client, 'StopExecution', { executionArn: arn });
    await service.executions.find(arn)!.result;
  };
  for (const name of ['a', 'b', 'c', 'd']) await start(name);
  const page = { ...running, statusFilter: 'RUNNING', maxResults: 2 };
  const first = await call(client, 'ListExecutions', page);
  expect(first.executions).toMatchObject([{ name: 'd' }, { name: 'c' }]);
  await start('e');
  await stop('c');
  await stop('b');
  const rest = await call(client, 'ListExecutions', { ...page, nextToken: first.nextToken });
  expect(rest).toEqual({ executions: [expect.objectContaining({ name: 'a' })] });
  await stop('a');
  expect(await call(client, 'ListExecutions', { ...page, nextToken: first.nextToken })).toEqual({ executions: [] });
});

test('state machines are those of the project', async () => {
  const { client, service } = await localService({ machines });
  const { stateMachines } = await call(client, 'ListStateMachines', {});
  expect((stateMachines as { name: string }[]).map(({ name }) => name)).toEqual(Object.keys(machines).sort());
  const described = await call(client, 'DescribeStateMachine', { stateMachineArn });
  expect(described).toMatchObject({
    name: 'pass',
    type: 'STANDARD',
    status: 'ACTIVE',
    definition: JSON.stringify(pass),
  });
  await call(client, 'StartExecution', { stateMachineArn, name: 'one' });
  await service.executions.find(executionArn)!.result;
  await check(
    client,
    'DescribeStateMachineForExecution',
    { executionArn },
    { definition: JSON.stringify(pass), name: 'pass' },
  );
});

test('an operation that is not there says which are', async () => {
  const { service } = await localService({ machines });
  expect(await service.call('ListEverything', {}, new AbortController().signal)).toMatchObject({
    code: 'UnknownOperationException',
    message: expect.stringMatching(
      /^Step Functions on this machine does not support ListEverything. It supports Create/,
    ),
  });
});

test('every operation of the SDK is there', () => {
  const commands = Object.keys(sfn).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);
  expect([...OPERATION_NAMES].sort()).toEqual(commands.filter((name) => !name.startsWith('$')).sort());
});
