/** Calls and mocks of a run, held against AWS's models. */
import { expect, test } from 'vitest';
import { argumentFaults } from '../../run/argumentFaults';
import type { Json } from '../../core/json';
import { ExactNumber } from '../../core/jsonNumber';
import { check } from './check';

const task = (resource: string, fields: object): { readonly [name: string]: object } => ({
  Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, ...fields, End: true },
});
const QUERY = 'aws-sdk:dynamodb:query';
const GATEWAY = { ApiEndpoint: 'a', Method: 'GET' };
const DELAY = "The value of the field 'DelaySeconds' has an invalid format";
const HEADERS = "The value of the field 'Headers' has an invalid format";

test.each<[call: string, given: Json, faults: readonly string[]]>([
  [QUERY, { TableName: 'a' }, []],
  [QUERY, { tablename: 'a' }, []],
  [QUERY, {}, ["The field 'TableName' is required but was missing"]],
  [QUERY, { TableName: 7 }, ["The value of the field 'TableName' has an invalid format"]],
  [QUERY, { TableName: null, Limit: '7', ConsistentRead: 'true', ReturnConsumedCapacity: 'NEW' }, []],
  [QUERY, { TableName: 'a', Limit: new ExactNumber('10.0') }, []],
  [QUERY, { TableName: new ExactNumber('10.0') }, ["The value of the field 'TableName' has an invalid format"]],
  [QUERY, { TableName: 'a', Limit: true }, ["The value of the field 'Limit' has an invalid format"]],
  [QUERY, { TableName: 'a', ConsistentRead: 1 }, ["The value of the field 'ConsistentRead' has an invalid format"]],
  [QUERY, { TableName: 'a', Select: [] }, ["The value of the field 'Select' has an invalid format"]],
  [QUERY, { TableName: 'a', NewerThanTheModels: 7 }, []],
  [
    QUERY,
    { TableName: 'a', AttributesToGet: 'id' },
    ["The value of the field 'AttributesToGet' has an invalid format"],
  ],
  [
    QUERY,
    { TableName: 'a', AttributesToGet: ['id', 7] },
    ["The value of the field 'AttributesToGet' has an invalid format"],
  ],
  [QUERY, { TableName: 'a', AttributesToGet: 'stepwise-unset-param-Names' }, []],
  [QUERY, { TableName: 'a', AttributesToGet: 'inferred-names' }, []],
  [
    QUERY,
    { TableName: 'a', ExpressionAttributeValues: { ':a': { N: 7 }, ':b': 'text', ':c': { Nul: true } } },
    [
      "The value of the field 'N' has an invalid format",
      "The value of the field 'ExpressionAttributeValues' has an invalid format",
    ],
  ],
  [
    QUERY,
    { TableName: 'a', KeyConditions: { id: {} } },
    ["The field 'ComparisonOperator' is required but was missing"],
  ],
  ['dynamodb:getItem', { Key: { id: 'text' } }, ["The field 'TableName' is required but was missing"]],
  ['sns:publish', { Message: { any: 1 } }, ["The field 'TopicArn' is required but was missing"]],
  ['sns:publish', { Message: { any: 1 }, PhoneNumber: '+1' }, []],
  ['sns:publish', { Message: 7, TopicArn: 'a' }, ["The value for the field 'Message' must be a STRING"]],
  ['lambda:invoke', { FunctionName: 'a', Payload: true }, ["The value for the field 'Payload' must be a STRING"]],
  ['lambda:invoke', { FunctionName: 'a', Payload: [7] }, []],
  ['sqs:sendMessage', { QueueUrl: 'a', MessageBody: 'b', DelaySeconds: 'soon' }, [DELAY]],
  ['sqs:sendMessage', { QueueUrl: 'a', MessageBody: 'b', DelaySeconds: '7' }, []],
  [
    'dynamodb:getItem',
    { TableName: 'a', Key: { id: 'b' }, ConsistentRead: 'yes' },
    ["The value of the field 'ConsistentRead' has an invalid format"],
  ],
  ['apigateway:invoke', { ...GATEWAY, Method: 'FETCH' }, ["The value of the field 'Method' has an invalid format"]],
  ['apigateway:invoke', { ...GATEWAY, Path: ['a'] }, ["The value of the field 'Path' has an invalid format"]],
  [
    'events:putEvents',
    { Entries: [{ Detail: { any: 1 }, Source: 7 }] },
    ["The value of the field 'Source' has an invalid format"],
  ],
  [
    'ecs:runTask.sync',
    { TaskDefinition: 'a', NetworkConfiguration: { AwsvpcConfiguration: {} } },
    ["The field 'Subnets' is required but was missing"],
  ],
  ['aws-sdk:emrserverless:startJobRun', { ApplicationId: 'a', ExecutionRoleArn: 'b' }, []],
  ['aws-sdk:nothing:known', {}, []],
  [QUERY, { TableName: 'a', IndxName: 'b' }, ['The field "IndxName" is not supported by Step Functions']],
  [QUERY, { TableName: 'a', IndexName: 'b', IndxName: 'b' }, []],
  [
    'sqs:sendMessage',
    { QueueURL: 'a', MesageBody: {} },
    [
      "The field 'MessageBody' is required but was missing",
      'The field "MesageBody" is not supported by Step Functions',
    ],
  ],
  ['apigateway:invoke', { ...GATEWAY, Headers: { a: ['b', 'c'] }, RequestBody: 7, QueryParameters: {} }, []],
  ['apigateway:invoke', { ...GATEWAY, Headers: { a: 'b' } }, [HEADERS]],
  ['apigateway:invoke', { ...GATEWAY, Headers: { a: 'b', c: ['d', 7] } }, [HEADERS]],
  ['apigateway:invoke.waitForTaskToken', { ...GATEWAY, Headers: 'a: b' }, [HEADERS]],
  ['apigateway:invoke', { ...GATEWAY, Headers: null, RequestBody: null }, []],
  [
    'apigateway:invoke',
    { Method: 'GET', QueryParameters: { id: 7 }, AllowNullValues: 'true', HeAders: { a: ['b'] } },
    [
      "The field 'ApiEndpoint' is required but was missing",
      "The value of the field 'QueryParameters' has an invalid format",
    ],
  ],
  ['eks:call', { ClusterName: 'a', CertificateAuthority: 'b', Endpoint: 'c', Method: 'GET', Path: '/' }, []],
  [
    'eks:runJob.sync',
    { ClusterName: 'a', CertificateAuthority: 'b', Endpoint: 'c' },
    ["The field 'Job' is required but was missing"],
  ],
  [
    'bedrock:invokeModel',
    { ModelId: 'a', Input: 's3://b/k' },
    ["The value of the field 'Input' has an invalid format"],
  ],
  [
    'elasticmapreduce:addStep.sync',
    { ClusterId: 'a', Step: { Name: 7 } },
    ["The value of the field 'Name' has an invalid format"],
  ],
  [
    'bedrockagentcore:invokeHarness',
    { HarnessArn: 'a', Messages: [{ Role: 'user', Content: [{ Text: 7 }] }] },
    ["The field 'RuntimeSessionId' is required but was missing", "The value of the field 'Text' has an invalid format"],
  ],
  [QUERY, 'text', []],
])('%s of %j', (call, given, faults) => {
  expect(argumentFaults(`arn:aws:states:::${call}`, given)).toEqual(faults);
});

