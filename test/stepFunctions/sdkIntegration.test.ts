/** `aws-sdk:sfn` tasks reach the run they belong to. */
import { expect, test } from 'vitest';
import type { ExecutionObserver } from '../../run';
import { arnOf, localService } from './check';

const sdk = (action: string, parameters: object): object => ({
  StartAt: 'S',
  States: {
    S: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:sfn:${action}`, Parameters: parameters, End: true },
  },
});
const echoExpress = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

test.each<[string, object, object]>([
  [
    'startSyncExecution',
    { StateMachineArn: arnOf('stateMachine', 'echoExpress'), Input: { a: 1 } },
    { Status: 'SUCCEEDED', Output: '{"a":1}', StartDate: expect.stringMatching(/Z$/) },
  ],
  [
    'startExecution',
    { StateMachineArn: arnOf('stateMachine', 'echo'), Name: 'one' },
    { ExecutionArn: arnOf('execution', 'echo:one') },
  ],
  [
    'createStateMachine',
    {
      Name: 'made',
      RoleArn: 'arn:aws:iam::123456789012:role/r',
      Definition: echoExpress,
      Publish: true,
      Tags: [{ Key: 'a', Value: 'b' }],
    },
    { StateMachineArn: arnOf('stateMachine', 'made'), StateMachineVersionArn: arnOf('stateMachine', 'made:1') },
  ],
])('%s', async (action, parameters, expected) => {
  const { run } = await localService({
    machines: { m: sdk(action, parameters), echoExpress, echo: echoExpress },
  });
  const { output } = await run('m').result;
  expect(JSON.parse(output ?? 'null')).toMatchObject(expected);
});

test('a refusal is an error of Sfn', async () => {
  const { run } = await localService({ machines: { m: sdk('sendTaskSuccess', { TaskToken: 'x', Output: 'y' }) } });
  expect(await run('m').result).toMatchObject({
    error: 'Sfn.InvalidTokenException',
    cause: expect.stringMatching(
      /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: [-0-9a-f]+\) \(SDK Attempt Count: 1\)$/,
    ) as string,
  });
});

test('machines that start themselves and wait come to an end', async () => {
  const loop = sdk('startSyncExecution', { StateMachineArn: arnOf('stateMachine', 'loopExpress') });
  const failures: unknown[] = [];
  const observeNested = (): ExecutionObserver => ({
    emit: (event) => {
      if (event.kind === 'history' && event.event.type === 'ExecutionFailed') failures.push(event.event);
    },
    observeNested,
  });
  const { run } = await localService({ machines: { loopExpress: loop }, options: { observeNested } });
  await run('loopExpress').result;
  // The innermost fails first; the answers of those around it quote one another, and grow too large.
  expect(failures[0]).toMatchObject({
    executionFailedEventDetails: {
      error: 'Sfn.ExecutionLimitExceededException',
      cause: expect.stringContaining('at most 1000') as string,
    },
  });
});
