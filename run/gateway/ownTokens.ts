/** With AWS as the target: answers to tokens that runs of this machine have handed out, of which AWS knows nothing. */
import type { JsonObject } from '../../core/json';
import type { Call, CallError, Members } from '../../services/wire';
import { jsonOf } from '../calls/membersAsJson';
import { ApiError } from '../stepFunctions/apiError';
import { isLocalToken } from '../stepFunctions/pendingTasks';
import type { Caller, StepFunctionsService } from '../stepFunctions/service';

const ANSWERS = new Set(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat']);

/** Undefined: it is of no such token. */
export async function answerOwnToken(
  { service, operation, input }: Call,
  stepFunctions: Pick<StepFunctionsService, 'call'>,
  from: Caller | undefined,
): Promise<{ readonly output: Members } | { readonly error: CallError } | undefined> {
  if (service.name !== 'sfn' || !ANSWERS.has(operation.name)) return undefined;
  const { taskToken } = input;
  if (typeof taskToken !== 'string' || !isLocalToken(taskToken)) return undefined;
  const { signal } = new AbortController();
  const answer = await stepFunctions.call(operation.name, jsonOf(input) as JsonObject, signal, {
    isDirect: true,
    from,
  });
  if (answer instanceof ApiError) return { error: { name: answer.code, message: answer.message } };
  return { output: answer };
}
