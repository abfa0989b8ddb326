/** What happens in a service that the service tells others of, and whose triggers are about it. */
import type { JsonObject } from '../json';
import type { TriggerFact, TriggerReading } from './handOver';
import { filterPolicy, lastOf, limitsOf, spelled } from './values';

export interface Occurrence {
  readonly source: keyof typeof WHERE | 'eventbridge';
  /** By the names of the parameters of the sample event that tells of it, in `events/sources`. */
  readonly texts: TriggerReading['texts'];
  /** As EventBridge has it; absent: it does not hear of it. */
  readonly event?: JsonObject;
  /** The name of the event bus that has it; absent: the one that each account has. */
  readonly bus?: string;
  /** What the filters of mappings and subscriptions look at, as far as it is known; absent: nothing is. */
  readonly filtered?: JsonObject;
}

/** The parameter that must be the same. */
const WHERE = { s3: 'bucket', sqs: 'queue', sns: 'topic', dynamodb: 'table', kinesis: 'stream' } as const;

/** An object of S3's. @param event as its notifications call what happens: `ObjectCreated:Put` */
export function ofObject(texts: { readonly bucket: string; readonly key: string; readonly event: string }): Occurrence {
  const { bucket, key, event } = texts;
  return {
    source: 's3',
    texts,
    event: {
      source: 'aws.s3',
      'detail-type': event.startsWith('ObjectRemoved') ? 'Object Deleted' : 'Object Created',
      detail: { bucket: { name: bucket }, object: { key }, reason: REASONS[event] ?? 'PutObject' },
    },
  };
}

/** Source: S3 user guide, "EventBridge event message structure". */
const REASONS: { readonly [event: string]: string } = {
  'ObjectCreated:Copy': 'CopyObject',
  'ObjectCreated:CompleteMultipartUpload': 'CompleteMultipartUpload',
  'ObjectRemoved:Delete': 'DeleteObject',
};

/**
 * How the trigger would tell of it: the name and the parameters of its sample event. Undefined: it is not about it.
 *
 * @param takes whether a rule's pattern takes an event
 */
export function startedBy(
  { trigger, reading }: { readonly trigger: TriggerFact; readonly reading: TriggerReading },
  { source, texts, event, bus = DEFAULT_BUS, filtered }: Occurrence,
  takes: (event: JsonObject, pattern: JsonObject) => boolean,
): Pick<TriggerReading, 'source' | 'texts'> | undefined {
  const pattern = reading.handOver?.pattern;
  if (reading.handOver && !pattern) return undefined;
  if (pattern) {
    if (!event || !takes(event, pattern) || (busOf(trigger.properties) ?? bus) !== bus) return undefined;
    return source === 's3'
      ? { source: 's3-eventbridge', texts: { ...texts, event: String(event['detail-type']) } }
      : { source, texts };
  }
  // What has no pattern may be a schedule: a permission does not say.
  if (source === 'eventbridge') return undefined;
  const where = WHERE[source];
  const isSame =
    reading.source.split('-')[0] === source && texts[where] !== undefined && reading.texts[where] === texts[where];
  if (!isSame || (source === 's3' && !isAboutObject(trigger.properties, texts))) return undefined;
  const filters = filtersOf(source, trigger.properties, reading);
  const isTaken = (filter: JsonObject): boolean => takes(filtered ?? {}, knownOf(filter, filtered));
  return filters.length === 0 || filters.some(isTaken) ? { source: reading.source, texts } : undefined;
}

const DEFAULT_BUS = 'default';

/** Which event bus a rule listens to, in the words of any kind of file. Undefined: it is not known which. */
function busOf(properties: JsonObject): string | undefined {
  const written = spelled(properties, 'EventBusName') ?? spelled(properties, 'EventBus');
  return written === undefined ? DEFAULT_BUS : lastOf(written);
}

/** Patterns, of which one must take what happened: those of a mapping, or the policy of a subscription. */
function filtersOf(source: Occurrence['source'], properties: JsonObject, { mapping }: TriggerReading): JsonObject[] {
  if (source !== 'sns') return [...(mapping?.filters ?? [])];
  const { policy, about } = filterPolicy(properties);
  return Object.keys(policy).length > 0 ? [{ [about]: policy }] : [];
}

/** As much of a filter as can be told of: when a message was sent, nobody knows before it is. */
function knownOf(filter: JsonObject, filtered: JsonObject = {}): JsonObject {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => Object.hasOwn(filtered, name)));
}

function isAboutObject(properties: JsonObject, { event = '', key = '' }: TriggerReading['texts']): boolean {
  const events = [spelled(properties, 'Events') ?? spelled(properties, 'Event') ?? 's3:ObjectCreated:*'].flat();
  const isAsked = events.some((each) => {
    const [kind = '', of] = String(each).replace(/^s3:/, '').split(':');
    return event === `${kind}:${of}` || (of === '*' && event.startsWith(`${kind}:`));
  });
  const [prefixes, suffixes] = [limitsOf(properties, 'prefix'), limitsOf(properties, 'suffix')];
  return (
    isAsked && prefixes.every((prefix) => key.startsWith(prefix)) && suffixes.every((suffix) => key.endsWith(suffix))
  );
}
