/** What single events of a history say. */
import type { JsonObject } from '../../json';
import { jsonValue } from '../../jsonText';
import { errorOf } from '../../history/eventKinds';
import type { HistoryEvent } from '../historyEvent';
import type { FailurePoint } from './strandPoint';

/** A history that no execution can have: the message says which event. */
export class MisplacedEvent extends Error {}

/** A failure and when it happened. */
export function failureAt(event: HistoryEvent): FailurePoint {
  return { ...errorOf(event), at: event.timestamp };
}

/** The values of `assignedVariables`, which are texts. */
export function assigned(event: HistoryEvent, texts: { readonly [name: string]: string }): JsonObject {
  try {
    return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, jsonValue(text) as never]));
  } catch {
    throw new MisplacedEvent(`event ${event.id} assigns a variable a value that is not valid JSON`);
  }
}
