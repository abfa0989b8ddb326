/** What events of a history mean, what failures say, and the time of a run. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorOf, eventKinds, executionStatusAfter, kindOf, stateNameIn } from '../../core/history/eventKinds';
import { failureOf } from '../../core/history/failure';
import { RunTime } from '../../core/history/runTime';
import type { HistoryEvent, RunEvent } from '../../core/interpreter/historyEvent';
import { expectAnswers } from '../harness/golden';

/** Types as in the API reference of AWS: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
test('kinds of events', async () => {
  const asked = new Set<string>();
  await expectAnswers(path.join(__dirname, 'tables/kinds.txt'), (type) => {
    asked.add(type);
    const kind = kindOf(type);
    if (!kind) return 'none';
    const { meaning, about, isFailure, details, nameIn, stateType, called } = kind;
    expect(meaning.startsWith(about)).toBe(true);
    const words = [`${about}:${meaning.slice(about.length)}`, isFailure && 'a failure', stateType, called];
    return [...words, details && `in ${details}${nameIn ? `.${nameIn}` : ''}`, executionStatusAfter(type)]
      .filter(Boolean)
      .join(', ');
  });
  expect([...eventKinds()].map(([type]) => type).filter((type) => !asked.has(type))).toEqual([]);
});

const event = (type: string, more: object = {}): HistoryEvent =>
  ({ id: 1, previousEventId: 0, timestamp: '2031-05-01T08:00:00.000Z', type, ...more }) as HistoryEvent;

test.each<[type: string, more: object, error: object, name: string | undefined]>([
  [
    'TaskFailed',
    { taskFailedEventDetails: { error: 'E', cause: 'C', resource: 'r' } },
    { error: 'E', cause: 'C' },
    undefined,
  ],
  ['TaskFailed', { taskFailedEventDetails: { cause: '' } }, { cause: '' }, undefined],
  ['TaskFailed', {}, {}, undefined],
  ['MapRunAborted', { error: 'E' }, {}, undefined],
  ['Unheard', { error: 'E' }, {}, undefined],
  ['PassStateEntered', { stateEnteredEventDetails: { name: 'A' } }, {}, 'A'],
  ['PassStateEntered', {}, {}, undefined],
  ['MapIterationFailed', { mapIterationFailedEventDetails: { name: 'M', index: 1 } }, {}, 'M'],
  ['EvaluationFailed', { evaluationFailedEventDetails: { state: 'B', error: 'E' } }, { error: 'E' }, 'B'],
  ['TaskStateAborted', {}, {}, undefined],
])('%s %j', (type, more, error, name) => {
  expect(errorOf(event(type, more))).toEqual(error);
  expect(stateNameIn(event(type, more))).toBe(name);
});

const trace = ['Error: no', '    at pay (/shop/src/pay.js:10:5)', '    at node:internal/main:3'];
test.each<[error: string | undefined, cause: string | undefined, failure: object]>([
  ['E', 'A sentence.', { error: 'E', message: 'A sentence.', frames: [] }],
  ['E', undefined, { error: 'E', frames: [] }],
  [undefined, '{not JSON', { message: '{not JSON', frames: [] }],
  ['E', '{"errorMessage":"no"}', { error: 'E', message: 'no', frames: [] }],
  ['E', '{"errorMessage":1}', { error: 'E', data: '{"errorMessage":1}', frames: [] }],
  [
    'E',
    '{"Cause":"inner","Status":1}',
    { error: 'E', message: 'inner', data: '{"Cause":"inner","Status":1}', frames: [] },
  ],
  ['E', '["a"]', { error: 'E', message: '["a"]', frames: [] }],
  [
    'E',
    JSON.stringify({ errorMessage: 'no', trace }),
    {
      error: 'E',
      message: 'no',
      frames: [
        { text: 'at pay (/shop/src/pay.js:10:5)', place: { file: '/shop/src/pay.js', line: 10, column: 5 } },
        { text: 'at node:internal/main:3' },
      ],
    },
  ],
  [
    'E',
    JSON.stringify({ errorMessage: 'no', stackTrace: ['  File "/shop/pay.py", line 7, in handler\n    pay()\n'] }),
    {
      error: 'E',
      message: 'no',
      frames: [
        { text: 'File "/shop/pay.py", line 7, in handler', place: { file: '/shop/pay.py', line: 7, column: 1 } },
        { text: '    pay()' },
      ],
    },
  ],
])('%s with the cause %s', (error, cause, failure) => expect(failureOf({ error, cause })).toEqual(failure));

test.each([
  ["/shop/pay.rb:10:in 'pay'", '/shop/pay.rb', 10, 1],
  ['at file:///shop/pay.mjs:2:3', '/shop/pay.mjs', 2, 3],
  ['at f (C:\\shop\\pay.js:1:2)', 'C:\\shop\\pay.js', 1, 2],
  ['at f (D:/shop/pay.js:4:2)', 'D:/shop/pay.js', 4, 2],
  ['at f (//other/share/pay.js:1:2)', undefined, 0, 0],
  ['at f (pay.js:1:2)', undefined, 0, 0],
  ['at f (/shop/pay.js)', undefined, 0, 0],
])('%s is at %s:%d:%d', (text, file, line, column) => {
  const { frames } = failureOf({ cause: JSON.stringify({ stackTrace: [text] }) });
  expect(frames).toEqual([file === undefined ? { text } : { text, place: { file, line, column } }]);
});

test("a run's time is that of its events, without what it stood still", () => {
  const time = new RunTime();
  const told = (timestamp: string): number | undefined => {
    time.add({ kind: 'event', event: event('PassStateEntered', { timestamp }) } as unknown as RunEvent);
    return time.now;
  };
  const stands = (milliseconds: number): void =>
    time.add({ kind: 'note', note: { type: 'StoodStill', milliseconds } } as unknown as RunEvent);
  const start = Date.parse('2031-05-01T08:00:00.000Z');
  stands(5);
  expect(time.now).toBeUndefined();
  expect(told('2031-05-01T08:00:00.000Z')).toBe(start - 5);
  stands(1000);
  expect(time.now).toBe(start - 5);
  expect(told('2031-05-01T08:00:00.000Z')).toBe(start - 1005);
  time.add({ kind: 'note', note: { type: 'Another', milliseconds: 7 } } as unknown as RunEvent);
  expect(told('2031-05-01T08:00:02.000Z')).toBe(start + 995);
  expect(told('no time')).toBe(start + 995);
});
