import { parseResource } from '../../core/catalog/integrations';
import { inApi } from '../../core/catalog/services/definitionNames';
import { isJsonObject } from '../../core/json';
import type { State } from '../../core/model/machine';
import { commandOf } from '../runners/callService';
import { tableOf } from './catalogue';
import type { ServiceCall } from './serviceCall';

/**
 * The call that a Task makes, as far as its definition says it: an argument that a run computes is an empty text. Undefined: it calls
 * no service once, or waits for what a job or a token makes of it.
 */
export function callOfState({ type, definition }: State): ServiceCall | undefined {
  const { Resource: resource, Parameters: parameters, Arguments: given } = definition;
  const parsed = type === 'Task' && typeof resource === 'string' ? parseResource(resource) : undefined;
  if (parsed?.kind !== 'integration' || parsed.pattern !== 'requestResponse') return undefined;
  const command = commandOf({ ...parsed, resource: String(resource) });
  if (!command) return undefined;
  const table = tableOf(command.service);
  const written = isJsonObject(given) ? given : isJsonObject(parameters) ? parameters : {};
  const known = Object.entries(written).map(([name, value]) => {
    const isComputed = name.endsWith('.$') || (typeof value === 'string' && /^\s*\{%/.test(value));
    return [name.replace(/\.\$$/, ''), isComputed ? '' : value] as const;
  });
  const input = inApi(Object.fromEntries(known), table?.operations.get(command.action)?.input);
  return { ...command, service: table?.name ?? command.service, input: isJsonObject(input) ? input : {} };
}
