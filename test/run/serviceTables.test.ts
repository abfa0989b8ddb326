/** Jobs, parameters and errors of the optimized integrations, service by service, as a run meets them. Sources: the API references. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import type { AwsServices } from '../../run';
import { checkOnly } from './check';

type Answer = Awaited<ReturnType<AwsServices['call']>>;

/** Services that answer each command with the next of its answers; what they were asked. */
function services(answers: { readonly [command: string]: readonly (Json | (() => Answer))[] }) {
  const asked: unknown[] = [];
  const call: AwsServices['call'] = (_service, command, input) => {
    const count = asked.filter((each) => (each as [string])[0] === command).length;
    asked.push([command, input]);
    const list = answers[command] ?? [];
    const output = list[Math.min(count, list.length - 1)] ?? null;
    if (typeof output === 'function') return Promise.resolve(output());
    return Promise.resolve({ type: 'success', output, status: 200, headers: {}, requestId: 'r' });
  };
  const aws = { call, destinationOf: () => ({ endpoint: 'http://127.0.0.1:1' }) } as unknown as AwsServices;
  return { aws, asked };
}

const task = (resource: string, Parameters: object): { [name: string]: object } => ({
  Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true },
});

interface JobCase {
  readonly call: string;
  readonly input: JsonObject;
  /** The command that starts it, and what it answers. */
  readonly started: readonly [string, JsonObject];
  /** The command that asks after it, and with what. */
  readonly asks: readonly [string, JsonObject];
  readonly described: (status: string) => JsonObject;
  /** What of the description the task returns. */
  readonly result?: (described: JsonObject) => Json | undefined;
  readonly running: string;
  readonly succeeds: readonly string[];
  readonly fails: readonly string[];
}

const sagemaker = (kind: string): JobCase => ({
  call: `sagemaker:create${kind}Job`,
  input: { [`${kind}JobName`]: 'n' },
  started: [`Create${kind}Job`, { Arn: 'a' }],
  asks: [`Describe${kind}Job`, { [`${kind}JobName`]: 'n' }],
  described: (status) => ({ [`${kind}JobStatus`]: status }),
  running: 'InProgress',
  succeeds: ['Completed'],
  fails: ['Failed', 'Stopped'],
});

