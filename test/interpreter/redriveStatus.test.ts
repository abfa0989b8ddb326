/** Whether an execution may be redriven: the guide's conditions and the API's words, one below the other. */
import { expect, test } from 'vitest';
import { redriveStatus, type ExecutionStatus } from '../../core/interpreter';

const DAY = 86_400_000;
const failed = { type: 'STANDARD', status: 'FAILED', events: 10, startDate: 0, stopDate: DAY, now: 2 * DAY } as const;

const ended: readonly ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];
test.each(ended)('one that %s may', (status) =>
  expect(redriveStatus({ ...failed, status })).toEqual({ redriveStatus: 'REDRIVABLE' }),
);

test.each<[string, Partial<Parameters<typeof redriveStatus>[0]>, string | undefined]>([
  ['one that runs', { status: 'RUNNING' }, 'Execution is RUNNING and cannot be redriven'],
  ['one that succeeded', { status: 'SUCCEEDED' }, 'Execution is SUCCEEDED and cannot be redriven'],
  ['an express one', { type: 'EXPRESS' }, 'Execution is EXPRESS and cannot be redriven'],
  ['room for two events more', { events: 24_998 }, undefined],
  ['room for one', { events: 24_999 }, 'Execution history event limit exceeded'],
  ['open for almost a year', { stopDate: 364 * DAY, now: 365 * DAY - 1 }, undefined],
  ['open for a year', { stopDate: 364 * DAY, now: 365 * DAY }, 'Execution has exceeded the max execution time'],
  ['ended two weeks ago', { now: 15 * DAY }, undefined],
  ['ended longer ago', { now: 15 * DAY + 1 }, 'Execution redrivable period exceeded'],
  ['whose end nobody knows', { stopDate: undefined, now: 300 * DAY }, undefined],
])('%s', (_what, more, redriveStatusReason) =>
  expect(redriveStatus({ ...failed, ...more })).toEqual(
    redriveStatusReason === undefined
      ? { redriveStatus: 'REDRIVABLE' }
      : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason },
  ),
);
