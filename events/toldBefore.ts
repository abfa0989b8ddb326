/** What is said of a sample event before the handler is called with it. */
import type { HandlerCode } from '../core/handlers/dataReads';
import type { Json } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { TriggerFact } from '../core/triggers/handOver';
import { missingFor } from './likelySources';
import { throughFilters } from './passing/filtered';
import { mappingOf } from './verdict';

const MOST = 5;

/** @param source the name of the event's */
export function toldBefore(
  event: Json,
  source: string,
  { handler, triggers = [] }: { readonly handler?: HandlerCode; readonly triggers?: readonly TriggerFact[] },
): Phrase[] {
  const missing = handler ? missingFor(handler)(event) : [];
  const { notes } = throughFilters(event, { source, filters: mappingOf(source, triggers)?.filters ?? [] }, () => true);
  return missing.length === 0
    ? [...notes]
    : [...notes, phrase`The handler reads what this event does not have: ${missing.slice(0, MOST).join(', ')}.`];
}
