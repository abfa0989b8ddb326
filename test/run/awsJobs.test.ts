import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import type { AwsServices } from '../../run';
import { check, checkOnly } from './check';

const refusal = {
  type: 'failure',
  serviceId: 'EKS',
  isModelled: true,
  message: 'gone',
  status: 404,
  attempts: 1,
} as const;

/** Services that answer each command with the next of its answers; a text is an error of that name. */
function services(answers: { readonly [command: string]: readonly Json[] }, asked: unknown[] = []): AwsServices {
  const counts = new Map<string, number>();
  const call: AwsServices['call'] = (_service, command, input) => {
    const count = counts.get(command) ?? 0;
    counts.set(command, count + 1);
    asked.push([command, input]);
    const list = answers[command]!;
    const output = list[Math.min(count, list.length - 1)]!;
    if (typeof output === 'string') return Promise.resolve({ ...refusal, name: output });
    return Promise.resolve({ type: 'success', output, status: 200, headers: {}, requestId: 'r' });
  };
  return { call, destinationOf: () => ({ endpoint: 'http://127.0.0.1:1' }) } as unknown as AwsServices;
}

const states = (resource: string, Parameters: object): { [name: string]: object } => ({
  Job: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true },
});
const batch = states('batch:submitJob.sync', { JobName: 'j', JobQueue: 'q', JobDefinition: 'd' });
const submitted = { JobId: '1', JobName: 'j' };
const job = (Status: string): Json => ({ Jobs: [{ JobId: '1', Status }] });

describe('a job', () => {
  test('is submitted, asked after until it has ended, and returned', async () => {
    const asked: unknown[] = [];
    const aws = services({ SubmitJob: [submitted], DescribeJobs: [job('RUNNING'), job('SUCCEEDED')] }, asked);
    const { events } = await check(
      { states: batch, options: { aws } },
      { output: { JobId: '1', Status: 'SUCCEEDED' } },
    );
    expect(asked.slice(1)).toEqual([
      ['DescribeJobs', { Jobs: ['1'] }],
      ['DescribeJobs', { Jobs: ['1'] }],
    ]);
    expect(events.map(({ type }) => type)).toContain('TaskSubmitted');
  });

  test('that fails is States.TaskFailed, its cause the job', () =>
    check(
      { states: batch, options: { aws: services({ SubmitJob: [submitted], DescribeJobs: [job('FAILED')] }) } },
      { error: 'States.TaskFailed', cause: '{"JobId":"1","Status":"FAILED"}' },
    ));

  test.each<[string, number, object]>([
    ['succeeds where each exits with 0', 0, { status: 'SUCCEEDED' }],
    ['fails where one does not', 1, { error: 'States.TaskFailed' }],
  ])('of containers %s', (_what, ExitCode, expected) => {
    const stopped = { Tasks: [{ TaskArn: 'a', LastStatus: 'STOPPED', Containers: [{ ExitCode: 0 }, { ExitCode }] }] };
    const aws = services({ RunTask: [{ Tasks: [{ TaskArn: 'a' }] }], DescribeTasks: [stopped] });
    return checkOnly({ states: states('ecs:runTask.sync', { TaskDefinition: 't' }), options: { aws } }, expected);
  });

  test('whose end nothing here can find out says so', () =>
    check(
      { states: states('transcribe:startJob.sync', {}), options: { aws: services({ StartJob: [{}] }) } },
      { error: 'States.Runtime', cause: expect.stringContaining('Mock the state "Job"') as unknown },
    ));
});

interface JobCase {
  readonly input?: object;
  /** What the command answers that the action is. */
  readonly start: readonly [command: string, answer: object];
  /** How the job is asked after, and the answers; a text is an error of that name. */
  readonly ask: readonly [command: string, parameters: object, ...answers: (object | string)[]];
  readonly output: object;
}

const buildBatch = (BuildBatchStatus: string): object => ({ BuildBatches: [{ Id: 'b', BuildBatchStatus }] });
const application = (State: string): object => ({ Application: { ApplicationId: 'a', State } });
const cluster = (State: string): object => ({ Cluster: { Id: 'c', Status: { State } } });

