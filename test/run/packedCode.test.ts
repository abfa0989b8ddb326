/** Functions whose code is nowhere but in a zip file run from it, whatever describes them. */
import { expect, test } from 'vitest';
import { check } from '../cli/check';
import { zip } from '../harness/zip';

const PACKAGE = zip([
  { name: 'src/app.js', content: "const { all } = require('./sum');\nexports.run = async (list) => all(list);\n" },
  { name: 'src/sum.js', content: 'exports.all = (list) => list.reduce((sum, each) => sum + each, 0);\n' },
]);

const KINDS: { readonly [kind: string]: { readonly [file: string]: string } } = {
  sam: {
    'template.yaml': `Resources:
  Sum:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: built/sum.zip, Handler: src/app.run, Runtime: nodejs22.x }
`,
  },
  terraform: {
    'main.tf': `resource "aws_lambda_function" "Sum" {
  function_name = "Sum"
  filename      = "built/sum.zip"
  handler       = "src/app.run"
  runtime       = "nodejs22.x"
}
`,
  },
  'terraform by way of a bucket': {
    'main.tf': `resource "aws_s3_object" "code" {
  bucket = "code"
  key    = "sum.zip"
  source = "built/sum.zip"
}
resource "aws_lambda_function" "Sum" {
  function_name = "Sum"
  s3_bucket     = "code"
  s3_key        = aws_s3_object.code.key
  handler       = "src/app.run"
  runtime       = "nodejs22.x"
}
`,
  },
  serverless: {
    'serverless.yml': `service: sums
provider: { name: aws, runtime: nodejs22.x }
functions:
  Sum: { handler: src/app.run, package: { artifact: built/sum.zip } }
`,
  },
  'serverless, for all functions': {
    'serverless.yml': `service: sums
provider: { name: aws, runtime: nodejs22.x }
package: { artifact: built/sum.zip }
functions:
  Sum: { handler: src/app.run }
`,
  },
  cdk: {
    'cdk.json': '{ "app": "node app.js" }',
    'app.js': `const { App, Stack } = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');
const stack = new Stack(new App(), 'Sums');
new lambda.Function(stack, 'Sum', {
  code: lambda.Code.fromAsset('built/sum.zip'),
  handler: 'src/app.run',
  runtime: lambda.Runtime.NODEJS_22_X,
});
`,
  },
};

test.each(Object.entries(KINDS))('%s', async (_, files) => {
  const given = { files: { ...files, 'built/sum.zip': PACKAGE } };
  const { error } = await check(['invoke', 'Sum', '--event', '[1,2,4]'], given, { code: 0, out: '7\n' });
  expect(error).toContain('The code is that of ./built/sum.zip, unpacked into ');
  const { out } = await check(['project', '--format', 'json'], given, { code: 0 });
  const { functions, notRun } = JSON.parse(out) as { functions: { file: string; runs: boolean }[]; notRun: object[] };
  expect(functions).toMatchObject([{ file: 'built/sum.zip', line: null, export: 'run', runs: true }]);
  expect(notRun).toEqual([]);
});

test('a source that lies here goes before the package', async () => {
  const files = { ...KINDS['sam']!, 'built/sum.zip': PACKAGE, 'src/app.js': 'exports.run = async () => "source";\n' };
  await check(['invoke', 'Sum', '--event', '[]'], { files }, { code: 0, out: '"source"\n' });
});

test.each([
  [
    'no zip file',
    Buffer.from('no'),
    'The code of Sum cannot be taken out of ./built/sum.zip, because it is not a zip file.',
  ],
  [
    'what leads out of it',
    zip([{ name: '../src/app.js', content: '' }]),
    'because ../src/app.js in it leads out of its folder.',
  ],
  [
    'another module',
    zip([{ name: 'app.js', content: '' }]),
    'The handler "src/app.run" of Sum has no file in sum.zip.',
  ],
])('a package that is %s is told', async (_, bytes, words) => {
  const files = { ...KINDS['sam']!, 'built/sum.zip': bytes };
  const { error } = await check(['invoke', 'Sum', '--event', '[]'], { files }, { out: '' });
  expect(error).toContain(words);
});