const JOBS: readonly JobCase[] = [
  {
    call: 'athena:startQueryExecution',
    input: { QueryString: 'select 1' },
    started: ['StartQueryExecution', { QueryExecutionId: 'q' }],
    asks: ['GetQueryExecution', { QueryExecutionId: 'q' }],
    described: (State) => ({ QueryExecution: { Status: { State } } }),
    running: 'RUNNING',
    succeeds: ['SUCCEEDED'],
    fails: ['FAILED', 'CANCELLED'],
  },
  {
    call: 'batch:submitJob',
    input: { JobName: 'j' },
    started: ['SubmitJob', { JobId: '1' }],
    asks: ['DescribeJobs', { Jobs: ['1'] }],
    described: (Status) => ({ Jobs: [{ Status }] }),
    result: ({ Jobs }) => (Jobs as Json[])[0],
    running: 'RUNNABLE',
    succeeds: ['SUCCEEDED'],
    fails: ['FAILED'],
  },
  {
    call: 'codebuild:startBuild',
    input: { ProjectName: 'p' },
    started: ['StartBuild', { Build: { Id: 'b' } }],
    asks: ['BatchGetBuilds', { Ids: ['b'] }],
    described: (BuildStatus) => ({ Builds: [{ BuildStatus }] }),
    result: ({ Builds }) => ({ Build: (Builds as Json[])[0]! }),
    running: 'IN_PROGRESS',
    succeeds: ['SUCCEEDED'],
    fails: ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'],
  },
  {
    call: 'databrew:startJobRun',
    input: { Name: 'j' },
    started: ['StartJobRun', { RunId: 'r' }],
    asks: ['DescribeJobRun', { Name: 'j', RunId: 'r' }],
    described: (State) => ({ State }),
    running: 'RUNNING',
    succeeds: ['SUCCEEDED'],
    fails: ['FAILED', 'STOPPED', 'TIMEOUT'],
  },
  {
    call: 'ecs:runTask',
    input: { Cluster: 'c', TaskDefinition: 't' },
    started: ['RunTask', { Tasks: [{ TaskArn: 'a' }] }],
    asks: ['DescribeTasks', { Cluster: 'c', Tasks: ['a'] }],
    described: (LastStatus) => ({ Tasks: [{ LastStatus, Containers: [{ ExitCode: 0 }] }] }),
    result: ({ Tasks }) => (Tasks as Json[])[0],
    running: 'RUNNING',
    succeeds: ['STOPPED'],
    fails: [],
  },
  {
    call: 'elasticmapreduce:addStep',
    input: { ClusterId: 'c', Step: { Name: 's' } },
    started: ['AddJobFlowSteps', { StepIds: ['s-1'] }],
    asks: ['DescribeStep', { ClusterId: 'c', StepId: 's-1' }],
    described: (State) => ({ Step: { Status: { State } } }),
    running: 'PENDING',
    succeeds: ['COMPLETED'],
    fails: ['FAILED', 'CANCELLED', 'INTERRUPTED'],
  },
  {
    call: 'elasticmapreduce:createCluster',
    input: { Name: 'n' },
    started: ['RunJobFlow', { JobFlowId: 'j' }],
    asks: ['DescribeCluster', { ClusterId: 'j' }],
    described: (State) => ({ Cluster: { Status: { State } } }),
    running: 'STARTING',
    succeeds: ['WAITING', 'TERMINATED'],
    fails: ['TERMINATED_WITH_ERRORS'],
  },
  {
    call: 'glue:startJobRun',
    input: { JobName: 'j' },
    started: ['StartJobRun', { JobRunId: 'r' }],
    asks: ['GetJobRun', { JobName: 'j', RunId: 'r' }],
    described: (JobRunState) => ({ JobRun: { JobRunState } }),
    result: ({ JobRun }) => JobRun,
    running: 'RUNNING',
    succeeds: ['SUCCEEDED'],
    fails: ['FAILED', 'ERROR', 'TIMEOUT', 'STOPPED', 'EXPIRED'],
  },
  sagemaker('Processing'),
  sagemaker('Training'),
  sagemaker('Transform'),
];

describe.each(JOBS.map((job) => [job.call, job] as const))('%s.sync', (call, job) => {
  const { input, started, asks, described, result = (each: JsonObject) => each, running } = job;
  const ends = [
    ...job.succeeds.map((status) => [status, { status: 'SUCCEEDED', output: result(described(status)) }] as const),
    ...job.fails.map((status) => {
      const cause = JSON.stringify(result(described(status)));
      return [status, { status: 'FAILED', error: 'States.TaskFailed', cause }] as const;
    }),
  ];
  test.each(ends)('ends with %s', async (status, expected) => {
    const { aws, asked } = services({ [started[0]]: [started[1]], [asks[0]]: [described(running), described(status)] });
    await checkOnly({ states: task(`${call}.sync`, input), options: { aws } }, expected);
    expect(asked.map((each) => (each as [string])[0])).toEqual([started[0], asks[0], asks[0]]);
    expect(asked.at(-1)).toEqual(asks);
  });
});

test.each<[string, JsonObject, string, JsonObject]>([
  ['sqs:sendMessage', { MessageBody: { a: 1 } }, 'SendMessage', { MessageBody: '{"a":1}' }],
  ['sqs:sendMessage', { MessageBody: 'text' }, 'SendMessage', { MessageBody: 'text' }],
  ['sqs:sendMessage', { QueueUrl: 'q' }, 'SendMessage', { QueueUrl: 'q' }],
  ['sns:publish', { Message: [1] }, 'Publish', { Message: '[1]' }],
  ['elasticmapreduce:terminateCluster', { ClusterId: 'c', X: 1 }, 'TerminateJobFlows', { X: 1, JobFlowIds: ['c'] }],
  ['elasticmapreduce:createCluster', { Name: 'n' }, 'RunJobFlow', { Name: 'n' }],
  [
    'elasticmapreduce:addStep',
    { ClusterId: 'c', Step: { Name: 's' } },
    'AddJobFlowSteps',
    { JobFlowId: 'c', Steps: [{ Name: 's' }] },
  ],
  [
    'events:putEvents',
    { Entries: [{ Detail: { a: 1 } }, { Detail: 'text' }, 7] },
    'PutEvents',
    { Entries: [{ Detail: '{"a":1}' }, { Detail: 'text' }, 7] },
  ],
  ['dynamodb:putItem', { Item: { a: { S: '1' } } }, 'PutItem', { Item: { a: { S: '1' } } }],
])('%s with %j calls %s with %j', async (call, input, command, sent) => {
  const { aws, asked } = services({ [command]: [{ ok: true }] });
  await checkOnly({ states: task(call, input), options: { aws } }, { status: 'SUCCEEDED', output: { ok: true } });
  expect(asked).toEqual([[command, sent]]);
});

