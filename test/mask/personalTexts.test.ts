import { expect, it } from 'vitest';
import { hasPersonalTexts, withoutPersonalTexts } from '../../core/mask';

it.each([
  ['ann@corp.co.uk, bob@x.de and ann@corp.co.uk', 'person1@example.com, person2@example.com and person1@example.com'],
  [
    'arn:aws:sqs:eu-west-1:111122223333:orders of 111122223333',
    'arn:aws:sqs:eu-west-1:999900000001:orders of 999900000001',
  ],
  ['ann@x.de and jo.ann@x.de', 'person1@example.com and person2@example.com'],
  ['arn:aws-cn:iam::111122223333:role/r', 'arn:aws-cn:iam::999900000001:role/r'],
  ['arn:aws:sqs:eu-west-1:123456789012:orders', undefined],
  ['arn:aws:s3:::bucket and 111122223333', undefined],
  ['Authorization: Bearer abcdef.123456', 'Authorization: Bearer TOKEN-1'],
  ['"token": "eyJhbGciOi.eyJzdWIiOi.c2ln-_"', '"token": "TOKEN-1"'],
  ['AKIAABCDEFGHIJKLMNOP', 'AKIA0000000000000001'],
  ['ASIAABCDEFGHIJKLMNOPQ', undefined],
  ['a@b, mira@example.com and @handle.x', undefined],
])('%s', (text, masked = text) => {
  expect(withoutPersonalTexts(text)).toBe(masked);
  expect(hasPersonalTexts(text)).toBe(masked !== text);
  expect(hasPersonalTexts(masked)).toBe(false);
});
