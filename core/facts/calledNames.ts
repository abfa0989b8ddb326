/** What a Task calls, by the names that its definition has for functions and machines. */
import { parseResource } from '../catalog/integrations';
import { isJsonObject } from '../json';
import type { State } from '../model/machine';

export type TaskTarget =
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'machine'; readonly name: string }
  /** `sqs:sendMessage`, `aws-sdk:s3:getObject`, `activity:Approve`. */
  | { readonly kind: 'service'; readonly name: string };

/** @param state whose plain value has its deploy-time values in place; undefined where it is no Task, or its Resource no text */
export function taskTarget({ type, definition }: State): TaskTarget | undefined {
  const { Resource: resource, Parameters: parameters, Arguments: given } = definition;
  if (type !== 'Task' || typeof resource !== 'string') return undefined;
  const parsed = parseResource(resource);
  if (!parsed) return { kind: 'function', name: resource };
  if (parsed.kind === 'lambda') return { kind: 'function', name: resource };
  if (parsed.kind === 'activity') return { kind: 'service', name: `activity:${parsed.activityName}` };
  const input = isJsonObject(given) ? given : isJsonObject(parameters) ? parameters : {};
  const { service, action, sdk } = parsed;
  const named = (value: unknown): value is string => typeof value === 'string' && !/^\s*\{%/.test(value);
  if (service === 'lambda' && named(input.FunctionName)) return { kind: 'function', name: input.FunctionName };
  if (/^(states|sfn)$/.test(service) && named(input.StateMachineArn)) {
    return { kind: 'machine', name: input.StateMachineArn };
  }
  return { kind: 'service', name: `${sdk ? 'aws-sdk:' : ''}${service}:${action}` };
}

/** Whether a Task starts another execution of its own machine: a batch that goes on in the next one. */
export function startsItself({ type, definition }: State): boolean {
  const { Resource: resource, Parameters: parameters, Arguments: given } = definition;
  const parsed = type === 'Task' && typeof resource === 'string' ? parseResource(resource) : undefined;
  if (parsed?.kind !== 'integration' || !/^(states|sfn)$/.test(parsed.service)) return false;
  const path = isJsonObject(parameters) ? parameters['StateMachineArn.$'] : undefined;
  const expression = isJsonObject(given) ? given.StateMachineArn : undefined;
  return (
    path === '$$.StateMachine.Id' ||
    (typeof expression === 'string' && /^\{%\s*\$states\.context\.StateMachine\.Id\s*%\}$/.test(expression.trim()))
  );
}
