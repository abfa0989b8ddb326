/** What a handler's text tells of the events that it is written for. */
import { expect, test } from 'vitest';
import { eventUse } from '../../core/handlers/eventUse';
import type { TriggerFact } from '../../core/triggers/handOver';
import { EVENT_SOURCES, likelySources, missingIn } from '../../events';

const TABLE: readonly (readonly [
  file: string,
  text: string,
  first: string | undefined,
  triggers?: readonly TriggerFact[],
])[] = [
  ['a.ts', 'export const handler = async (event: SQSEvent) => {}', 'sqs'],
  ['a.ts', 'export const handler: Handler<APIGatewayProxyEventV2> = async (e) => e.body', 'http-api'],
  ['a.ts', "/** @type {import('aws-lambda').SNSHandler} */\nexport const handler = async (e) => {}", 'sns'],
  ['a.mjs', 'export const handler = async ({ requestContext: { http }, rawPath }) => http', 'http-api'],
  ['a.py', '@event_source(data_class=KinesisStreamEvent)\ndef handler(event, context):\n  pass', 'kinesis'],
  ['a.py', 'def handler(event: S3Event, context):\n  pass', 's3'],
  ['a.py', 'def handler(event, context):\n  return event["Records"][0]["s3"]["bucket"]["name"]', 's3'],
  ['a.py', 'def handler(event, context):\n  return event.get("requestContext").get("elb")', 'alb'],
  ['a.js', 'exports.handler = async (event) => event.orderId', undefined],
  ['a.js', 'exports.handler = async (event) => event.orderId', 'sqs', [{ type: 'SQS', properties: {} }]],
  ['a.ts', 'export const handler = async (event: SNSEvent) => {}', 'sns', [{ type: 'SQS', properties: {} }]],
];

test.each(TABLE.map(([file, text, first, triggers = []]) => ({ file, text, first, triggers })))(
  '$file: $text',
  ({ file, text, first, triggers }) => {
    expect(likelySources({ file, text, exportName: 'handler' }, triggers, EVENT_SOURCES)[0]?.name).toBe(first);
  },
);

test('the paths that are read, each once', () => {
  const text = `export const handler = async (event) => {
  const { body, headers: { host } } = event; // event.comment
  console.log('event.text', event?.a?.["b-c"][0].d, event.a['b-c'][0].d, event.list.map((x) => x), other.event.x);
};`;
  expect(eventUse('a.js', text, 'handler').paths).toEqual([['body'], ['headers'], ['a', 'b-c', 0, 'd'], ['list']]);
});

test('what the event has not is named', () => {
  const text = 'def handler(event, context):\n  return event["who"], event["list"][0]["id"], event["text"]["more"]';
  expect(missingIn({ list: [{}], text: 'x' }, { file: 'a.py', text, exportName: 'handler' })).toEqual([
    'event.who',
    'event.list[0].id',
  ]);
});
