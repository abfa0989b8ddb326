/** Calls of tasks to AWS services: what is sent, by whatever answers it; what the answer means; when a job has ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { integrationNamed } from '../../core/catalog/integrations';
import type { Integration } from '../../core/catalog/integrations';
import type { Job } from '../../core/catalog/integrations/job';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Json, JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import type { Obstacle, RunServices } from '../run';
import { waitForToken } from '../waitForToken';

type Failure = Extract<TaskOutcome, { type: 'failure' }>;

/** What a service answered, or how the call failed. */
export type Answer =
  | {
      readonly output: JsonObject;
      /** A mock's: it will be the same whenever it is asked. */
      readonly stays?: boolean | undefined;
    }
  | Failure;

/** Nothing answers, and why something that could is not asked. */
export interface Nobody {
  readonly nobody: Obstacle;
  /** Such as `DescribeJobs`. */
  readonly command: string;
}

/** Sends a command, as `GetItem`, with its parameters as a definition writes them. */
export type Send = (command: string, parameters: JsonObject) => Promise<Answer | Nobody>;

/** `aws-sdk:dynamodb:…` and `dynamodb:…` are one service. */
export function serviceOf({ service = '' }: Pick<TaskCall, 'service'>): string {
  return service.replace(/^aws-sdk:/, '');
}

/** What a task calls. */
type Named = Pick<TaskCall, 'resource' | 'kind' | 'service' | 'action'>;

/** The integration's row; undefined for `aws-sdk:…`, and for what the catalogue does not know. */
export function integrationOf(call: Named): Integration | undefined {
  return call.resource.includes(':aws-sdk:') ? undefined : integrationNamed(serviceOf(call), call.action ?? '');
}

/** The command of the service's API that a task calls; undefined where it calls none. */
export function commandOf(call: Named): { readonly service: string; readonly action: string } | undefined {
  const { kind, service, action } = call;
  if (kind !== 'integration' || service === undefined || action === undefined) return undefined;
  const row = integrationOf(call);
  if (row?.nobody !== undefined) return undefined;
  const command = row?.sdk?.command ?? action.slice(0, 1).toUpperCase() + action.slice(1);
  return { service: serviceOf(call), action: command };
}

/** @returns undefined where the task calls no command of a service */
export function callService(call: TaskCall, run: RunServices, send: Send): Promise<TaskOutcome | Nobody> | undefined {
  const command = commandOf(call)?.action;
  if (command === undefined) return undefined;
  const answer = call.pattern === 'waitForTaskToken' ? waitFor(call, run, command, send) : work(call, command, send);
  // Waiting for a token is no work: virtual time may pass meanwhile.
  return call.pattern === 'waitForTaskToken' ? answer : run.whileBusy(answer);
}

async function start(call: TaskCall, command: string, send: Send): Promise<Answer | Nobody> {
  const { sdk = {} } = integrationOf(call) ?? {};
  const input = isJsonObject(call.input) ? call.input : {};
  const answer = await send(command, sdk.parameters?.(input) ?? input);
  if (!('output' in answer)) return answer;
  const refused = sdk.failure?.(withoutMetadata(answer.output));
  if (refused) return { type: 'failure', ...refused };
  return sdk.answer ? { output: sdk.answer(answer.output, input) } : answer;
}

async function waitFor(call: TaskCall, run: RunServices, command: string, send: Send): Promise<TaskOutcome | Nobody> {
  let nobody: Nobody | undefined;
  const outcome = await waitForToken(call, run, async () => {
    const answer = await run.whileBusy(start(call, command, send));
    if (!('nobody' in answer)) return answer;
    nobody = answer;
    return { type: 'failure', error: 'States.Runtime' };
  });
  return nobody ?? outcome;
}

async function work(call: TaskCall, command: string, send: Send): Promise<TaskOutcome | Nobody> {
  const answer = await start(call, command, send);
  if (!('output' in answer)) return answer;
  if (call.pattern !== 'sync' && call.pattern !== 'sync:2') return { type: 'success', output: answer.output };
  const started = answer.output;
  call.submitted(started);
  const { job } = integrationOf(call) ?? {};
  const input = isJsonObject(call.input) ? call.input : {};
  if (job) return jobEnd(job, call, started, () => send(job.command, withoutMissing(job.ask(started, input))));
  const cause = `Stepwise cannot tell when the job of ${call.resource} ends. Mock the state "${call.state.name}", or call the service without waiting.`;
  return { type: 'failure', error: 'States.Runtime', cause, terminal: true };
}

/** Milliseconds between two looks at a job: local services are quick, real ones are not. */
const FIRST_LOOK = 200;
const LONGEST_WAIT = 10_000;

async function jobEnd(
  { command, result = (description) => description, status: statusOf, succeeded, failed, gone, answer }: Job,
  call: TaskCall,
  started: JsonObject,
  describe: () => Promise<Answer | Nobody>,
): Promise<TaskOutcome | Nobody> {
  const success = (job: Json): TaskOutcome => ({
    type: 'success',
    output: answer ? answer(job, withoutMetadata(started)) : job,
  });
  for (let wait = FIRST_LOOK; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const description = await describe();
    if ('nobody' in description) return description;
    if (!('output' in description)) {
      return gone !== undefined && description.error?.endsWith(`.${gone}`) ? success(null) : description;
    }
    const job = result(withoutMetadata(description.output));
    const status = isJsonObject(job) ? statusOf(job) : undefined;
    if (typeof status === 'string' && succeeded.includes(status)) return success(job!);
    if (typeof status === 'string' && failed.includes(status)) return failedJob(job ?? null);
    if (description.stays) {
      const ends = succeeded.length > 0 ? `the status ${succeeded.join(' or ')}` : `the error ${gone}`;
      const cause = `The job of "${call.state.name}" never ends: the last mock of ${serviceOf(call)}:${command} leaves it with the status ${JSON.stringify(status ?? null)}. Add an answer with ${ends}.`;
      return { type: 'failure', error: 'States.Runtime', cause, terminal: true };
    }
    await sleep(wait, undefined, { signal: call.signal });
  }
}

/** Of a job that a task waits for and that has ended badly, as the task would return it. Undefined: it is none. */
export function jobFailure(call: TaskCall, job: Json): Failure | undefined {
  const isExecution = call.service === 'states' && call.action === 'startExecution';
  const ends = isExecution ? EXECUTION : integrationOf(call)?.job;
  const isWaitedFor = call.pattern === 'sync' || call.pattern === 'sync:2';
  const status = ends && isWaitedFor && isJsonObject(job) ? ends.status(job) : undefined;
  return typeof status === 'string' && ends!.failed.includes(status) ? failedJob(job) : undefined;
}

/** An execution that another one waits for. */
const EXECUTION: Pick<Job, 'status' | 'failed'> = {
  status: ({ Status }) => Status,
  failed: ['FAILED', 'TIMED_OUT', 'ABORTED'],
};

/** Source: AWS, "Integrating services with Step Functions", "Run a Job". */
function failedJob(job: Json): Failure {
  return { type: 'failure', error: 'States.TaskFailed', cause: jsonText(job) };
}

function withoutMetadata({ SdkHttpMetadata: _http, SdkResponseMetadata: _response, ...rest }: JsonObject): JsonObject {
  return rest;
}

function withoutMissing(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]: [string, Json]) => value !== null));
}
