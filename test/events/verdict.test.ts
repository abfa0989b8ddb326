import { expect, it } from 'vitest';
import { EVENT_SOURCES, makeEvent, verdictOf, verdictText } from '../../events';
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
