/** What functions were given in an execution, as its history tells. */
import { isJsonObject, type Json } from '../json';
import type { HistoryEvent } from '../interpreter/historyEvent';
import { jsonText, parsedJson } from '../jsonText';

/**
 * JSON texts of what an event says that a function was given; none where it is no call of it. What was cut short is no data;
 * what was masked the caller knows.
 *
 * @param names by which a state may call it
 */
export function receivedBy(event: HistoryEvent, names: readonly string[]): string[] {
  const { lambdaFunctionScheduledEventDetails: own, taskScheduledEventDetails: task } = event;
  if (own) return isOf(own.resource, names) ? whole(own.input) : [];
  if (!task || task.resourceType !== 'lambda' || !task.resource.startsWith('invoke')) return [];
  const parameters = task.parameters === undefined ? undefined : parsedJson(task.parameters);
  if (!isJsonObject(parameters) || !isOf(parameters.FunctionName, names)) return [];
  return parameters.Payload === undefined ? [] : whole(jsonText(parameters.Payload));
}

/** A name, or an ARN of it with or without a version. */
function isOf(called: Json | undefined, names: readonly string[]): boolean {
  if (typeof called !== 'string') return false;
  const name = /:function:([^:]+)/.exec(called)?.[1] ?? called.split(':')[0]!;
  return names.includes(name) || names.includes(called);
}

function whole(text: string | undefined): string[] {
  return text === undefined || parsedJson(text) === undefined ? [] : [text];
}
