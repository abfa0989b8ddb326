/** What names mean in a module and in those it calls: each line of `tables/modules.txt` is an expression in it, and its value. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { attributeIn, evaluate, isMap, Module, parseHcl, plain, Unknown } from '../../core/hcl';
import type { HclValue, Host, ModuleText } from '../../core/hcl';
import type { Json } from '../../core/json';
import { expectAnswers } from '../harness/golden';

const ROOT = `
variable "stage" { default = "dev" }
variable "given" { type = number }
variable "open" { type = string }
variable "strict" {
  default  = "d"
  nullable = false
}
locals {
  name  = "shop-\${var.stage}"
  again = local.again
}
resource "aws_sqs_queue" "plain" {}
resource "aws_sqs_queue" "named" { name = "own" }
resource "aws_sqs_queue" "begun" { name_prefix = "own-" }
resource "aws_sqs_queue" "half" { name = "q-\${var.open}-\${local.name}" }
resource "aws_sqs_queue" "counted" {
  count = 2
  name  = "q\${count.index}"
}
resource "aws_sqs_queue" "each" {
  for_each = toset(["a", "b"])
}
resource "aws_sqs_queue" "large" { count = 201 }
resource "aws_sqs_queue" "full" { count = 200 }
resource "aws_sqs_queue" "none" { count = 0 }
resource "aws_sqs_queue" "unsure" { count = var.open }
resource "aws_sqs_queue" "listed" {
  for_each = { x = "of x" }
  name     = each.value
}
resource "aws_sqs_queue" "unlisted" {
  for_each = var.open
  name     = each.key
}
resource "aws_lambda_function" "fn" { function_name = "pay" }
resource "aws_lambda_alias" "live" {
  function_name = aws_lambda_function.fn.function_name
  name          = "live"
}
resource "aws_api_gateway_stage" "live" {
  rest_api_id = "abc"
  stage_name  = "live"
}
resource "aws_apigatewayv2_stage" "plain" {
  api_id = "def"
  name   = "$default"
}
resource "aws_lambda_alias" "by_arn" {
  function_name = aws_lambda_function.fn.arn
  name          = "v1"
}
resource "aws_s3_object" "code" { key = "code.zip" }
resource "aws_dynamodb_table" "t" {
  name = "t"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "random_id" "id" {
  byte_length = 2
  prefix      = "p-"
}
resource "random_uuid" "uuid" {}
resource "random_integer" "int" { min = 7 }
resource "random_pet" "pet" { prefix = "p" }
resource "random_pet" "bare" {}
resource "random_string" "short" { length = 5 }
resource "random_password" "usual" {}
resource "random_shuffle" "list" { input = ["x", "y"] }
resource "random_string" "told" {}
resource "terraform_data" "kept" { input = { a = 1 } }
resource "local_file" "file" { filename = "f" }
data "archive_file" "zip" { output_path = "out.zip" }
data "local_file" "read" { filename = "read.txt" }
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
data "aws_partition" "own" {}
data "aws_availability_zones" "all" {}
data "aws_vpc" "main" {}
data "aws_sqs_queue" "theirs" { name = "theirs" }
data "aws_ssm_parameter" "url" { name = "/shop/url" }
data "aws_ssm_parameter" "told" { name = "/shop/told" }
data "aws_ssm_parameter" "lost" {}
data "aws_secretsmanager_secret_version" "db" { secret_id = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db" }
data "template_file" "text" {
  template = "hi \${name}"
}
data "template_file" "file" {
  template = file("t.tpl")
  vars     = { name = "you" }
}
module "child" {
  source = "./child"
  size   = 3
}
module "many" {
  source   = "./child"
  for_each = { a = 1, b = 2 }
  size     = each.value
}
module "lost" { source = "example/lost" }
module "odd" { source = var.open }
`;
const CHILD = `
variable "size" {}
variable "more" {}
variable "told" {}
resource "aws_sqs_queue" "inner" {}
output "size" { value = var.size * 2 }
output "queue" { value = aws_sqs_queue.inner.name }
output "more" { value = var.more }
output "told" { value = var.told }
output "empty" {}
`;

const FILES: { readonly [name: string]: string } = { 'read.txt': 'what it says', 't.tpl': 'hi ${name}' };
const host: Host = {
  resolve: (name) => name,
  read: (name) => FILES[name],
  isFile: (name) => name in FILES,
  below: () => Object.keys(FILES),
};
const GIVEN: { readonly [key: string]: Json } = {
  'var:given': '5',
  'data:random_string.told.result': 'said',
  'ssm:/shop/told': 'said, too',
  'var:module.child.told': [1],
};

const textOf = (folder: string, text: string): ModuleText => {
  const { body, problems } = parseHcl(text);
  expect(problems).toEqual([]);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  return { folder, files: [{ path: `${folder}/main.tf`, body, lineAt }] };
};
const limits: string[] = [];
const module = new Module(textOf('/root', ROOT), {
  host,
  root: '/root',
  load: (source) => (source === './child' ? textOf('/root/child', CHILD) : undefined),
  given: (key) => GIVEN[key],
  variable: () => undefined,
  tell: (limit) => void limits.push(limit),
});

/** As JSON; what is not known as its key and why. */
function shown(value: HclValue): unknown {
  const known = plain(value);
  if (known instanceof Unknown)
    return known.parts.map((part) => (typeof part === 'string' ? part : `<${part.key}: ${part.why}>`)).join('');
  if (Array.isArray(known)) return known.map(shown);
  if (isMap(known)) return Object.fromEntries([...known].map(([name, each]) => [name, shown(each)]));
  return typeof known === 'object' && known !== null ? String(known.constructor.name) : known;
}

test('modules', () =>
  expectAnswers(path.join(__dirname, 'tables/modules.txt'), (written) => {
    const { body } = parseHcl(`value = ${written}\n`);
    return JSON.stringify(shown(evaluate(attributeIn(body, 'value')!.value, module.scope(module.text.files[0]!))));
  }));

test('of many instances the first are read, which is told', () => {
  const names = ['large', 'full', 'none'];
  const found = module.resources.filter(({ type, name }) => type === 'aws_sqs_queue' && names.includes(name));
  limits.length = 0;
  expect(new Set(found.map((each) => module.instancesOf(each).items.length))).toEqual(new Set([200, 0]));
  expect(module.instancesOf(found[0]!)).toBe(module.instancesOf(found[0]!));
  expect(limits.every((limit) => limit.includes('first 200 of the 201 instances of aws_sqs_queue.large'))).toBe(true);
});
