/** What a service adds to every answer of a kind, whatever it is asked; a mock that leaves it out is completed with it. */
import type { TaskCall } from '../../core/interpreter/host';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';

/** `RedriveStatus` and its like in the description of an execution that has succeeded. Source: recorded. */
export const SUCCEEDED_REDRIVE: JsonObject = {
  RedriveCount: 0,
  RedriveStatus: 'NOT_REDRIVABLE',
  RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
};

type Addition = (answer: JsonObject) => JsonObject | undefined;

const describedExecution: Addition = ({ ExecutionArn, Status }) =>
  ExecutionArn !== undefined && Status === 'SUCCEEDED' ? SUCCEEDED_REDRIVE : undefined;

/** By call and pattern. An answer in another shape is the mock's own affair. Source: recorded. */
const ADDITIONS: { readonly [call: string]: Addition } = {
  'lambda:invoke requestResponse': (answer) =>
    'Payload' in answer && 'StatusCode' in answer ? { ExecutedVersion: '$LATEST' } : undefined,
  'states:startExecution sync': describedExecution,
  'states:startExecution sync:2': describedExecution,
};

export function completeAnswer(
  { service, action, pattern }: Pick<TaskCall, 'service' | 'action' | 'pattern'>,
  answer: Json,
): Json {
  const call = `${service}:${action} ${pattern}`;
  const addition = isJsonObject(answer) && Object.hasOwn(ADDITIONS, call) ? ADDITIONS[call]!(answer) : undefined;
  return addition ? { ...addition, ...(answer as JsonObject) } : answer;
}
