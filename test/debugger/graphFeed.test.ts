/** How a run is told to views: its beginning at once, and long data once. */
import { expect, test } from 'vitest';
import { foldRun } from '../../core/graph/foldRun';
import type { ViewEvent } from '../../core/graph/viewEvent';
import type { RunEvent } from '../../core/interpreter';
import { GraphFeed } from '../../debugger/graphFeed';
import { ViewBudget } from '../../debugger/viewBudget';

function event(type: string, details: object, iterations: readonly number[] = [], statePath?: string): RunEvent {
  const timestamp = '2025-01-01T00:00:00.000Z';
  const strand = iterations.length > 0 ? `/Each#0:${iterations[0]}` : '';
  const envelope = { strand, iterations, ...(statePath !== undefined && { statePath }) };
  return { kind: 'history', event: { id: 1, previousEventId: 0, timestamp, type, ...details }, envelope } as RunEvent;
}

const started = (input: string): RunEvent => event('ExecutionStarted', { executionStartedEventDetails: { input } });
const entered = (name: string, iterations: readonly number[]): RunEvent =>
  event('PassStateEntered', { stateEnteredEventDetails: { name, input: '{}' } }, iterations, name);

function heardOf(events: readonly RunEvent[]): { readonly before: number; readonly all: readonly ViewEvent[][] } {
  const all: ViewEvent[][] = [];
  const feed = new GraphFeed(new ViewBudget(() => undefined), (batch) => all.push([...batch]));
  for (const each of events) feed.add(each);
  const before = all.length;
  feed.flush();
  return { before, all };
}

test('what a run begins with is told before its iterations run', () => {
  const { before, all } = heardOf([
    started('{}'),
    entered('Each', []),
    entered('Each/In', [0]),
    entered('Each/In', [1]),
  ]);
  expect(before).toBe(1);
  expect(all.map((batch) => batch.length)).toEqual([2, 2]);
  expect(heardOf([started('{}'), entered('Alone', [])]).before).toBe(0);
});

test('long data of the execution is told with its beginning and its end alone', () => {
  const long = JSON.stringify('x'.repeat(2000));
  const ended = event('ExecutionSucceeded', { executionSucceededEventDetails: { output: long } });
  const [all = []] = heardOf([started(long), ended]).all;
  expect(JSON.stringify(all).length).toBeLessThan(1000);
  const view = foldRun(all);
  expect([view.status, view.input, view.output]).toEqual(['SUCCEEDED', undefined, undefined]);
  expect(foldRun(heardOf([started('{"a":1}')]).all.flat()).input).toBe('{"a":1}');
});
