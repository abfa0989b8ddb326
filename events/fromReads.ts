/** The event of a handler with what the handler reads in it, where a person's own programs decide what there is. */
import { valueAt } from '../core/explain/values';
import type { EventUse } from '../core/handlers/dataReads';
import type { EventPath } from '../core/handlers/pieces';
import { add, emptyReads, pathsOf, readsAt, type DataReads } from '../core/handlers/reads';
import { isContainer, objectOf, type Json } from '../core/json';
import { jsonText, parsedJson } from '../core/jsonText';
import { BODY, type OwnEvent } from './fromTrigger';
import { has } from './likelySources';
import { itemMadeUp, madeUp } from './madeUp';
import type { Parameter } from './parameters';
import { makeEvent, type EventSource, type Filled } from './source';
import { EVENT_SOURCES } from './sources';

/** @param use what the handler does with its event; undefined: nobody knows */
export function fromReads(own: OwnEvent, use: EventUse | undefined): OwnEvent {
  const source = EVENT_SOURCES.find(({ name }) => name === own.source);
  if (!source?.filled || !use) return own;
  const made: { [parameter: string]: string } = {};
  for (const [name, place] of Object.entries(source.filled)) {
    if (own.texts[name] !== undefined && !(name === 'body' && own.texts.body === BODY)) continue;
    const there = readsAt(use.reads, place.at);
    const isPayload = name === Object.keys(source.filled)[0];
    const reads = isPayload ? withEnvelope(there, use.inEnvelope, source.parameters[name]!) : there;
    const text = reads && textOf(reads, name, place, source, own);
    if (text !== undefined) made[name] = text;
  }
  // A request has a body where its method takes one.
  if (made.body !== undefined && source.parameters.method) {
    if (/^(?:GET|HEAD|DELETE|OPTIONS)$/.test(own.texts.method ?? '')) delete made.body;
    else if (own.texts.method === undefined) made.method = 'POST';
  }
  return Object.keys(made).length === 0 ? own : { ...own, texts: { ...own.texts, ...made } };
}

/** What a schema asks of what is in an envelope it asks of the event's own payload. */
function withEnvelope(
  reads: DataReads | undefined,
  inside: DataReads | undefined,
  { kind }: Parameter,
): DataReads | undefined {
  if (!inside) return reads;
  const both = emptyReads();
  if (reads) add(both, reads);
  add(kind === 'text' ? (both.json ??= emptyReads()) : both, inside);
  return both;
}

function textOf(
  reads: DataReads,
  name: string,
  { at, as, plain = BODY }: Filled[string],
  source: EventSource,
  { texts }: OwnEvent,
): string | undefined {
  const { kind, default: byDefault, choices } = source.parameters[name]!;
  if (as === 'query') return queryText(reads);
  if (as === 'item') return reads.members.size > 0 ? jsonText(itemMadeUp(reads)) : undefined;
  if (as === 'more' || as === 'names') {
    const there = objectAt(source, texts, at);
    const more = [...reads.members].filter(([key]) => !Object.hasOwn(there, key));
    if (more.length === 0) return undefined;
    // `headers.host` of a request that has Host is the same header.
    const known = new Map(Object.entries(there).map(([key, value]) => [key.toLowerCase(), value as Json]));
    const valueOf = (key: string, each: DataReads): Json => {
      return known.get(key.toLowerCase()) ?? madeUp(as === 'names' ? emptyReads() : each, key);
    };
    const made = more.map(([key, each]) => [key, valueOf(key, each)]);
    return jsonText({ ...objectOf(parsedJson(byDefault)), ...Object.fromEntries(made) });
  }
  if (kind === 'json') {
    const asked = reads.json ?? reads;
    return asked.members.size > 0 ? jsonText(madeUp({ ...asked, json: undefined }, name)) : undefined;
  }
  // A template may have made an object of the text.
  const json = reads.json ?? (reads.members.size > 0 ? reads : undefined);
  const within = json && eventWithin(json);
  if (within !== undefined) return within;
  if (json) {
    const value = madeUp({ ...emptyReads(), json }, name) as string;
    if (value !== '{}') return value;
    // It is parsed, whatever is in it.
    return parsedJson(byDefault) === undefined ? BODY : byDefault;
  }
  const wanted = typeof reads.example === 'string' ? reads.example : undefined;
  if (wanted !== undefined && choices?.includes(wanted) !== false) return wanted;
  return byDefault === '' ? plain : undefined;
}

/** What a service writes into a message: a bucket or a rule into a queue or a topic. */
const CARRIED = ['s3', 's3-eventbridge', 'eventbridge'];

/** Of all that is read together: less may be anybody's. */
const LEAST_STEPS = 3;

/** The text of the event that a message holds, where all that is read in it is that event's. */
function eventWithin(json: DataReads): string | undefined {
  const paths = pathsOf(json);
  const steps = paths.reduce((sum, path) => sum + path.length, 0);
  if (steps < LEAST_STEPS || paths.every((path) => path.length === 1)) return undefined;
  for (const source of EVENT_SOURCES.filter(({ name }) => CARRIED.includes(name))) {
    const { texts } = fromReads({ source: source.name, texts: {} }, { types: [], reads: json });
    const made = makeEvent(source, texts, { seed: 0 });
    if ('event' in made && paths.every((path) => hasWithin(made.event, path))) return jsonText(made.event);
  }
  return undefined;
}

/** What goes on where that event has a text, such as `account.owner`, is somebody else's. */
function hasWithin(event: Json, path: EventPath): boolean {
  return has(event, path) && isContainer(valueAt(event, path.slice(0, -1)));
}

/** `size=1&tag=tag` */
function queryText({ members }: DataReads): string | undefined {
  const pairs = [...members].map(([name, each]) => {
    const value = madeUp(each, name);
    return `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'string' ? value : jsonText(value))}`;
  });
  return pairs.length === 0 ? undefined : pairs.join('&');
}

/** The object that the sample has at a place. */
function objectAt(source: EventSource, texts: OwnEvent['texts'], at: Filled[string]['at']): object {
  const made = makeEvent(source, texts, { seed: 0 });
  return objectOf('event' in made ? valueAt(made.event, at) : undefined);
}
