/** A function's own triggers, as the events they send. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { EVENT_SOURCES, fromTrigger, makeEvent } from '../../events';

const CASES: readonly [type: string, properties: JsonObject, source: string, texts: object][] = [
  ['SQS', { Queue: 'arn:aws:sqs:eu-west-1:999900000000:parcels' }, 'sqs', { queue: 'parcels' }],
  ['SQS', { Queue: 'arn:aws:sqs:eu-west-1:999900000000:parcels.fifo' }, 'sqs-fifo', { queue: 'parcels.fifo' }],
  ['Api', { Path: '/parcels/{id}', Method: 'post' }, 'api-gateway-rest', { method: 'POST', route: '/parcels/{id}' }],
  ['HttpApi', { Path: '/p', Method: 'ANY' }, 'http-api', { route: '/p' }],
  ['HttpApi', { PayloadFormatVersion: '1.0' }, 'http-api-v1', {}],
  ['S3', { Bucket: 'scans', Events: ['s3:ObjectRemoved:*'] }, 's3', { bucket: 'scans', event: 'ObjectRemoved:Delete' }],
  ['SNS', { Topic: 'arn:aws:sns:eu-west-1:999900000000:news', SqsSubscription: true }, 'sns-in-sqs', { topic: 'news' }],
  ['EventBridgeRule', { Pattern: { source: ['post.office'] } }, 'eventbridge', { source: 'post.office' }],
  ['Cognito', { Trigger: 'CustomMessage' }, 'cognito-custom-message', {}],
];

test.each(CASES)('%s %#', (type, properties, source, texts) => {
  expect(fromTrigger({ type, properties })).toEqual({ source, texts });
  const found = EVENT_SOURCES.find(({ name }) => name === source)!;
  expect(makeEvent(found, texts as { [name: string]: string }, { seed: 1 })).toHaveProperty('event');
});

test('a trigger of which nothing is known has no event', () => {
  expect(fromTrigger({ type: 'Weather', properties: {} })).toBeUndefined();
});
