/** How `.sync` waits for a job: what is asked until it has ended, and what its end means. */
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';

export interface Job {
  /** The command that describes the job, such as `DescribeJobs`. */
  readonly command: string;
  /** Its parameters, from what the job was started with and what the start answered. */
  readonly ask: (started: JsonObject, input: JsonObject) => JsonObject;
  /** The job in the description: what the task returns. */
  readonly result: (description: JsonObject) => Json | undefined;
  readonly status: (job: JsonObject) => Json | undefined;
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
}

const first =
  (field: string): Job['result'] =>
  (description) => {
    const list = description[field];
    return Array.isArray(list) ? list[0] : undefined;
  };
const member =
  (...path: string[]) =>
  (value: JsonObject): Json | undefined =>
    path.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), value);
const given =
  (field: string): Job['ask'] =>
  (_started, input) => ({ [field]: input[field] ?? null });

const sagemaker = (kind: string, status = `${kind}JobStatus`): Job => ({
  command: `Describe${kind}Job`,
  ask: given(`${kind}JobName`),
  result: (description) => description,
  status: member(status),
  succeeded: ['Completed'],
  failed: ['Failed', 'Stopped'],
});

const databrewStatus = { status: member('State'), result: (description: JsonObject): Json => description };

/** By `service:action`. Names and states are those of the services' API references. */
export const JOBS: { readonly [call: string]: Job } = {
  'athena:startQueryExecution': {
    command: 'GetQueryExecution',
    ask: ({ QueryExecutionId }) => ({ QueryExecutionId: QueryExecutionId ?? null }),
    result: (description) => description,
    status: member('QueryExecution', 'Status', 'State'),
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'CANCELLED'],
  },
  'batch:submitJob': {
    command: 'DescribeJobs',
    ask: ({ JobId }) => ({ Jobs: [JobId ?? null] }),
    result: first('Jobs'),
    status: member('Status'),
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED'],
  },
  'codebuild:startBuild': {
    command: 'BatchGetBuilds',
    ask: ({ Build }) => ({ Ids: [(isJsonObject(Build) ? Build.Id : undefined) ?? null] }),
    result: (description) => {
      const build = first('Builds')(description);
      return build === undefined ? undefined : { Build: build };
    },
    status: member('Build', 'BuildStatus'),
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'],
  },
  'databrew:startJobRun': {
    command: 'DescribeJobRun',
    ask: ({ RunId }, { Name }) => ({ Name: Name ?? null, RunId: RunId ?? null }),
    ...databrewStatus,
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'STOPPED', 'TIMEOUT'],
  },
  'ecs:runTask': {
    command: 'DescribeTasks',
    ask: ({ Tasks }, { Cluster }) => ({
      ...(Cluster !== undefined && { Cluster }),
      Tasks: Array.isArray(Tasks) ? Tasks.map((task) => (isJsonObject(task) ? (task.TaskArn ?? null) : null)) : [],
    }),
    result: first('Tasks'),
    // A task that has stopped succeeded where each of its containers exited with 0.
    status: (task) => {
      if (task.LastStatus !== 'STOPPED') return task.LastStatus;
      const containers = Array.isArray(task.Containers) ? task.Containers : [];
      const isDone = containers.every((container) => isJsonObject(container) && container.ExitCode === 0);
      return isDone ? 'STOPPED' : 'FAILED';
    },
    succeeded: ['STOPPED'],
    failed: ['FAILED'],
  },
  'elasticmapreduce:addStep': {
    command: 'DescribeStep',
    ask: ({ StepIds }, { ClusterId }) => ({
      ClusterId: ClusterId ?? null,
      StepId: (Array.isArray(StepIds) ? StepIds[0] : undefined) ?? null,
    }),
    result: (description) => description,
    status: member('Step', 'Status', 'State'),
    succeeded: ['COMPLETED'],
    failed: ['FAILED', 'CANCELLED', 'INTERRUPTED'],
  },
  'elasticmapreduce:createCluster': {
    command: 'DescribeCluster',
    ask: ({ JobFlowId }) => ({ ClusterId: JobFlowId ?? null }),
    result: (description) => description,
    status: member('Cluster', 'Status', 'State'),
    succeeded: ['WAITING', 'TERMINATED'],
    failed: ['TERMINATED_WITH_ERRORS'],
  },
  'glue:startJobRun': {
    command: 'GetJobRun',
    ask: ({ JobRunId }, { JobName }) => ({ JobName: JobName ?? null, RunId: JobRunId ?? null }),
    result: member('JobRun'),
    status: member('JobRunState'),
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'ERROR', 'TIMEOUT', 'STOPPED', 'EXPIRED'],
  },
  'sagemaker:createProcessingJob': sagemaker('Processing'),
  'sagemaker:createTrainingJob': sagemaker('Training'),
  'sagemaker:createTransformJob': sagemaker('Transform'),
};
