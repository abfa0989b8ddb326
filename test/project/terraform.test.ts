/** What the reader of Terraform says of small configurations; whole projects stand in `fixtures/projects`. */
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readProject } from '../../project';
import { definitionErrors } from '../../run';
import { loadMachine } from '../../run/loadMachine';
import type { Project } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const HANDLER = 'def handler(event, context):\n    return event\n';

/** A configuration with one function whose environment is asked for. */
function withEnvironment(variables: string, rest: string, files: { readonly [name: string]: string } = {}): Project {
  const folder = temporaryFolder({
    'main.tf': `resource "aws_lambda_function" "f" {
  function_name = "f"
  filename      = data.archive_file.f.output_path
  handler       = "f.handler"
  runtime       = "python3.12"
  environment {
    variables = ${variables}
  }
}
data "archive_file" "f" {
  type        = "zip"
  source_file = "\${path.module}/f.py"
  output_path = "f.zip"
}
${rest}`,
    'f.py': HANDLER,
    ...files,
  });
  return readProject(folder);
}

function valueOf(expression: string, rest = '', files: { readonly [name: string]: string } = {}): string | undefined {
  return withEnvironment(`{ X = ${expression} }`, rest, files).functions[0]?.environment['X'];
}

function setVariable(name: string, value: string): void {
  process.env[name] = value;
  onTestFinished(() => void delete process.env[name]);
}

describe('a variable', () => {
  const DECLARED = 'variable "x" {\n  type = string\n  default = "default"\n}\n';
  const settings = (value: object): { [name: string]: string } => ({ '.vscode/stepwise.json': JSON.stringify(value) });

  test('is what the strongest source says', () => {
    const files: { [name: string]: string } = {};
    const value = (): string | undefined => valueOf('var.x', DECLARED, files);
    const seen = [value()];
    files['terraform.tfvars'] = 'x = "tfvars"\n';
    seen.push(value());
    files['terraform.tfvars.json'] = '{"x": "tfvars.json"}';
    seen.push(value());
    files['b.auto.tfvars'] = 'x = "auto"\n';
    seen.push(value());
    files['env/dev.tfvars'] = 'x = "chosen"\n';
    Object.assign(files, settings({ stacks: { '.': { varFile: 'env/dev.tfvars' } } }));
    seen.push(value());
    setVariable('TF_VAR_x', 'environment');
    seen.push(value());
    Object.assign(files, settings({ values: { 'var:x': 'given' } }));
    seen.push(value());
    Object.assign(files, settings({ values: { 'var:x': 'given' }, stacks: { '.': { values: { 'var:x': 'here' } } } }));
    seen.push(value());
    expect(seen).toEqual(['default', 'tfvars', 'tfvars.json', 'auto', 'chosen', 'environment', 'given', 'here']);
  });

  test('in a file that a stack names and nobody has is told, and one that is there is not', () => {
    const told = (varFile: string): readonly string[] =>
      withEnvironment('{ X = var.x }', DECLARED, {
        'env/dev.tfvars': 'x = "dev"\n',
        ...settings({ stacks: { '.': { varFile } } }),
      }).problems.map(({ message, place }) => `${path.basename(place?.file ?? '')}: ${message}`);
    expect(told('env/dev.tfvars')).toEqual([]);
    expect(told('dev.tfvars')).toEqual([
      'stepwise.json: The "varFile" dev.tfvars of the stack . cannot be read: there is no such file. It must be a path from the stack\'s folder.',
    ]);
  });

  test('of any kind may be given by its key, and is no longer asked for', () => {
    const asked = withEnvironment('{ X = "a-${nobody("x")}" }', '');
    expect(asked.unset.map(({ key }) => key)).toEqual(['other:nobody()']);
    const given = withEnvironment('{ X = "a-${nobody("x")}" }', '', settings({ values: { 'other:nobody()': 'b' } }));
    expect([given.functions[0]?.environment['X'], given.unset]).toEqual(['a-b', []]);
  });

  test('of the environment is an expression where its type is no text', () => {
    setVariable('TF_VAR_x', '["a", "b"]');
    expect(valueOf('var.x[1]', 'variable "x" {\n  type = list(string)\n}\n')).toBe('b');
    expect(valueOf('var.x', 'variable "x" {\n  type = string\n}\n')).toBe('["a", "b"]');
  });

  test('has the defaults of its type', () => {
    const declared =
      'variable "x" {\n  type = object({ a = optional(string, "d"), n = string })\n  default = { n = 5 }\n}\n';
    expect(valueOf('"${var.x.a}${var.x.n}"', declared)).toBe('d5');
  });

  test('without a value is asked for where something uses it, and nowhere else', () => {
    const rest = `variable "used" {}
variable "secret" {
  sensitive = true
}
variable "unused" {}
locals {
  all   = { used = "a-\${var.used}", unused = "b-\${var.unused}" }
  lower = lower(local.all.used)
}
resource "aws_sqs_queue" "q" {
  name = var.unused
}
`;
    const project = withEnvironment(
      '{ X = local.lower, Y = var.secret, Z = local.all.used == "a-b" ? 1 : 2, W = var.used > 3 }',
      rest,
    );
    expect(project.functions[0]?.environment).toEqual({
      X: 'a-stepwise-unset-used',
      Y: 'stepwise-unset-secret',
      Z: 'a-stepwise-unset-used',
      W: 'stepwise-unset-used',
    });
    expect(project.unset.map(({ key, isSecret, place }) => [key, isSecret, place?.line])).toEqual([
      ['var:used', undefined, 14],
      ['var:secret', true, 15],
    ]);
  });

  test('is suggested what files of stages say', () => {
    const project = withEnvironment('{ X = var.x }', 'variable "x" {}\n', {
      'env/dev.tfvars': 'x = "dev-value"\n',
      'example.tfvars': 'x = "<yours>"\n',
    });
    expect(project.unset).toMatchObject([{ key: 'var:x', suggestions: ['dev-value'] }]);
    const validated = `variable "x" {
  validation {
    condition     = contains(["dev", "prod"], var.x)
    error_message = "dev or prod"
  }
}
`;
    expect(withEnvironment('{ X = var.x }', validated).unset).toMatchObject([{ suggestions: ['dev', 'prod'] }]);
  });
});

