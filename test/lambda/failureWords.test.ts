/** What a handler's failure is called: in the words and shapes of AWS, whatever its runtime posted. */
import { expect, test } from 'vitest';
import { couldNotStart, exited, reported, responseTooLarge, timedOut } from '../../lambda/failure';

test.each<[code: number | null, signal: string | null, how: string]>([
  [1, null, 'Runtime exited with error: exit status 1'],
  [255, null, 'Runtime exited with error: exit status 255'],
  [0, null, 'Runtime exited without providing a reason'],
  [null, null, 'Runtime exited without providing a reason'],
  [null, 'SIGKILL', 'Runtime exited with error: signal: killed'],
  [null, 'SIGTERM', 'Runtime exited with error: signal: terminated'],
  [null, 'SIGINT', 'Runtime exited with error: signal: interrupt'],
  [null, 'SIGABRT', 'Runtime exited with error: signal: aborted'],
  [null, 'SIGSEGV', 'Runtime exited with error: signal: segmentation fault'],
  [null, 'SIGBUS', 'Runtime exited with error: signal: bus error'],
  [null, 'SIGPIPE', 'Runtime exited with error: signal: SIGPIPE'],
])('a process that ends with %s, %s', (code, signal, how) => {
  const errorMessage = `RequestId: 7 Error: ${how}`;
  expect(exited('7', code, signal)).toEqual({
    errorType: 'Runtime.ExitError',
    errorMessage,
    stackTrace: [],
    payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage }),
    reason: 'exit',
  });
});

test('a function that takes too long', () =>
  expect(timedOut('7', 3)).toMatchObject({
    errorType: 'Sandbox.Timedout',
    errorMessage: 'RequestId: 7 Error: Task timed out after 3.00 seconds',
    reason: 'timeout',
  }));

test('an answer that is too large', () =>
  expect(responseTooLarge()).toMatchObject({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    reason: 'handler',
  }));

test('a function that cannot be started', () =>
  expect(couldNotStart('Runtime.X', 'why', ['at a'])).toEqual({
    errorType: 'Runtime.X',
    errorMessage: 'why',
    stackTrace: ['at a'],
    payload: '{"errorType":"Runtime.X","errorMessage":"why","trace":["at a"]}',
    reason: 'start',
  }));

test.each<[payload: string, told: object]>([
  [
    '{"errorType":"E","errorMessage":"m","trace":["at a"]}',
    { errorType: 'E', errorMessage: 'm', stackTrace: ['at a'] },
  ],
  ['{"errorType":"E","errorMessage":"m","stackTrace":["File a"]}', { stackTrace: ['File a'] }],
  ['{"errorType":"E","errorMessage":"m","trace":["at a"],"stackTrace":["File a"]}', { stackTrace: ['at a'] }],
  [
    '{"errorType":7,"errorMessage":null,"trace":"at a"}',
    {
      errorType: 'Runtime.Unknown',
      errorMessage: '{"errorType":7,"errorMessage":null,"trace":"at a"}',
      stackTrace: [],
    },
  ],
  ['{"stackTrace":[1,null]}', { stackTrace: ['1', 'null'] }],
  [
    '{"stackTrace":[{"path":"main.go","line":12,"label":"Handle"},{"a":1}]}',
    { stackTrace: ['at Handle (main.go:12)', '{"a":1}'] },
  ],
  ['null', { errorType: 'Runtime.Unknown', errorMessage: 'null', stackTrace: [] }],
  ['no JSON', { errorType: 'Runtime.Unknown', errorMessage: 'no JSON', stackTrace: [] }],
])('a runtime that posts %s', (payload, told) => {
  expect(reported(payload, 'handler')).toMatchObject({ ...told, payload, reason: 'handler' });
  expect(reported(payload, 'start').reason).toBe('start');
});

test.each([
  ['{"errorType":"E"}', 'E'],
  ['{}', 'Custom.Kind'],
])('what a runtime that posts %s calls the error beside it: %s', (payload, errorType) => {
  expect(reported(payload, 'handler', { errorType: 'Custom.Kind' }).errorType).toBe(errorType);
});
