/** What happens in a service that the service tells others of, and whose triggers are about it. */
import type { JsonObject } from '../json';
import type { TriggerFact, TriggerReading } from './handOver';
import { lastOf, limitsOf, spelled } from './values';

export interface Occurrence {
  readonly source: keyof typeof WHERE | 'eventbridge';
  /** By the names of the parameters of the sample event that tells of it, in `events/sources`. */
  readonly texts: TriggerReading['texts'];
  /** As EventBridge has it; absent: it does not hear of it. */
  readonly event?: JsonObject;
  /** The name of the event bus that has it; absent: the one that each account has. */
  readonly bus?: string;
}

/** The parameter that must be the same. */
const WHERE = { s3: 'bucket', sqs: 'queue', sns: 'topic' } as const;

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
  { source, texts, event, bus = 'default' }: Occurrence,
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
  return { source: reading.source, texts };
}

/** Where a rule names its event bus, in the words of any kind of file: not all that is read of a rule has it. */
function busOf(properties: JsonObject): string | undefined {
  return lastOf(spelled(properties, 'EventBusName') ?? spelled(properties, 'EventBus'));
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
