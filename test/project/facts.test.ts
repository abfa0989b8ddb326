/** Where the facts of a function stand in the files of each kind of project, and the region that a stack is for. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const CODE = { 'app.py': 'def handler(event, context):\n    return event\n' };

test.each<[kind: string, files: { readonly [file: string]: string }, facts: { readonly [fact: string]: string }]>([
  [
    'SAM',
    {
      'template.yaml': `Globals:
  Function:
    Runtime: python3.12
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      CodeUri: .
      Timeout: 7
      Environment:
        Variables:
          STAGE: dev
`,
    },
    {
      runtime: 'Runtime: python3.12',
      handler: 'Handler: app.handler',
      codeUri: 'CodeUri: .',
      timeout: 'Timeout: 7',
      'environment.STAGE': 'STAGE: dev',
    },
  ],
  [
    'Terraform',
    {
      'main.tf': `resource "aws_lambda_function" "f" {
  function_name = "f"
  filename      = data.archive_file.f.output_path
  handler       = "app.handler"
  runtime       = "python3.12"
  timeout       = 7
  environment {
    variables = {
      STAGE = "dev"
    }
  }
}
data "archive_file" "f" {
  type        = "zip"
  source_file = "\${path.module}/app.py"
  output_path = "f.zip"
}
`,
    },
    {
      handler: 'handler       = "app.handler"',
      runtime: 'runtime       = "python3.12"',
      timeout: 'timeout       = 7',
      'environment.STAGE': 'STAGE = "dev"',
    },
  ],
  [
    'Serverless',
    {
      'serverless.yml': `service: shop
provider:
  name: aws
  runtime: python3.12
functions:
  f:
    handler: app.handler
    environment:
      STAGE: dev
`,
    },
    { handler: 'handler: app.handler', 'environment.STAGE': 'STAGE: dev' },
  ],
])('facts of %s', (_kind, files, facts) => {
  const { functions, problems } = readProject(temporaryFolder({ ...files, ...CODE }));
  expect(problems).toEqual([]);
  const lines = Object.entries(functions[0]?.from ?? {}).map(([fact, { file, line }]) => [
    fact,
    readFileSync(file, 'utf8').split('\n')[line]!.trim(),
  ]);
  expect(Object.fromEntries(lines)).toMatchObject(facts);
});

test.each([
  ['aws://123456789012/eu-west-3', 'eu-west-3'],
  ['aws://unknown-account/unknown-region', 'us-east-1'],
])('a stack for %s is in %s', (environment, region) => {
  const F = {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Handler: 'index.handler',
      Runtime: 'python3.12',
      Code: { ZipFile: CODE['app.py'] },
      Environment: { Variables: { WHERE: { 'Fn::Sub': 'in ${AWS::Region}' } } },
    },
  };
  const artifacts = {
    Shop: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'Shop.template.json' } },
  };
  const { functions } = readProject(
    temporaryFolder({
      'cdk.json': '{"app": "node app.js"}',
      'cdk.out/manifest.json': JSON.stringify({ version: '36.0.0', artifacts }),
      'cdk.out/Shop.template.json': JSON.stringify({ Resources: { F } }),
    }),
  );
  expect(functions.map(({ environment }) => environment)).toEqual([{ WHERE: `in ${region}` }]);
});
