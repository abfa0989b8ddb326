/** Mocks by service and action: which answer a call has, and what comes of it in a state. */
import { expect, test } from 'vitest';
import { createCallMocks, type Calls } from '../../run/mocks/callMocks';
import { checkOnly } from './check';

const says = (text: string): { return: string } => ({ return: text });
const get = { service: 'dynamodb', action: 'GetItem' };

/** What the calls with these inputs are answered, one after the other. */
function answers(calls: Calls, inputs: readonly object[], first?: Calls, action = get): unknown[] {
  const mocks = createCallMocks({ settings: { calls } as never }, first);
  return inputs.map((input) => mocks.next(action, input as never)).map((each) => each && Object.values(each).at(-1));
}

test.each<[string, Calls, readonly object[], readonly (string | undefined)[]]>([
  ['one answer for every call', { 'dynamodb:GetItem': says('a') }, [{}, {}], ['a', 'a']],
  ['the spelling of a definition', { 'dynamodb:getItem': says('a') }, [{}], ['a']],
  [
    'one after the other, the last stays',
    { 'dynamodb:GetItem': [says('a'), says('b')] },
    [{}, {}, {}],
    ['a', 'b', 'b'],
  ],
  ['nothing for another action', { 'dynamodb:PutItem': says('a') }, [{}], [undefined]],
  ['nothing for a name that every object has', { 'dynamodb:constructor': says('a') }, [{}], [undefined]],
  [
    'by part of the input, each with its own sequence, before those for any',
    {
      'dynamodb:GetItem': [
        says('any'),
        { input: { Key: { id: { S: '1' } } }, ...says('one') },
        { input: { Key: { id: { S: '1' } } }, ...says('one again') },
      ],
    },
    [{ Key: { id: { S: '1' } }, TableName: 't' }, { Key: { id: { S: '2' } } }, { Key: { id: { S: '1' } } }],
    ['one', 'any', 'one again'],
  ],
  [
    'lists by their length',
    { 'dynamodb:GetItem': { input: { L: [{ a: 1 }] }, ...says('a') } },
    [{ L: [{ a: 1, b: 2 }] }, { L: [{ a: 1 }, {}] }, { L: {} }, {}],
    ['a', undefined, undefined, undefined],
  ],
])('%s', (_what, calls, inputs, expected) => expect(answers(calls, inputs)).toEqual(expected));

test("a run's own stand before the project's", () =>
  expect(answers({ 'dynamodb:GetItem': says('project') }, [{}], { 'dynamodb:getItem': says('run') })).toEqual(['run']));

test.each([
  ['events', 'PutEvents', 'eventbridge:PutEvents'],
  ['secrets-manager', 'GetSecretValue', 'secretsmanager:getSecretValue'],
  ['elasticmapreduce', 'AddJobFlowSteps', 'emr:addJobFlowSteps'],
  ['emr', 'AddJobFlowSteps', 'elasticmapreduce:addStep'],
])('%s %s is what %s means', (service, action, name) =>
  expect(answers({ [name]: says('a') }, [{}], undefined, { service, action })).toEqual(['a']),
);

interface StateCase {
  readonly resource: string;
  readonly parameters?: object;
  readonly calls: object;
  readonly mocks?: object;
  readonly expected: object;
}

const KEY = { TableName: 't', Key: { id: { S: '1' } } };
const JOB = { JobName: 'n', JobQueue: 'q', JobDefinition: 'd' };

