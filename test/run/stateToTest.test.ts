/** Which state a test takes: out of a machine, a template, or a file that is one state; and the sentence where there is none. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { stateToTest, type WantedState } from '../../run/stateTest';
import { temporaryFolder } from '../harness/temporaryFolder';

const MACHINE = {
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {}, Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } },
      Next: 'Both',
    },
    Both: { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }], Next: 'Bad' },
    Bad: { Type: 'Wait', Seconds: -1, Nxet: 'x', End: true },
    'Lost\u202e': { Type: 'Wait', Seconds: 'soon\u202e', End: true },
  },
};
const FILES = {
  'm.asl.json': JSON.stringify(MACHINE),
  'template.yaml': `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: ${JSON.stringify(MACHINE)} }
  Bills:
    Type: AWS::Serverless::StateMachine
    Properties: { Type: EXPRESS, Definition: { StartAt: A, States: { A: { Type: Task, Resource: "arn:aws:states:::states:startExecution.sync", Parameters: { StateMachineArn: m }, End: true } } } }
`,
  'pass.json': '{"Type":"Pass","Result":1,"Next":"Elsewhere"}',
  'broken.json': '{"Type":"Wait","Seconds":"soon","Next":"Elsewhere"}',
  'variable.asl.yaml': 'Type: Pass\nQueryLanguage: JSONata\nOutput: "{% $unknown %}"\nNext: Elsewhere\n',
  'map.asl.yaml': 'Type: Map\nItemProcessor: { StartAt: A, States: { A: { Type: Pass, End: true } } }\nEnd: true\n',
  'half.json': '{"Type":"Pass" "End":true}',
  'lacking.json': '{"Type":"Task","End":true}',
  'data.json': '{"some":"JSON"}',
  'empty.asl.json': '{"StartAt":"A","States":{}}',
};

async function wanted(file: string, more: Partial<WantedState> = {}): Promise<unknown> {
  const folder = temporaryFolder(FILES);
  const project = await readProject(folder);
  const full = path.join(folder, file);
  const found = stateToTest({ file: full, text: FILES[file as keyof typeof FILES], ...more }, project);
  if ('problem' in found) return found.problem.replaceAll(folder + path.sep, '');
  const { definition, ...rest } = found;
  return { ...rest, of: Object.keys(JSON.parse(definition) as object) };
}

const WHOLE = ['StartAt', 'States'];

test.each<[what: string, file: string, more: Partial<WantedState>, expected: unknown]>([
  [
    'a state',
    'm.asl.json',
    { stateName: 'Charge' },
    { stateName: 'Charge', name: 'm', stack: '.', needsMock: false, of: WHOLE },
  ],
  [
    'a state inside a Map',
    'm.asl.json',
    { stateName: 'Inner' },
    { stateName: 'Inner', name: 'm', stack: '.', needsMock: false, of: WHOLE },
  ],
  [
    'a Map, which needs a mock',
    'm.asl.json',
    { stateName: 'Each' },
    { stateName: 'Each', name: 'm', stack: '.', needsMock: true, of: WHOLE },
  ],
  [
    'a Parallel, too',
    'm.asl.json',
    { stateName: 'Both' },
    { stateName: 'Both', name: 'm', stack: '.', needsMock: true, of: WHOLE },
  ],
  [
    'a machine of a template',
    'template.yaml',
    { stateName: 'Charge', machine: 'Orders' },
    { stateName: 'Charge', name: 'Orders', stack: 'template.yaml', needsMock: false, of: WHOLE },
  ],
  [
    'text that is not saved yet',
    'm.asl.json',
    { stateName: 'New', text: '{"StartAt":"New","States":{"New":{"Type":"Succeed"}}}' },
    { stateName: 'New', name: 'm', stack: '.', needsMock: false, of: WHOLE },
  ],
  ['a file that is one state', 'pass.json', {}, { name: 'Machine', needsMock: false, of: ['Type', 'Result', 'Next'] }],
  [
    'one of YAML whose variables come from outside',
    'variable.asl.yaml',
    {},
    { name: 'Machine', needsMock: false, of: ['Type', 'QueryLanguage', 'Output', 'Next'] },
  ],
  ['one that is a Map', 'map.asl.yaml', {}, { name: 'Machine', needsMock: true, of: ['Type', 'ItemProcessor', 'End'] }],
  ['one that is not JSON yet', 'half.json', {}, 'half.json:1:14: A comma is missing here.'],
  ['no name', 'm.asl.json', {}, 'Which state? m has "Charge", "Each", "Inner", "Both", "B", "Bad", "Lost\u202e".'],
  [
    'a name that is nearly one',
    'm.asl.json',
    { stateName: 'Chrage' },
    'm has no state "Chrage". Did you mean "Charge"?',
  ],
  [
    'a name that is none',
    'm.asl.json',
    { stateName: 'Quite another' },
    'm has no state "Quite another". It has "Charge", "Each", "Inner", "Both", "B", "Bad", "Lost\u202e".',
  ],
  ['a machine without states', 'empty.asl.json', { stateName: 'A' }, 'empty has no state "A". It has none.'],
  [
    'a name for one state',
    'pass.json',
    { stateName: 'A' },
    'pass.json is a single state, without a name: leave "A" away.',
  ],
])('%s', async (_what, file, more, expected) => {
  expect(await wanted(file, more)).toEqual(expected);
});

test.each<[what: string, file: string, more: Partial<WantedState>, lines: readonly (string | RegExp)[]]>([
  ['a state that AWS would refuse', 'm.asl.json', { stateName: 'Bad' }, [/^ {2}.*Seconds/]],
  ['one state that AWS would refuse', 'broken.json', {}, [/^ {2}.*Seconds/]],
  ['one state that lacks what it must have', 'lacking.json', {}, [/^ {2}.*Resource/]],
  ['what a person cannot see is shown', 'm.asl.json', { stateName: 'Lost\u202e' }, [/^ {2}.*Seconds/]],
  [
    'an express machine that waits for another',
    'template.yaml',
    { stateName: 'A', machine: 'Bills' },
    [/^ {2}.*EXPRESS|express/i],
  ],
])('%s: every reason in a line', async (_what, file, more, lines) => {
  const [first, ...faults] = String(await wanted(file, more)).split('\n');
  expect(first).toBe('AWS would refuse this state:');
  for (const line of lines) expect(faults).toContainEqual(expect.stringMatching(line));
  expect(faults.join('')).not.toMatch(/[\u202e]/);
});

test.each(['data.json', 'template.yaml'])('%s: the file’s own problem', async (file) => {
  expect(await wanted(file, { stateName: 'Charge' })).toEqual(expect.any(String));
});