/** A job of each service, from its start to its good end. */
const JOBS: { readonly [action: string]: JobCase } = {
  'athena:startQueryExecution': {
    start: ['StartQueryExecution', { QueryExecutionId: 'q' }],
    ask: ['GetQueryExecution', { QueryExecutionId: 'q' }, { QueryExecution: { Status: { State: 'SUCCEEDED' } } }],
    output: { QueryExecution: { Status: { State: 'SUCCEEDED' } } },
  },
  'bedrock:createModelCustomizationJob': {
    start: ['CreateModelCustomizationJob', { JobArn: 'j' }],
    ask: ['GetModelCustomizationJob', { JobIdentifier: 'j' }, { Status: 'InProgress' }, { Status: 'Completed' }],
    output: { Status: 'Completed' },
  },
  'codebuild:retryBuild': {
    start: ['RetryBuild', { Build: { Id: 'b' } }],
    ask: ['BatchGetBuilds', { Ids: ['b'] }, { Builds: [{ Id: 'b', BuildStatus: 'SUCCEEDED' }] }],
    output: { Build: { Id: 'b', BuildStatus: 'SUCCEEDED' } },
  },
  'codebuild:startBuildBatch': {
    start: ['StartBuildBatch', { BuildBatch: { Id: 'b' } }],
    ask: ['BatchGetBuildBatches', { Ids: ['b'] }, buildBatch('IN_PROGRESS'), buildBatch('SUCCEEDED')],
    output: { BuildBatch: { Id: 'b', BuildBatchStatus: 'SUCCEEDED' } },
  },
  'databrew:startJobRun': {
    input: { Name: 'n' },
    start: ['StartJobRun', { RunId: 'r' }],
    ask: ['DescribeJobRun', { Name: 'n', RunId: 'r' }, { RunId: 'r', State: 'SUCCEEDED' }],
    output: { RunId: 'r', State: 'SUCCEEDED' },
  },
  'eks:createCluster': {
    input: { Name: 'c' },
    start: ['CreateCluster', { Cluster: { Status: 'CREATING' } }],
    ask: ['DescribeCluster', { Name: 'c' }, { Cluster: { Status: 'CREATING' } }, { Cluster: { Status: 'ACTIVE' } }],
    output: { Cluster: { Status: 'ACTIVE' } },
  },
  'eks:deleteNodegroup': {
    input: { ClusterName: 'c', NodegroupName: 'n' },
    start: ['DeleteNodegroup', { Nodegroup: { Status: 'DELETING' } }],
    ask: [
      'DescribeNodegroup',
      { ClusterName: 'c', NodegroupName: 'n' },
      { Nodegroup: { Status: 'DELETING' } },
      'ResourceNotFoundException',
    ],
    output: { Nodegroup: { Status: 'DELETING' } },
  },
  'elasticmapreduce:createCluster': {
    start: ['RunJobFlow', { JobFlowId: 'c' }],
    ask: ['DescribeCluster', { ClusterId: 'c' }, cluster('STARTING'), cluster('WAITING')],
    output: { ClusterId: 'c', ...cluster('WAITING') },
  },
  'elasticmapreduce:addStep': {
    input: { ClusterId: 'c', Step: {} },
    start: ['AddJobFlowSteps', { StepIds: ['s'] }],
    ask: ['DescribeStep', { ClusterId: 'c', StepId: 's' }, { Step: { Status: { State: 'COMPLETED' } } }],
    output: { Step: { Status: { State: 'COMPLETED' } } },
  },
  'elasticmapreduce:terminateCluster': {
    input: { ClusterId: 'c' },
    start: ['TerminateJobFlows', {}],
    // That it waits for its next step is no end here.
    ask: ['DescribeCluster', { ClusterId: 'c' }, cluster('WAITING'), cluster('TERMINATED')],
    output: cluster('TERMINATED'),
  },
  'emr-containers:startJobRun': {
    input: { VirtualClusterId: 'v' },
    start: ['StartJobRun', { Id: 'r' }],
    ask: ['DescribeJobRun', { Id: 'r', VirtualClusterId: 'v' }, { JobRun: { State: 'COMPLETED' } }],
    output: { JobRun: { State: 'COMPLETED' } },
  },
  'emr-serverless:stopApplication': {
    input: { ApplicationId: 'a' },
    start: ['StopApplication', {}],
    ask: ['GetApplication', { ApplicationId: 'a' }, application('STOPPING'), application('STOPPED')],
    output: { ApplicationId: 'a' },
  },
  'emr-serverless:cancelJobRun': {
    input: { ApplicationId: 'a', JobRunId: 'r' },
    start: ['CancelJobRun', { ApplicationId: 'a', JobRunId: 'r' }],
    ask: ['GetJobRun', { ApplicationId: 'a', JobRunId: 'r' }, { JobRun: { State: 'CANCELLED' } }],
    output: { ApplicationId: 'a', JobRunId: 'r' },
  },
  'glue:startJobRun': {
    input: { JobName: 'j' },
    start: ['StartJobRun', { JobRunId: 'r' }],
    ask: ['GetJobRun', { JobName: 'j', RunId: 'r' }, { JobRun: { JobRunState: 'SUCCEEDED' } }],
    output: { JobRunState: 'SUCCEEDED' },
  },
  'mediaconvert:createJob': {
    start: ['CreateJob', { Job: { Id: 'm' } }],
    ask: ['GetJob', { Id: 'm' }, { Job: { Status: 'PROGRESSING' } }, { Job: { Status: 'COMPLETE' } }],
    output: { Job: { Status: 'COMPLETE' } },
  },
  'sagemaker:createLabelingJob': {
    input: { LabelingJobName: 'l' },
    start: ['CreateLabelingJob', { LabelingJobArn: 'arn' }],
    ask: ['DescribeLabelingJob', { LabelingJobName: 'l' }, { LabelingJobStatus: 'Completed' }],
    output: { LabelingJobStatus: 'Completed' },
  },
};

