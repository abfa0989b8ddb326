/** What AWS adds to the answer of an integration about the exchange itself. */
import { expect, test } from 'vitest';
import { sdkMetadata, type ResponseFacts } from '../../run/sdkMetadata';

const run = { now: () => Date.UTC(2030, 0, 31, 8), uuid: () => 'id' };

test.each<[string, ResponseFacts, number, object]>([
  ['an answer', { contentType: 'application/json', length: 2 }, 200, {}],
  ['another status', { contentType: 'application/json', length: 2, status: 202 }, 202, {}],
  [
    'headers of its own, which stand before the usual ones',
    { contentType: 'text/plain', length: 0, headers: { 'X-Own': 'a', Connection: 'close' } },
    200,
    { 'X-Own': 'a', Connection: 'close' },
  ],
])('%s', (_, facts, status, headers) => {
  const all = {
    Connection: 'keep-alive',
    'Content-Length': String(facts.length),
    'Content-Type': facts.contentType,
    Date: 'Thu, 31 Jan 2030 08:00:00 GMT',
    ...headers,
    'x-amzn-RequestId': 'id',
  };
  const lists = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]]));
  expect(sdkMetadata(run, facts)).toEqual({
    SdkHttpMetadata: { AllHttpHeaders: lists, HttpHeaders: all, HttpStatusCode: status },
    SdkResponseMetadata: { RequestId: 'id' },
  });
});