const STATES: { readonly [what: string]: StateCase } = {
  'an integration': {
    resource: 'dynamodb:getItem',
    parameters: KEY,
    calls: { 'dynamodb:GetItem': { input: { TableName: 't' }, return: { Item: { id: { S: '1' } } } } },
    expected: { status: 'SUCCEEDED', output: { Item: { id: { S: '1' } } } },
  },
  'names of the API, where a definition has others': {
    resource: 'aws-sdk:rds:describeDBInstances',
    parameters: { DbInstanceIdentifier: 'x' },
    calls: {
      'rds:DescribeDBInstances': {
        input: { DBInstanceIdentifier: 'x' },
        return: { DBInstances: [{ DBInstanceArn: 'a', KmsKeyId: 'k' }] },
      },
    },
    expected: { output: { DbInstances: [{ DbInstanceArn: 'a', KmsKeyId: 'k' }] } },
  },
  'names that an integration of its own keeps': {
    resource: 'dynamodb:getItem',
    parameters: KEY,
    calls: {
      'dynamodb:GetItem': { return: { Item: { paid: { BOOL: true }, tags: { SS: ['a'] }, no: { NULL: true } } } },
    },
    expected: { output: { Item: { paid: { BOOL: true }, tags: { SS: ['a'] }, no: { NULL: true } } } },
  },
  'names of the AWS SDK for Java': {
    resource: 'aws-sdk:dynamodb:getItem',
    parameters: KEY,
    calls: {
      'dynamodb:GetItem': { return: { Item: { paid: { BOOL: true }, tags: { SS: ['a'] }, no: { NULL: true } } } },
    },
    expected: { output: { Item: { paid: { Bool: true }, tags: { Ss: ['a'] }, no: { Nul: true } } } },
  },
  'an error of an aws-sdk call': {
    resource: 'aws-sdk:dynamodb:getItem',
    parameters: KEY,
    calls: { 'dynamodb:GetItem': { error: 'ResourceNotFoundException', cause: 'no table' } },
    expected: {
      error: 'DynamoDb.ResourceNotFoundException',
      cause: expect.stringMatching(/^no table \(Service: DynamoDb, Status Code: 400, Request ID: /) as string,
    },
  },
  'an error of an integration': {
    resource: 'dynamodb:getItem',
    parameters: KEY,
    calls: { 'dynamodb:GetItem': { error: 'ResourceNotFoundException' } },
    expected: { error: 'DynamoDB.ResourceNotFoundException' },
  },
  'an error as a state would catch it': {
    resource: 'dynamodb:getItem',
    parameters: KEY,
    calls: { 'dynamodb:GetItem': { error: 'States.Timeout', cause: 'slow' } },
    expected: { error: 'States.Timeout', cause: 'slow' },
  },
  'a mock of the state before it': {
    resource: 'dynamodb:getItem',
    parameters: KEY,
    calls: { 'dynamodb:GetItem': { return: {} } },
    mocks: { machine: { Call: { return: 'of the state' } } },
    expected: { output: 'of the state' },
  },
  'a function that is called by the API': {
    resource: 'lambda:invoke',
    parameters: { FunctionName: 'F' },
    calls: { 'lambda:Invoke': { return: { StatusCode: 200, Payload: '{"ok":true}' } } },
    expected: { output: { StatusCode: 200, Payload: { ok: true }, ExecutedVersion: '$LATEST' } },
  },
  'a job, looked after until it has ended': {
    resource: 'batch:submitJob.sync',
    parameters: JOB,
    calls: {
      'batch:SubmitJob': { return: { jobId: '7' } },
      'batch:DescribeJobs': { input: { jobs: ['7'] }, return: { jobs: [{ jobId: '7', status: 'SUCCEEDED' }] } },
    },
    expected: { output: { JobId: '7', Status: 'SUCCEEDED' } },
  },
  'a job that nothing looks after': {
    resource: 'batch:submitJob.sync',
    parameters: JOB,
    calls: { 'batch:SubmitJob': { return: { jobId: '7' } } },
    expected: {
      error: 'States.Runtime',
      cause:
        '"Call" needs batch:DescribeJobs to learn when its job ends, but nothing local answers it. Add a mock to .vscode/stepwise.json.',
      unanswered: [
        { action: 'batch:DescribeJobs', snippet: expect.stringContaining('"batch:DescribeJobs"') as string },
      ],
    },
  },
  'a job that its mocks leave running for ever': {
    resource: 'batch:submitJob.sync',
    parameters: JOB,
    calls: {
      'batch:SubmitJob': { return: { jobId: '7' } },
      'batch:DescribeJobs': [
        { return: { jobs: [{ jobId: '7', status: 'RUNNABLE' }] } },
        { return: { jobs: [{ jobId: '7', status: 'RUNNING' }] } },
      ],
    },
    expected: {
      error: 'States.Runtime',
      cause:
        'The job of "Call" never ends: the last mock of batch:DescribeJobs leaves it with the status "RUNNING". Add an answer with the status SUCCEEDED.',
    },
  },
  'an input that none is for': {
    resource: 'dynamodb:getItem',
    parameters: { ...KEY, TableName: 'other' },
    calls: { 'dynamodb:GetItem': { input: { TableName: 't' }, return: {} } },
    expected: { error: 'States.Runtime', unanswered: [{ state: 'Call' }] },
  },
};

test.each(Object.entries(STATES))('in a state: %s', (_what, { resource, parameters, calls, mocks, expected }) =>
  checkOnly(
    {
      states: {
        Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters ?? {}, End: true },
      },
      settings: { calls, ...(mocks && { mocks }) },
    },
    expected,
  ),
);
