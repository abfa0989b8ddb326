/** What a pipe hands over: a list of records, each as its template has it. Source: EventBridge, "Amazon EventBridge Pipes". */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { parsedJson } from '../../core/jsonText';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { decodeBase64 } from '../../core/query/hash/bytes';
import type { HandOver } from '../../core/triggers/handOver';
import type { Fresh } from '../fresh';
import { atPath } from './eventPath';
import { fillTemplate, type Handed } from './inputTemplate';

export function pipedRecords(
  event: Json,
  { called, source, inputTemplate, isEnriched }: HandOver,
  fresh: Fresh,
): Handed {
  const notes: Phrase[] = isEnriched
    ? [phrase`The pipe asks something else first (Enrichment): that is not done here.`]
    : [];
  const records = recordsOf(event);
  if (inputTemplate === undefined) return { input: [...records], notes };
  const name = called ?? 'pipe';
  const reserved = (record: Json): { readonly [name: string]: Json } => ({
    'aws.pipes.pipe-arn': fresh.arn('pipes', `pipe/${name}`),
    'aws.pipes.pipe-name': name,
    'aws.pipes.source-arn': source ?? '',
    'aws.pipes.event.ingestion-time': fresh.time.isoMillis,
    'aws.pipes.event': record,
    'aws.pipes.event.json': record,
  });
  const made: Json[] = [];
  for (const record of records) {
    const known = reserved(record);
    const parsed = withParsedData(record);
    const filled = fillTemplate(inputTemplate, (each) => {
      if (Object.hasOwn(known, each)) return { value: known[each] };
      return each.startsWith('$')
        ? atPath(parsed, each)
        : { problem: phrase`The template uses <${each}>, which pipes do not have.` };
    });
    if ('problem' in filled) return filled;
    made.push(filled.input);
    notes.push(...filled.notes.filter((note) => !notes.includes(note)));
  }
  return { input: made, notes };
}

/** A pipe has a list where a function has an object, and what Kinesis says of a record beside the rest. */
function recordsOf(event: Json): readonly Json[] {
  if (Array.isArray(event)) return event;
  const { Records: records, records: byTopic, messages } = event as JsonObject;
  const found = records ?? messages ?? Object.values(objectOf(byTopic)).flat();
  return (found as readonly Json[]).map((record) => {
    if (!isJsonObject(record) || !isJsonObject(record.kinesis)) return record;
    const { kinesis, ...rest } = record;
    return { ...objectOf(kinesis), ...rest };
  });
}

/** Paths go into a body that is JSON, and into data that is JSON in base64. Source: "Implicit body data parsing". */
function withParsedData(record: Json): Json {
  if (!isJsonObject(record)) return record;
  const parsed = Object.entries(record).map(([name, value]): [string, Json] => {
    if (typeof value !== 'string' || !['body', 'data', 'value', 'key'].includes(name)) return [name, value];
    const text = name === 'body' ? value : decodeBase64(value);
    return [name, (/^\s*[[{]/.test(text ?? '') ? parsedJson(text) : undefined) ?? value];
  });
  return Object.fromEntries(parsed);
}
