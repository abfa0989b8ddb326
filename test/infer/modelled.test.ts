/** Answers of services that are made by AWS's models: what is read of them has the type that the service gives. */
import { expect, test } from 'vitest';
import { infer } from '../../core/infer';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { loadCatalogue } from '../../services/loadTables';

/** What a call is answered with at a path that a later state reads. */
async function answered(resource: string, path: string): Promise<unknown> {
  const definition = {
    StartAt: 'Call',
    States: {
      Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: {}, Next: 'Read' },
      Read: { Type: 'Pass', Parameters: { 'it.$': path }, End: true },
    },
  };
  const machine = buildMachine(parseDocument('a.asl.json', JSON.stringify(definition), 'json'))!;
  const { answers, reachesEnd } = await infer(machine, { services: loadCatalogue() });
  expect(reachesEnd).toBe(true);
  const steps = path
    .slice(2)
    .split(/[.[\]]+/)
    .filter(Boolean);
  return steps.reduce<unknown>((each, step) => (each as { [name: string]: unknown })[step], answers.get('Call')?.[0]);
}

test.each<[resource: string, path: string, value: unknown]>([
  ['aws-sdk:dynamodb:getItem', '$.Item.total.N', '1'],
  ['aws-sdk:dynamodb:getItem', '$.Item.own.S', 'inferred-S'],
  ['aws-sdk:dynamodb:getItem', '$.Item.own.Bool', true],
  ['aws-sdk:dynamodb:getItem', '$.Item.own.L[0].N', '1'],
  ['aws-sdk:dynamodb:getItem', '$.Item.own.M.inner.N', '1'],
  ['aws-sdk:dynamodb:getItem', '$.Item.own.B', 'inferred-B'],
  ['aws-sdk:dynamodb:query', '$.Items[1].id.N', '1'],
  ['aws-sdk:dynamodb:query', '$.Items[0].other.N', '1'],
  ['aws-sdk:dynamodb:query', '$.ConsumedCapacity.CapacityUnits', 1],
  ['aws-sdk:dynamodb:query', '$.Unknown', undefined],
  // A name that the integration writes otherwise is another's.
  ['dynamodb:getItem', '$.item', undefined],
  ['aws-sdk:dynamodb:getItem', '$.item', undefined],
  ['aws-sdk:rds:describeDBInstances', '$.DBInstances[0].DBInstanceStatus', 'inferred-DBInstanceStatus'],
  // What the action's name lets guess would be a list.
  ['aws-sdk:organizations:describeCreateAccountStatus', '$.CreateAccountStatus.State', 'SUCCEEDED'],
  ['aws-sdk:dynamodb:describeTable', '$.Table.TableStatus', 'ACTIVE'],
  ['aws-sdk:dynamodb:describeTable', '$.Table.CreationDateTime', '2030-01-31T08:00:00Z'],
  ['lambda:invoke', '$.Payload.total', 1],
  ['states:startExecution.sync:2', '$.Output.total', 1],
])('of %s the value at %s is %j', async (resource, path, value) =>
  expect(await answered(resource, path)).toEqual(value),
);

/** What the input has at `it`, where a task hands it to a service. */
async function handed(resource: string, parameters: object): Promise<unknown> {
  const definition = {
    StartAt: 'Call',
    States: {
      Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters, End: true },
    },
  };
  const machine = buildMachine(parseDocument('a.asl.json', JSON.stringify(definition), 'json'))!;
  const { input } = await infer(machine, { services: loadCatalogue() });
  return (input as { readonly it?: unknown }).it;
}

test.each<[resource: string, parameters: object, value: unknown]>([
  ['lambda:invoke', { FunctionName: 'f', 'Payload.$': '$.it' }, {}],
  ['lambda:invoke.waitForTaskToken', { FunctionName: 'f', Payload: { 'all.$': '$.it' } }, 'inferred-it'],
  ['states:startExecution.sync:2', { StateMachineArn: 'm', 'Input.$': '$.it' }, {}],
  ['sqs:sendMessage', { QueueUrl: 'q', 'MessageBody.$': '$.it' }, 'inferred-it'],
  ['events:putEvents', { Entries: [{ Source: 's', DetailType: 't', 'EventBusName.$': '$.it' }] }, 'inferred-it'],
  ['dynamodb:putItem', { TableName: 't', 'Item.$': '$.it' }, {}],
  ['aws-sdk:dynamodb:query', { TableName: 't', 'Limit.$': '$.it' }, 1],
  ['aws-sdk:dynamodb:query', { TableName: 't', 'ScanIndexForward.$': '$.it' }, true],
  ['aws-sdk:dynamodb:batchGetItem', { 'RequestItems.$': '$.it' }, {}],
  ['aws-sdk:s3:deleteObjects', { Bucket: 'b', 'Delete.$': '$.it' }, { Objects: [] }],
  ['aws-sdk:cloudwatch:getMetricData', { 'StartTime.$': '$.it' }, '2030-01-31T08:00:00Z'],
  ['aws-sdk:cloudwatch:putMetricAlarm', { 'Threshold.$': '$.it' }, 1],
  ['ecs:runTask.sync', { TaskDefinition: 't', 'LaunchType.$': '$.it' }, 'EC2'],
])('what is handed to %s as %j is %j', async (resource, parameters, value) =>
  expect(await handed(resource, parameters)).toEqual(value),
);

test('the rows of a Distributed Map have what its child reads', async () => {
  const child = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Kind',
    States: {
      Kind: {
        Type: 'Choice',
        Choices: [{ Variable: '$.Items[0].kind', StringEquals: 'gold', Next: 'Good' }],
        Default: 'Bad',
      },
      Good: { Type: 'Pass', End: true },
      Bad: { Type: 'Fail' },
    },
  };
  const Rows = {
    Type: 'Map',
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } },
    ItemBatcher: { MaxItemsPerBatch: 2 },
    ItemProcessor: child,
    End: true,
  };
  const text = JSON.stringify({ StartAt: 'Rows', States: { Rows } });
  const { rows } = await infer(buildMachine(parseDocument('a.asl.json', text, 'json'))!);
  expect(rows.get('Rows')).toEqual([{ kind: 'gold' }]);
});
