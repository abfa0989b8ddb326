/** What a debugger is told of errors before anything is done about them: whether they are retried or caught, wherever that is. */
import { expect, test } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import type { JsonObject } from '../../core/json';
import { run, type Case } from './check';

const RESOURCE = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const CHARGE = { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: RESOURCE, End: true } } };
const retry = (error: string, times: number): JsonObject => ({ ErrorEquals: [error], MaxAttempts: times });
const CATCH = [{ ErrorEquals: ['States.ALL'], Next: 'After' }];

const both = (handlers: JsonObject, branch: JsonObject = CHARGE): JsonObject => ({
  StartAt: 'Both',
  States: { Both: { Type: 'Parallel', Branches: [branch], ...handlers, Next: 'After' }, After: { Type: 'Succeed' } },
});
const each = (handlers: JsonObject, mode?: string): JsonObject => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { ...CHARGE, ...(mode && { ProcessorConfig: { Mode: mode, ExecutionType: 'STANDARD' } }) },
      MaxConcurrency: 1,
      ...handlers,
      Next: 'After',
    },
    After: { Type: 'Succeed' },
  },
});

const CASES: { readonly [name: string]: { machine: JsonObject; input?: Case['input']; fates: readonly string[] } } = {
  'retries of a Parallel that are used up one after the other': {
    machine: both({ Retry: [retry('Busy', 1)] }),
    fates: ['Charge retried', 'Both retried', 'Charge uncaught', 'Both uncaught'],
  },
  'retriers of a Parallel that count each for itself': {
    machine: both({ Retry: [retry('Other', 5), retry('Busy', 1)], Catch: CATCH }),
    fates: ['Charge retried', 'Both retried', 'Charge caught', 'Both caught'],
  },
  'a retrier of no attempts before a catcher': {
    machine: both({ Retry: [retry('Busy', 0)], Catch: CATCH }),
    fates: ['Charge caught', 'Both caught'],
  },
  'a Map in a Parallel, whose retries come before those around it': {
    machine: both({ Catch: CATCH }, each({ Retry: [retry('States.TaskFailed', 1)] })),
    input: [1],
    fates: ['Charge retried', 'Each retried', 'Charge caught', 'Each caught', 'Both caught'],
  },
  'a Distributed Map, which fails with an error of its own': {
    machine: each({ Retry: [retry('Busy', 3)], Catch: [{ ErrorEquals: ['Busy'], Next: 'After' }] }, 'DISTRIBUTED'),
    input: [1],
    fates: ['Charge uncaught', 'Each uncaught'],
  },
  'a Distributed Map that tolerates one of two': {
    machine: each({ ToleratedFailureCount: 1 }, 'DISTRIBUTED'),
    input: [1, 2],
    fates: ['Charge caught', 'Charge uncaught', 'Each uncaught'],
  },
  'a Distributed Map that is caught once it tolerates no more': {
    machine: each({ ToleratedFailurePercentage: 50, Catch: CATCH }, 'DISTRIBUTED'),
    input: [1, 2],
    fates: ['Charge caught', 'Charge caught', 'Each caught'],
  },
  'a fault that nobody may take': {
    machine: both(
      { Catch: CATCH },
      { StartAt: 'In', States: { In: { Type: 'Pass', InputPath: '$.none', End: true } } },
    ),
    input: {},
    fates: ['In terminal', 'Both terminal'],
  },
};

test.each(Object.entries(CASES))('of %s', async (_, { machine, input = {}, fates }) => {
  const told: string[] = [];
  const pause = ({ when, state, fate }: PausePoint): undefined => {
    if (when === 'error') told.push(`${state.name} ${fate}`);
  };
  await run({ machine, input, replies: { Charge: [{ error: 'Busy' }] }, pause });
  expect(told).toEqual(fates);
});