describe('an attribute', () => {
  const RESOURCES = `
resource "aws_sqs_queue" "q" {
  name = "jobs"
}
resource "aws_sqs_queue" "many" {
  for_each = { a = "first", b = "second" }
  name     = each.value
}
resource "aws_sns_topic" "t" {
  count = 2
  name  = "topic-\${count.index}"
}
resource "aws_lambda_alias" "live" {
  name          = "live"
  function_name = aws_lambda_function.f.function_name
}
resource "aws_dynamodb_table" "asked" {
  name = "t-\${var.stage}"
}
variable "stage" {}
resource "aws_db_instance" "db" {
  identifier = "db"
}
data "aws_sqs_queue" "theirs" {
  name = "theirs"
}
data "aws_region" "here" {}
data "aws_partition" "here" {}
data "aws_secretsmanager_secret_version" "s" {
  secret_id = "keys"
}
resource "terraform_data" "d" {
  input = { a = "b" }
}
resource "random_password" "p" {
  length = 12
}
`;
  test.each([
    ['aws_sqs_queue.q.url', 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs'],
    ['aws_sqs_queue.q.id', 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs'],
    ['aws_sqs_queue.q.arn', 'arn:aws:sqs:us-east-1:123456789012:jobs'],
    ['aws_sqs_queue.many["b"].name', 'second'],
    ['join(",", [for key, each in aws_sqs_queue.many : "${key}=${each.name}"])', 'a=first,b=second'],
    ['join(",", values(aws_sqs_queue.many)[*].name)', 'first,second'],
    ['aws_sns_topic.t[1].id', 'arn:aws:sns:us-east-1:123456789012:topic-1'],
    ['aws_sns_topic.t.*.name[0]', 'topic-0'],
    ['aws_lambda_function.f.arn', 'arn:aws:lambda:us-east-1:123456789012:function:f'],
    ['aws_lambda_alias.live.arn', 'arn:aws:lambda:us-east-1:123456789012:function:f:live'],
    ['aws_dynamodb_table.asked.arn', 'arn:aws:dynamodb:us-east-1:123456789012:table/t-stepwise-unset-stage'],
    ['aws_db_instance.db.identifier', 'db'],
    ['aws_db_instance.db.endpoint', 'stepwise-unset-data-aws-db-instance-db-endpoint'],
    ['data.aws_sqs_queue.theirs.url', 'https://sqs.us-east-1.amazonaws.com/123456789012/theirs'],
    ['data.aws_region.here.name', 'us-east-1'],
    ['data.aws_partition.here.partition', 'aws'],
    ['data.aws_secretsmanager_secret_version.s.secret_string', 'stepwise-unset-secret-keys'],
    ['jsondecode(data.aws_secretsmanager_secret_version.s.secret_string).user', 'stepwise-unset-secret-keys'],
    ['terraform_data.d.output.a', 'b'],
    ['terraform.workspace', 'default'],
    ['tofu.workspace', 'default'],
    ['basename(path.cwd) == basename(path.root)', 'true'],
    ['basename(path.root) == basename(path.module)', 'true'],
    ['length(random_password.p.result)', '12'],
    ['try(local.missing, "none")', 'none'],
    ['try(aws_sqs_queue.missing.arn, "none")', 'none'],
  ])('%s', (expression, value) => expect(valueOf(expression, RESOURCES)).toBe(value));

  test.each([
    ['aws_s3_object.o.id', 'k'],
    ['aws_s3_bucket_object.o.id', 'k'],
    ['coalesce(aws_s3_object.o.etag, "none")', 'none'],
    ['coalesce(aws_s3_bucket_object.o.version_id, "none")', 'none'],
  ])('%s of an object', (expression, value) => {
    const object = (type: string): string => `resource "${type}" "o" {\n  bucket = "b"\n  key    = "k"\n}\n`;
    expect(valueOf(expression, object('aws_s3_object') + object('aws_s3_bucket_object'))).toBe(value);
  });

  test('that refers to itself ends', () => {
    expect(valueOf('local.a', 'locals {\n  a = local.b\n  b = local.a\n}\n')).toContain('stepwise-unset');
  });
});

describe('the region of an address', () => {
  const west = 'provider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\n';
  const main = 'provider "aws" {\n  region = var.place\n}\nvariable "place" {\n  default = "eu-central-1"\n}\n';
  const topic = (rest = ''): string => `resource "aws_sns_topic" "t" {\n  name = "t"\n  ${rest}\n}\n`;
  const module = { 'm/main.tf': `${topic()}output "arn" {\n  value = aws_sns_topic.t.arn\n}\n` };
  const called = (rest = ''): string => `module "m" {\n  source = "./m"\n  ${rest}\n}\n`;

  test.each<[what: string, expression: string, rest: string, expected: string, files?: { [name: string]: string }]>([
    ["its provider's", 'aws_sns_topic.t.arn', main + topic(), 'arn:aws:sns:eu-central-1:123456789012:t'],
    ['no other’s', 'aws_sns_topic.t.arn', west + topic(), 'arn:aws:sns:us-east-1:123456789012:t'],
    [
      'by alias',
      'aws_sns_topic.t.arn',
      main + west + topic('provider = aws.west'),
      'arn:aws:sns:us-west-2:123456789012:t',
    ],
    ["the caller's", 'module.m.arn', main + called(), 'arn:aws:sns:eu-central-1:123456789012:t', module],
    [
      'handed on',
      'module.m.arn',
      main + west + called('providers = { aws = aws.west }'),
      'arn:aws:sns:us-west-2:123456789012:t',
      module,
    ],
    ['of data', 'data.aws_region.r.name', `${main}data "aws_region" "r" {}`, 'eu-central-1'],
    [
      'of data by alias',
      'data.aws_region.r.name',
      `${main}${west}data "aws_region" "r" {\n  provider = aws.west\n}`,
      'us-west-2',
    ],
    [
      'elsewhere',
      'aws_sns_topic.t.arn',
      `provider "aws" {\n  region = "cn-north-1"\n}\n${topic()}`,
      'arn:aws-cn:sns:cn-north-1:123456789012:t',
    ],
    [
      'not known',
      'aws_sns_topic.t.arn',
      `provider "aws" {\n  region = var.unknown\n}\n${topic()}`,
      'arn:aws:sns:us-east-1:123456789012:t',
    ],
  ])('is %s', (_what, expression, rest, expected, files = {}) => {
    expect(valueOf(expression, rest, files)).toBe(expected);
  });

  test('is the one that a person has chosen', () => {
    const settings = { '.vscode/stepwise.json': '{ "stacks": { ".": { "region": "sa-east-1" } } }' };
    expect(valueOf('aws_sns_topic.t.arn', main + topic(), settings)).toBe('arn:aws:sns:sa-east-1:123456789012:t');
  });
});

describe('code', () => {
  const packed = (written: string, rest = ''): string => `resource "aws_lambda_function" "f" {
  function_name = "f"
  handler       = "app.handler"
  runtime       = "python3.12"
  ${written}
}
${rest}`;
  const found = (files: { readonly [name: string]: string }): string => {
    const project = readProject(temporaryFolder(files));
    const [made] = project.functions;
    const where = made?.file === undefined ? '' : path.relative(project.root, made.file).replaceAll(path.sep, '/');
    return made?.inline ? `inline ${made.inline.code.text}` : where || (made?.notRun ?? made?.problem ?? 'nothing');
  };
  const bucketObject = `resource "aws_s3_object" "o" {
  bucket = "b"
  key    = "app.zip"
  source = data.archive_file.a.output_path
}
data "archive_file" "a" {
  source_dir  = "src"
  output_path = "app.zip"
}
`;
  const blocks = `data "archive_file" "a" {
  output_path = "app.zip"
  source {
    filename = "other.py"
    content  = "x"
  }
  source {
    filename = "app.py"
    content  = CONTENT
  }
}
`;

  test.each([
    ['an object by reference', packed('s3_key = aws_s3_object.o.key', bucketObject)],
    ['an object by key', packed('s3_key = "app.zip"', bucketObject)],
    ['a folder that is packed', packed('filename = "./app.zip"', bucketObject)],
    [
      'a file among blocks',
      packed('filename = data.archive_file.a.output_path', blocks.replace('CONTENT', 'file("src/app.py")')),
    ],
    ['a folder', packed('filename = "src"')],
  ])('of %s', (_what, text) => expect(found({ 'main.tf': text, 'src/app.py': HANDLER })).toBe('src/app.py'));

  test('in the configuration', () => {
    const text = packed(
      'filename = data.archive_file.a.output_path',
      blocks.replace('CONTENT', '<<E\ndef handler(): pass\nE'),
    );
    expect(found({ 'main.tf': text })).toBe('inline def handler(): pass\n');
  });

  test('that was compiled leads to its source', () => {
    const text = packed('filename = "out/app"').replaceAll('python3.12', 'nodejs22.x');
    const tsconfig = '// options\n{ "compilerOptions": { "outDir": "./out", "rootDir": "lib" } }';
    const files = {
      'main.tf': text,
      'tsconfig.json': tsconfig,
      'out/app/app.js': 'exports.handler = 1;',
      'lib/app/app.ts': '',
    };
    expect(found(files)).toBe('lib/app/app.ts');
  });

  test.each([
    ['esbuild src/index.ts --bundle --minify --outfile=dist/app.js', 'src/index.ts'],
    ['tsc --noEmit && esbuild --bundle "./src/index" --outfile="dist/app.js"', 'src/index.ts'],
    ['esbuild app=src/index.ts --bundle --outdir=dist', 'src/index.ts'],
    ['esbuild code/app.ts code/other/more.ts --outdir=dist', 'code/app.ts'],
    ['esbuild src/index.ts code/other/more.ts --outdir=dist', ''],
    ['esbuild code/*.ts --bundle --outdir=dist', 'code/app.ts'],
    ['esbuild code/app.ts --outbase=code --outdir=dist', 'code/app.ts'],
    ['esbuild code/app.ts --outbase=. --outdir=.', ''],
    ['esbuild src/index.ts --outfile=dist/other.js', ''],
    ['esbuild src/gone.ts --outfile=dist/app.js', ''],
    ['esbuild code/other/more.ts --outdir=dist', ''],
  ])('that `%s` makes is bundled from %s', (script, entry) => {
    const archive = 'data "archive_file" "a" {\n  source_file = "dist/app.js"\n  output_path = "app.zip"\n}\n';
    const text = packed('filename = data.archive_file.a.output_path', archive).replaceAll('python3.12', 'nodejs22.x');
    const files = {
      'main.tf': text,
      'package.json': JSON.stringify({ scripts: { build: script } }),
      'src/index.ts': '',
      'code/app.ts': '',
      'code/other/more.ts': '',
      'more/app.ts': '',
    };
    expect(found(files)).toBe(entry || 'The handler "app.handler" of f has no file in dist/app.js.');
  });

  test('of a container image is not run, and its handler may be known', () => {
    const image = 'package_type = "Image"\n  image_uri = "x"\n  image_config {\n    command = ["app.handler"]\n  }';
    const text = packed(image).replace(/ {2}(handler|runtime).*\n/g, '');
    expect(found({ 'main.tf': text })).toMatch(/^f is a container image/);
    expect(found({ 'main.tf': text, 'docker/app.py': HANDLER })).toBe('docker/app.py');
  });

  test.each<[folders: readonly string[], file: string, taken: readonly string[]]>([
    [['a'], 'a/app.py', ['a/Dockerfile']],
    [['f', 'g'], 'f/app.py', ['f/Dockerfile']],
    [['F', 'g/f'], '', []],
    [['a', 'b'], '', []],
    [['a/b/c/d'], 'a/b/c/d/app.py', ['a/b/c/d/Dockerfile']],
    [[], '', []],
  ])(
    'of an image that nothing builds is that of the Dockerfile in %j that alone could be meant',
    (folders, file, taken) => {
      const text = packed('package_type = "Image"\n  image_uri = "x"').replace(/ {2}(handler|runtime).*\n/g, '');
      const Dockerfile = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY app.py ${LAMBDA_TASK_ROOT}\nCMD ["app.handler"]';
      const files = folders.flatMap((folder) => [
        [`stack/${folder}/Dockerfile`, Dockerfile],
        [`stack/${folder}/app.py`, HANDLER],
      ]);
      const above = temporaryFolder({
        'stack/main.tf': text,
        '.git/HEAD': '',
        ...(Object.fromEntries(files) as object),
      });
      const { functions, problems, root } = readProject(path.join(above, 'stack'));
      const found = functions[0]?.file;
      expect(found === undefined ? '' : path.relative(root, found).replaceAll(path.sep, '/')).toBe(file);
      const said = problems.flatMap(({ message }) => /built from: (.*) is taken/.exec(message)?.[1] ?? []);
      expect(said.map((each) => each.replaceAll(path.sep, '/'))).toEqual(taken);
    },
  );

  test('that nothing tells of is guessed aloud, with what else it could be', () => {
    const files = {
      'main.tf': packed('filename = "build/f.zip"'),
      'lambdas/f/app.py': HANDLER,
      'lambdas/g/app.py': HANDLER,
    };
    const { functions, problems } = readProject(temporaryFolder(files));
    expect(functions[0]?.file).toMatch(/f.app\.py$/);
    expect(problems.map(({ message }) => message)).toEqual([
      'Nothing here says what is in build/f.zip. lambdas/f/app.py is taken for the code of f, because the handler is called app.handler. It could also be lambdas/g/app.py.',
    ]);
  });

  test('that could be one of several stays unknown', () => {
    const files = { 'main.tf': packed('filename = "x.zip"'), 'lambdas/a/app.py': HANDLER, 'lambdas/b/app.py': HANDLER };
    expect(found(files)).toMatch(/^The code of f is in x\.zip/);
  });
});

describe('what starts a function', () => {
  test.each([
    [
      'aws_lambda_event_source_mapping',
      'function_name = aws_lambda_function.f.arn\n  event_source_arn = aws_sqs_queue.q.arn\n  batch_size = 5',
      { event_source_arn: 'arn:aws:sqs:us-east-1:123456789012:q', batch_size: 5 },
    ],
    [
      'aws_s3_bucket_notification',
      'bucket = "b"\n  lambda_function {\n    lambda_function_arn = aws_lambda_function.f.arn\n    events = ["s3:ObjectCreated:*"]\n  }',
      { bucket: 'b', events: ['s3:ObjectCreated:*'] },
    ],
    ['aws_apigatewayv2_integration', 'integration_uri = aws_lambda_function.f.invoke_arn', {}],
    [
      'aws_sns_topic_subscription',
      'endpoint = aws_lambda_function.f.qualified_arn\n  protocol = "lambda"',
      { protocol: 'lambda' },
    ],
    [
      'aws_lambda_permission',
      'function_name = "f"\n  principal = "s3.amazonaws.com"',
      { principal: 's3.amazonaws.com' },
    ],
  ])('%s', (type, body, properties) => {
    const queue = 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n';
    const project = withEnvironment('{}', `resource "${type}" "t" {\n  ${body}\n}\n${queue}`);
    expect(project.functions[0]?.triggers?.map((each) => [each.type, each.properties])).toEqual([[type, properties]]);
  });

  test('of another function is none of its own', () => {
    const project = withEnvironment('{}', 'resource "aws_lambda_permission" "t" {\n  function_name = "g"\n}\n');
    expect(project.functions[0]?.triggers).toBeUndefined();
  });
});

describe('a definition', () => {
  const machine = (definition: string, rest = ''): string =>
    `resource "aws_sfn_state_machine" "m" {\n  name = "m"\n  definition = ${definition}\n}\n${rest}`;
  const FLOW = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "${x}", "End": true } } }';

  test.each([
    ['file("flow.json")', {}],
    ['templatefile("flow.json", { x = 1 })', { x: '1' }],
    ['jsonencode(jsondecode(templatefile("flow.json", { x = "y" })))', { x: 'y' }],
    ['local.chosen', { x: 'chosen' }],
    ['try(local.none, local.chosen)', { x: 'chosen' }],
    ['var.flows["a"].definition', { x: 'a' }],
  ])('%s is its file', (written, substitutions) => {
    const rest = `locals {
  chosen = true ? templatefile("\${path.module}/flow.json", { x = "chosen" }) : ""
}
variable "flows" {
  default = {}
}
`;
    const rested = rest.replace(
      'default = {}',
      'default = { a = { definition = templatefile("flow.json", { x = "a" }) } }',
    );
    const { machines, problems } = readProject(
      temporaryFolder({ 'main.tf': machine(written, rested), 'flow.json': FLOW }),
    );
    expect(problems).toEqual([]);
    expect(machines.map(({ file, mapped }) => [path.basename(file), mapped])).toEqual([['flow.json', undefined]]);
    expect(machines[0]!.substitutions).toEqual(substitutions);
  });

  test('that is put together has its whole text', () => {
    const { machines } = readProject(
      temporaryFolder({ 'main.tf': machine('replace(file("flow.json"), "$${x}", "y")'), 'flow.json': FLOW }),
    );
    expect(machines[0]!.mapped?.text).toBe(FLOW.replace('${x}', 'y'));
    expect(path.basename(machines[0]!.file)).toBe('main.tf');
  });

  test.each([
    ['file("missing.json")', /missing\.json, which cannot be read/],
    ['var.given', /not known here\. The variable given has no default/],
    ['""', /needs a definition/],
  ])('%s is missed', (written, words) => {
    const { machines, problems } = readProject(
      temporaryFolder({ 'main.tf': machine(written, 'variable "given" {}\n') }),
    );
    expect(machines).toEqual([]);
    expect(problems).toMatchObject([{ message: expect.stringMatching(words) as unknown }]);
  });

  test('in a block with a mistake tells of it', () => {
    const text = `${machine('<<E\n{}\nE').replace('name = "m"', 'name = = "m"')}`;
    const { machines, problems } = readProject(temporaryFolder({ 'main.tf': text }));
    expect(machines[0]?.fault).toMatch(/main\.tf:2:/);
    expect(problems).toMatchObject([{ place: { line: 1 } }]);
  });
});

