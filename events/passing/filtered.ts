/**
 * What the filters of an event source mapping or of a pipe let through.
 *
 * Source: Lambda, "Control which events Lambda sends to your function" (invocation-eventfiltering); EventBridge, "Amazon EventBridge
 * Pipes filtering".
 */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { jsonText, parsedJson } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { decodeBase64 } from '../../core/query/hash/bytes';
import { digest } from '../../core/query/hash/digest';
import { base64Of } from '../fresh';
import type { Handed } from './inputTemplate';
import { fitted } from './pattern';

/** The member that a pattern sees as JSON, where its text is JSON. */
interface Payload {
  readonly name: string;
  readonly isBase64: boolean;
}

const PAYLOADS: { readonly [source: string]: Payload } = {
  sqs: { name: 'body', isBase64: false },
  'pipes-sqs': { name: 'body', isBase64: false },
  'sqs-fifo': { name: 'body', isBase64: false },
  kinesis: { name: 'data', isBase64: true },
  msk: { name: 'value', isBase64: true },
  kafka: { name: 'value', isBase64: true },
  'mq-activemq': { name: 'data', isBase64: true },
  'mq-rabbitmq': { name: 'data', isBase64: true },
};

interface Filtered {
  readonly source: string;
  /** Patterns, of which a record must match one; none: all are taken. */
  readonly filters: readonly JsonObject[];
  /** The name of the pipe whose they are; absent: they are an event source mapping's. */
  readonly pipe?: string;
}

/**
 * The event made such that it comes through, and what of it does not.
 * @param isGiven whether a person gave the member: it stays as it is
 */
export function throughFilters(
  event: Json,
  { source, filters, pipe }: Filtered,
  isGiven: (member: string) => boolean,
): { readonly input: Json; readonly notes: Extract<Handed, { notes: unknown }>['notes'] } {
  if (filters.length === 0) return { input: event, notes: [] };
  const unfit = new Set<string>();
  const input = eachRecord(event, (record) => {
    const tried = filters.map((pattern) => fit(record, pattern, PAYLOADS[source], isGiven));
    const taken = tried.find((each) => each.isAsItWas) ?? tried.find((each) => each.unfit.length === 0);
    if (!taken) for (const path of tried[0]!.unfit) unfit.add(path);
    return taken?.record ?? record;
  });
  if (unfit.size === 0) return { input, notes: [] };
  const paths = [...unfit].join(', ');
  const note =
    pipe === undefined
      ? phrase`The filter of the event source mapping would drop this event because of ${paths}.`
      : phrase`The filter of the pipe would drop this event because of ${paths}.`;
  return { input, notes: [note] };
}

function fit(
  record: JsonObject,
  pattern: JsonObject,
  payload: Payload | undefined,
  isGiven: (member: string) => boolean,
): { readonly record: JsonObject; readonly unfit: readonly string[]; readonly isAsItWas: boolean } {
  // What Kinesis says of a record stands in a member of its own.
  const { kinesis } = record;
  const inner = isJsonObject(kinesis) ? kinesis : record;
  const text = payload && inner[payload.name];
  const plain = typeof text === 'string' && payload?.isBase64 ? decodeBase64(text) : text;
  const parsed = typeof plain === 'string' && /^\s*[[{]/.test(plain) ? parsedJson(plain) : undefined;
  const seen: JsonObject = { ...record, ...inner };
  if (payload) seen[payload.name] = parsed ?? plain ?? null;
  const { event, unfit } = fitted(seen, pattern, isGiven);
  const isAsItWas = unfit.length === 0 && jsonText(event) === jsonText(seen);
  if (isAsItWas || unfit.length > 0) return { record, unfit, isAsItWas };
  if (!payload) return { record: event, unfit, isAsItWas };
  const made = event[payload.name] ?? '';
  const written = typeof made === 'string' ? made : jsonText(made);
  const value = payload.isBase64 ? base64Of(written) : written;
  if (isJsonObject(kinesis))
    return { record: { ...record, kinesis: { ...kinesis, [payload.name]: value } }, unfit, isAsItWas };
  const sum: JsonObject = record.md5OfBody === undefined ? {} : { md5OfBody: digest(written, 'MD5') };
  return { record: { ...event, [payload.name]: value, ...sum }, unfit, isAsItWas };
}

/** Records, messages and events of an event, in whichever lists they are. */
function eachRecord(event: Json, change: (record: JsonObject) => JsonObject): Json {
  const inList = (value: Json): Json =>
    Array.isArray(value) ? value.map((each) => (isJsonObject(each) ? change(each) : each)) : value;
  if (!isJsonObject(event)) return inList(event);
  const lists = ['Records', 'messages', 'events', 'records', 'rmqMessagesByQueue'];
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      if (!lists.includes(name)) return [name, value];
      if (Array.isArray(value)) return [name, inList(value)];
      return [name, Object.fromEntries(Object.entries(objectOf(value)).map(([key, list]) => [key, inList(list)]))];
    }),
  );
}
