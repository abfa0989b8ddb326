/** What a run depends on that only a deployment knows, and when it asks. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { loadMachine } from '../../run';
import { reachedBy } from '../../run/launch/unsetValues';
import type { Mocks } from '../../run/mockStore';
import { temporaryFolder } from '../harness/temporaryFolder';

const state = (fields: string, type = 'Task'): string =>
  `{ StartAt: A, States: { A: { Type: ${type}, ${fields} }, B: { Type: Succeed } } }`;
const choice = (value: string): string =>
  state(`Choices: [{ Variable: $.a, StringEquals: ${value}, Next: B }], Default: B`, 'Choice');

/** @param properties of the machine beside its definition */
const template = (definition: string, properties = ''): string => `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Given: { Type: String, Default: known }
  Host: { Type: AWS::SSM::Parameter::Value<String>, Default: /net/host }
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: app.handler, Environment: { Variables: { HOST: !Ref Host } } }
  Idle:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: app.handler, Environment: { Variables: { STAGE: !Ref Stage } } }
  Elsewhere:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: a.B, Runtime: java21, Environment: { Variables: { HOST: !Ref Host } } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: ${definition}
${properties}`;

const CHARGE = 'Resource: !GetAtt Charge.Arn, Next: B';

test.each<[string, string, { readonly [key: string]: string }, Mocks, readonly string[]]>([
  ['nothing', choice('x'), {}, {}, []],
  ['a default', choice('!Ref Given'), {}, {}, []],
  ['a parameter that decides', choice('!Ref Stage'), {}, {}, ['param:Stage in A, decides: dev, prod']],
  ['one that is given', choice('!Ref Stage'), { 'param:Stage': 'dev' }, {}, []],
  ['one that is given by its name alone', choice('!Ref Stage'), { Stage: 'dev' }, {}, []],
  [
    'one that is handed on',
    state('Resource: "arn:aws:states:::sns:publish", Parameters: { Message: !Ref Stage }, Next: B'),
    {},
    {},
    ['param:Stage in A: dev, prod'],
  ],
  ['a path', state('InputPath: !Sub "$.${Stage}", Next: B', 'Pass'), {}, {}, ['param:Stage in A, decides: dev, prod']],
  ['the environment of a function that it calls', state(CHARGE), {}, {}, ['ssm:/net/host in Charge (HOST), decides']],
  ['none of one whose runtime is not run here', state('Resource: !GetAtt Elsewhere.Arn, Next: B'), {}, {}, []],
  ['none of one that a mock stands for', state(CHARGE), {}, { Flow: { A: { return: 1 } } }, []],
  ['a placeholder that nothing declares', choice("'${Open}'"), {}, {}, ['placeholder:Open in A, decides']],
  ['one that is given', choice("'${Open}'"), { Open: 'x' }, {}, []],
  ['no name of a state', state('Comment: "${Open}", Next: B', 'Pass'), {}, {}, []],
])('%s', (_, definition, values, mocks, expected) => {
  const folder = temporaryFolder({
    'template.yaml': template(definition),
    'app.js': 'exports.handler = async () => 1;',
  });
  const project = readProject(folder, { values });
  const loaded = loadMachine(path.join(folder, 'template.yaml'), { project, name: 'Flow' });
  if ('problem' in loaded) throw new Error(loaded.problem);
  const reached = reachedBy(loaded, project, mocks).unset.map(({ key, usedIn, isDecisive, suggestions = [] }) => {
    const head = `${key} in ${usedIn.join(', ')}${isDecisive ? ', decides' : ''}`;
    return suggestions.length > 0 ? `${head}: ${suggestions.join(', ')}` : head;
  });
  expect(reached).toEqual(expected);
});

test.each([
  ['${env:KEPT}', []],
  ['${env:MISSING}', ['param:Stage']],
  // A variable of this process is none of the workspace's business.
  ['${env:PATH}', ['param:Stage']],
])('a value of the settings that is %s leaves %j open', (value, open) => {
  const folder = temporaryFolder({
    'template.yaml': template(choice('!Ref Stage')),
    '.env': 'KEPT=dev',
    '.vscode/stepwise.json': JSON.stringify({ values: { 'param:Stage': value } }),
  });
  const { machines, unset } = readProject(folder);
  const { values } = machines[0]!;
  values!.resolve({ Ref: 'Stage' });
  expect(unset.map(({ key }) => key).filter((key) => key === 'param:Stage')).toEqual(open);
});