describe('a module', () => {
  const CALLED = 'variable "name" {}\nresource "aws_lambda_function" "main" {\n  function_name = var.name\n}\n';

  test('that was downloaded is read from where it lies', () => {
    const { functions } = readProject(
      temporaryFolder({
        'main.tf': 'module "a" {\n  source = "git::https://example.com/x"\n  name = "down"\n}\n',
        '.terraform/modules/modules.json': JSON.stringify({ Modules: [{ Key: 'a', Dir: '.terraform/modules/a/sub' }] }),
        '.terraform/modules/a/sub/main.tf': CALLED,
      }),
    );
    expect(functions.map(({ name }) => name)).toEqual(['down']);
  });

  test('may be called many times, and none', () => {
    const call = (name: string, more: string): string => `module "${name}" {\n  source = "./m"\n  ${more}\n}\n`;
    const { functions } = readProject(
      temporaryFolder({
        'main.tf': [
          call('each', 'for_each = toset(["x", "y"])\n  name = each.key'),
          call('none', 'count = 0\n  name = "none"'),
        ].join(''),
        'm/main.tf': CALLED,
      }),
    );
    expect(functions.map(({ name, inactive }) => [name, inactive])).toEqual([
      ['x', undefined],
      ['y', undefined],
      ['none', 'This stack has no module.none: its count is 0.'],
    ]);
  });

  test('that calls itself ends', () => {
    const text = `module "again" {\n  source = "./"\n  name = "x"\n}\n${CALLED}`;
    expect(readProject(temporaryFolder({ 'main.tf': text })).functions.length).toBeLessThan(100);
  });
});

