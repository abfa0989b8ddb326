import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import type { AwsServices } from '../../run';
import { check, checkOnly } from './check';

/** Services that answer each command with the next of its answers. */
function services(answers: { readonly [command: string]: readonly Json[] }, asked: unknown[] = []): AwsServices {
  const counts = new Map<string, number>();
  const call: AwsServices['call'] = (_service, command, input) => {
    const count = counts.get(command) ?? 0;
    counts.set(command, count + 1);
    asked.push([command, input]);
    const list = answers[command]!;
    const output = list[Math.min(count, list.length - 1)]!;
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
      { states: states('mediaconvert:createJob.sync', {}), options: { aws: services({ CreateJob: [{}] }) } },
      { error: 'States.Runtime', cause: expect.stringContaining('Mock the state "Job"') as unknown },
    ));
});

test('an event that the bus refuses fails the task', () =>
  check(
    {
      states: states('events:putEvents', { Entries: [{ Detail: { a: 1 } }] }),
      options: { aws: services({ PutEvents: [{ Entries: [{ ErrorCode: 'MalformedDetail' }], FailedEntryCount: 1 }] }) },
    },
    { error: 'EventBridge.FailedEntry', cause: '{"Entries":[{"ErrorCode":"MalformedDetail"}],"FailedEntryCount":1}' },
  ));
