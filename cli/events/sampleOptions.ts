/** A sample event as a command line asks for it: by name, with parameters and a seed. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import type { Events } from '../../events/load';
import type { EventSource, MakeOptions, Texts } from '../../events';

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

/** `--set NAME=VALUE`, one after another. */
export function readTexts(set: readonly string[] = []): { readonly texts: Texts } | { readonly problem: Phrase } {
  const bad = set.find((each) => each.indexOf('=') < 1);
  if (bad !== undefined) return { problem: phrase`--set must be NAME=VALUE, not "${bad}".` };
  return {
    texts: Object.fromEntries(set.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)])),
  };
}

/** Without a seed, values of chance and the present time. */
export function readSeed(seed: string | undefined): MakeOptions | { readonly problem: Phrase } {
  if (seed === undefined) return { seed: Math.floor(Math.random() * 2 ** 32), now: Date.now() };
  if (!/^\d{1,10}$/.test(seed)) return { problem: phrase`--seed must be a whole number, not "${seed}".` };
  return { seed: Number(seed) };
}
