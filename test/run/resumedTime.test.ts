/** A run that goes on tells its views how long ago it was stopped, before its first event. */
import { expect, test } from 'vitest';
import type { RunEvent } from '../../core/interpreter';
import { goOnFrom, StepFunctionsService } from '../../run';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { check } from './check';

const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } };
const types = (events: readonly RunEvent[]): (string | number)[] =>
  events.flatMap((event): (string | number)[] => {
    if (event.kind !== 'note') return [event.event.type];
    return event.note.type === 'StoodStill' ? [event.note.milliseconds] : [];
  });

test('a run that goes on stood still since it was stopped; one that is redriven says so in an event', async () => {
  const before = Date.now() - 60_000;
  const definition = { StartAt: 'A', States: states };
  const machine = buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!;
  const timestamp = new Date(before).toISOString();
  const stopped = [
    { id: 1, type: 'ExecutionStarted', timestamp, executionStartedEventDetails: { input: '{}' } },
    { id: 2, type: 'PassStateEntered', timestamp, stateEnteredEventDetails: { name: 'A', input: '{}' } },
  ];
  const failed = { id: 3, previousEventId: 2, type: 'ExecutionFailed', timestamp, executionFailedEventDetails: {} };
  const goOn = async (events: readonly object[]): Promise<(string | number)[]> => {
    const earlier = goOnFrom({ text: JSON.stringify({ events }), machine, type: 'STANDARD' });
    if ('problem' in earlier) throw new Error(earlier.problem);
    const told: RunEvent[] = [];
    const emit = (event: RunEvent): void => void told.push(event);
    const stepFunctions = new StepFunctionsService();
    const options = { clock: 'real', resume: earlier.checkpoint, emit, stepFunctions } as const;
    await check({ states, options }, { status: 'SUCCEEDED' });
    // Whoever asks for its history hears of all of it.
    const ids = stepFunctions.executions.list()[0]!.events.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => index + 1));
    expect(ids.length).toBe(events.length + types(told).filter((each) => typeof each === 'string').length);
    return types(told);
  };
  const [first, ...others] = await goOn(stopped);
  expect(first).toBeGreaterThanOrEqual(60_000);
  expect(others).toEqual(['PassStateExited', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded']);
  expect((await goOn([...stopped, failed]))[0]).toBe('ExecutionRedriven');
});
