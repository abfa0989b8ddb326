/** What a failure says: message, frames and where they stand. */
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../core/history/failure';

describe('a failure', () => {
  it.each<[string, object, object]>([
    ['of a sentence', { error: 'E', cause: 'too late' }, { error: 'E', message: 'too late', frames: [] }],
    ['without a cause', { error: 'E' }, { error: 'E', frames: [] }],
    ['of broken JSON', { cause: '{"cut' }, { message: '{"cut', frames: [] }],
    ['of other data', { cause: '{"a":1}' }, { frames: [], data: '{"a":1}' }],
    ['of an execution', { cause: '{"Cause":"late"}' }, { message: 'late', frames: [], data: '{"Cause":"late"}' }],
    [
      'of a handler',
      { error: 'E', cause: JSON.stringify({ errorMessage: 'm', trace: ['E: m', '    at f (/a/b.js:3:7)'] }) },
      {
        error: 'E',
        message: 'm',
        frames: [{ text: 'at f (/a/b.js:3:7)', place: { file: '/a/b.js', line: 3, column: 7 } }],
      },
    ],
  ])('%s', (_title, details, expected) => expect(failureOf(details)).toEqual(expected));

  it.each<[string, object | undefined]>([
    ['at /a/b.mjs:3:7', { file: '/a/b.mjs', line: 3, column: 7 }],
    ['at async f (file:///a/b.js:3:7)', { file: '/a/b.js', line: 3, column: 7 }],
    ['at f (C:\\shop\\pay.js:3:7)', { file: 'C:\\shop\\pay.js', line: 3, column: 7 }],
    ['File "/a/pay.py", line 12, in handler', { file: '/a/pay.py', line: 12, column: 1 }],
    ["/a/pay.rb:12:in `handler'", { file: '/a/pay.rb', line: 12, column: 1 }],
    ['at node:internal/process:3:7', undefined],
    ['at com.shop.Pay.handle(Pay.java:12)', undefined],
    ['at f (\\\\elsewhere\\share\\b.js:3:7)', undefined],
    ['at f (//elsewhere/share/b.js:3:7)', undefined],
  ])('tells where %s stands', (frame, place) => {
    const [, told] = failureOf({ cause: JSON.stringify({ stackTrace: ['', frame] }) }).frames;
    expect(told?.place).toEqual(place);
  });
});
