/** Event source mappings of Lambda, which all kinds of deployment files have in the same words, but for their spelling. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { parsedJson } from '../jsonText';
import type { Mapping } from './handOver';
import { spelled } from './values';

/** Sample events of what Lambda reads itself. https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html */
const READ = new Set([
  'sqs',
  'sqs-fifo',
  'kinesis',
  'dynamodb-stream',
  'msk',
  'kafka',
  'mq-activemq',
  'mq-rabbitmq',
  'documentdb',
]);

export function mappingOf(source: string, properties: JsonObject): Mapping | undefined {
  if (!READ.has(source)) return undefined;
  const types = spelled(properties, 'FunctionResponseTypes') ?? spelled(properties, 'FunctionResponseType') ?? [];
  return { reportsFailures: [types].flat().includes('ReportBatchItemFailures'), filters: filtersOf(properties) };
}

/**
 * Patterns of which a record must match one. Serverless lists them themselves; Terraform has a block for each.
 * @param properties with FilterCriteria: of a mapping, or the SourceParameters of a pipe
 */
export function filtersOf(properties: JsonObject): JsonObject[] {
  const [criteria] = listOf(spelled(properties, 'FilterCriteria'));
  const named = listOf(spelled(criteria, 'Filters') ?? spelled(criteria, 'Filter'));
  const written = [...named.map((each) => spelled(each, 'Pattern')), ...listOf(properties.filterPatterns)];
  return written.map((each) => (typeof each === 'string' ? parsedJson(each) : each)).filter(isPattern);
}

function isPattern(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined || value === null ? [] : [value].flat();
}
