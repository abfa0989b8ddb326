/** What is said where a run that was given no input comes upon what is not in it. */
import { expect, test } from 'vitest';
import { inputHint } from '../../cli/inputHint';
import type { ExecutionResult } from '../../core/interpreter/historyEvent';
import { readProject } from '../../project';
import type { PreparedMachine } from '../../run';
import { machineOf as machineOfText } from '../infer/runScenario';
import { temporaryFolder } from '../harness/temporaryFolder';

const template = `
Resources:
  Tide:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }
      Events: { Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } } }
`;
const TIDE = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'height.$': '$.height' }, End: true } } };
const failed: ExecutionResult = { status: 'FAILED', error: 'States.Runtime' };

const machineOf = (definition: object) => machineOfText(JSON.stringify(definition));

const NOTHING_READ = machineOf({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });

async function hintOf(files: { [name: string]: string }, change: Partial<PreparedMachine>, result = failed) {
  const root = temporaryFolder(files);
  const project = readProject(root);
  const { stack } = project.machines[0] ?? {};
  const prepared = {
    machine: machineOf(TIDE),
    input: '{}',
    startNotes: [],
    name: 'Tide',
    stack,
    project,
    ...change,
  } as unknown as PreparedMachine;
  return inputHint(prepared, result, { cwd: root });
}

test('it names what the project has, else a file, and the inferred one', async () => {
  expect(await hintOf({ 'template.yaml': template, 'events/high.json': '{}' }, {})).toBe(
    `The input was {}. To begin with another: --input events/high.json, --as Hourly, --input '{"height":"inferred-height"}', --mocks auto`,
  );
  const apart = { StartAt: 'A', States: { A: { Type: 'Succeed', InputPath: "$['a\\'b']" } } };
  expect(await hintOf({}, { machine: machineOf(apart) })).toBe(
    String.raw`The input was {}. To begin with another: --input '{"a'\''b":"inferred-a'\''b"}', --mocks auto`,
  );
  const long = { StartAt: 'A', States: { A: { Type: 'Succeed', InputPath: `$.${'n'.repeat(300)}` } } };
  expect(await hintOf({}, { machine: machineOf(long) })).toBe(
    'The input was {}. To begin with another: --input FILE, --mocks auto',
  );
});

test('it stands below the failure of a handler that reads the input, too', async () => {
  expect(await hintOf({}, {}, { status: 'FAILED', error: 'KeyError' })).toContain(`--input '{"height":`);
});

test.each<[string, Partial<PreparedMachine>, ExecutionResult]>([
  ['an input was given', { input: '{"a":1}' }, failed],
  ['it was inferred', { inferred: {} as never }, failed],
  ['it is of a trigger', { startNotes: ['Started as Hourly would.'] }, failed],
  ['the run goes on', { earlier: {} as never }, failed],
  ['a handler failed and nothing is read', { machine: NOTHING_READ }, { status: 'FAILED', error: 'KeyError' }],
  ['a handler could not begin', {}, { status: 'FAILED', error: 'Runtime.ImportModuleError' }],
  ['it succeeded', {}, { status: 'SUCCEEDED', output: '{}' }],
])('nothing where %s', async (_why, change, result) => {
  expect(await hintOf({}, change, result)).toBeUndefined();
});
