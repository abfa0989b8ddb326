import { expect, it } from 'vitest';
import { EVENT_SOURCES, eventsAmong, makeEvent } from '../../events';

const isEvent = (file: string, text: string): boolean => eventsAmong([{ file }], () => text).length > 0;

it('an event of a source is known by its content, whatever its file is called', () => {
  const missed = EVENT_SOURCES.filter((source) => {
    const made = makeEvent(source, {}, { seed: 1 });
    return 'problem' in made || !isEvent('/app/test/one.json', JSON.stringify(made.event));
  });
  // The input of a state, or what the SQL of a rule selects, may be anything.
  expect(missed.filter(({ isFree }) => isFree !== true)).toEqual([]);
});

it.each([
  ['/app/package.json', '{"name":"shop","version":"1.0.0","dependencies":{}}', false],
  ['/app/tsconfig.json', '{"compilerOptions":{"strict":true}}', false],
  ['/app/flow.asl.json', '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}', false],
  ['/app/openapi.json', '{"openapi":"3.0.0","info":{"title":"x","version":"1"},"paths":{}}', false],
  ['/app/test/orders.json', '[{"id":1,"body":"x"}]', false],
  ['/app/test/answer.json', '{"statusCode":200,"headers":{},"body":"{}"}', false],
  ['/app/event.json', '{"parcel":7}', true],
  ['/app/refund.event.json', '{"parcel":7}', true],
  ['/app/event.json', '[1]', false],
  ['/app/event.json', '{ broken', false],
  ['/app/event.json', '{"$schema":"http://json-schema.org/draft-07/schema#"}', false],
  ['/app/event-bus.json', '{"parcel":7}', false],
])('%s with %s: %s', (file, text, expected) => {
  expect(isEvent(file, text)).toBe(expected);
});

it('a file that cannot be read is none', () => {
  expect(eventsAmong([{ file: '/app/event.json' }], () => undefined)).toEqual([]);
});
