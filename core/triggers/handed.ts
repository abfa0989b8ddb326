/** What rules, schedules and pipes hand over, which all kinds of deployment files say in the same words, but for their spelling. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../json';
import { jsonText, parsedJson } from '../jsonText';
import type { HandOver, TriggerReading } from './handOver';
import { filtersOf } from './mapping';
import { atPlace, firstOf, lastOf, ofSource, patterned, spelled, textOf, texts } from './values';

/** A rule of EventBridge fires at times or on events. @param target what is said of what it starts */
export function rule(
  given: { readonly name?: Json; readonly schedule?: Json; readonly pattern?: Json },
  target: Json | undefined,
): TriggerReading {
  const pattern = objectIn(given.pattern);
  const isScheduled = !pattern && given.schedule !== undefined;
  const called = textOf(given.name);
  const handOver: HandOver = { by: isScheduled ? 'scheduled-rule' : 'rule', called, pattern, ...handed(target) };
  return isScheduled
    ? { source: 'scheduled-rule', texts: texts({ rule: called }), handOver }
    : { ...eventOf(pattern), handOver };
}

/** S3's events have more that goes with the bucket, such as its ARN. */
function eventOf(pattern: JsonObject | undefined): TriggerReading {
  if (firstOf(pattern?.source) !== 'aws.s3') return { source: 'eventbridge', texts: patterned(pattern) };
  const bucket = firstOf(atPlace(pattern, 'detail', 'bucket', 'name'));
  return { source: 's3-eventbridge', texts: texts({ bucket, event: firstOf(pattern?.['detail-type']) }) };
}

export function schedule(given: { readonly name?: Json }, target: Json | undefined): TriggerReading {
  const called = textOf(given.name);
  return {
    source: 'scheduled-rule',
    texts: texts({ rule: lastOf(called) }),
    handOver: { by: 'scheduled-rule', called, ...handed(target) },
  };
}

export function scheduler(
  given: { readonly name?: Json; readonly group?: Json },
  target: Json | undefined,
): TriggerReading {
  const called = textOf(given.name);
  return {
    source: 'scheduler',
    texts: texts({ schedule: lastOf(called), group: lastOf(textOf(given.group)) }),
    handOver: { by: 'scheduler', called, ...handed(target) },
  };
}

export function pipe(
  given: {
    readonly name?: Json;
    readonly source?: Json;
    readonly enrichment?: Json;
    /** Terraform has a block of them. */
    readonly source_parameters?: Json;
  },
  target: Json | undefined,
): TriggerReading {
  const source = textOf(given.source);
  const isKafka = /^(?:smk:\/\/|[\w.-]+:\d+)/.test(source ?? '');
  const read = isKafka ? { source: 'kafka', texts: {} } : ofSource(source);
  const filters = filtersOf(objectOf([given.source_parameters ?? null].flat()[0]));
  const isQueue = read === undefined || read.source.startsWith('sqs');
  return {
    source: isQueue ? 'pipes-sqs' : read.source,
    texts: read?.texts ?? {},
    handOver: {
      by: 'pipe',
      called: textOf(given.name),
      source,
      inputTemplate: textOf(spelled(target, 'InputTemplate')),
      isEnriched: given.enrichment === undefined ? undefined : true,
      filters: filters.length > 0 ? filters : undefined,
    },
  };
}

function handed(target: Json | undefined): Pick<HandOver, 'input' | 'inputPath' | 'inputPaths' | 'inputTemplate'> {
  const input = spelled(target, 'Input');
  const transformer = spelled(target, 'InputTransformer');
  if (input !== undefined && input !== null) return { input: typeof input === 'string' ? input : jsonText(input) };
  if (transformer === undefined) return { inputPath: textOf(spelled(target, 'InputPath')) };
  return {
    inputPaths: textsIn(spelled(transformer, 'InputPathsMap') ?? spelled(transformer, 'InputPaths')),
    inputTemplate: textOf(spelled(transformer, 'InputTemplate')),
  };
}

/** A pattern may be written as JSON text. */
function objectIn(value: Json | undefined): JsonObject | undefined {
  const read = typeof value === 'string' ? parsedJson(value) : value;
  return isJsonObject(read) ? read : undefined;
}

export function textsIn(value: Json | undefined): { readonly [name: string]: string } | undefined {
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
