import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject, type Project } from '../../project';
import { loadMachine } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';

/** Loads from `file`, and says what the machine is: its name, and where each state's name stands in the file's text. */
function load(files: { [file: string]: string }, file: string, name?: string): object {
  const folder = temporaryFolder(files);
  const project = readProject(folder, { definition: path.join(folder, file) });
  const loaded = loadMachine(path.join(folder, file), { project, name });
  if ('problem' in loaded) return { problem: loaded.problem.replaceAll(folder + path.sep, '') };
  const { machine } = loaded;
  const lines = files[file]!.split('\n');
  return {
    name: loaded.name,
    type: loaded.type,
    states: machine.states.map((state) => {
      const { line, character } = machine.document.positionAt(state.nameNode.span.start);
      return lines[line]!.slice(character).match(/\w+/)?.[0];
    }),
  };
}

const definition = '{\n  "StartAt": "First",\n  "States": { "First": { "Type": "Succeed" } }\n}';
const machine = (properties: string, id = 'Machine'): string =>
  `  ${id}:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n${properties}\n`;
const inline = machine(
  '      Definition:\n        StartAt: First\n        States:\n          First: { Type: Succeed }',
);
const text = (tag: string): string =>
  machine(`      DefinitionString: ${tag}|\n${definition.replace(/^/gm, '        ')}`, 'Text');

