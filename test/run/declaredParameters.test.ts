/** Values of parameters and secrets that a template declares. */
import path from 'node:path';
import { expect, test } from 'vitest';
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
