/** Lambda's Invoke as a state's parameters ask for it, of whichever integration: the function is the project's own. */
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import { eventTooLarge } from '../../lambda/failure';
import type { InvokeOutcome } from '../../lambda/lambda';
import type { RunServices } from '../run';
import { calledFunction } from './calledFunction';
import type { CallableFunction } from './calledFunction';
import { callFunction, refusal } from './callFunction';

/** What Invoke answers. */
export interface Invocation {
  /** 200; 202 where the event was queued, 204 of a dry run: neither has a payload. */
  readonly status: number;
  readonly version?: string;
  /** JSON text; empty where nobody waited for one. */
  readonly payload: string;
  /** The function failed, and the payload tells how. */
  readonly error?: Extract<InvokeOutcome, { type: 'error' }>;
}

/** @param called of {@link functionOf} */
export async function invokeByApi(
  call: TaskCall,
  run: RunServices,
  called: CallableFunction | undefined,
): Promise<Invocation | TaskOutcome> {
  const input = isJsonObject(call.input) ? call.input : {};
  const { Qualifier: qualifier, Payload: payload, InvocationType: type } = input;
  if (!called) {
    return {
      type: 'failure',
      error: 'Lambda.ValidationException',
      cause: 'lambda:invoke needs a FunctionName, which must be a string.',
    };
  }
  const event = eventText(payload);
  if (event === undefined) {
    const cause = `Could not parse request body into json: the Payload of state "${call.state.name}" is not valid JSON.`;
    return { type: 'failure', error: 'Lambda.InvalidRequestContentException', cause };
  }
  if (type === 'DryRun') return { status: 204, payload: '' };
  if (type === 'Event') {
    const tooLarge = eventTooLarge(event, true);
    const refused = tooLarge && (await refusal({ type: 'error', ...tooLarge, durationMs: 0 }, call, run, called));
    if (refused) return refused;
    // Queued: the answer does not wait for the function, but the run does.
    run.background(callFunction(called, event, run, run.signal, call, true));
    return { status: 202, payload: '' };
  }
  const outcome = await callFunction(called, event, run, call.signal, call);
  const refused = await refusal(outcome, call, run, called);
  if (refused) return refused;
  const version = typeof qualifier === 'string' ? qualifier : '$LATEST';
  const { payload: answer } = outcome;
  return { status: 200, version, payload: answer, ...(outcome.type === 'error' && { error: outcome }) };
}

/** The function that a call names; undefined where it names none. */
export function functionOf(call: TaskCall, run: RunServices): ReturnType<typeof calledFunction> | undefined {
  const { FunctionName: name } = isJsonObject(call.input) ? call.input : {};
  return typeof name === 'string' ? calledFunction(name, run) : undefined;
}

/** A textual payload is the event as it stands, no JSON text of it. Source: recorded. */
function eventText(payload: Json | undefined): string | undefined {
  if (payload === undefined) return '{}';
  if (typeof payload !== 'string') return jsonText(payload);
  try {
    JSON.parse(payload);
    return payload;
  } catch {
    return undefined;
  }
}
