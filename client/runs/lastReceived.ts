/** What a function was given in the latest runs of workflows that called it. */
import type { ViewEvent } from '../../core/graph/viewEvent';
import { isJsonObject, type Json } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { MASKED } from '../../core/mask';
import type { ClientContext } from '../clientContext';
import { contentOf } from './runContent';
import { momentText } from './runWords';

/** Runs that are looked into: each may have to be read from its file, while a person waits for a list. */
const MOST_RUNS = 3;
const MOST = 3;

export interface Received {
  /** JSON. */
  readonly text: string;
  readonly when: string;
}

/**
 * @param names by which a state may call it
 * @returns the newest first, each once
 */
export async function lastReceived(
  { runs, server }: Pick<ClientContext, 'runs' | 'server'>,
  names: readonly string[],
): Promise<Received[]> {
  const latest = runs.all().slice(0, MOST_RUNS);
  const contents = await Promise.all(latest.map((run) => contentOf(runs, server, run)));
  const found = latest.flatMap((run, index) => {
    const content = contents[index]!;
    if (typeof content === 'string') return [];
    const when = phrase`in the run of ${run.name} of ${momentText(run.startedAt)}`;
    return content.events.all.flatMap((event) => receivedBy(event, names).map((text) => ({ text, when }))).reverse();
  });
  return found.filter(({ text }, index) => found.findIndex((each) => each.text === text) === index).slice(0, MOST);
}

/** None where the event is no call of it. */
function receivedBy(event: ViewEvent, names: readonly string[]): string[] {
  if (!('event' in event)) return [];
  const { lambdaFunctionScheduledEventDetails: own, taskScheduledEventDetails: task } = event.event;
  if (own) return isOf(own.resource, names) ? whole(own.input) : [];
  if (!task || task.resourceType !== 'lambda' || !task.resource.startsWith('invoke')) return [];
  const parameters = valueOf(task.parameters);
  if (!isJsonObject(parameters) || !isOf(parameters.FunctionName, names)) return [];
  return parameters.Payload === undefined ? [] : whole(jsonText(parameters.Payload));
}

/** A name, or an ARN of it with or without a version. */
function isOf(called: Json | undefined, names: readonly string[]): boolean {
  if (typeof called !== 'string') return false;
  const name = /:function:([^:]+)/.exec(called)?.[1] ?? called.split(':')[0]!;
  return names.includes(name) || names.includes(called);
}

/** What was cut short or masked is no data. */
function whole(text: string | undefined): string[] {
  return text === undefined || text.includes(MASKED) || valueOf(text) === undefined ? [] : [text];
}

function valueOf(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : jsonValue(text);
  } catch {
    return undefined;
  }
}
