/**
 * What a service adds to every answer of a kind, whatever it is asked; a mock that leaves it out is completed with it. A mock
 * of `lambda:invoke` may also be what the function returns, alone: both forms are in use.
 */
import type { TaskCall } from '../../core/interpreter/host';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';

/** `RedriveStatus` and its like in the description of an execution that has succeeded. Source: recorded. */
export const SUCCEEDED_REDRIVE: JsonObject = {
  RedriveCount: 0,
  RedriveStatus: 'NOT_REDRIVABLE',
  RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
};

type Completion = (answer: Json) => Json;

const describedExecution: Completion = (answer) =>
  isJsonObject(answer) && answer.ExecutionArn !== undefined && answer.Status === 'SUCCEEDED'
    ? { ...SUCCEEDED_REDRIVE, ...answer }
    : answer;

const INVOKED = { ExecutedVersion: '$LATEST', StatusCode: 200 };

/** What tells the answer of `lambda:invoke` from what a function returns. */
const INVOKED_MEMBERS = ['Payload', 'StatusCode', 'ExecutedVersion', 'FunctionError', 'LogResult'];

const invokedFunction: Completion = (answer) => {
  const isWhole = isJsonObject(answer) && INVOKED_MEMBERS.some((name) => Object.hasOwn(answer, name));
  return { ...INVOKED, ...(isWhole ? answer : { Payload: answer }) };
};

/** By call and pattern. An answer in another shape is the mock's own affair. Source: recorded. */
const COMPLETIONS: { readonly [call: string]: Completion } = {
  'lambda:invoke requestResponse': invokedFunction,
  'states:startExecution sync': describedExecution,
  'states:startExecution sync:2': describedExecution,
};

export function completeAnswer(
  { service, action, pattern }: Pick<TaskCall, 'service' | 'action' | 'pattern'>,
  answer: Json,
): Json {
  const call = `${service}:${action} ${pattern}`;
  return Object.hasOwn(COMPLETIONS, call) ? COMPLETIONS[call]!(answer) : answer;
}