describe('what count and for_each make', () => {
  const queue = (how: string): string => `resource "aws_sqs_queue" "many" {\n  ${how}\n  name = "q"\n}\n`;
  test.each([
    ['count = 200', []],
    ['count = 201', ['Only the first 200 of the 201 instances of aws_sqs_queue.many are read.']],
    [
      'for_each = toset([for n in range(1000) : tostring(n)])',
      ['Only the first 200 of the 1000 instances of aws_sqs_queue.many are read.'],
    ],
  ])('%s', (how, said) => {
    const project = withEnvironment('{ X = length(aws_sqs_queue.many) }', queue(how));
    void project.functions[0]?.environment;
    expect(project.problems.map(({ message }) => message)).toEqual(said);
  });
});

test('what starts a function and a machine is told, wherever it names them', () => {
  const project = withEnvironment(
    '{}',
    `resource "aws_sfn_state_machine" "flow" {
  name       = "flow"
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}
resource "aws_apigatewayv2_api" "ws" {
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.do"
}
resource "aws_apigatewayv2_integration" "ws" {
  api_id          = aws_apigatewayv2_api.ws.id
  integration_uri = aws_lambda_function.f.invoke_arn
}
resource "aws_apigatewayv2_route" "ws" {
  route_key = "say"
  target    = "integrations/\${aws_apigatewayv2_integration.ws.id}"
}
resource "aws_apigatewayv2_integration" "start" {
  integration_subtype = "StepFunctions-StartExecution"
  request_parameters  = { StateMachineArn = aws_sfn_state_machine.flow.arn, Input = "$request.body" }
}
resource "aws_api_gateway_resource" "orders" { path_part = "orders" }
resource "aws_api_gateway_resource" "order" {
  path_part = "{id}"
  parent_id = aws_api_gateway_resource.orders.id
}
resource "aws_api_gateway_integration" "rest" {
  resource_id       = aws_api_gateway_resource.order.id
  http_method       = "POST"
  uri               = "arn:aws:apigateway:eu-west-1:states:action/StartExecution"
  request_templates = {
    "application/json" = jsonencode({ input = "{}", stateMachineArn = aws_sfn_state_machine.flow.arn })
  }
}
resource "aws_iot_topic_rule" "door" {
  sql = "SELECT *"
  lambda { function_arn = aws_lambda_function.f.arn }
  step_functions { state_machine_name = aws_sfn_state_machine.flow.name }
}
resource "aws_cognito_user_pool" "pool" {
  lambda_config {
    pre_sign_up = aws_lambda_function.f.arn
    pre_token_generation_config {
      lambda_arn     = aws_lambda_function.f.arn
      lambda_version = "V2_0"
    }
  }
}
resource "aws_cloudfront_distribution" "site" {
  default_cache_behavior {
    lambda_function_association {
      event_type = "origin-request"
      lambda_arn = aws_lambda_function.f.qualified_arn
    }
  }
}`,
  );
  const told = (triggers: Project['functions'][number]['triggers']): unknown =>
    Object.fromEntries((triggers ?? []).map(({ name, properties }) => [name?.replace('aws_', ''), properties]));
  expect(told(project.functions[0]!.triggers)).toMatchObject({
    'apigatewayv2_integration.ws': { route_key: 'say', protocol_type: 'WEBSOCKET' },
    'iot_topic_rule.door': { sql: 'SELECT *' },
    'cognito_user_pool.pool pre_sign_up': { Trigger: 'PreSignUp' },
    'cognito_user_pool.pool pre_token_generation_config': { Trigger: 'PreTokenGeneration', lambda_version: 'V2_0' },
    'cloudfront_distribution.site': { event_type: 'origin-request' },
  });
  expect(told(project.machines[0]!.triggers)).toMatchObject({
    'apigatewayv2_integration.start': { request_parameters: { Input: '$request.body' } },
    'api_gateway_integration.rest': { path: '/orders/{id}', http_method: 'POST' },
    'iot_topic_rule.door': { sql: 'SELECT *' },
  });
});

