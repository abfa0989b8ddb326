import { INFERRED } from '../../core/inferredText';
import { stateError } from '../../core/catalog/services/javaNames';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { type Json, type JsonObject, isContainer } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import { questionOf } from '../question';
import type { RunServices, TaskRunner } from '../run';
import { ApiError } from '../stepFunctions/apiError';
import { OPERATION_NAMES } from '../stepFunctions/operations/operationNames';
import type { Parameter, Parameters } from '../stepFunctions/parameters';
import { waitForToken, type Submission } from '../waitForToken';
import { uncapitalized } from '../../core/uncapitalized';

/** `arn:aws:states:::aws-sdk:sfn:…`: a state that answers tokens, starts executions, or asks about them, in this very run. */
export const sfnSdkRunner: TaskRunner = {
  name: 'aws-sdk:sfn',
  run(call, run) {
    if (call.service !== 'aws-sdk:sfn' || !call.action) return undefined;
    const operation = call.action.charAt(0).toUpperCase() + call.action.slice(1);
    if (!(OPERATION_NAMES as readonly string[]).includes(operation)) return undefined;
    if (OF_MACHINES.test(operation) && run.aws?.destinationOf('sfn')) return undefined;
    if (call.pattern === 'waitForTaskToken') {
      return waitForToken(call, run, () => submit(operation, call, run));
    }
    return submitted(operation, call, run);
  },
};

async function submitted(operation: string, call: TaskCall, run: RunServices): Promise<TaskOutcome> {
  const submission = await submit(operation, call, run);
  if (!('type' in submission)) return { type: 'success', output: submission.output };
  // What was inferred names nothing that is here.
  const failed = submission.type === 'failure' ? submission.error : undefined;
  const isOfNothing = UNKNOWN.test(failed ?? '') && jsonText(call.input).includes(INFERRED);
  return (isOfNothing ? await run.inferAnswer?.(questionOf(call, run.machineName)) : undefined) ?? submission;
}

/** Errors of a call that is about nothing this machine has. */
const UNKNOWN = /\.(Invalid(Arn|Token)|\w+DoesNotExist|ResourceNotFound)(Exception)?$/;

/** What is no part of this run where calls of the service go elsewhere: to an endpoint, or to AWS. */
const OF_MACHINES =
  /^(Create|Update|Delete|Publish|Validate|Test)State|StateMachine(Alias|Version)|^(Tag|Untag)Resource$|^ListTags/;

async function submit(operation: string, call: TaskCall, run: RunServices): Promise<Submission> {
  const { OPERATIONS } = await import('../stepFunctions/operations');
  const answer = await run.stepFunctions.call(
    operation,
    requestOf(call.input, OPERATIONS[operation]?.parameters ?? {}),
    call.signal,
    { from: { call, machine: run.machineName, observeNested: run.observeNested, stack: run.stack } },
  );
  if (!(answer instanceof ApiError)) return { output: shown(answer) };
  const { code, message } = answer;
  // Words: recorded.
  const facts = `(Service: Sfn, Status Code: 400, Request ID: ${run.uuid()}) (SDK Attempt Count: 1)`;
  return { type: 'failure', error: stateError('SFN', code), cause: `${message} ${facts}` };
}

/** Members are named in Pascal case here; where the API wants a text, any JSON becomes one (recorded). */
function requestOf(input: Json, parameters: Parameters): JsonObject {
  return Object.fromEntries(
    Object.entries(isJsonObject(input) ? input : {}).map(([name, value]) => {
      const member = uncapitalized(name);
      const parameter = Object.hasOwn(parameters, member) ? parameters[member] : undefined;
      return [member, asMember(value, parameter)];
    }),
  );
}

function asMember(value: Json, parameter: Parameter | undefined): Json {
  if (!isContainer(value)) return value;
  if (parameter?.type === 'list' && Array.isArray(value)) return value.map((each) => asMember(each, parameter.item));
  if (parameter?.type === 'structure') return requestOf(value, parameter.members ?? {});
  return jsonText(value);
}

/** An answer as the state gets it: Pascal case, and moments as texts. */
function shown(value: Json): Json {
  if (Array.isArray(value)) return value.map(shown);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      /(Date|timestamp)$/.test(name) && typeof member === 'number'
        ? new Date(member * 1000).toISOString()
        : shown(member),
    ]),
  );
}
