/** One table of what texts look like by their names: for sample events, and for answers that are inferred. */
import { expect, it } from 'vitest';
import { inferredText, sampleText } from '../../core/textsByName';

it.each<[name: string, sample: string | undefined, inferred: string | undefined]>([
  ['email', 'ada@example.com', 'inferred@example.com'],
  ['customer_email', 'ada@example.com', 'inferred@example.com'],
  ['emailAddress', 'ada@example.com', 'inferred@example.com'],
  ['emailSent', undefined, undefined],
  ['postalAddress', undefined, undefined],
  ['Authorization', 'Bearer 1042', undefined],
  ['authorizationType', undefined, undefined],
  ['Content-Type', 'application/json', undefined],
  ['phoneNumber', '+12025550142', undefined],
  ['number', undefined, undefined],
  ['topicArn', undefined, 'arn:aws:inferred:us-east-1:123456789012:inferred-topicArn'],
  ['callbackURL', 'https://example.com/orders/1042', 'https://example.com/inferred-callbackURL'],
  ['orderDate', '2026-03-04', '2030-01-31'],
  ['candidate', undefined, undefined],
  ['created_at', '2026-03-04T05:06:07Z', '2030-01-31T08:00:00Z'],
  ['at', undefined, undefined],
  ['currency', 'EUR', undefined],
  ['country', 'DE', undefined],
  ['orderId', '1042', undefined],
  ['paid', undefined, undefined],
  ['', undefined, undefined],
])('%s', (name, sample, inferred) => {
  expect([sampleText(name), inferredText(name)]).toEqual([sample, inferred]);
});
