/** A history as text: each spelling that is read, and each slip, with the event it is in. */
import { expect, test } from 'vitest';
import { readEvents } from '../../core/interpreter';
import type { Json } from '../../core/json';

const started = { id: 1, type: 'ExecutionStarted', timestamp: '2030-01-01T00:00:00.000Z' };
const entered = { id: 2, previousEventId: 1, type: 'PassStateEntered', timestamp: '2030-01-01T00:00:01.000Z' };
const details = { name: 'A', input: '{}', assignedVariables: { v: '1' } };

test.each<[string, object, object]>([
  ['moments with an offset', { timestamp: '2030-01-01T02:00:00+02:00' }, { timestamp: '2030-01-01T00:00:00.000Z' }],
  ['moments in seconds', { timestamp: 1893456000.25 }, { timestamp: '2030-01-01T00:00:00.250Z' }],
  ['no event before', {}, { previousEventId: 0 }],
])('%s', (_what, more, expected) =>
  expect(readEvents([{ ...started, ...more }])).toEqual([{ ...started, previousEventId: 0, ...expected }]),
);

test.each<[string, Json]>([
  ['as GetExecutionHistory gives it', { events: [started] }],
  ['as a list', [started]],
  ['as some SDKs print it', { Events: [{ Id: 1, Type: 'ExecutionStarted', Timestamp: started.timestamp }] }],
])('a history %s', (_what, history) => expect(readEvents(history)).toEqual([{ ...started, previousEventId: 0 }]));

test('details in capitals are read, what they hold is left as it is', () => {
  const big = {
    Id: 1,
    Type: 'X',
    Timestamp: started.timestamp,
    StateEnteredEventDetails: { Name: 'A', Input: '{"B":1}' },
  };
  expect(readEvents([big])).toMatchObject([{ stateEnteredEventDetails: { name: 'A', input: '{"B":1}' } }]);
});

test('events are put in the order of their ids', () =>
  expect(readEvents([entered, started])).toMatchObject([{ id: 1 }, { id: 2 }]));

test('what stands beside the details is nobody’s to judge', () =>
  expect(readEvents([{ ...started, name: 7, moreDetails: 7 }])).toMatchObject([{ name: 7, moreDetails: 7 }]));

test.each<[string, Json, RegExp]>([
  ['a text', 'x', /list of events/],
  ['an object without events', { Event: [started] }, /list of events/],
  ['no events', [], /no events/],
  ['an event that is none', [7], /not 7/],
  ['a long one that is none', ['x'.repeat(99)], /not "x{59}….$/],
  ['no id', [{ ...started, id: undefined as never }], /"id" that is a whole number of at least 1/],
  ['an id of 0', [{ ...started, id: 0 }], /"id" that is a whole number of at least 1/],
  ['half an id', [{ ...started, id: 1.5 }], /"id" that is a whole number of at least 1/],
  ['no type', [{ ...started, type: 7 }], /no "type"|"id" that is/],
  ['an event before that is none', [{ ...started, previousEventId: -1 }], /"previousEventId" of event 1/],
  ['half an event before', [{ ...started, previousEventId: 0.5 }], /"previousEventId" of event 1/],
  ['an event before that comes later', [{ ...started, previousEventId: 1 }], /event 1 follows event 1/],
  ['no moment', [{ ...started, timestamp: 'today' }], /"timestamp" of event 1/],
  ['a moment beyond all', [{ ...started, timestamp: 8.64e13 }], /"timestamp" of event 1/],
  ['details that are none', [{ ...started, stateEnteredEventDetails: 7 }], /"stateEnteredEventDetails" of event 1/],
  ['a gap', [started, { ...entered, id: 3 }], /event 2 is missing/],
  ['the same event twice', [started, started], /event 2 is missing/],
])('%s is refused', (_what, history, words) =>
  expect(readEvents(history)).toEqual({ problem: expect.stringMatching(words) as string }),
);

const TEXTS = ['name', 'input', 'output', 'error', 'cause', 'mapRunArn', 'state', 'location', 'roleArn', 'parameters'];
test.each<[string, Json, boolean]>([
  ...TEXTS.flatMap((name): [string, Json, boolean][] => [
    [name, 'text', true],
    [name, 7, false],
  ]),
  ...['index', 'length', 'redriveCount'].flatMap((name): [string, Json, boolean][] => [
    [name, 0, true],
    [name, -1, false],
    [name, 1.5, false],
    [name, '1', false],
  ]),
  ['assignedVariables', { v: '1' }, true],
  ['assignedVariables', { v: 1 }, false],
  ['assignedVariables', [], false],
  ['truncated', 'anything', true],
])('a detail %s of %j is taken: %s', (name, value, taken) => {
  const read = readEvents([started, { ...entered, stateEnteredEventDetails: { ...details, [name]: value } }]);
  expect(Array.isArray(read)).toBe(taken);
});