test.each<[number | undefined, string]>([
  [0, 'SUCCEEDED'],
  [undefined, 'SUCCEEDED'],
  [1, 'FAILED'],
])('events of which %j failed: %s', async (FailedEntryCount, status) => {
  const { aws } = services({
    PutEvents: [{ Entries: [], ...(FailedEntryCount !== undefined && { FailedEntryCount }) }],
  });
  await checkOnly({ states: task('events:putEvents', { Entries: [] }), options: { aws } }, { status });
});

const refused = (more: object): Answer =>
  ({
    type: 'failure',
    serviceId: 'Some Service',
    name: 'ThrottlingFault',
    isModelled: true,
    message: 'no',
    status: 400,
    requestId: 'r',
    attempts: 1,
    ...more,
  }) as Answer;

test.each<[string, object, string, string]>([
  ['athena:getQueryResults', {}, 'Athena.ThrottlingException', 'AmazonAthena'],
  ['batch:submitJob', {}, 'Batch.ThrottlingException', 'AWSBatch'],
  ['codebuild:startBuild', {}, 'CodeBuild.ThrottlingException', 'AWSCodeBuild'],
  ['dynamodb:getItem', {}, 'DynamoDB.ThrottlingException', 'AmazonDynamoDBv2'],
  ['dynamodb:getItem', { isModelled: false }, 'DynamoDB.AmazonDynamoDBException', 'AmazonDynamoDBv2'],
  ['dynamodb:getItem', { name: 'ItemException' }, 'DynamoDB.ItemException', 'AmazonDynamoDBv2'],
  ['dynamodb:getItem', { name: 'ItemError' }, 'DynamoDB.ItemErrorException', 'AmazonDynamoDBv2'],
  ['ecs:runTask', {}, 'ECS.ThrottlingException', 'AmazonECS'],
  ['elasticmapreduce:cancelStep', {}, 'ElasticMapReduce.ThrottlingException', 'AmazonElasticMapReduce'],
  ['events:putEvents', { isModelled: false }, 'EventBridge.AmazonEventBridgeException', 'AmazonEventBridge'],
  ['glue:startJobRun', {}, 'Glue.ThrottlingException', 'AWSGlue'],
  ['sagemaker:createModel', {}, 'SageMaker.ThrottlingException', 'AmazonSageMaker'],
  ['sns:publish', {}, 'SNS.ThrottlingException', 'AmazonSNS'],
  ['sqs:sendMessage', {}, 'SQS.ThrottlingException', 'AmazonSQS'],
])('an error of %s with %j is %s of %s', async (call, more, error, service) => {
  const [serviceId = ''] = call.split(':');
  const { aws } = services({});
  // Whatever command the action is.
  aws.call = () => Promise.resolve(refused({ serviceId, ...more }));
  const code = ((more as { name?: string }).name ?? 'ThrottlingFault') as string;
  await checkOnly(
    { states: task(call, { Entries: [] }), options: { aws } },
    { error, cause: `no (Service: ${service}; Status Code: 400; Error Code: ${code}; Request ID: r; Proxy: null)` },
  );
});

test('an error of an aws-sdk call is that of the SDK for Java', async () => {
  const { aws } = services({ GetThing: [() => refused({ extendedRequestId: 'x', attempts: 2 })] });
  await checkOnly(
    { states: task('aws-sdk:someservice:getThing', {}), options: { aws } },
    {
      error: 'Some.ThrottlingException',
      cause: 'no (Service: Some, Status Code: 400, Request ID: r, Extended Request ID: x) (SDK Attempt Count: 2)',
    },
  );
});
