import path from 'node:path';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { isMissingHereOnly } from '../../core/handlers';
import type { InvokeOutcome } from '../../lambda/lambda';
import type { FunctionSpec } from '../../lambda/lambda';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Project } from '../../project';
import { digitsLost } from '../digitsLost';
import { failureOf } from '../awsSdk/sdkOutcome';
import { tellsOfRefusal } from '../gateway/refusal';
import type { RunServices } from '../run';
import type { CallableFunction } from './calledFunction';
import { questionOf } from '../question';
import { askInstead } from './ask';

/** What is taken for another without a word of the deployment's may be wrong. */
function guess(asked: string, { name, file }: FunctionSpec, { root, functions }: Project): Phrase {
  // Code that stands in a template runs in a file of ours.
  const inline = functions.find((each) => each.name === name)?.inline;
  const shown = path.relative(root, inline?.file ?? file);
  return phrase`The project does not say where the code of "${asked}" is. Running ${name} (${shown}), whose name matches. If that is the wrong file, name the right one under "functions" in .vscode/stepwise.json.`;
}

/**
 * Invokes a function for a task.
 *
 * @param isQueued the task does not wait for it
 */
export async function callFunction(
  { spec, guessedFrom }: CallableFunction,
  eventText: string,
  run: RunServices,
  signal: AbortSignal,
  call: TaskCall,
  isQueued = false,
): Promise<InvokeOutcome> {
  if (guessedFrom !== undefined) run.tell(guess(guessedFrom, spec, run.project));
  const lost = digitsLost(spec, eventText);
  if (lost !== undefined) run.tell(lost);
  const stepInto = !isQueued && run.stepsInto?.(call, spec.name);
  const takenBy = (processId: string): void =>
    run.stepFunctions.serves(processId, {
      call,
      machine: run.machineName,
      observeNested: run.observeNested,
      stack: run.stack,
    });
  return run.lambda.invoke(spec, eventText, { signal, stepInto, takenBy, isQueued });
}

/** HTTP's, of the exceptions by which Lambda refuses an invocation. Source: Lambda API, "Invoke". */
export const REFUSED: { readonly [exception: string]: number } = {
  TooManyRequestsException: 429,
  RequestEntityTooLargeException: 413,
};

/**
 * What a task ends with whose function Lambda would not invoke; or failed because a call of AWS was refused here, or because its
 * runtime or a package is missing on this machine alone. That is no failure of AWS's: a Catch or Retry that took it for one would
 * hide what is missing. Whoever answers where nothing local does may answer instead.
 */
export async function refusal(
  outcome: InvokeOutcome,
  call: TaskCall,
  run: RunServices,
  { spec }: CallableFunction,
): Promise<TaskOutcome | undefined> {
  if (outcome.type === 'success') return undefined;
  if (outcome.notHere !== undefined)
    return askInstead(call, run, { missing: { name: spec.name, why: outcome.notHere } });
  const { reason, errorType: name, errorMessage: message, payload, facts: seen } = outcome;
  if (reason === 'refused') {
    const status = REFUSED[name];
    const facts = {
      type: 'failure' as const,
      name,
      code: name,
      isModelled: true,
      message,
      status,
      requestId: run.uuid(),
      attempts: 1,
    };
    return failureOf({ ...call, service: 'lambda' }, { serviceId: 'Lambda', ...facts }, undefined);
  }
  if (seen && isMissingHereOnly(seen)) {
    const question = questionOf(call, run.machineName);
    const inferred = await run.inferAnswer?.(question);
    if (inferred) return inferred;
    run.unanswered(question);
    return { type: 'failure', error: name, terminal: true, cause: payload, facts: seen };
  }
  if (!tellsOfRefusal(payload)) return undefined;
  const cause = `"${call.state.name}" failed: ${message}`;
  return { type: 'failure', error: 'States.Runtime', terminal: true, cause };
}
