/** Which apps there are, and functions that classes of packages make. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const APP = `import { App, Stack } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
const stack = new Stack(new App(), 'Mill');
new sfn.StateMachine(stack, 'Turn', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Once')) });`;

test('a program below that the cdk.json above starts is no app of its own', () => {
  const below = { 'infra/bin/app.ts': APP };
  const named = temporaryFolder({ 'cdk.json': '{ "app": "npx tsx infra/bin/app.ts" }', ...below });
  expect(readProject(named, { isWhole: true }).machines.map(({ stack }) => stack)).toEqual(['.']);
  const other = temporaryFolder({ 'cdk.json': '{ "app": "npx tsx bin/other.ts" }', ...below });
  expect(readProject(other, { isWhole: true }).machines.map(({ stack }) => stack)).toEqual(['.', 'infra']);
});

test.each([
  ['mvn -e -q compile exec:java', 'Java'],
  ['./gradlew run', 'Java'],
  ['dotnet run --project src/Mill/Mill.csproj', '.NET'],
  ['go mod download && go run mill.go', 'Go'],
])('an app that %s starts is told of', (app, language) => {
  const [problem] = readProject(temporaryFolder({ 'cdk.json': JSON.stringify({ app }) })).problems;
  expect(problem?.message).toContain(`is written in ${language}, which is not read`);
});

test('an app that Node starts is not', () => {
  const folder = temporaryFolder({ 'cdk.json': '{ "app": "node gradle.js" }', 'gradle.js': APP });
  expect(readProject(folder).problems).toEqual([]);
});

test('a function of a class of a package is like that of the CDK which is given the same', () => {
  const { functions } = readProject(
    temporaryFolder({
      'cdk.json': '{ "app": "npx tsx bin/mill.ts" }',
      'bin/mill.ts': `import { App, Stack, aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { UvFunction, TracedFunction, ZippedFunction, HashFunction } from '@mill/constructs';

class Mill extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    new UvFunction(this, 'Grind', { entry: 'src/grind', index: 'grind.py', handler: 'handler' });
    new TracedFunction(this, 'Weigh', { entry: 'src/weigh.ts' });
    new ZippedFunction(this, 'Sieve', {
      runtime: lambda.Runtime.PYTHON_3_12,
      code: lambda.Code.fromAsset('src/grind'),
      handler: 'grind.handler',
    });
    new HashFunction(this, 'Hash', { rounds: 3 });
    new cloudfront.Function(this, 'Edge', { code: cloudfront.FunctionCode.fromInline('x') });
  }
}
new Mill(new App(), 'Mill');
`,
      'src/grind/grind.py': 'def handler(event, context):\n    return 1\n',
      'src/weigh.ts': 'export const handler = async () => 1;',
    }),
  );
  const found = functions.flatMap(({ name, exportName, file }) => (file ? [`${name}#${exportName}`] : []));
  expect(found.sort()).toEqual(['Grind#handler', 'Sieve#handler', 'Weigh#handler']);
});
