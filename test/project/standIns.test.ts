/** Modules of Terraform that others publish, by what stands in `source`. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';
import { standInFor } from '../../project/readers/terraform/standIns';

test.each<[source: string, resource: string | undefined]>([
  ['terraform-aws-modules/lambda/aws', 'aws_lambda_function'],
  ['registry.terraform.io/terraform-aws-modules/lambda/aws', 'aws_lambda_function'],
  ['git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v7', 'aws_lambda_function'],
  ['terraform-aws-modules/lambda/aws//modules/alias', 'aws_lambda_alias'],
  ['github.com/terraform-aws-modules/terraform-aws-lambda//modules/alias?ref=v7', 'aws_lambda_alias'],
  ['terraform-aws-modules/lambda/aws//modules/docker-build', 'docker_image'],
  ['github.com/terraform-aws-modules/terraform-aws-lambda//modules/docker-build', 'docker_image'],
  ['terraform-aws-modules/lambda/aws//modules/aliases', undefined],
  ['terraform-aws-modules/lambda/aws//modules/deploy', undefined],
  ['terraform-aws-modules/step-functions/aws', 'aws_sfn_state_machine'],
  ['git::https://github.com/terraform-aws-modules/terraform-aws-step-functions.git', 'aws_sfn_state_machine'],
  ['terraform-aws-modules/vpc/aws', undefined],
  ['./modules/lambda', undefined],
])('%s holds %s', (source, resource) => {
  const text = standInFor(source);
  expect(/^resource "(\w+)"/m.exec(text ?? '')?.[1]).toBe(resource);
});

test('what starts the function of the well-known module stands in its arguments', () => {
  const folder = temporaryFolder({
    'main.tf': `module "press" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "press"
  handler       = "press.handler"
  runtime       = "python3.12"
  source_path   = "./src"
  event_source_mapping = {
    a_shirts = {
      event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:shirts"
      function_response_types = ["ReportBatchItemFailures"]
      filter_criteria         = [{ pattern = jsonencode({ body = { kind = ["shirt"] } }) }]
    }
    news     = { event_source_arn = aws_kinesis_stream.news.arn, starting_position = "LATEST" }
  }
  allowed_triggers = {
    hook = { service = "apigateway", source_arn = "arn:aws:execute-api:eu-west-1:123456789012:api1/*/POST/hook" }
  }
}
module "alone" {
  source           = "terraform-aws-modules/lambda/aws"
  function_name    = "alone"
  handler          = "press.handler"
  runtime          = "python3.12"
  source_path      = "./src"
  allowed_triggers = { uploads = { principal = "s3.amazonaws.com", source_arn = "arn:aws:s3:::uploads" } }
}
module "asked" {
  source                     = "terraform-aws-modules/lambda/aws"
  function_name              = "asked"
  handler                    = "press.handler"
  runtime                    = "python3.12"
  source_path                = "./src"
  create_lambda_function_url = true
  invoke_mode                = "RESPONSE_STREAM"
}
module "none" {
  source               = "terraform-aws-modules/lambda/aws"
  create_function      = false
  function_name        = "none"
  event_source_mapping = { shirts = { event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:shirts" } }
}
resource "aws_kinesis_stream" "news" { name = "news" }
`,
    'src/press.py': 'def handler(event, context):\n    return event\n',
  });
  const { functions, problems } = readProject(folder);
  const told = functions.map(({ name, triggers = [] }) => [
    name,
    ...triggers.map(({ type, properties }) => ({ type, ...properties })),
  ]);
  expect(problems).toEqual([]);
  expect(told).toEqual([
    [
      'press',
      {
        type: 'aws_lambda_event_source_mapping',
        event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:shirts',
        function_response_types: ['ReportBatchItemFailures'],
        filter_criteria: [{ filter: [{ pattern: '{"body":{"kind":["shirt"]}}' }] }],
      },
      {
        type: 'aws_lambda_event_source_mapping',
        event_source_arn: expect.stringContaining(':stream/news') as string,
        starting_position: 'LATEST',
      },
    ],
    ['alone', { type: 'aws_lambda_permission', principal: 's3.amazonaws.com', source_arn: 'arn:aws:s3:::uploads' }],
    ['asked', { type: 'aws_lambda_function_url', authorization_type: 'NONE', invoke_mode: 'RESPONSE_STREAM' }],
  ]);
});

/** Of a call with these arguments: what is found, and what is said. */
function toldBy(source: string, handed: string, rest = ''): string[] {
  const folder = temporaryFolder({
    'main.tf': `module "it" {\n  source = "${source}"\n${handed}\n}\n${rest}`,
    'src/press.py': 'def handler(event, context):\n    return event\n',
    'flow.asl.json': '{"StartAt": "Press", "States": {"Press": {"Type": "Task", "Resource": "${press}", "End": true}}}',
  });
  const { functions, machines, problems } = readProject(folder, { isWhole: true });
  return [
    ...functions.flatMap((each) =>
      each.stack === undefined
        ? []
        : [`${each.name} ${each.file ? 'runs' : 'lacks'} ${JSON.stringify(each.environment)}`],
    ),
    ...machines.flatMap((each) =>
      each.stack === undefined ? [] : [`${each.name} ${each.type} ${JSON.stringify(each.substitutions)}`],
    ),
    ...problems.map(({ message }) => message),
  ];
}

const ELSEWHERE = 'git::https://example.com/modules.git//function?ref=v1';
const NOT_HERE = `The module ${ELSEWHERE} is not in this project. Run terraform init, and the module itself is read.`;

test.each<[string, string, string, string[]]>([
  [
    "a function's",
    ELSEWHERE,
    '  function_name = "press"\n  handler = "press.handler"\n  runtime = "python3.12"\n  filename = "src"\n  environment_variables = { A = "1" }',
    ['press runs {"A":"1"}', `${NOT_HERE} Its arguments are read as those of a function.`],
  ],
  [
    "a function's by other names",
    './modules/gone',
    '  name = "press"\n  lambda_handler = "press.handler"\n  lambda_runtime = "python3.12"\n  source_dir = "src"\n  environment = { variables = { A = "1" } }',
    [
      'press runs {"A":"1"}',
      'This project has no folder ./modules/gone. Its arguments are read as those of a function.',
    ],
  ],
  [
    "a state machine's",
    ELSEWHERE,
    '  state_machine_name = "flow"\n  type = "express"\n  definition = templatefile("flow.asl.json", { press = "arn" })',
    ['flow EXPRESS {"press":"arn"}', `${NOT_HERE} Its arguments are read as those of a state machine.`],
  ],
  [
    'neither: it has no code',
    ELSEWHERE,
    '  name = "press"\n  runtime = "python3.12"',
    [
      `The module ${ELSEWHERE} is not in this project. Run terraform init, or the functions and state machines that it makes stay unknown.`,
    ],
  ],
  ['neither: it is a table', ELSEWHERE, '  name = "table"\n  hash_key = "id"', []],
])('what a module that is not here is handed may be %s', (_, source, handed, found) => {
  expect(toldBy(source, handed)).toEqual(found);
});

test('outputs of a module that is told by its arguments are those of what it makes', () => {
  const press = '  function_name = "press"\n  handler = "press.handler"\n  runtime = "python3.12"\n  filename = "src"';
  const asked = ['lambda_arn', 'lambda_function_arn', 'function_name', 'invoke_arn', 'role_arn'];
  const variables = asked.map((name) => `${name} = module.it.${name}`).join('\n      ');
  const [, other] = toldBy(
    ELSEWHERE,
    press,
    `resource "aws_lambda_function" "other" {
  function_name = "other"
  handler       = "press.handler"
  runtime       = "python3.12"
  filename      = "src"
  environment {
    variables = {
      ${variables}
    }
  }
}
`,
  )
    .sort((one, two) => one.localeCompare(two))
    .filter((each) => /^(press|other)/.test(each))
    .reverse();
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:press';
  expect(JSON.parse(other!.replace(/^other runs /, ''))).toEqual({
    lambda_arn: arn,
    lambda_function_arn: arn,
    function_name: 'press',
    invoke_arn: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
    role_arn: 'stepwise-unset-data-module-it-role-arn',
  });
});

test('what a module that is not here is handed is suggested for what it gives under the same name', () => {
  const folder = temporaryFolder({
    'main.tf': `module "table" {
  source     = "${ELSEWHERE}"
  table_name = "orders-\${terraform.workspace}"
  size       = 3
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  handler       = "f.handler"
  runtime       = "python3.12"
  filename      = "src"
  environment {
    variables = { TABLE = module.table.table_name, ARN = module.table.table_arn }
  }
}
`,
    'src/f.py': 'def handler(event, context):\n    return event\n',
  });
  expect(readProject(folder).unset.map(({ key, suggestions }) => [key, suggestions])).toEqual([
    ['data:module.table.table_name', ['orders-default']],
    ['data:module.table.table_arn', undefined],
  ]);
});
