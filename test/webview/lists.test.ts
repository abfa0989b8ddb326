/** Lists of the page that may grow long: what is listed of them, in which order, and what keeps the focus. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyRun, type RunView } from '../../core/graph/runView';
import { IterationChoice } from '../../webview/graph/iterationChoice';
import { NestedList } from '../../webview/graph/nestedList';
import { nestedText, type NestedRun } from '../../webview/graph/nestedProgress';
import { fakeDocument, type FakeElement } from '../hostile/fakePage';

beforeEach(() => {
  fakeDocument.activeElement = null;
  vi.stubGlobal('document', fakeDocument);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const nested = (runId: string, status: RunView['status'], more: object = {}): NestedRun => ({
  runId,
  name: 'Pack',
  statePath: 'Ship',
  iterations: [],
  run: { ...emptyRun(), status, ...more },
});

describe('executions that a state has started', () => {
  const running = { active: 'Each/Weigh' };
  const ended = { startedAt: 1000, endedAt: 3500 };
  test.each<[string, readonly NestedRun[]]>([
    ['', []],
    ['Pack · Running · Weigh', [nested('1', 'RUNNING', running)]],
    ['Pack · Running', [nested('1', 'RUNNING')]],
    ['Pack · Failed · 2.5 s', [nested('1', 'FAILED', { ...running, ...ended })]],
    ['1 of 2 executions ended', [nested('1', 'RUNNING'), nested('2', 'TIMED_OUT')]],
  ])('are told as "%s"', (text, runs) => expect(nestedText(runs)).toBe(text));

  const listOf = (openRun: (runId: string) => void = () => undefined) => {
    const list = new NestedList({ openRun });
    const element = list.element as unknown as FakeElement;
    const ids = (): (string | null)[] =>
      element.children.map((child) => (child as FakeElement).getAttribute('data-run-id'));
    return { list, element, ids };
  };
  const many = Array.from({ length: 60 }, (_, index) =>
    nested(`r${index}`, index === 20 ? 'TIMED_OUT' : index === 30 ? 'RUNNING' : index === 40 ? 'FAILED' : 'SUCCEEDED'),
  );

  test.each<[count: number, first: string[], last: string]>([
    [60, ['r20', 'r40', 'r30', 'r0'], 'and 10 more'],
    [51, ['r20', 'r40', 'r30', 'r0'], 'and 1 more'],
    [50, ['r0', 'r1', 'r2', 'r3'], 'Pack · Succeeded'],
  ])('%d of them: those that went wrong come first where not all are listed', (count, first, last) => {
    const { list, element, ids } = listOf();
    list.show(many.slice(0, count));
    expect(ids().slice(0, 4)).toEqual(first);
    expect((element.children.at(-1) as FakeElement).textContent).toBe(last);
    expect(element.children.length).toBe(Math.min(count, 51));
  });

  test('are hidden where there are none, open by a click, and are made anew only where they changed', () => {
    const opened: string[] = [];
    const { list, element, ids } = listOf((runId) => opened.push(runId));
    list.show([]);
    expect(element.hidden).toBe(true);
    list.show([nested('a', 'RUNNING'), nested('b', 'FAILED')]);
    expect([element.hidden, ids()]).toEqual([false, ['a', 'b']]);
    const [first, second] = element.children as FakeElement[];
    second!.fire('click');
    list.show([nested('a', 'RUNNING'), nested('b', 'FAILED')]);
    expect([opened, element.children[0]]).toEqual([['b'], first]);
    second!.focus();
    list.show([nested('a', 'RUNNING'), nested('b', 'SUCCEEDED')]);
    expect(element.children[1]).not.toBe(second);
    expect(fakeDocument.activeElement).toBe(element.children[1]);
    expect((element.children[1] as FakeElement).getAttribute('data-status')).toBe('succeeded');
  });
});

describe('the iteration that shows', () => {
  test('is the one of the stop before the chosen one, which comes back a moment after the run goes on', () => {
    vi.useFakeTimers();
    const changed = vi.fn();
    const choice = new IterationChoice(changed);
    const current = (): object => Object.fromEntries(choice.current);
    choice.pick('Each', 4);
    choice.stopAt(['Each', 'Each/Pack', 'Deep'], [1, 0]);
    expect(current()).toEqual({ Each: 1, 'Each/Pack': 0 });
    choice.goOn();
    vi.advanceTimersByTime(299);
    expect([current(), changed.mock.calls.length]).toEqual([{ Each: 1, 'Each/Pack': 0 }, 0]);
    vi.advanceTimersByTime(1);
    expect([current(), changed.mock.calls.length]).toEqual([{ Each: 4 }, 1]);
    choice.goOn();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[what: string, then: (choice: IterationChoice) => void, shown: object]>([
    ['a next stop in between changes nothing', (choice) => choice.stopAt(['Each'], [2]), { Each: 2 }],
    ['a choice of the person counts', (choice) => choice.pick('Each', 3), { Each: 3 }],
    ['all may be chosen', (choice) => choice.pick('Each', undefined), {}],
    ['another run begins with all', (choice) => choice.clear(), {}],
  ])('%s', (_, then, shown) => {
    vi.useFakeTimers();
    const choice = new IterationChoice(() => undefined);
    choice.stopAt(['Each'], [1]);
    choice.goOn();
    choice.goOn();
    then(choice);
    vi.advanceTimersByTime(1000);
    expect(Object.fromEntries(choice.current)).toEqual(shown);
  });
});