test.each<[string, { [file: string]: string }, string, string | undefined, object]>([
  ['a definition', { 'a.asl.json': definition }, 'a.asl.json', undefined, { name: 'a', states: ['First'] }],
  [
    'YAML',
    { 'a.asl.yaml': 'StartAt: First\nStates:\n  First: { Type: Succeed }' },
    'a.asl.yaml',
    undefined,
    { name: 'a', states: ['First'] },
  ],
  [
    'a definition that a template names',
    {
      'template.yaml': `Resources:\n${machine('      StateMachineType: EXPRESS\n      DefinitionUri: a.asl.json')}`,
      'a.asl.json': definition,
    },
    'a.asl.json',
    undefined,
    { name: 'Machine', type: 'EXPRESS', states: ['First'] },
  ],
  [
    'the template that names it',
    { 'template.yaml': `Resources:\n${machine('      DefinitionUri: a.asl.json')}`, 'a.asl.json': definition },
    'template.yaml',
    undefined,
    { name: 'Machine' },
  ],
  [
    'inline',
    { 'template.yaml': `Resources:\n${inline}` },
    'template.yaml',
    undefined,
    { name: 'Machine', states: ['First'] },
  ],
  [
    'a text in a template',
    { 'template.yaml': `Resources:\n${text('')}` },
    'template.yaml',
    undefined,
    { name: 'Text', states: ['First'] },
  ],
  [
    'a text with !Sub',
    { 'template.yaml': `Resources:\n${text('!Sub ')}` },
    'template.yaml',
    undefined,
    { name: 'Text', states: ['First'] },
  ],
  ['one of two', { 'template.yaml': `Resources:\n${inline}${text('')}` }, 'template.yaml', 'Text', { name: 'Text' }],
  [
    'two without a name',
    { 'template.yaml': `Resources:\n${inline}${text('')}` },
    'template.yaml',
    undefined,
    {
      problem:
        'template.yaml contains several state machines: Machine, Text. To run the first: Run Workflow of Machine in template.yaml',
    },
  ],
  [
    'a name that is not there',
    { 'template.yaml': `Resources:\n${inline}` },
    'template.yaml',
    'Other',
    { problem: 'template.yaml has no state machine "Other". It has Machine.' },
  ],
  [
    'a name for a definition',
    { 'a.asl.json': definition },
    'a.asl.json',
    'Orders',
    { problem: 'a.asl.json contains the state machine "a", not "Orders".' },
  ],
  [
    'another name than the template gives',
    { 'template.yaml': `Resources:\n${machine('      DefinitionUri: a.asl.json')}`, 'a.asl.json': definition },
    'a.asl.json',
    'Other',
    { problem: 'a.asl.json contains the state machine "Machine", not "Other".' },
  ],
  ...['Machine', 'orders'].map((name): [string, { [file: string]: string }, string, string, object] => [
    `by the name ${name}`,
    {
      'template.yaml': `Resources:\n${machine('      StateMachineName: orders\n      DefinitionUri: a.asl.json')}`,
      'a.asl.json': definition,
    },
    'a.asl.json',
    name,
    { states: ['First'] },
  ]),
  [
    'one of two that a definition is for',
    {
      'template.yaml': `Resources:\n${machine('      DefinitionUri: a.asl.json')}${machine('      StateMachineType: EXPRESS\n      DefinitionUri: a.asl.json', 'Fast')}`,
      'a.asl.json': definition,
    },
    'a.asl.json',
    'Fast',
    { name: 'Fast', type: 'EXPRESS' },
  ],
  ['JSON called YAML', { 'a.asl.yaml': `\n ${definition}` }, 'a.asl.yaml', undefined, { states: ['First'] }],
  [
    'code',
    { 'a.py': 'def handler(event, context):\n    return 1\n' },
    'a.py',
    undefined,
    {
      problem: expect.stringMatching(/^a\.py is the code of a function, not a state machine\. To call it: /) as unknown,
    },
  ],
  [
    'a template without machines',
    { 'template.yaml': 'Resources:\n  Queue: { Type: AWS::SQS::Queue }\n' },
    'template.yaml',
    undefined,
    { problem: expect.stringMatching(/^template\.yaml does not contain a state machine\./) as unknown },
  ],
  [
    'other JSON',
    { 'a.asl.json': '{ "Comment": "none" }' },
    'a.asl.json',
    undefined,
    { problem: 'a.asl.json is not a state machine: it has neither StartAt nor States.' },
  ],
  ['an empty object', { 'a.asl.json': '{}' }, 'a.asl.json', undefined, { name: 'a', states: [] }],
  [
    'a text that is no JSON',
    { 'a.asl.json': 'none' },
    'a.asl.json',
    undefined,
    { problem: expect.stringMatching(/^a\.asl\.json is not a state machine\. ./) as unknown },
  ],
  [
    'a fault at its place',
    { 'a.asl.json': '{\n  "StartAt": "First",\n  "States": {},,\n}' },
    'a.asl.json',
    undefined,
    { problem: expect.stringMatching(/^a\.asl\.json:3:\d+: ./) as unknown },
  ],
  [
    'a key that stands twice',
    { 'a.asl.json': definition.replace('{', '{ "Comment": "a", "Comment": "b",') },
    'a.asl.json',
    undefined,
    { states: ['First'] },
  ],
  [
    'a fault elsewhere in its template',
    { 'template.yaml': `Resources:\n${inline}  Queue:\n    Type: AWS::SQS::Queue\n    Properties: { A: 1, A: 2 }\n` },
    'template.yaml',
    undefined,
    { name: 'Machine', states: ['First'] },
  ],
  [
    'one in serverless.yml',
    {
      'serverless.yml': `service: shop\nprovider: { name: aws }\nplugins: [serverless-step-functions]\nstepFunctions:\n  stateMachines:\n    ship:\n      name: ship-it\n      type: EXPRESS\n      definition:\n        StartAt: First\n        States:\n          First: { Type: Succeed }\n`,
    },
    'serverless.yml',
    undefined,
    { name: 'ship-it', type: 'EXPRESS', states: ['First'] },
  ],
  [
    'one in Terraform',
    {
      'main.tf': `resource "aws_sfn_state_machine" "ship" {\n  name = "ship"\n  definition = jsonencode({\n    StartAt = "First"\n    States = { First = { Type = "Succeed" } }\n  })\n}\n`,
    },
    'main.tf',
    undefined,
    { name: 'ship', states: ['First'] },
  ],
  ['no file', {}, 'a.asl.json', undefined, { problem: 'a.asl.json cannot be read: there is no such file.' }],
  [
    'half a file',
    { 'a.asl.json': '{"StartAt": ' },
    'a.asl.json',
    undefined,
    { problem: expect.stringMatching(/^a\.asl\.json:1:\d+: /) as unknown },
  ],
  [
    'no machine',
    { 'a.asl.json': '[]' },
    'a.asl.json',
    undefined,
    { problem: expect.stringContaining('is not a state machine') as unknown },
  ],
])('%s', (_what, files, file, name, expected) => {
  expect(load(files, file, name)).toMatchObject(expected);
});

test.each([
  [undefined, 'a'],
  ['Orders', 'Orders'],
])('a definition that the project does not know is called %s: %s', (name, called) => {
  const folder = temporaryFolder({ 'a.asl.json': definition });
  const project = { root: folder, machines: [], functions: [], problems: [] } as unknown as Project;
  expect(loadMachine(path.join(folder, 'a.asl.json'), { project, name })).toMatchObject({
    name: called,
    type: 'STANDARD',
  });
});
