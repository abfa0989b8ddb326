/** What the caller of a handler would do with its answer, in words: the same in a terminal and in a console. */
import type { Json } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { Mapping, TriggerFact, TriggerReading } from '../core/triggers/handOver';
import { readTrigger } from '../core/triggers/readTrigger';
import { customIntegrationCaller } from './callers/customIntegration';
import { faultsOf } from './check';
import { recognize } from './recognize';
import { schemaOf, type Caller, type EventSource, type HandlerError, type Verdict } from './source';
import { EVENT_SOURCES } from './sources';

/**
 * @param name of the source of the event, where somebody has said it; else as the event looks, which must then be one without a fault
 * @param triggers of the function
 * @returns undefined: nobody knows who calls, or nobody has a wish about the answer
 */
export function verdictOf(
  answer: Json,
  event: Json,
  name?: string,
  triggers: readonly TriggerFact[] = [],
): Verdict | undefined {
  const source = sourceOf(event, name);
  return source && callerOf(source, triggers)?.answered(answer, event, mappingOf(source.name, triggers));
}

/** What the caller would do where the handler fails. @param name as for {@link verdictOf} */
export function failureVerdictOf(
  error: HandlerError,
  event: Json,
  name?: string,
  triggers: readonly TriggerFact[] = [],
): Verdict | undefined {
  const source = sourceOf(event, name);
  return source && callerOf(source, triggers)?.failed(error, event);
}

function sourceOf(event: Json, name: string | undefined): EventSource | undefined {
  return name === undefined ? faultless(event) : EVENT_SOURCES.find((each) => each.name === name);
}

function callerOf({ name, caller }: EventSource, triggers: readonly TriggerFact[]): Caller | undefined {
  const read = readingsOf(name, triggers);
  // All that is known to send such events makes something else of them first.
  if (read.length === 0 || !read.every(({ handOver }) => handOver?.isMapped === true)) return caller;
  return customIntegrationCaller(read.length === 1 ? read[0]!.handOver?.errorPatterns : undefined);
}

/** The mapping that sends such events: where several do and differ, nobody knows which one it was. */
export function mappingOf(source: string, triggers: readonly TriggerFact[]): Mapping | undefined {
  const [first, ...others] = readingsOf(source, triggers).flatMap(({ mapping }) => mapping ?? []);
  return first && others.every((each) => JSON.stringify(each) === JSON.stringify(first)) ? first : undefined;
}

function readingsOf(source: string, triggers: readonly TriggerFact[]): TriggerReading[] {
  return triggers.flatMap((trigger) => readTrigger(trigger) ?? []).filter((each) => each.source === source);
}

function faultless(event: Json): EventSource | undefined {
  const source = recognize(event, EVENT_SOURCES);
  return source && faultsOf(event, schemaOf(source)).length === 0 ? source : undefined;
}

/** Some lines, each with its end. */
export function verdictText({ verdict, sentence, details }: Verdict): string {
  return `${HEADS[verdict]()}: ${sentence}\n${details.map((each) => `  ${each}\n`).join('')}`;
}

const HEADS: { readonly [kind in Verdict['verdict']]: () => Phrase } = {
  accepted: () => phrase`Accepted`,
  refused: () => phrase`Refused`,
  retried: () => phrase`Tried again`,
  ignored: () => phrase`Not read`,
};
