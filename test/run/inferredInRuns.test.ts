/** Where a run asks for what is inferred: items that no bucket has, and machines that the project has not. */
import { expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { check } from './check';

const READER = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'rows.json' } };
const EACH = {
  Type: 'Map',
  ItemReader: { ...READER, ReaderConfig: { InputType: 'JSON' } },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'One',
    States: { One: { Type: 'Pass', End: true } },
  },
  End: true,
};

test('items are inferred where the object is not there, and only there', async () => {
  const asked: string[] = [];
  const inferItems = (_call: unknown, machine: string): Promise<Json[]> => {
    asked.push(machine);
    return Promise.resolve([7]);
  };
  const options = { inferItems };
  await check({ states: { Each: EACH }, options }, { status: 'SUCCEEDED', output: [7] });
  const files = { '.stepwise/s3/b/rows.json': '[8]' };
  await check({ states: { Each: EACH }, options, files }, { status: 'SUCCEEDED', output: [8] });
  await check(
    { states: { Each: EACH }, options: { inferItems: () => Promise.resolve(undefined) } },
    { status: 'FAILED', error: 'States.ItemReaderFailed' },
  );
  expect(asked).toHaveLength(1);
});

test('a machine that the project has not is asked for where somebody answers, else it does not exist', async () => {
  const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Elsewhere';
  const Start = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: arn },
    End: true,
  };
  const ask = () => Promise.resolve({ type: 'success' as const, output: { Output: 1 } });
  await check({ states: { Start }, options: { ask } }, { status: 'SUCCEEDED', output: { Output: 1 } });
  await check({ states: { Start } }, { status: 'FAILED', error: 'StepFunctions.StateMachineDoesNotExistException' });
});
