/** What the caller of a handler would do with its answer, in words: the same in a terminal and in a console. */
import type { Json } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { faultsOf } from './check';
import { recognize } from './recognize';
import { schemaOf, type EventSource, type Verdict } from './source';
import { EVENT_SOURCES } from './sources';

/**
 * @param name of the source of the event, where somebody has said it; else as the event looks, which must then be one without a fault
 * @returns undefined: nobody knows who calls, or nobody has a wish about the answer
 */
export function verdictOf(answer: Json, event: Json, name?: string): Verdict | undefined {
  const source = name === undefined ? faultless(event) : EVENT_SOURCES.find((each) => each.name === name);
  return source?.answer?.(answer, event);
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
