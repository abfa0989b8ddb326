import path from 'node:path';
import { expect, test } from 'vitest';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import type { LaunchArguments } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';

const MACHINE = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';

test.each([
  ['nothing.json', 'cannot be read: there is no such file.', 'Correct "resume" in the launch configuration.'],
  ['half.json', 'Nothing can go on from', 'it is not JSON, or ends in the middle.'],
  ['done.json', 'Nothing can go on from', 'Execution is SUCCEEDED and cannot be redriven.'],
])('a run cannot go on from %s', async (name, ...words) => {
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
  const prepared = await prepareLaunch({
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
])('%s is run as what it is, without "target"', async (name, text, kind) => {
  const folder = temporaryFolder({ [name]: text });
  // Any editor may have written the arguments.
  const args = { program: path.join(folder, name) } as LaunchArguments;
  expect(await prepareLaunch(args)).toMatchObject({ ok: true, kind });
});
