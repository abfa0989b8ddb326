/** What single events of a history say. */
import type { JsonObject } from '../../json';
import { STATE_TYPES, type StateType } from '../../model/machine';
import type { ErrorDetails, HistoryEvent } from '../historyEvent';
import type { FailurePoint } from './linePoint';

/** A history that no execution can have: the message says which event. */
export class MisplacedEvent extends Error {}

/** Of `ParallelStateStarted`, Parallel. */
export function stateTypeOf(type: string): StateType {
  const found = STATE_TYPES.find((candidate) => type.startsWith(`${candidate}State`));
  if (!found) throw new MisplacedEvent(`"${type}" does not belong to a known type of state`);
  return found;
}

/** Error and cause, whatever kind of event tells them. */
export function detailsOf(event: HistoryEvent): ErrorDetails {
  const found = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as ErrorDetails | undefined;
  return {
    ...(found?.error !== undefined && { error: found.error }),
    ...(found?.cause !== undefined && { cause: found.cause }),
  };
}

/** A failure and when it happened. */
export function failureAt(event: HistoryEvent): FailurePoint {
  return { ...detailsOf(event), at: event.timestamp };
}

/** The values of `assignedVariables`, which are texts. */
export function assigned(event: HistoryEvent, texts: { readonly [name: string]: string }): JsonObject {
  try {
    return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text) as never]));
  } catch {
    throw new MisplacedEvent(`event ${event.id} assigns a variable a value that is not valid JSON`);
  }
}
