/**
 * A history as text → events. Three spellings are read: what GetExecutionHistory answers (`{"events": […]}`, moments as
 * ISO texts or as seconds since the epoch), the bare array, and keys in upper camel case as some SDKs print them.
 */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { HistoryEvent } from '../historyEvent';
import { parseTimestamp } from '../../timestamp';
import { uncapitalized } from '../../uncapitalized';

export interface Problem {
  /** One sentence. */
  readonly problem: string;
}

/** A history cannot be longer: see {@link MAXIMUM_EVENTS}; express ones, which have no such limit, are not resumed. */
const MOST_EVENTS = 1_000_000;

/** Reads the events of a parsed history, in the order of their ids, which run from 1 without gaps. */
export function readEvents(history: Json): HistoryEvent[] | Problem {
  const list = listOf(history);
  if (!list)
    return {
      problem: 'a history must be a list of events, or an object with "events", as GetExecutionHistory returns it.',
    };
  if (list.length === 0) return { problem: 'it has no events.' };
  if (list.length > MOST_EVENTS) return { problem: `it has more than ${MOST_EVENTS} events.` };
  const events: HistoryEvent[] = [];
  for (const entry of list) {
    const event = readEvent(entry);
    if ('problem' in event) return event;
    events.push(event);
  }
  events.sort((first, second) => first.id - second.id);
  const gap = events.findIndex(({ id }, index) => id !== index + 1);
  if (gap >= 0) {
    return {
      problem: `event ${gap + 1} is missing: a history must be complete, with all its pages from the first event on.`,
    };
  }
  return events;
}

function listOf(history: Json): Json[] | undefined {
  if (Array.isArray(history)) return history;
  if (!isJsonObject(history)) return undefined;
  const events = history.events ?? history.Events;
  return Array.isArray(events) ? events : undefined;
}

function readEvent(entry: Json): HistoryEvent | Problem {
  if (!isJsonObject(entry)) return { problem: `an event must be an object, not ${shown(entry)}.` };
  const event = typeof entry.type === 'string' ? entry : lowered(entry);
  const { id, type } = event;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) {
    return {
      problem: `an event must have an "id" that is a whole number of at least 1, and ${shown(entry)} does not.`,
    };
  }
  if (typeof type !== 'string') return { problem: `event ${id} has no "type".` };
  const previousEventId = event.previousEventId ?? 0;
  if (typeof previousEventId !== 'number' || !Number.isSafeInteger(previousEventId) || previousEventId < 0) {
    return { problem: `"previousEventId" of event ${id} must be the id of an event.` };
  }
  if (previousEventId >= id) return { problem: `event ${id} follows event ${previousEventId}, which is later.` };
  const timestamp = momentOf(event.timestamp);
  if (timestamp === undefined) return { problem: `"timestamp" of event ${id} must be a time.` };
  for (const [key, details] of Object.entries(event)) {
    if (!key.endsWith('EventDetails')) continue;
    if (!isJsonObject(details)) return { problem: `"${key}" of event ${id} must be an object.` };
    const wrong = Object.entries(details).find(([name, value]) => !isOfKind(name, value));
    if (wrong) return { problem: `"${wrong[0]}" of event ${id} does not have the value that AWS writes there.` };
  }
  return { ...event, id, type, previousEventId, timestamp } as unknown as HistoryEvent;
}

const TEXTS = ['name', 'input', 'output', 'error', 'cause', 'mapRunArn', 'state', 'location', 'roleArn', 'parameters'];
const COUNTS = ['index', 'length', 'redriveCount'];

/** Whether a detail has the type that its readers take for granted. */
function isOfKind(name: string, value: Json): boolean {
  if (TEXTS.includes(name)) return typeof value === 'string';
  if (COUNTS.includes(name)) return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (name === 'assignedVariables') {
    return isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string');
  }
  return true;
}

/** Seconds since the epoch (the API's own JSON), or a text with any offset. */
function momentOf(value: Json | undefined): string | undefined {
  const milliseconds =
    typeof value === 'number'
      ? Math.round(value * 1000)
      : typeof value === 'string'
        ? parseTimestamp(value)
        : undefined;
  if (milliseconds === undefined || Math.abs(milliseconds) > 8.64e15) return undefined;
  return new Date(milliseconds).toISOString();
}

/** Keys of the event and of its details, in lower camel case. */
function lowered(entry: JsonObject): JsonObject {
  const lower = (object: JsonObject): [string, Json][] =>
    Object.entries(object).map(([key, value]) => [uncapitalized(key), value]);
  return Object.fromEntries(
    lower(entry).map(([key, value]): [string, Json] => [
      key,
      key.endsWith('EventDetails') && isJsonObject(value) ? Object.fromEntries(lower(value)) : value,
    ]),
  );
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
