/** A sample event as a command line asks for it: by name, with parameters and a seed. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { readNamedTexts } from '../../core/namedTexts';
import { nearestName } from '../../core/nearestName';
import type { Events } from '../../events/load';
import type { EventSource, MakeOptions, OwnEvent } from '../../events';
import type { EventUse } from '../../core/handlers/dataReads';
import type { Json } from '../../core/json';

/** The source of that name, or the sentence that there is none. */
export function sourceNamed(name: string, { EVENT_SOURCES }: Events): EventSource | { readonly problem: Phrase } {
  const found = EVENT_SOURCES.find((source) => source.name === name);
  if (found) return found;
  const names = EVENT_SOURCES.map((source) => source.name);
  const nearest = nearestName(name, names) ?? names.find((each) => each.includes(name.toLowerCase()));
  return {
    problem:
      nearest === undefined
        ? phrase`There is no sample event "${name}". "stepwise events list" shows all.`
        : phrase`There is no sample event "${name}". Did you mean ${nearest}?`,
  };
}

/** Without a seed, values of chance and the present time. */
export function readSeed(seed: string | undefined): MakeOptions | { readonly problem: Phrase } {
  if (seed === undefined) return { seed: Math.floor(Math.random() * 2 ** 32), now: Date.now() };
  if (!/^\d{1,10}$/.test(seed)) return { problem: phrase`--seed must be a whole number, not "${seed}".` };
  return { seed: Number(seed) };
}

/** Whether an event of the command line is the name of a source, and no JSON and no file. */
export function isSourceName(written: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(written);
}

/** An event made for a call, and what its caller would do with the answer. */
export interface Sample {
  readonly source: EventSource;
  readonly event: Json;
  /** What is said of it, such as that it is none that the trigger is about. */
  readonly notes: readonly Phrase[];
}

interface Wish {
  readonly set?: readonly string[];
  readonly seed?: string;
  /** What the handler does with it. */
  readonly use?: EventUse;
}

/** @param of a source by its name, or what a trigger sends */
export function makeSample(
  of: string | OwnEvent,
  { set, seed, use }: Wish,
  events: Events,
): Sample | { readonly problem: Phrase } {
  const own = typeof of === 'string' ? { source: of, texts: {} } : of;
  const source = sourceNamed(own.source, events);
  if ('problem' in source) return source;
  const given = readNamedTexts(set);
  if ('bad' in given) return { problem: phrase`--set must be NAME=VALUE, not "${given.bad}".` };
  if (own.handOver?.input !== undefined && Object.keys(given.texts).length > 0)
    return { problem: phrase`The input of this trigger is written in its file. Leave out --set.` };
  const options = readSeed(seed);
  if ('problem' in options) return options;
  const made = events.passedOn(events.fromReads(own, use), events.EVENT_SOURCES, given.texts, options);
  return 'problem' in made ? made : { source, event: made.input, notes: made.notes };
}
