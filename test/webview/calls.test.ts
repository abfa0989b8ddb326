/** The calls of services that a state's handler has made, from the run's events to the text of their tab. */
import { expect, test } from 'vitest';
import { foldRun } from '../../core/graph/foldRun';
import { marksOf } from '../../core/graph/runView';
import type { CalledService, RunEvent } from '../../core/interpreter/historyEvent';
import { dataOf } from '../../webview/graph/details';

const envelope = { statePath: 'Charge', strand: '', iterations: [] };
const call: CalledService = { service: 'DynamoDB', action: 'GetItem', input: '{"TableName":"t"}', by: 'mock' };

function entered(id: number): RunEvent {
  const event = {
    id,
    previousEventId: id - 1,
    type: 'TaskStateEntered',
    timestamp: '2026-01-01T00:00:00.000Z',
    stateEnteredEventDetails: { name: 'Charge', input: '{}' },
  } as const;
  return { kind: 'history', event, envelope };
}

/** @returns the tab's text, parsed */
function callsOf(events: readonly (CalledService | 'entered')[]): unknown {
  const run = foldRun(
    events.map((event, index): RunEvent =>
      event === 'entered' ? entered(index + 1) : { kind: 'note', note: { type: 'ServiceCalled', ...event }, envelope },
    ),
  );
  const text = dataOf(marksOf(run, 'Charge', new Map()), 'calls');
  return text && JSON.parse(text);
}

test('with request and answer, in order', () =>
  expect(
    callsOf([
      'entered',
      { ...call, output: '{"Item":{}}' },
      { ...call, by: 'nobody', error: { error: 'E', cause: 'c' } },
    ]),
  ).toEqual([
    { call: 'DynamoDB GetItem', answeredBy: 'mock', input: { TableName: 't' }, output: { Item: {} } },
    { call: 'DynamoDB GetItem', answeredBy: 'nobody', input: { TableName: 't' }, error: { error: 'E', cause: 'c' } },
  ]));

test('of the latest visit alone, of very many the last', () => {
  expect(callsOf(['entered', call, 'entered'])).toBeUndefined();
  const many = callsOf(['entered', ...Array.from({ length: 60 }, () => call)]) as unknown[];
  expect(many).toHaveLength(51);
  expect(many[0]).toBe('10 earlier calls');
});