test('a definition in YAML that Terraform renders has the values that its text comes to', () => {
  const folder = temporaryFolder({
    'main.tf': `resource "aws_sfn_state_machine" "flow" {
  name       = "flow"
  definition = jsonencode(yamldecode(templatefile("\${path.module}/flow.yaml", { wait = 5, name = "7", list = ["a"] })))
}
`,
    'flow.yaml': `StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: '\${wait}', Next: Bare }
  Bare:
    Type: Wait
    Seconds: \${wait}
    Next: Pass
  Pass:
    Type: Pass
    Result:
      bare: \${name}
      quoted: "\${name}"
      within: n-\${name}
      list: \${jsonencode(list)}
    End: true
`,
  });
  const file = path.join(folder, 'flow.yaml');
  const project = readProject(folder);
  const loaded = loadMachine(file, { project });
  if ('problem' in loaded) throw new Error(loaded.problem);
  const states = loaded.machine.definition['States'] as { readonly [name: string]: unknown };
  expect(states).toMatchObject({
    Wait: { Seconds: '5' },
    Bare: { Seconds: 5 },
    Pass: { Result: { bare: 7, quoted: '7', within: 'n-7', list: ['a'] } },
  });
  expect(definitionErrors(loaded.machine, loaded).errors.map(({ message }) => message)).toEqual([
    '"Seconds" must be a whole number, but this is a text once it is filled in. Write ${wait} without quotes around it, in a definition that is JSON text.',
  ]);
});

