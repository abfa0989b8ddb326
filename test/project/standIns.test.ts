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
