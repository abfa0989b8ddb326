import { expect, it } from 'vitest';
import { EVENT_SOURCES, failureVerdictOf, makeEvent, verdictOf, verdictText } from '../../events';
import type { Json } from '../../core/json';

function eventOf(name: string): Json {
  const made = makeEvent(
    EVENT_SOURCES.find((source) => source.name === name)!,
    {},
    { seed: 1 },
  );
  return 'event' in made ? made.event : null;
}

it('is that of the source which an event looks like', () => {
  expect(verdictOf({ statusCode: 'x' }, eventOf('api-gateway-rest'))?.verdict).toBe('refused');
  expect(verdictOf({ batchItemFailures: [] }, eventOf('sqs'))?.verdict).toBe('accepted');
});

it('is none of an event that only resembles one, unless somebody has said whose it is', () => {
  const [event] = [eventOf('api-gateway-rest')] as [{ [name: string]: Json }];
  delete event['requestContext'];
  expect(verdictOf({ statusCode: 200 }, event)).toBeUndefined();
  expect(verdictOf({ statusCode: 200 }, event, 'api-gateway-rest')?.verdict).toBe('accepted');
  expect(verdictOf({ statusCode: 200 }, { mine: 1 })).toBeUndefined();
});

it('is a line, and one for each detail', () => {
  const verdict = verdictOf({ statusCode: 200, body: 'hi' }, eventOf('api-gateway-rest'))!;
  expect(verdictText(verdict)).toBe('Accepted: The client would get 200.\n  Body: hi\n');
});

it.each([
  ['[404] No such parcel', {}, 'The client would get 404: its integration response is for such a message.'],
  ['Task timed out after 6.00 seconds', {}, /^The client would get 504: /],
  ['broken', {}, 'The client would get 200 with the error: no other integration response is for its message.'],
  [
    'broken',
    { response: { statusCodes: { 409: { pattern: '.*broken' } } } },
    'The client would get 409: its integration response is for such a message.',
  ],
  ['broken', { response: { statusCodes: { 200: { pattern: 'fine' } } } }, /^The client would get 200 with/],
  [
    'very broken twice',
    { response: { statusCodes: { 201: { pattern: '' }, 409: { pattern: '.*broken' } } } },
    /^The client would get 201 with/,
  ],
])('says what a client gets of the error %s behind an integration that is no proxy: %j', (errorMessage, more, says) => {
  const triggers = [{ type: 'http', properties: { method: 'get', path: 'a', integration: 'lambda', ...more } }];
  const verdict = failureVerdictOf({ errorType: 'Error', errorMessage }, {}, 'api-gateway-rest', triggers)!;
  if (typeof says === 'string') expect(verdict.sentence).toBe(says);
  else expect(verdict.sentence).toMatch(says);
});

it('reads the patterns of a template, and of one that Java alone can read nothing', () => {
  const Uri = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations';
  const sentence = (IntegrationResponses: object[]): string => {
    const Integration = { Type: 'AWS', Uri, IntegrationResponses } as never;
    const triggers = [{ type: 'ApiGateway.Method', properties: { HttpMethod: 'GET', Integration } }];
    return failureVerdictOf({ errorType: 'E', errorMessage: 'gone' }, {}, 'api-gateway-rest', triggers)!.sentence;
  };
  expect(sentence([{ StatusCode: 200 }, { StatusCode: 410, SelectionPattern: 'go.*' }])).toMatch(
    /^The client would get 410/,
  );
  expect(sentence([{ StatusCode: '410', SelectionPattern: 'go' }])).toMatch(/^API Gateway would answer 500/);
  expect(sentence([{ StatusCode: 202 }, { StatusCode: 410, SelectionPattern: '(?i' }])).toMatch(
    /^The client would get 202/,
  );
});
