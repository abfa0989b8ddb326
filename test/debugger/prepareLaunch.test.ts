import path from 'node:path';
import { expect, test } from 'vitest';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import type { LaunchArguments } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';

const MACHINE = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';

test.each([
  ['nothing.json', 'cannot be read: there is no such file.', 'Correct "resume" in the launch configuration.'],
  ['half.json', 'Nothing can go on from', 'it is not valid JSON, or ends too early.'],
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

test('secrets that the client keeps are given, before what settings say', async () => {
  const folder = temporaryFolder({
    'template.yaml':
      'Parameters: { Key: { Type: String, NoEcho: true } }\nResources:\n  F: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: f.handler, Runtime: nodejs20.x, Environment: { Variables: { KEY: !Ref Key } } } }\n',
    'f.js': 'exports.handler = async () => 1;',
    '.vscode/stepwise.json': '{ "values": { "param:Key": "of settings" } }',
  });
  const prepared = await prepareLaunch({
    target: 'function',
    program: path.join(folder, 'f.js'),
    secrets: { 'param:Key': 'kept' },
  });
  expect(prepared).toMatchObject({ ok: true, kind: 'function', spec: { environment: { KEY: 'kept' } } });
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

test('a template that holds a machine too runs the function that is named, without "target"', async () => {
  const folder = temporaryFolder({
    'template.yaml': `Resources:
  Weigh: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: f.handler, Runtime: nodejs20.x } }
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Definition: ${MACHINE} } }
`,
    'f.js': 'exports.handler = async () => 1;',
  });
  const program = path.join(folder, 'template.yaml');
  expect(await prepareLaunch({ program, function: 'Weigh' } as LaunchArguments)).toMatchObject({
    ok: true,
    kind: 'function',
    name: 'Weigh',
  });
  expect(await prepareLaunch({ program } as LaunchArguments)).toMatchObject({ ok: true, kind: 'machine' });
  expect(await prepareLaunch({ program, function: 'Weigh', machine: 'Flow' } as LaunchArguments)).toMatchObject({
    ok: false,
    message: '"function" in the launch configuration has no effect on a state machine. Remove it.',
  });
});

test.each<[what: string, file: string, named: string | undefined, expected: object]>([
  ['the only function of a file', 'only.py', undefined, { ok: true, name: 'hello' }],
  [
    'the announced one of several',
    'usual.js',
    undefined,
    { ok: true, kind: 'function', spec: { exportName: 'handler' } },
  ],
  ['the one that is named', 'several.js', 'drop', { ok: true, name: 'drop', spec: { exportName: 'drop' } }],
  ['what a file has from elsewhere', 'none.js', 'far', { ok: true, name: 'far', spec: { exportName: 'far' } }],
  [
    'none of several, where none is named',
    'several.js',
    undefined,
    {
      ok: false,
      message: expect.stringMatching(/create, drop\. Say which: "function": "create" in the launch/) as string,
    },
  ],
  [
    'nothing, where there is nothing',
    'none.js',
    undefined,
    {
      ok: false,
      message: expect.stringMatching(/does not export a function to run\. Write one: export const/) as string,
    },
  ],
])('a handler file runs %s', async (_what, file, named, expected) => {
  const folder = temporaryFolder({
    'only.py': 'def helper(x): pass\ndef hello(event, context): pass\n',
    'usual.js': 'exports.price = () => 1;\nexports.handler = () => 1;\n',
    'several.js': 'exports.create = () => 1;\nexports.drop = () => 1;\n',
    'none.js': 'exports.limit = 3;\n',
  });
  const args = { program: path.join(folder, file), ...(named && { function: named }) } as LaunchArguments;
  expect(await prepareLaunch(args)).toMatchObject(expected);
});
