/** Calls to AWS services through the SDK: to an endpoint that was configured, or to AWS itself where that was chosen. */
import { setTimeout as sleep } from 'node:timers/promises';
import { integrationNamed } from '../../core/catalog/integrations';
import type { Integration } from '../../core/catalog/integrations';
import type { Job } from '../../core/catalog/integrations/job';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import type { AwsServices } from '../awsSdk/awsServices';
import { failureOf, isSdkCall, outputOf } from '../awsSdk/sdkOutcome';
import type { RunServices } from '../run';
import { waitForToken } from '../waitForToken';

type Failure = Extract<TaskOutcome, { type: 'failure' }>;
/** What a service answered, or how the call failed. */
type Answer = { readonly output: JsonObject } | Failure;

/** Undefined: calls of this service go nowhere. */
export function callAwsService(
  call: TaskCall,
  run: RunServices,
  signal: AbortSignal,
): Promise<TaskOutcome> | undefined {
  if (!run.aws?.destinationOf(serviceOf(call)) || integrationOf(call)?.nobody !== undefined) return undefined;
  const answer = callService(call, run, run.aws, signal);
  // Waiting for a token is no work: virtual time may pass meanwhile.
  return call.pattern === 'waitForTaskToken' ? answer : run.whileBusy(answer);
}

/** `aws-sdk:dynamodb:…` and `dynamodb:…` are one service. */
export function serviceOf({ service = '' }: Pick<TaskCall, 'service'>): string {
  return service.replace(/^aws-sdk:/, '');
}

/** The integration's row; undefined for `aws-sdk:…`, and for what the catalogue does not know. */
export function integrationOf(call: TaskCall): Integration | undefined {
  return isSdkCall(call) ? undefined : integrationNamed(serviceOf(call), call.action ?? '');
}

async function callService(
  call: TaskCall,
  run: RunServices,
  aws: AwsServices,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  const service = serviceOf(call);
  const { sdk = {}, job } = integrationOf(call) ?? {};
  const input = isJsonObject(call.input) ? call.input : {};
  const send = async (command: string, parameters: JsonObject): Promise<Answer> => {
    const answer = await aws.call(service, command, parameters, signal);
    if (typeof answer === 'string') {
      // Something is to be set up, and no Catch shall hide it.
      return { type: 'failure', error: 'States.Runtime', cause: `${call.resource}: ${answer}`, terminal: true };
    }
    if (answer.type === 'success') return { output: outputOf(call, answer) };
    return failureOf(call, answer as never, aws.destinationOf(service)?.endpoint);
  };
  const start = async (): Promise<Answer> => {
    const command = sdk.command ?? call.action!.slice(0, 1).toUpperCase() + call.action!.slice(1);
    const answer = await send(command, sdk.parameters?.(input) ?? input);
    if (!('output' in answer)) return answer;
    const refused = sdk.failure?.(withoutMetadata(answer.output));
    if (refused) return { type: 'failure', ...refused };
    return sdk.answer ? { output: sdk.answer(answer.output, input) } : answer;
  };

  if (call.pattern === 'waitForTaskToken') return waitForToken(call, run, () => run.whileBusy(start()));
  const answer = await start();
  if (!('output' in answer)) return answer;
  if (call.pattern !== 'sync' && call.pattern !== 'sync:2') return { type: 'success', output: answer.output };
  const started = answer.output;
  call.submitted(started);
  if (job) return jobEnd(job, started, () => send(job.command, withoutMissing(job.ask(started, input))), signal);
  const cause = `Stepwise cannot tell when the job of ${call.resource} ends. Mock the state "${call.state.name}", or call the service without waiting.`;
  return { type: 'failure', error: 'States.Runtime', cause, terminal: true };
}

/** Milliseconds between two looks at a job: local services are quick, real ones are not. */
const FIRST_LOOK = 200;
const LONGEST_WAIT = 10_000;

async function jobEnd(
  { result = (description) => description, status: statusOf, succeeded, failed, gone, answer }: Job,
  started: JsonObject,
  describe: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  const success = (job: Json): TaskOutcome => ({
    type: 'success',
    output: answer ? answer(job, withoutMetadata(started)) : job,
  });
  for (let wait = FIRST_LOOK; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const description = await describe();
    if (!('output' in description)) {
      return gone !== undefined && description.error?.endsWith(`.${gone}`) ? success(null) : description;
    }
    const job = result(withoutMetadata(description.output));
    const status = isJsonObject(job) ? statusOf(job) : undefined;
    if (typeof status === 'string' && succeeded.includes(status)) return success(job!);
    if (typeof status === 'string' && failed.includes(status)) {
      return { type: 'failure', error: 'States.TaskFailed', cause: JSON.stringify(job) };
    }
    await sleep(wait, undefined, { signal });
  }
}

function withoutMetadata({ SdkHttpMetadata: _http, SdkResponseMetadata: _response, ...rest }: JsonObject): JsonObject {
  return rest;
}

function withoutMissing(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]: [string, Json]) => value !== null));
}
