/** What a task ends with whose function Lambda would not invoke, by each integration. */
import { expect, test } from 'vitest';
import type { TaskCall } from '../../core/interpreter/host';
import type { RunServices } from '../../run/run';
import { refusal } from '../../run/runners/callFunction';
import type { CallableFunction } from '../../run/runners/calledFunction';

const run = { uuid: () => 'u' } as unknown as RunServices;

test.each([
  [
    'arn:aws:lambda:us-east-1:123456789012:function:f',
    'Rate Exceeded. (Service: Lambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: u; Proxy: null)',
  ],
  [
    'arn:aws:states:::lambda:invoke',
    'Rate Exceeded. (Service: Lambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: u; Proxy: null)',
  ],
  [
    'arn:aws:states:::aws-sdk:lambda:invoke',
    'Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: u) (SDK Attempt Count: 1)',
  ],
])('%s', async (resource, cause) => {
  const call = { resource, state: { name: 'A' } } as unknown as TaskCall;
  const outcome = {
    type: 'error',
    reason: 'refused',
    errorType: 'TooManyRequestsException',
    errorMessage: 'Rate Exceeded.',
    payload: '{}',
    stackTrace: [],
    durationMs: 0,
  } as const;
  const called = { spec: { name: 'f' } } as unknown as CallableFunction;
  expect(await refusal(outcome, call, run, called)).toEqual({
    type: 'failure',
    error: 'Lambda.TooManyRequestsException',
    cause,
  });
  expect(await refusal({ ...outcome, reason: 'handler' }, call, run, called)).toBeUndefined();
});
