/** What is said of a sample event before the handler is called with it. */
import type { HandlerCode } from '../core/handlers/dataReads';
import type { Json } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { TriggerFact } from '../core/triggers/handOver';
import { faultsOf, pathText, toldAtOnce } from './check';
import { missingFor } from './likelySources';
import { throughFilters } from './passing/filtered';
import { schemaOf } from './source';
import { EVENT_SOURCES } from './sources';
import { mappingOf } from './verdict';

const MOST = 5;

export interface ToldOf {
  readonly handler?: HandlerCode;
  readonly triggers?: readonly TriggerFact[];
  /** A person has written it as an event of its source: it should be one. */
  readonly isWritten?: boolean;
}

/** @param source the name of the event's */
export function toldBefore(event: Json, source: string, { handler, triggers = [], isWritten }: ToldOf): Phrase[] {
  const missing = handler ? missingFor(handler)(event) : [];
  const { notes } = throughFilters(event, { source, filters: mappingOf(source, triggers)?.filters ?? [] }, () => true);
  return [
    ...(isWritten ? unlikeAws(event, source) : []),
    ...notes,
    ...(missing.length === 0
      ? []
      : [phrase`The handler reads what this event does not have: ${missing.slice(0, MOST).join(', ')}.`]),
  ];
}

/** The first of what is wrong with it, and how much more. */
function unlikeAws(event: Json, name: string): Phrase[] {
  const source = EVENT_SOURCES.find((each) => each.name === name);
  const [first, ...others] = source ? toldAtOnce(faultsOf(event, schemaOf(source))) : [];
  if (!source || !first) return [];
  const where = phrase`The event is not as AWS sends it (${source.title()}), at ${pathText(first.path)}: ${first.message}`;
  return [others.length === 0 ? where : phrase`${where} Other mistakes in it: ${others.length}.`];
}
