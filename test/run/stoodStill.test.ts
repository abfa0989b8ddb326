/** A run tells its views how long it stood still, before the next event. */
import { expect, test } from 'vitest';
import type { RunEvent } from '../../core/interpreter';
import { goOnFrom } from '../../run';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { check, type RunCase } from './check';

const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } };
const types = (events: readonly RunEvent[]): (string | number)[] =>
  events.flatMap((event): (string | number)[] => {
    if (event.kind !== 'note') return [event.event.type];
    return event.note.type === 'StoodStill' ? [event.note.milliseconds] : [];
  });

async function told(clock: 'real' | 'skip', given: RunCase = { states }): Promise<(string | number)[]> {
  const events: RunEvent[] = [];
  let stood = 0;
  const options = {
    clock,
    emit: (event: RunEvent) => void events.push(event),
    pause: () => void (stood += 10),
    stoodStill: () => stood,
    ...given.options,
  };
  await check({ ...given, options }, { status: 'SUCCEEDED' });
  return types(events);
}

test('as often as it has', async () => {
  expect(await told('real')).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    20,
    'PassStateExited',
    'SucceedStateEntered',
    20,
    'SucceedStateExited',
    'ExecutionSucceeded',
  ]);
});

test('in virtual time it stands still by itself', async () => {
  expect((await told('skip')).filter((each) => typeof each === 'number')).toEqual([]);
});

test('an execution that another starts tells its own views', async () => {
  const nested: RunEvent[] = [];
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Child:
    Type: AWS::Serverless::StateMachine
    Properties: { Name: Child, Definition: { StartAt: C, States: { C: { Type: Succeed } } } }
`;
  const Parameters = { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Child' };
  const Call = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters, End: true };
  await check(
    {
      template,
      states: { Call },
      options: {
        clock: 'real',
        observeNested: () => {
          let stood = 0;
          return {
            emit: (event) => void nested.push(event),
            pause: () => void (stood += 10),
            stoodStill: () => stood,
          };
        },
      },
    },
    { status: 'SUCCEEDED' },
  );
  expect(types(nested)).toEqual([
    'ExecutionStarted',
    'SucceedStateEntered',
    20,
    'SucceedStateExited',
    'ExecutionSucceeded',
  ]);
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
    return told('real', { states, options: { resume: earlier.checkpoint, pause: undefined, stoodStill: undefined } });
  };
  const [first, ...others] = await goOn(stopped);
  expect(first).toBeGreaterThanOrEqual(60_000);
  expect(others).toEqual(['PassStateExited', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded']);
  expect((await goOn([...stopped, failed]))[0]).toBe('ExecutionRedriven');
});
