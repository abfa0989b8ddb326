/** A resource with a mistake in its syntax may be half of what it should be: the mistake is told once, and it does not run; the others do. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import { readProject } from '../../project';
import { functionSpec, loadMachine } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';

const TEMPLATE = (policies: string): string => `Resources:
  First:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Policies: ${policies}
  Second:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.json
  Inline:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
`;

const lay = (template: string): string =>
  temporaryFolder({
    'template.yaml': template,
    'app.js': 'exports.handler = async () => 1;\n',
    'flow.asl.json': '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
  });

describe.each([
  ['an open list', '[AWSLambdaBasicExecutionRole', '6:44: A closing bracket, or a comma before this, is missing.'],
  ['an open text', '"AWSLambdaBasicExecutionRole', '6:44: The closing quote is missing.'],
  ['a missing anchor', '*policies', '6:17: No anchor &policies is defined before this.'],
])('%s', (_, policies, told) => {
  const text = TEMPLATE(policies);

  test('is told once where it is', () => {
    const document = parseDocument('template.yaml', text, 'yaml');
    const found = validateDocument(document).map(({ span, message }) => {
      const { line, character } = document.positionAt(span.start);
      return `${line + 1}:${character + 1}: ${message}`;
    });
    expect(found).toEqual([told]);
    const [line, , ...words] = told.split(':');
    const { problems } = readProject(lay(text));
    expect(problems.filter(({ message }) => message === words.join(':').trim())).toMatchObject([
      { place: { line: Number(line) - 1 } },
    ]);
  });

  test('lets only that run which it does not stand in', async () => {
    const root = lay(text);
    const project = readProject(root);
    const template = path.join(root, 'template.yaml');
    const [first, second] = project.functions;
    expect(functionSpec(first!, project)).toEqual({ problem: expect.stringContaining(`${template}:`) as unknown });
    expect(functionSpec(second!, project)).toMatchObject({ name: 'Second', exportName: 'handler' });
    expect(project.machines.map(({ name }) => name)).toEqual(['Flow', 'Inline']);
    for (const { name } of project.machines) expect(loadMachine(template, { project, name })).toMatchObject({ name });
    expect(loadMachine(template, { project, name: 'Nowhere' })).toHaveProperty('problem');
    const launch = await prepareLaunch({ program: template, project: root, machine: 'Inline' } as never);
    expect(launch).toMatchObject({ ok: true });
  });

  test('that all depend on lets nothing run', () => {
    const root = lay(`Parameters: ${policies}\n${TEMPLATE('[]')}`);
    const project = readProject(root);
    const template = path.join(root, 'template.yaml');
    const problem = expect.stringContaining(`${template}:`) as unknown;
    for (const found of project.functions) expect(functionSpec(found, project)).toEqual({ problem });
    for (const { name } of project.machines) expect(loadMachine(template, { project, name })).toEqual({ problem });
  });
});

test('what a mistake cuts off from its resources is a template still', () => {
  const text = `[\n${TEMPLATE('[]')}`;
  const { problems, functions } = readProject(lay(text));
  expect(problems.map(({ place }) => place?.line)).toEqual([2]);
  expect(functions.every(({ fault }) => fault === undefined)).toBe(true);
  const found = validateDocument(parseDocument('template.yaml', text, 'yaml'));
  expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['yaml-syntax']));
});

test.each(['[\n      AWSLambdaBasicExecutionRole\n      ]', '[\nAWSLambdaBasicExecutionRole\n]', '{\n}'])(
  'brackets that CloudFormation accepts are none: %j',
  (policies) => {
    const root = lay(TEMPLATE(policies));
    const { functions, machines, problems } = readProject(root);
    expect(problems).toEqual([]);
    expect(functions.map(({ name }) => name)).toEqual(['First', 'Second']);
    expect(machines.map(({ name }) => name)).toEqual(['Flow', 'Inline']);
  },
);

test('an alias within a tagged value stands for its anchor', () => {
  const template = `Resources:
  It:
    Type: AWS::Serverless::Function
    Metadata: { shared: &shared app }
    Properties:
      Handler: !Join [".", [*shared, handler]]
`;
  const [found] = readProject(lay(template)).functions;
  expect(found).toMatchObject({ handler: 'app.handler', exportName: 'handler' });
});
