/** Values of parameters and secrets that a template declares. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { withDeclared } from '../../run/calls/givenParameters';
import { temporaryFolder } from '../harness/temporaryFolder';

const TEMPLATE = `
Parameters: { Stage: { Type: String, Default: dev }, Unset: { Type: String } }
Resources:
  Limit: { Type: AWS::SSM::Parameter, Properties: { Type: String, Name: !Sub '/shop/\${Stage}/limit', Value: '42' } }
  Unnamed: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !Ref Stage } }
  Open: { Type: AWS::SSM::Parameter, Properties: { Type: String, Name: /shop/open, Value: !Ref Unset } }
  Own: { Type: AWS::SSM::Parameter, Properties: { Type: String, Name: /shop/given, Value: declared } }
  Db: { Type: AWS::SecretsManager::Secret, Properties: { Name: shop/db, SecretString: '{"user":"shop"}' } }
  Made: { Type: AWS::SecretsManager::Secret, Properties: { Name: shop/made, GenerateSecretString: {} } }
`;

test('they are known by their names, what a person has given before them', () => {
  const root = temporaryFolder({ 'template.yaml': TEMPLATE });
  const stacks = [
    { id: '.', kind: 'sam' as const, files: [path.join(root, 'template.yaml')], state: 'static' as const },
  ];
  const given = () => ({ all: { 'ssm:/shop/given': 'given' } });
  expect(withDeclared({ stacks, given }).all).toEqual({
    'ssm:/shop/dev/limit': '42',
    'ssm:Unnamed': 'dev',
    'ssm:/shop/given': 'given',
    'secret:shop/db': '{"user":"shop"}',
  });
});

const TERRAFORM = `
variable "stage" { default = "dev" }
variable "unset" {}
resource "aws_ssm_parameter" "limit" {
  name  = "/shop/\${var.stage}/limit"
  type  = "String"
  value = 42
}
resource "aws_ssm_parameter" "open" {
  name  = "/shop/open"
  value = var.unset
}
resource "aws_ssm_parameter" "none" {
  count = 0
  name  = "/shop/none"
  value = "never"
}
data "aws_ssm_parameter" "read" { name = "/shop/read" }
resource "aws_secretsmanager_secret" "db" { name = "shop/db" }
resource "aws_secretsmanager_secret" "api" { name = "shop/api" }
resource "aws_secretsmanager_secret" "empty" { name = "shop/empty" }
resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = jsonencode({ user = "shop" })
}
resource "aws_secretsmanager_secret_version" "api" {
  secret_id     = "\${aws_secretsmanager_secret.api.arn}"
  secret_string = "key"
}
resource "aws_secretsmanager_secret_version" "elsewhere" {
  secret_id     = "shop/elsewhere"
  secret_string = var.unset
}
resource "aws_sfn_state_machine" "flow" {
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}
`;

const SERVERLESS = `
service: shop
provider: { name: aws, stage: prod, environment: {} }
functions: { pay: { handler: pay.handler } }
resources:
  Resources:
    Limit: { Type: AWS::SSM::Parameter, Properties: { Type: String, Name: '/shop/\${self:provider.stage}/limit', Value: '42' } }
    Joined: { Type: AWS::SSM::Parameter, Properties: { Name: /shop/joined, Value: !Join [ '-', [ a, !Ref Limit ] ] } }
    Open: { Type: AWS::SSM::Parameter, Properties: { Name: /shop/open, Value: '\${env:OPEN}' } }
    Db: { Type: AWS::SecretsManager::Secret, Properties: { Name: shop/db, SecretString: '{"user":"shop"}' } }
`;

test.each([
  [
    'Terraform',
    { 'main.tf': TERRAFORM },
    { 'ssm:/shop/dev/limit': '42', 'secret:shop/db': '{"user":"shop"}', 'secret:shop/api': 'key' },
  ],
  [
    'Serverless',
    { 'serverless.yml': SERVERLESS, 'pay.js': 'exports.handler = async () => 1;' },
    { 'ssm:/shop/prod/limit': '42', 'ssm:/shop/joined': 'a-/shop/prod/limit', 'secret:shop/db': '{"user":"shop"}' },
  ],
])('those of %s too, and nobody is asked for what only they need', (_, files, known) => {
  const project = readProject(temporaryFolder(files));
  expect(withDeclared(project).all).toEqual(known);
  expect(project.unset).toEqual([]);
});
