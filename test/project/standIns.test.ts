/** Modules of Terraform that others publish, by what stands in `source`. */
import { expect, test } from 'vitest';
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
