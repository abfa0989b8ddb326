/** Same seed and same mocks: the same history, byte for byte, whatever chance and time could have changed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Client } from '../debugger/check';
import { temporaryFolder } from '../harness/temporaryFolder';
import { check } from './check';

const invoke = {
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', Payload: { 'of.$': '$' } },
};

const MACHINE = {
  StartAt: 'Chance',
  States: {
    Chance: {
      Type: 'Pass',
      Parameters: { 'id.$': 'States.UUID()', 'number.$': 'States.MathRandom(1, 1000000)' },
      Next: 'Expression',
    },
    Expression: {
      Type: 'Pass',
      QueryLanguage: 'JSONata',
      Output: '{% {"id": $uuid(), "r": $random(), "now": $now(), "ms": $millis(), "context": $states.context} %}',
      Next: 'Retried',
    },
    Retried: {
      Type: 'Task',
      ...invoke,
      Retry: [{ ErrorEquals: ['Busy'], JitterStrategy: 'FULL', IntervalSeconds: 60 }],
      ResultPath: null,
      Next: 'Callback',
    },
    Callback: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
      ResultPath: null,
      Next: 'Nested',
    },
    Nested: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:inner', Input: { a: 1 } },
      ResultPath: '$.nested',
      Next: 'Many',
    },
    Many: {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input.items',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Each',
        States: { Each: { Type: 'Task', ...invoke, End: true } },
      },
      Next: 'Side by side',
    },
    'Side by side': {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 31_536_000, End: true } } },
        { StartAt: 'Work', States: { Work: { Type: 'Task', ...invoke, End: true } } },
      ],
      End: true,
    },
  },
};

const INNER = { StartAt: 'I', States: { I: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, End: true } } };

const MOCKS = {
  mocks: {
    m: {
      Retried: [{ error: 'Busy' }, { error: 'Busy' }, { return: { Payload: 1 } }],
      Callback: { return: { done: true } },
      Each: { return: { Payload: 2 } },
      Work: { return: { Payload: 3 } },
    },
  },
};

const files = {
  'm.asl.json': JSON.stringify(MACHINE),
  'inner.asl.json': JSON.stringify(INNER),
  'mocks.json': JSON.stringify(MOCKS),
  'input.json': '{"items": [1, 2, 3]}',
};

async function history(seed: string): Promise<string> {
  const args = ['run', 'm.asl.json', '--input', 'input.json', '--mocks', 'mocks.json', '--clock', 'skip'];
  const { out } = await check([...args, '--seed', seed, '--history', '-'], { files }, { code: 0 });
  return out;
}

test('the same seed gives the same history, another seed another', async () => {
  const first = await history('7');
  expect(first).toContain('ExecutionSucceeded');
  await new Promise((resolve) => setImmediate(resolve));
  expect(await history('7')).toBe(first);
  expect(await history('8')).not.toBe(first);
});

/** As a file: by the terminal, and by a debugger that stops nowhere. */
async function asFile(front: 'terminal' | 'debugger'): Promise<string> {
  const folder = temporaryFolder(files);
  const inFolder = (name: string): string => path.join(folder, name);
  if (front === 'terminal') {
    const args = ['run', 'm.asl.json', '--input', 'input.json', '--mocks', 'mocks.json', '--clock', 'skip'];
    await check([...args, '--seed', '7', '--history', 'h.json'], { cwd: folder }, { code: 0 });
  } else {
    const [program, inputFile, mocks, history] = ['m.asl.json', 'input.json', 'mocks.json', 'h.json'].map(inFolder);
    const client = new Client({});
    await client.request('initialize', { adapterID: 'stepwise', linesStartAt1: true });
    await client.request('launch', { program, inputFile, mocks, history, clock: 'skip', seed: 7 });
    await client.request('setExceptionBreakpoints', { filters: ['uncaught'] });
    const from = client.events.length;
    await client.request('configurationDone');
    await client.event(from, 'terminated', 'stopped');
    await client.close();
  }
  return readFileSync(inFolder('h.json'), 'utf8');
}

test('a debugger that stops nowhere changes nothing', async () => {
  const [one, other] = [await asFile('terminal'), await asFile('debugger')];
  expect(one).toContain('ExecutionSucceeded');
  expect(other === one).toBe(true);
});
