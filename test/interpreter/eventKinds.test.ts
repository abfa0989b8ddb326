/** What the table of event types says of each, held against AWS's own names. */
import { expect, test } from 'vitest';
import { errorOf, eventKinds, executionStatusAfter, kindOf, stateNameIn } from '../../core/history/eventKinds';
import type { HistoryEvent } from '../../core/interpreter';

/** How AWS's names say it: the end of the type, and what that means. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/StateEntered$/, 'entered'],
  [/StateExited$/, 'exited'],
  [/Redriven$/, 'redriven'],
  [/Submitted$/, 'submitted'],
  [/Scheduled$/, 'scheduled'],
  [/Started$/, 'started'],
  [/Succeeded$/, 'succeeded'],
  [/TimedOut$/, 'timed out'],
  [/Failed$/, 'failed'],
  [/Aborted$/, 'aborted'],
];

const SUBJECTS: readonly (readonly [RegExp, string])[] = [
  [/^Execution/, 'execution'],
  [/^Evaluation/, 'evaluation'],
  [/^MapRun/, 'map run'],
  [/^MapIteration/, 'iteration'],
  [/State(Entered|Exited|Aborted)$/, 'state'],
  [/^(Map|Parallel)State/, 'children'],
  [/^(Task|LambdaFunction|Activity)/, 'attempt'],
];

const CALLED: readonly (readonly [RegExp, string])[] = [
  [/^LambdaFunction/, 'function'],
  [/^Activity/, 'activity'],
  [/^Task(?!State)/, 'integration'],
];

const first = (rules: readonly (readonly [RegExp, string])[], type: string): string | undefined =>
  rules.find(([pattern]) => pattern.test(type))?.[1];

test.each([...eventKinds()])('%s', (type, kind) => {
  const state = /^(?:(\w+)State(?!s)|(MapRun))/.exec(type);
  const member = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
  expect(kind).toMatchObject({
    meaning: `${first(SUBJECTS, type)} ${first(ENDINGS, type)}`,
    about: first(SUBJECTS, type),
    isFailure: /(Failed|TimedOut)$/.test(type) || type === 'FailStateEntered',
  });
  expect(kind.called).toBe(first(CALLED, type));
  if (state) expect(kind.stateType).toBe(state[2] ? 'Map' : state[1]);
  if (kind.details) {
    expect([member, 'stateEnteredEventDetails', 'stateExitedEventDetails']).toContain(kind.details);
    expect(kind.details.startsWith('state')).toBe(/State(Entered|Exited)$/.test(type));
  }
});

test('what AWS has not (yet) is unknown, whatever it is called', () => {
  for (const type of ['', 'Invented', 'constructor', '__proto__']) expect(kindOf(type)).toBeUndefined();
});

const event = (type: string, details: object): HistoryEvent =>
  ({ id: 1, previousEventId: 0, type, timestamp: '', ...details }) as HistoryEvent;

test.each<[string, object, object]>([
  ['TaskFailed', { taskFailedEventDetails: { error: 'E', cause: 'c', resource: 'r' } }, { error: 'E', cause: 'c' }],
  ['ExecutionAborted', { executionAbortedEventDetails: { cause: 'c' } }, { cause: 'c' }],
  ['ParallelStateFailed', {}, {}],
  ['TaskFailed', {}, {}],
  ['Invented', { inventedEventDetails: { error: 'E' } }, {}],
])('the error of %s %j is %j', (type, details, error) => expect(errorOf(event(type, details))).toEqual(error));

test.each<[string, object, string | undefined]>([
  ['TaskStateEntered', { stateEnteredEventDetails: { name: 'A' } }, 'A'],
  ['TaskStateExited', { stateExitedEventDetails: { name: 'A' } }, 'A'],
  ['MapIterationFailed', { mapIterationFailedEventDetails: { name: 'A', index: 1 } }, 'A'],
  ['EvaluationFailed', { evaluationFailedEventDetails: { state: 'A' } }, 'A'],
  ['TaskStateAborted', {}, undefined],
  ['TaskFailed', { taskFailedEventDetails: { name: 'A' } }, undefined],
])('%s %j is about state %s', (type, details, name) => expect(stateNameIn(event(type, details))).toBe(name));

test.each([
  ['ExecutionStarted', 'RUNNING'],
  ['ExecutionRedriven', 'RUNNING'],
  ['ExecutionSucceeded', 'SUCCEEDED'],
  ['ExecutionFailed', 'FAILED'],
  ['ExecutionTimedOut', 'TIMED_OUT'],
  ['ExecutionAborted', 'ABORTED'],
  ['MapRunFailed', undefined],
  ['Invented', undefined],
])('after %s an execution is %s', (type, status) => expect(executionStatusAfter(type)).toBe(status));