describe('code that Terraform makes of sources', () => {
  const FUNCTION = (filename: string, handler = 'app.handler'): string => `resource "aws_lambda_function" "f" {
  function_name = "f"
  filename      = ${filename}
  handler       = "${handler}"
  runtime       = "python3.12"
}
`;
  const ran = (command: string): string =>
    `resource "null_resource" "build" {\n  provisioner "local-exec" {\n    command = "${command}"\n  }\n}\n`;
  const PACKED = 'data "archive_file" "f" {\n  type = "zip"\n  source_dir = "build"\n  output_path = "f.zip"\n}\n';
  const SOURCES = { 'src/app.py': HANDLER, 'src/more.txt': '', 'other/x.txt': '' };

  test.each<[string, string, string | undefined]>([
    [
      'a folder that a command copies into another',
      FUNCTION('data.archive_file.f.output_path') + PACKED + ran('mkdir -p build && cp -r src/* build/'),
      'src/app.py',
    ],
    [
      'a file that is copied',
      FUNCTION('data.archive_file.f.output_path') + PACKED + ran('cp src/app.py ./build'),
      'src/app.py',
    ],
    [
      'the last that is copied',
      FUNCTION('data.archive_file.f.output_path') + PACKED + ran('cp -r other/. build; cp -r src/. build'),
      'src/app.py',
    ],
    ['what is packed in its own folder', FUNCTION('"out.zip"') + ran('cd src && zip -r ../out.zip .'), 'src/app.py'],
    ['what is packed by its folder', FUNCTION('"out.zip"', 'src.app.handler') + ran('zip -r out src'), 'src/app.py'],
  ])('%s', (_, text, file) => {
    const folder = temporaryFolder({ 'main.tf': text, ...SOURCES });
    const { functions, problems } = readProject(folder);
    const [found] = functions;
    expect(found?.file && path.relative(folder, found.file)).toBe(file);
    expect(found?.from?.['file']?.word).toBe('null_resource.build');
    expect(problems).toEqual([]);
  });

  test('a template has its values in the code that runs', () => {
    const folder = temporaryFolder({
      'main.tf': `${FUNCTION('data.archive_file.f.output_path')}
resource "local_file" "f" {
  content  = templatefile("src/app.py", { table = "orders" })
  filename = "dist/app.py"
}
data "archive_file" "f" {
  type        = "zip"
  output_path = "f.zip"
  source {
    content  = local_file.f.content
    filename = "app.py"
  }
}
`,
      'src/app.py': 'TABLE = "${table}"\nESCAPED = "$${x}"\n',
    });
    const { inline } = readProject(folder).functions[0]!;
    expect(inline?.code.text).toBe('TABLE = "orders"\nESCAPED = "${x}"\n');
    expect(path.relative(folder, inline!.file)).toBe('src/app.py');
    expect(inline?.code.fileOffset(inline.code.text.indexOf('ESCAPED'))).toBe('TABLE = "${table}"\n'.length);
  });

  test.each([
    ['app.handler', []],
    [
      'main.handler',
      [
        'The package of f has app.py alone, and the handler "main.handler" asks for the module main: AWS will not find it.',
      ],
    ],
  ])('a file that is packed alone must be the module of %s', (handler, told) => {
    const archive =
      'data "archive_file" "f" {\n  type = "zip"\n  source_file = "src/app.py"\n  output_path = "f.zip"\n}\n';
    const folder = temporaryFolder({
      'main.tf': FUNCTION('data.archive_file.f.output_path', handler) + archive,
      ...SOURCES,
    });
    expect(readProject(folder).problems.map(({ message }) => message)).toEqual(told);
  });
});
