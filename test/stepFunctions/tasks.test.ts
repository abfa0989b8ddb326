/** Task tokens and activities, answered through the endpoint by the real SDK. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter/historyEvent';
import { arnOf, call, check, localService, type Handler } from './check';

const waits = (name: string, more: object = {}): object => ({
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: name, Payload: { 'token.$': '$$.Task.Token' } },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
      ...more,
    },
    Caught: { Type: 'Pass', End: true },
  },
});
const activity = (more: object = {}): object => ({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: arnOf('activity', 'work'), End: true, ...more } },
});

/** A handler that keeps its token, and whoever waits for it. */
function keeper(): { readonly handler: Handler; readonly token: Promise<string> } {
  let give!: (token: string) => void;
  const token = new Promise<string>((resolve) => (give = resolve));
  return {
    token,
    handler: (event) => {
      give((event as { token: string }).token);
      return null;
    },
  };
}

describe('a task token', () => {
  test.each<[string, string, object, object]>([
    ['success', 'SendTaskSuccess', { output: '{"ok":true}' }, { output: '{"ok":true}' }],
    ['failure', 'SendTaskFailure', { error: 'No', cause: 'why' }, { output: '{"Error":"No","Cause":"why"}' }],
    ['failure without fields', 'SendTaskFailure', {}, { output: '{"Error":null,"Cause":null}' }],
  ])('is answered with %s', async (_what, operation, answer, expected) => {
    const { handler, token } = keeper();
    const { client, run } = await localService({ machines: { m: waits('keep') }, functions: { keep: handler } });
    const { result } = run('m');
    await check(client, operation, { taskToken: await token, ...answer }, {});
    expect(await result).toMatchObject({ status: 'SUCCEEDED', ...expected });
  });

  test('may be answered by its own handler before that returns; the history tells of it in order', async () => {
    const events: HistoryEvent[] = [];
    const { run } = await localService({
      machines: { m: waits('quick') },
      functions: {
        quick: async (event, client) => {
          const taskToken = (event as { token: string }).token;
          await check(client, 'SendTaskSuccess', { taskToken, output: '1' }, {});
          return null;
        },
      },
      options: { emit: (event) => event.kind === 'history' && events.push(event.event) },
    });
    expect(await run('m').result).toMatchObject({ output: '1' });
    const tasks = events.map(({ type }) => type).filter((type) => /^Task(?!State)/.test(type));
    expect(tasks).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
  });

  test('answers once: what comes later is told that the task timed out', async () => {
    const { handler, token } = keeper();
    const { client, run } = await localService({ machines: { m: waits('keep') }, functions: { keep: handler } });
    const { result } = run('m');
    const taskToken = await token;
    await check(client, 'SendTaskSuccess', { taskToken, output: '1' }, {});
    const late = { error: "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'" };
    await check(client, 'SendTaskSuccess', { taskToken, output: '2' }, late);
    expect(await result).toMatchObject({ output: '1' });
    await check(client, 'SendTaskHeartbeat', { taskToken }, late);
  });

  test.each<[string, object, string]>([
    ['SendTaskSuccess', { taskToken: 'nonsense', output: '1' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    [
      'SendTaskHeartbeat',
      { taskToken: 'a'.repeat(64) },
      "TaskDoesNotExist: Task Does Not Exist: 'Task does not exist'",
    ],
    [
      'SendTaskFailure',
      { taskToken: '' },
      "ValidationException: 1 validation error detected: Value '' at 'taskToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('%s refuses %j', async (operation, input, error) => {
    const { client } = await localService({ machines: {} });
    await check(client, operation, input, { error });
  });

  test('takes no output that is no JSON, and waits on', async () => {
    const { handler, token } = keeper();
    const { client, run } = await localService({ machines: { m: waits('keep') }, functions: { keep: handler } });
    const { result } = run('m');
    const taskToken = await token;
    await check(
      client,
      'SendTaskSuccess',
      { taskToken, output: '{' },
      { error: expect.stringMatching(/^InvalidOutput: Invalid Output: '/) },
    );
    await check(client, 'SendTaskSuccess', { taskToken, output: '{}' }, {});
    expect(await result).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('is answered through the endpoint of any other run of this machine', async () => {
    const { handler, token } = keeper();
    const { run } = await localService({ machines: { m: waits('keep') }, functions: { keep: handler } });
    const { client: neighbour } = await localService({ machines: {} });
    const { result } = run('m');
    const taskToken = await token;
    await check(neighbour, 'SendTaskSuccess', { taskToken, output: '"from there"' }, {});
    expect(await result).toMatchObject({ output: '"from there"' });
    const late = { error: "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'" };
    await check(neighbour, 'SendTaskSuccess', { taskToken, output: '1' }, late);
  });

  test('runs out of virtual time at once where nothing else runs', async () => {
    const { handler, token } = keeper();
    const { client, run } = await localService({
      machines: { m: waits('keep', { TimeoutSeconds: 31_536_000 }) },
      functions: { keep: handler },
    });
    expect(await run('m').result).toMatchObject({ output: '{"Error":"States.Timeout","Cause":""}' });
    const late = { error: "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'" };
    await check(client, 'SendTaskSuccess', { taskToken: await token, output: '1' }, late);
  });

  test('is awaited in virtual time while a handler is busy, which may answer it', async () => {
    const { handler, token } = keeper();
    const branch = (state: object): object => ({ StartAt: 'B', States: { B: { Type: 'Task', End: true, ...state } } });
    const { run } = await localService({
      machines: {
        m: {
          StartAt: 'Both',
          States: {
            Both: {
              Type: 'Parallel',
              Branches: [
                branch({
                  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
                  Parameters: { FunctionName: 'keep', Payload: { 'token.$': '$$.Task.Token' } },
                  TimeoutSeconds: 1,
                }),
                branch({ Resource: 'arn:aws:lambda:us-east-1:123456789012:function:approve' }),
              ],
              End: true,
            },
          },
        },
      },
      functions: {
        keep: handler,
        approve: async (_event, client) => {
          const taskToken = await token;
          await call(client, 'SendTaskHeartbeat', { taskToken });
          await check(client, 'SendTaskSuccess', { taskToken, output: '"approved"' }, {});
          return 'sent';
        },
      },
    });
    expect(await run('m').result).toMatchObject({ output: '["approved","sent"]' });
  });

  test('of a service that a person is asked about may be answered elsewhere: the question is withdrawn', async () => {
    let withdrawn = false;
    const { service, run } = await localService({
      machines: {
        m: {
          StartAt: 'Send',
          States: {
            Send: {
              Type: 'Task',
              Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
              Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
              End: true,
            },
          },
        },
      },
      options: {
        ask: ({ input }, signal) => {
          const { token } = (input as { MessageBody: { token: string } }).MessageBody;
          setImmediate(() => service.tasks.succeed(token, '"elsewhere"'));
          return new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              withdrawn = true;
              resolve(undefined);
            });
          });
        },
      },
    });
    const running = run('m');
    expect(await running.result).toMatchObject({ output: '"elsewhere"' });
    expect({ withdrawn, unanswered: running.unanswered }).toEqual({ withdrawn: true, unanswered: [] });
  });

  test('ends a .sync task that hands it on, and its execution goes on', async () => {
    const { client, run } = await localService({
      machines: {
        m: {
          StartAt: 'S',
          States: {
            S: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync',
              Parameters: {
                StateMachineArn: arnOf('stateMachine', 'child'),
                Name: 'c',
                Input: { 'token.$': '$$.Task.Token' },
              },
              End: true,
            },
          },
        },
        child: {
          StartAt: 'A',
          States: {
            A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:answer', Next: 'W' },
            W: { Type: 'Wait', Seconds: 60, End: true },
          },
        },
      },
      functions: {
        answer: async (event, sdk) => {
          const taskToken = (event as { token: string }).token;
          await check(sdk, 'SendTaskSuccess', { taskToken, output: '"early"' }, {});
          return null;
        },
      },
    });
    expect(await run('m').result).toMatchObject({ output: '"early"' });
    await check(client, 'DescribeExecution', { executionArn: arnOf('execution', 'child:c') }, { status: 'SUCCEEDED' });
  });
});

describe('an activity', () => {
  const activityArn = arnOf('activity', 'work');

  test('is taken by a worker, whose name is recorded, and answered by its token', async () => {
    const events: HistoryEvent[] = [];
    const { client, run } = await localService({
      machines: { m: activity() },
      options: { emit: (event) => event.kind === 'history' && events.push(event.event) },
    });
    const { result } = run('m', { a: 1 });
    const { taskToken, input } = await call(client, 'GetActivityTask', { activityArn, workerName: 'me' });
    expect(input).toBe('{"a":1}');
    await check(client, 'SendTaskSuccess', { taskToken, output: '2' }, {});
    expect(await result).toMatchObject({ output: '2' });
    expect(events.find(({ type }) => type === 'ActivityStarted')?.activityStartedEventDetails).toEqual({
      workerName: 'me',
    });
  });

  test('goes to the worker that has waited longest; tasks are taken in the order they came', async () => {
    const { client, run } = await localService({ machines: { m: activity() } });
    const first = call(client, 'GetActivityTask', { activityArn });
    const runs = [run('m', 1), run('m', 2)];
    const second = call(client, 'GetActivityTask', { activityArn });
    const tasks = [await first, await second];
    expect(tasks.map(({ input }) => input)).toEqual(['1', '2']);
    for (const { taskToken, input } of tasks) await call(client, 'SendTaskSuccess', { taskToken, output: input });
    expect(await Promise.all(runs.map(async ({ result }) => (await result).output))).toEqual(['1', '2']);
  });

  test('times out where no worker comes, and has never started', async () => {
    const events: HistoryEvent[] = [];
    const { run } = await localService({
      machines: { m: activity({ TimeoutSeconds: 60 }) },
      options: { emit: (event) => event.kind === 'history' && events.push(event.event) },
    });
    expect(await run('m').result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(events.map(({ type }) => type)).not.toContain('ActivityStarted');
  });

  test('holds virtual time while its worker works', async () => {
    const { client, run, service } = await localService({ machines: { m: activity({ TimeoutSeconds: 30 }) } });
    const poll = call(client, 'GetActivityTask', { activityArn });
    // Until its request has arrived.
    while (service.activities.quietFor(activityArn) === Infinity) await new Promise(setImmediate);
    const { result } = run('m');
    const { taskToken } = await poll;
    await check(client, 'SendTaskHeartbeat', { taskToken }, {});
    await check(client, 'SendTaskSuccess', { taskToken, output: '"done"' }, {});
    expect(await result).toMatchObject({ output: '"done"' });
  });

  test('may be created, described and listed; a deleted one is none', async () => {
    const { client } = await localService({ machines: {} });
    await check(client, 'CreateActivity', { name: 'work' }, { activityArn });
    await check(client, 'DescribeActivity', { activityArn }, { name: 'work', activityArn });
    await check(client, 'ListActivities', {}, { activities: [{ name: 'work' }] });
    await check(client, 'DeleteActivity', { activityArn }, {});
    const error = `ActivityDoesNotExist: Activity Does Not Exist: '${activityArn}'`;
    await check(client, 'GetActivityTask', { activityArn }, { error });
    await check(client, 'CreateActivity', { name: 'no name' }, { error: "InvalidName: Invalid Name: 'no name'" });
  });

  test('that was deleted, or that a created machine names in vain, fails before it is scheduled', async () => {
    const { client } = await localService({ machines: { m: activity() } });
    const roleArn = 'arn:aws:iam::123456789012:role/r';
    await call(client, 'CreateStateMachine', { name: 'created', roleArn, definition: JSON.stringify(activity()) });
    const end = async (machine: string, name: string): Promise<{ [key: string]: unknown }> => {
      const stateMachineArn = arnOf('stateMachine', machine);
      await call(client, 'StartExecution', { stateMachineArn, name });
      const executionArn = arnOf('execution', `${machine}:${name}`);
      const { events } = (await call(client, 'GetExecutionHistory', { executionArn })) as {
        events: { type: string }[];
      };
      const { status, error, cause } = await call(client, 'DescribeExecution', { executionArn });
      return { status, error, cause, last: events.at(-1)?.type };
    };
    const missing = {
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Work' (entered at the event id #2). The activity ARN does not exist.",
      last: 'ExecutionFailed',
    };
    const waits = { status: 'RUNNING', last: 'ActivityScheduled' };
    await expect.poll(() => end('created', crypto.randomUUID())).toEqual(missing);
    await expect.poll(() => end('m', crypto.randomUUID())).toMatchObject(waits);
    await call(client, 'CreateActivity', { name: 'work' });
    await expect.poll(() => end('created', crypto.randomUUID())).toMatchObject(waits);
    await call(client, 'DeleteActivity', { activityArn });
    await expect.poll(() => end('m', crypto.randomUUID())).toEqual(missing);
  });
});