test.each(Object.entries(JOBS))('%s.sync ends with its job', async (action, { input = {}, start, ask, output }) => {
  const [command, answer] = start;
  const [question, parameters, ...answers] = ask;
  const asked: unknown[] = [];
  const aws = services({ [command]: [answer as Json], [question]: answers as Json[] }, asked);
  await check({ states: states(`${action}.sync`, input), options: { aws } }, { output });
  expect(asked.slice(1)).toEqual(answers.map(() => [question, parameters]));
});

test('of a deletion that fails the cause is what was to go', () =>
  check(
    {
      states: states('eks:deleteNodegroup.sync', { ClusterName: 'c', NodegroupName: 'n' }),
      options: {
        aws: services({ DeleteNodegroup: [{}], DescribeNodegroup: [{ Nodegroup: { Status: 'DELETE_FAILED' } }] }),
      },
    },
    { error: 'States.TaskFailed', cause: '{"Nodegroup":{"Status":"DELETE_FAILED"}}' },
  ));

test('what is no command of the service is left to mocks, whatever the endpoint', () =>
  check(
    { states: states('eks:call', {}), options: { aws: services({}) } },
    { status: 'FAILED', unanswered: [{ state: 'Job' }] },
  ));

test('what EMR answers reads as the integration’s answer', () =>
  check(
    {
      states: states('elasticmapreduce:cancelStep', { ClusterId: 'c', StepId: 's' }),
      options: { aws: services({ CancelSteps: [{ CancelStepsInfoList: [{ StepId: 's' }] }] }) },
    },
    { output: expect.objectContaining({ CancelStepsInfo: { StepId: 's' } }) as unknown },
  ));

test('an event that the bus refuses fails the task', () =>
  check(
    {
      states: states('events:putEvents', { Entries: [{ Detail: { a: 1 } }] }),
      options: { aws: services({ PutEvents: [{ Entries: [{ ErrorCode: 'MalformedDetail' }], FailedEntryCount: 1 }] }) },
    },
    { error: 'EventBridge.FailedEntry', cause: '{"Entries":[{"ErrorCode":"MalformedDetail"}],"FailedEntryCount":1}' },
  ));
