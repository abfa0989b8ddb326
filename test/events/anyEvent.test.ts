/** Files of events are held against the schema of what they look like. */
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { EVENT_SOURCES, makeEvent, schemaOfAny } from '../../events';

const schema = schemaOfAny(EVENT_SOURCES);
const ajv = new Ajv({ strict: false, allErrors: true });
const isValid = ajv.compile(schema);
const conditions = schema.allOf.map((each) => ({ title: each.then.title, holds: ajv.compile(each.if) }));
const like = (event: Json): string[] => conditions.filter(({ holds }) => holds(event)).map(({ title }) => title);

function sampleOf(name: string): Json {
  const made = makeEvent(
    EVENT_SOURCES.find((each) => each.name === name)!,
    {},
    { seed: 5 },
  );
  return 'event' in made ? made.event : null;
}

test.each(EVENT_SOURCES.map(({ name }) => name))('%s is no more than one', (name) => {
  expect(like(sampleOf(name)).length).toBeLessThanOrEqual(1);
  expect(isValid(sampleOf(name))).toBe(true);
});

test.each([
  'api-gateway-rest',
  'http-api',
  'function-url',
  'alb',
  'vpc-lattice',
  'sqs',
  'sns',
  's3',
  's3-eventbridge',
  'scheduled-rule',
  'scheduler',
  'dynamodb-stream',
  'kinesis',
  'firehose',
  'cloudwatch-logs',
  'msk',
  'ses',
  'lex-v2',
  'connect',
  'codepipeline',
  'cognito-pre-sign-up',
  'cognito-pre-token-v2',
  'api-gateway-authorizer-request',
  'cloudformation-custom-resource',
])('%s is known by its looks', (name) => {
  const { title } = EVENT_SOURCES.find((each) => each.name === name)!;
  expect(like(sampleOf(name))).toEqual([title()]);
});

test.each<[event: Json, path: string]>([
  [
    { Records: [{ eventSource: 'aws:s3', s3: { s3SchemaVersion: '1.0', bucket: { name: 7 } } }] },
    '/Records/0/s3/bucket/name',
  ],
  [{ Records: [{ eventSource: 'aws:sqs', body: {} }] }, '/Records/0/body'],
])('%j is told of', (event, path) => {
  isValid(event);
  expect(isValid.errors?.map(({ instancePath }) => instancePath)).toContain(path);
});

test('what is nobody’s may be as it likes', () => {
  expect(isValid({ orderId: 7, Records: [] })).toBe(true);
  expect(isValid([{ a: 1 }])).toBe(true);
});
