/** What is left of an event once views have heard their fill: texts are cut, and marked where AWS has a mark for it. */
import { describe, expect, it, test } from 'vitest';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { LONGEST_CUT, MOST_EVENTS, MOST_WHOLE, ViewBudget } from '../../debugger/viewBudget';

const envelope = { strand: '', iterations: [] };
const eventOf = (details: object): RunEvent =>
  ({
    kind: 'history',
    envelope,
    event: { id: 1, previousEventId: 0, type: 'TaskStateEntered', timestamp: '', stateEnteredEventDetails: details },
  }) as unknown as RunEvent;
const NOTE = { kind: 'note', envelope, note: { type: 'StoodStill', milliseconds: 1 } } as RunEvent;

const long = 'x'.repeat(LONGEST_CUT + 1);
const whole = 'x'.repeat(LONGEST_CUT);
const short = `${whole}…`;

/** A budget that is spent but for so many characters. */
function spent(left = 0): ViewBudget {
  const budget = new ViewBudget(() => undefined);
  budget.admit(eventOf({ input: 'x'.repeat(MOST_WHOLE - left) }));
  return budget;
}

describe('past the bound', () => {
  it.each<[what: string, details: object, left: object]>([
    ['a short text stays', { name: 'A', input: 'x' }, { name: 'A', input: 'x' }],
    ['a text as long as may be stays', { input: whole }, { input: whole }],
    ['a longer one is cut', { input: long }, { input: short }],
    [
      'and marked',
      { input: long, inputDetails: { truncated: false } },
      { input: short, inputDetails: { truncated: true } },
    ],
    [
      'what is not cut is not marked',
      { input: 'x', inputDetails: { truncated: false }, output: long },
      { input: 'x', inputDetails: { truncated: false }, output: short },
    ],
    ['numbers stay', { input: long, index: 1000 }, { input: short, index: 1000 }],
    ['a text inside', { inner: { a: long, b: 1 } }, { inner: { a: short, b: 1 } }],
    ['texts inside that are short each', { inner: { a: whole, b: whole } }, { inner: { a: whole, b: whole } }],
    ['nothing', { input: long, cause: null }, { input: short, cause: null }],
  ])('%s', (_what, details, left) => {
    expect(spent().admit(eventOf(details))).toEqual(eventOf(left));
  });

  it('notes, and events without details, stay', () => {
    const budget = spent();
    const bare = { kind: 'history', envelope, event: { id: 1, type: 'TaskStarted', previousEventId: 0 } } as never;
    expect([budget.admit(NOTE), budget.admit(bare)]).toEqual([NOTE, bare]);
  });
});

test('up to the bound events are what they were', () => {
  const event = eventOf({ input: long, inner: { a: long } });
  expect(spent(2 * long.length).admit(event)).toBe(event);
  expect(spent(2 * long.length - 1).admit(event)).toEqual(eventOf({ input: short, inner: { a: short } }));
});

test('no more events are told than a view bears, and that is said once', () => {
  let said = 0;
  const budget = new ViewBudget(() => said++);
  for (let count = 0; count < MOST_EVENTS; count++) budget.admit(NOTE);
  expect(said).toBe(0);
  expect([budget.admit(NOTE), budget.admit(NOTE), said]).toEqual([undefined, undefined, 1]);
});
