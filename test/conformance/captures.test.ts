/** Captures of single machines in the conformance measurement: which agree, and what is said of those that do not. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';

const SCRIPT = path.resolve(__dirname, '../../scripts/conformance.mjs');

const machine = (state: object): string => JSON.stringify({ StartAt: 'S', States: { S: { End: true, ...state } } });
const PASS = machine({ Type: 'Pass' });
const TASK = machine({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Retry: [{ ErrorEquals: ['E'] }] });
const READER = machine({
  Type: 'Map',
  ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'P',
    States: { P: { Type: 'Pass', End: true } },
  },
});
const REFUSED = machine({ Type: 'Nothing' });

/** A capture as the file has it, whose numbers are not JavaScript's. */
const capture = (group: string, id: string, definition: string, rest: string): string =>
  `{"group": "${group}", "origin": "aws", "id": "${id}", "definition": ${definition}, ${rest}}`;

const CAPTURES = [
  capture(
    'Agree',
    'output',
    PASS,
    '"input": {"b": 1234567890123456789, "a": "x"}, "expect": {"output": {"a": "x", "b": 1234567890123456789}}',
  ),
  capture('Agree', 'no input', PASS, '"expect": {"output": {}}'),
  capture('Agree', 'answers', TASK, '"answers": {"S": [{"error": "E"}, {"output": [1]}]}, "expect": {"output": [1]}'),
  capture(
    'Agree',
    'never',
    machine({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', TimeoutSeconds: 5 }),
    '"answers": {"S": "never"}, "expect": {"error": "States.Timeout"}',
  ),
  capture('Agree', 'items', READER, '"items": [1, 2], "expect": {"output": [1, 2]}'),
  capture('Agree', 'refused', REFUSED, '"expect": {"refused": true}'),
  capture('Differ', 'output', PASS, '"input": 1, "expect": {"output": 1.0}'),
  capture(
    'Differ',
    'cause',
    TASK,
    '"answers": {"S": {"error": "F", "cause": "ours"}}, "expect": {"error": "F", "cause": "theirs"}',
  ),
  capture('Differ', 'accepted', PASS, '"checkOnly": true, "expect": {"refused": true}'),
  capture('Differ', 'not accepted', REFUSED, '"expect": {"output": 1}'),
];

test('are counted by group, and every difference is told', async () => {
  const folder = temporaryFolder({ 'captures.json': `[${CAPTURES.join(',')}]`, 'compare.mjs': '' });
  const measured = promisify(execFile)(process.execPath, [SCRIPT, folder, '-v']);
  // Something differs that nothing explains.
  const { stdout, code } = (await measured.catch((error: unknown) => error)) as { stdout: string; code: number };
  expect(code).toBe(1);
  const lines = stdout.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
  expect(lines).toContain('Agree 6 / 6 6 / 6');
  expect(lines).toContain('Differ 0 / 4 0 / 4');
  expect(lines).toContain('output 1.0 was expected, but it is 1');
  expect(lines).toContain('cause "theirs" was expected, but it is ExecutionFailed {"error":"F","cause":"ours"}');
  expect(lines).toContain('AWS refuses it, we accept it');
  expect(stdout).toMatch(/AWS accepts it, we refuse it: [\w-]+: /);
  expect(lines).toContain('6 passed, 4 failed');
}, 60_000);
