/** Code that stands in a template runs as on AWS, with what AWS lays beside it, and fails at its own line of the template. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MappedText } from '../../core/syntax/mappedText';
import { createLambdaHost } from '../../lambda/lambdaHost';
import type { InvokeOutcome } from '../../lambda/lambda';
import { readProject } from '../../project';
import { functionSpec } from '../../run/functionSpec';
import { fileOfInlineCode } from '../../run/inlineCode';
import { temporaryFolder } from '../harness/temporaryFolder';

const YAML = `Resources:
  Node:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs20.x
      Handler: index.handler
      Code:
        ZipFile: |
          const { SUCCESS } = require('cfn-response');
          exports.handler = async ({ fails }) => {
            if (fails) throw new Error('here');
            return SUCCESS;
          };
  Python:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      InlineCode: |
        import cfnresponse

        def handler(event, context):
            if event["fails"]:
                raise ValueError("here")
            return cfnresponse.SUCCESS
`;
const inJson = (runtime: string, code: string): string =>
  `{ "Resources": { "Function": { "Type": "AWS::Lambda::Function", "Properties": {
  "Runtime": "${runtime}", "Handler": "index.handler",
  "Code": { "ZipFile": ${JSON.stringify(code)} } } } } }`;

async function invoked(file: string, text: string, name: string, event: object): Promise<InvokeOutcome> {
  const folder = temporaryFolder({ [file]: text, '.git/HEAD': '' });
  const project = readProject(folder);
  const spec = functionSpec(
    project.functions.find((each) => each.name === name)!,
    project,
  );
  if ('problem' in spec) throw new Error(spec.problem);
  const host = createLambdaHost({ target: { kind: 'mock' }, region: 'us-east-1', log: () => undefined });
  onTestFinished(() => host.dispose());
  return host.invoke(spec, JSON.stringify(event), {});
}

test.each(['Node', 'Python'])('%s answers, with the module for custom resources', async (name) => {
  const outcome = await invoked('template.yaml', YAML, name, { fails: false });
  expect(outcome).toMatchObject({ payload: '"SUCCESS"' });
});

test.each([
  ['Node in YAML', 'template.yaml', YAML, 'Node', "if (fails) throw new Error('here');"],
  ['Python in YAML', 'template.yaml', YAML, 'Python', 'raise ValueError("here")'],
  [
    'Node in JSON, where several lines are one',
    'template.json',
    inJson('nodejs20.x', "exports.handler = async () => {\n  throw new Error('here');\n};"),
    'Function',
    'ZipFile',
  ],
])('%s fails at its line of the template', async (_, file, text, name, wanted) => {
  const outcome = await invoked(file, text, name, { fails: true });
  const line = text.split('\n').findIndex((each) => each.includes(wanted)) + 1;
  const [, trace] = /"(?:stackTrace|trace)":(.*)/.exec(JSON.stringify(outcome)) ?? [JSON.stringify(outcome)];
  expect(trace ?? JSON.stringify(outcome)).toMatch(new RegExp(`${path.basename(file)}(?::|\\W+line )${line}\\b`));
});

test('Python whose lines are not those of the template keeps its own name', async () => {
  const code = 'def handler(event, context):\n    raise ValueError("here")\n';
  const outcome = await invoked('template.json', inJson('python3.12', code), 'Function', {});
  expect(JSON.stringify(outcome)).toMatch(/index\.py/);
});

test('the same code is the same file, and other code another', () => {
  const fileOf = (code: string, runtime: string, folder = temporaryFolder({ 'a.yaml': 'A:\n  B: |\n' })): string => {
    const made = fileOfInlineCode(
      { file: path.join(folder, 'a.yaml'), code: MappedText.unmapped(code, { start: 0, end: 0 }) },
      runtime,
    );
    return 'file' in made ? made.file : made.problem;
  };
  const folder = temporaryFolder({ 'a.yaml': 'A:\n  B: |\n' });
  const first = fileOf('1', 'nodejs20.x', folder);
  expect(fileOf('1', 'nodejs22.x', folder)).toBe(first);
  const others = [fileOf('2', 'nodejs20.x', folder), fileOf('1', 'python3.12', folder), fileOf('1', 'nodejs20.x')];
  expect(new Set([first, ...others]).size).toBe(4);
  expect([first, others[1]!].map((file) => path.basename(file))).toEqual(['index.js', 'index.py']);
  expect(readFileSync(first, 'utf8')).toBe('1\n//# sourceMappingURL=index.js.map\n');
  expect(readFileSync(others[1]!, 'utf8')).toBe('1');
  expect(existsSync(path.join(path.dirname(first), 'node_modules/cfn-response.js'))).toBe(true);
  expect(existsSync(path.join(path.dirname(others[1]!), 'cfnresponse.py'))).toBe(true);
});
