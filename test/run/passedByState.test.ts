/** What a state passes to its function, by its machine alone. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { readProject, type Project } from '../../project';
import { passedByMachine, passedByState, passedToFunction } from '../../run/launch/passedByState';
import { temporaryFolder } from '../harness/temporaryFolder';

const invoke = (Payload: JsonObject | string, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'weigh', ...(typeof Payload === 'string' ? { 'Payload.$': Payload } : { Payload }) },
  ...more,
});

const DEFINITION = {
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:999900000000:function:look',
      ResultPath: '$.seen',
      Next: 'Kind',
    },
    Kind: {
      Type: 'Choice',
      Choices: [{ Variable: '$.seen.kind', StringEquals: 'letter', Next: 'Stamp' }],
      Default: 'Each/side',
    },
    Stamp: invoke({ stamp: true, 'kind.$': '$.seen.kind' }, { End: true }),
    'Each/side': {
      Type: 'Map',
      ItemsPath: '$.sides',
      ItemProcessor: {
        StartAt: 'Weigh',
        States: { Weigh: invoke({ 'side.$': '$.name', token: 7 }, { End: true }) },
      },
      End: true,
    },
  },
};

const PROJECT = {
  root: '/post',
  machines: [
    {
      name: 'Post/Box',
      file: '/post/box.asl.json',
      text: JSON.stringify(DEFINITION),
      type: 'STANDARD',
      substitutions: {},
    },
  ],
  functions: [],
  stacks: [],
} as unknown as Project;

test.each<[written: string, event: object]>([
  ['Post/Box/Stamp', { stamp: true, kind: 'letter' }],
  ['Post/Box/Weigh', { side: expect.anything() as unknown, token: 7 }],
  ['Post/Box/Look', {}],
])('%s', async (written, event) => {
  expect(await passedByState(written, PROJECT, 1)).toEqual({ event: expect.objectContaining(event) as unknown });
});

test.each([
  ['Post/Box/Stemp', 'Post/Box has no Task state "Stemp". Did you mean "Stamp"?'],
  ['Post/Box/Kind', 'Post/Box has no Task state "Kind".'],
  ['Post/Bax/Stamp', 'Name the machine and the state: state:MACHINE/STATE. This project has Post/Box.'],
])('%s is none', async (written, problem) => {
  const passed = await passedByState(written, PROJECT);
  expect('problem' in passed ? passed.problem : '').toContain(problem);
});

const TEMPLATE = `Resources:
  Weigh:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: weigh.run, Runtime: python3.12 }
  Sum:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: sum.run, Runtime: python3.12 }
  Alone:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: alone.run, Runtime: python3.12 }
  Parcels:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Each parcel
        States:
          Each parcel:
            Type: Map
            ItemReader:
              Resource: arn:aws:states:::s3:getObject
              ReaderConfig: { InputType: CSV, CSVHeaderLocation: FIRST_ROW }
              Parameters: { Bucket: parcels, Key: today.csv }
            ItemProcessor:
              ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
              StartAt: Weigh one
              States:
                Weigh one: { Type: Task, Resource: !GetAtt Weigh.Arn, End: true }
            ResultPath: $.weights
            Next: Sum up
          Sum up: { Type: Task, Resource: !GetAtt Sum.Arn, End: true }
`;

test.each<[name: string, passed: object | undefined]>([
  ['Weigh', { state: 'Parcels/Weigh one', event: { crate: { depth: 1 } } }],
  ['Sum', { state: 'Parcels/Sum up', event: expect.objectContaining({ day: '2030-01-31' }) as unknown as object }],
  ['Alone', undefined],
])('%s is called with what it reads, by the state of a machine that calls it', async (name, passed) => {
  const root = temporaryFolder({
    'template.yaml': TEMPLATE,
    'weigh.py': 'def run(event, context):\n    return float(event["crate"]["depth"]) * 2\n',
    'sum.py': 'def run(event, context):\n    return event["day"]\n',
    'alone.py': 'def run(event, context):\n    return 1\n',
  });
  const project = readProject(root);
  const wanted = project.functions.find((each) => each.name === name)!;
  expect(await passedToFunction(wanted, project, 1)).toEqual(passed);
  const states = await passedByMachine('Parcels', [name], project);
  expect(states.map(({ state }) => `Parcels/${state}`)).toEqual(passed ? [(passed as { state: string }).state] : []);
});

test('functions whose code stands in the deployment file are told apart by their names', async () => {
  const inline = (name: string): object => ({ name, names: [name], stack: '.', exportName: 'handler' });
  const project = { ...PROJECT, functions: [inline('look'), inline('weigh'), inline('other')] } as unknown as Project;
  const passed = project.functions.map(async (wanted) => (await passedToFunction(wanted, project, 1))?.state);
  expect(await Promise.all(passed)).toEqual(['Post/Box/Look', 'Post/Box/Stamp', undefined]);
});
