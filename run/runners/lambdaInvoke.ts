import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { isJsonObject } from '../../core/json';
import { callFunction } from './callFunction';
import type { RunServices, TaskRunner } from '../run';
import { sdkMetadata } from '../sdkMetadata';
import { waitForToken, type Submission } from '../waitForToken';

/** `arn:aws:states:::lambda:invoke`, in its three invocation types and as a callback. */
export const lambdaInvokeRunner: TaskRunner = {
  name: 'lambda:invoke',
  run(call, run) {
    if (call.kind !== 'integration' || call.service !== 'lambda' || call.action !== 'invoke') return undefined;
    if (call.pattern !== 'waitForTaskToken') return invoke(call, run).then(outcomeOf);
    return waitForToken(call, run, () => invoke(call, run));
  },
};

async function invoke(call: TaskCall, run: RunServices): Promise<Submission> {
  const input = isJsonObject(call.input) ? call.input : {};
  const { FunctionName: name, Qualifier: qualifier, Payload: payload, InvocationType: type } = input;
  if (typeof name !== 'string') {
    return { type: 'failure', error: 'Lambda.ValidationException', cause: 'lambda:invoke needs FunctionName, a text.' };
  }
  const event = eventText(payload);
  if (event === undefined) {
    const cause = `Could not parse request body into json: the Payload of state "${call.state.name}" is a text that is no JSON.`;
    return { type: 'failure', error: 'Lambda.InvalidRequestContentException', cause };
  }
  const version = typeof qualifier === 'string' ? qualifier : '$LATEST';
  if (type === 'DryRun') return { output: response(204, '', undefined, run) };

  if (type === 'Event') {
    // Queued: the answer does not wait for the function, but the run does.
    run.background(callFunction(name, event, run, run.signal));
    return { output: response(202, '', undefined, run) };
  }
  const outcome = await callFunction(name, event, run, call.signal, call);
  if (outcome.type === 'failure') return outcome;
  if (outcome.type === 'error') {
    return { type: 'failure', error: outcome.errorType, cause: compact(outcome.payload) };
  }
  return { output: response(200, JSON.parse(outcome.payload) as Json, version, run, outcome.payload.length) };
}

function outcomeOf(submission: Submission): TaskOutcome {
  return 'type' in submission ? submission : { type: 'success', output: submission.output };
}

/** A textual payload is the event as it stands, no JSON text of it. Source: recorded. */
function eventText(payload: Json | undefined): string | undefined {
  if (payload === undefined) return '{}';
  if (typeof payload !== 'string') return JSON.stringify(payload);
  try {
    JSON.parse(payload);
    return payload;
  } catch {
    return undefined;
  }
}

/** What the service answers, its keys in AWS's order. Source: recorded. */
function response(status: number, payload: Json, version: string | undefined, run: RunServices, length = 0): Json {
  const headers: { [name: string]: string } = version === undefined ? {} : { 'X-Amz-Executed-Version': version };
  return {
    ...(version === undefined ? {} : { ExecutedVersion: version }),
    Payload: payload,
    ...sdkMetadata(run, { contentType: 'application/json', length, status, headers }),
    StatusCode: status,
  };
}

/** lambda:invoke gives the error parsed and printed again, without spaces. Source: recorded. */
function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
