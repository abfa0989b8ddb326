import path from 'node:path';
import { expect, test } from 'vitest';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import type { LaunchArguments } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';

const MACHINE = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';

test.each([
  ['nothing.json', 'The saved history', 'cannot be read'],
  ['half.json', 'The run cannot continue from', 'it is not valid JSON, or ends too early.'],
  ['done.json', 'The run cannot continue from', 'Execution is SUCCEEDED and cannot be redriven.'],
])('a run cannot go on from %s', (name, ...words) => {
  const event = (id: number, type: string, details: object) => ({
    id,
    previousEventId: id - 1,
    timestamp: 1,
    type,
    ...details,
  });
  const done = [
    event(1, 'ExecutionStarted', { executionStartedEventDetails: { input: '{}' } }),
    event(2, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: '{}' } }),
  ];
  const folder = temporaryFolder({
    'm.asl.json': MACHINE,
    'half.json': '{"events":[{',
    'done.json': JSON.stringify(done),
  });
  const prepared = prepareLaunch({
    target: 'machine',
    program: path.join(folder, 'm.asl.json'),
    resume: path.join(folder, name),
  });
  expect(prepared.ok).toBe(false);
  for (const word of words) expect('message' in prepared ? prepared.message : '').toContain(word);
});

test.each([
  ['order.asl.json', MACHINE, 'machine'],
  ['workflow.json', MACHINE, 'machine'],
  ['workflow.yml', 'StartAt: A\nStates:\n  A: { Type: Succeed }\n', 'machine'],
  ['greet.js', 'exports.handler = async () => 1;', 'function'],
])('%s is run as what it is, without "target"', (name, text, kind) => {
  const folder = temporaryFolder({ [name]: text });
  // Any editor may have written the arguments.
  const args = { program: path.join(folder, name) } as LaunchArguments;
  expect(prepareLaunch(args)).toMatchObject({ ok: true, kind });
});
