/** All that a template tells of its functions and machines, field by field: what the rest of the house works with. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { isMockConfigFile, mockedMachineOf, parseMockConfig, readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const TEMPLATE = `Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: charge-card
      CodeUri: src/
      Handler: charge.handler
      Runtime: nodejs22.x
      Timeout: 20
      MemorySize: 512
      Environment: { Variables: { TABLE: !Ref Cards, KEY: !ImportValue key } }
  Plain:
    Type: AWS::Serverless::Function
    Properties: { Handler: src/plain.run, Runtime: python3.13 }
  Cards: { Type: AWS::DynamoDB::Table, Properties: { TableName: cards } }
  Inline:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }
  File:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: orders
      DefinitionUri: machines/orders.asl.json
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn, Open: !ImportValue x, Days: 3 }
  Nothing:
    Type: AWS::Serverless::StateMachine
    Properties: { Name: empty }
`;
const FILES = {
  'template.yaml': TEMPLATE,
  'src/charge.js': 'exports.handler = async () => 1;',
  'src/plain.py': 'def run(event, context):\n    return 1\n',
  'machines/orders.asl.json': '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
};
const lineOf = (text: string): number => TEMPLATE.split('\n').findIndex((line) => line.startsWith(`  ${text}:`));

test('functions, machines, and what is missing', () => {
  const folder = temporaryFolder(FILES);
  const at = (name: string): string => path.join(folder, ...name.split('/'));
  const source = (id: string) => ({ file: at('template.yaml'), line: lineOf(id) });
  const { functions, machines, problems } = readProject(folder);
  expect(functions.map(({ from: _, ...rest }) => rest)).toEqual([
    {
      name: 'charge-card',
      names: ['charge-card', 'Charge'],
      codeDir: at('src'),
      file: at('src/charge.js'),
      exportName: 'handler',
      handler: 'charge.handler',
      runtime: 'nodejs22.x',
      environment: { TABLE: 'cards', KEY: 'stepwise-unset-import-key' },
      timeout: 20,
      memorySize: 512,
      configuration: {},
      stack: 'template.yaml',
      source: source('Charge'),
    },
    {
      name: 'Plain',
      names: ['Plain'],
      codeDir: folder,
      file: at('src/plain.py'),
      exportName: 'run',
      handler: 'src/plain.run',
      runtime: 'python3.13',
      environment: {},
      timeout: 3,
      memorySize: 128,
      configuration: {},
      stack: 'template.yaml',
      source: source('Plain'),
    },
  ]);
  const common = { template: at('template.yaml'), substitutions: {} };
  expect(machines.map(({ from: _from, values: _values, ...rest }) => rest)).toEqual([
    {
      ...common,
      name: 'Inline',
      aliases: ['Inline'],
      type: 'EXPRESS',
      file: at('template.yaml'),
      stack: 'template.yaml',
      source: source('Inline'),
      span: { start: TEMPLATE.indexOf('{ StartAt'), end: TEMPLATE.indexOf('\n', TEMPLATE.indexOf('{ StartAt')) },
    },
    {
      ...common,
      name: 'orders',
      aliases: ['File', 'orders'],
      type: 'STANDARD',
      file: at('machines/orders.asl.json'),
      substitutions: {
        ChargeArn: 'arn:aws:lambda:us-east-1:123456789012:function:charge-card',
        Open: 'stepwise-unset-import-x',
        Days: '3',
      },
      hasAllSubstitutions: true,
      stack: 'template.yaml',
      source: source('File'),
    },
  ]);
  expect(problems).toEqual([{ message: expect.stringContaining('Nothing') as string, place: source('Nothing') }]);
});

test.each<[string, readonly string[], readonly string[], string | undefined]>([
  ['by its name', ['Orders', 'Returns'], ['Returns'], 'Returns'],
  ['by the first of its names', ['Orders', 'Returns'], ['nobody', 'Returns', 'Orders'], 'Returns'],
  ['as the only one, whatever it is called', ['Orders'], ['nobody'], 'Orders'],
  ['not by another name', ['Orders', 'Returns'], ['nobody'], undefined],
  ['not where there is none', [], ['Orders'], undefined],
])('a machine of a mock configuration is found %s', (_what, machines, names, found) => {
  const StateMachines = Object.fromEntries(machines.map((name) => [name, { TestCases: {} }]));
  const { config } = parseMockConfig('MockConfigFile.json', JSON.stringify({ StateMachines }));
  expect(mockedMachineOf(config, names)?.name).toBe(found);
});

test.each([
  ['MockConfigFile.json', true],
  ['folder/mock-config.orders.json', true],
  ['MOCKCONFIG.JSON', true],
  ['MockConfig/other.json', false],
  ['MockConfigFile.json.bak', false],
  ['config.json', false],
])('%s is a mock configuration: %s', (file, is) => expect(isMockConfigFile(file)).toBe(is));

test.each<[string, boolean]>([
  ['{"StateMachines": []}', true],
  ['{"StateMachines": {', true],
  ['{"StateMachines": {}, "MockedResponses": {"A": {"0": {}}}}', true],
  // Attempts that go backwards are of the right shape, and wrong all the same.
  ['{"StateMachines": {}, "MockedResponses": {"A": {"3-1": {"Return": 1}}}}', false],
])('what is wrong with %s is a matter of its shape: %s', (text, isOfShape) => {
  const { problems } = parseMockConfig('MockConfigFile.json', text);
  expect(problems[0]?.isOfShape === true).toBe(isOfShape);
});

test.each<[string, { readonly from: number; readonly to: number } | undefined]>([
  ['0', { from: 0, to: 0 }],
  ['1-3', { from: 1, to: 3 }],
  ['2-2', { from: 2, to: 2 }],
  ['3-1', undefined],
  ['-1', undefined],
  ['1-', undefined],
  ['a1', undefined],
  ['1b', undefined],
  ['1234567890', undefined],
])('the attempts %j', (written, range) => {
  const text = JSON.stringify({ StateMachines: {}, MockedResponses: { A: { [written]: { Return: 1 } } } });
  const [attempts] = parseMockConfig('MockConfigFile.json', text).config.responses[0]!.attempts;
  expect(attempts && { from: attempts.from, to: attempts.to }).toEqual(range);
});
