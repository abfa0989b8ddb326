/** What the record of an execution holds while it runs, when it has ended, when it is put away, and when it runs again. */
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter/historyEvent';
import { Executions, type ExecutionFacts, type LocalExecution } from '../../run/stepFunctions/executions';

const facts = (name: string, more: Partial<ExecutionFacts> = {}): ExecutionFacts => ({
  machineName: 'm',
  definition: {},
  type: 'STANDARD',
  name,
  input: `"given to ${name}"`,
  startDate: 1000,
  id: '',
  ...more,
});
const EVENT = { id: 1, type: 'ExecutionStarted', executionStartedEventDetails: { input: 'told of it' } };
const REDRIVEN = { id: 2, type: 'ExecutionRedriven' };
const event = (it: object): HistoryEvent => it as HistoryEvent;

function executions(): Executions {
  const all = new Executions();
  onTestFinished(() => all.close());
  return all;
}

describe('an execution', () => {
  test('that is put away holds nothing of what is on disk, and tells it still', async () => {
    const all = executions();
    const record = all.begin(facts('first'));
    record.add(event(EVENT));
    record.finish({ status: 'SUCCEEDED', output: 'what came of it' }, 2000);
    const held = (): string => inspect(record, { depth: 5, maxStringLength: null });
    const DATA = ['given to first', 'told of it', 'what came of it'];
    for (const text of DATA) expect(held()).toContain(text);
    for (let number = 0; number < 100; number++) all.begin(facts(String(number))).finish({ status: 'SUCCEEDED' }, 2000);
    for (const text of DATA) expect(held()).not.toContain(text);
    expect(record).toMatchObject({ input: '"given to first"', events: [EVENT], status: 'SUCCEEDED', stopDate: 2000 });
    expect(record.end).toEqual({ result: { status: 'SUCCEEDED', output: 'what came of it' }, stopDate: 2000 });
    expect(await record.result).toEqual({ status: 'SUCCEEDED', output: 'what came of it' });

    record.reopen([event(EVENT)]);
    record.add(event(REDRIVEN));
    expect(record).toMatchObject({ input: '"given to first"', events: [EVENT, REDRIVEN], redriveCount: 1 });
    expect([record.status, record.end, record.stopDate]).toEqual(['RUNNING', undefined, undefined]);
    record.finish({ status: 'FAILED', error: 'Again' }, 3000);
    expect(await record.result).toEqual({ status: 'FAILED', error: 'Again' });
    expect(all.list()).toHaveLength(101);
  });

  test('of what waits for it knows nothing once it has ended', () => {
    const all = executions();
    const outer = new AbortController();
    const parent = all.begin(facts('parent'));
    const record = all.begin(facts('child', { parent }), outer.signal);
    expect([record.parent, getEventListeners(outer.signal, 'abort').length]).toEqual([parent, 1]);
    record.finish({ status: 'SUCCEEDED' }, 2000);
    expect([record.parent, getEventListeners(outer.signal, 'abort').length]).toEqual([undefined, 0]);
    record.stop({ error: 'late' });
    expect([record.status, record.signal.aborted]).toEqual(['SUCCEEDED', false]);
  });

  test.each<[what: string, abort: (record: LocalExecution, outer: AbortController) => void, reason: unknown]>([
    ['by its own stop', (record) => record.stop({ error: 'Enough' }), { error: 'Enough' }],
    ['with what is around it', (_record, outer) => outer.abort('over'), 'over'],
  ])('is aborted %s, and after a redrive again', (_what, abort, reason) => {
    const outer = new AbortController();
    const record = executions().begin(facts('one'), outer.signal);
    abort(record, outer);
    expect([record.signal.aborted, record.signal.reason]).toEqual([true, reason]);
    record.finish({ status: 'ABORTED' }, 2000);
    record.reopen([]);
    // What is around it is over still.
    expect(record.signal.aborted).toBe(outer.signal.aborted);
    abort(record, outer);
    expect(record.signal.reason).toEqual(reason);
  });

  test('of an express machine tells no events, and is known no longer once it has ended', () => {
    const all = executions();
    const record = all.begin(facts('quick', { type: 'EXPRESS', id: 'x' }));
    record.add(event(EVENT));
    expect([record.events, all.find(record.arn)]).toEqual([[], record]);
    record.finish({ status: 'SUCCEEDED' }, 2000);
    expect([all.find(record.arn), all.list(), all.count]).toEqual([undefined, [], 1]);
  });
});