test('what a service would refuse fails before it is scheduled, mock or not', async () => {
  const settings = { mocks: { machine: { Call: { return: { Items: [] } } } } };
  const states = task(QUERY, { Parameters: { 'TableName.$': '$.table' } });
  const cause = `An error occurred while executing the state 'Call' (entered at the event id #2). The Parameters '{"TableName":7}' could not be used to start the Task: [The value of the field 'TableName' has an invalid format]`;
  const { events } = await check(
    { states, settings, input: { table: 7 } },
    { status: 'FAILED', error: 'States.Runtime', cause },
  );
  expect(events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
  await check({ states, settings, input: { table: 'a' } }, { status: 'SUCCEEDED' });
  // Without Parameters the state says nothing of what it sends.
  await check({ states: task(QUERY, {}), settings, input: {} }, { status: 'SUCCEEDED' });
});

test('arguments of JSONata are called so', async () => {
  const states = task(QUERY, { QueryLanguage: 'JSONata', Arguments: { Limit: '{% 7 %}' } });
  const { cause } = await check({ states, input: {} }, { status: 'FAILED', error: 'States.Runtime' });
  expect(cause).toMatch(
    /The Arguments '\{"Limit":7\}' could not be used to start the Task: \[The field 'TableName' is/,
  );
});

test.each([
  [undefined, 'SUCCEEDED', undefined],
  ['NONE', 'SUCCEEDED', undefined],
  [
    'STRICT',
    'FAILED',
    `The mock of "Call": Mock result schema validation error: Required field 'ScheduleArn' is missing`,
  ],
  [
    'PRESENT',
    'FAILED',
    `The mock of "Call": Mock result schema validation error: Field 'ScheduleArn' must be a string`,
  ],
])('a mock under mockValidation %s', async (mockValidation, status, cause) => {
  const answer = mockValidation === 'PRESENT' ? { ScheduleArn: 7 } : {};
  const settings = { mocks: { machine: { Call: { return: answer } } }, ...(mockValidation && { mockValidation }) };
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Call' }];
  const states = task('aws-sdk:scheduler:createSchedule', cause === undefined ? {} : { Catch });
  await check({ states, settings, input: {} }, { status, ...(cause !== undefined && { cause }) });
});
