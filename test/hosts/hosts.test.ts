/** Files that hold definitions: which kind knows a text, and which machines it finds there. */
import { expect, test } from 'vitest';
import { hostOf, HOSTS, mayHoldDefinitions } from '../../core/hosts';
import { mayHoldDefinitionsByName } from '../../core/hosts/fileNames';
import { parseDocument } from '../../core/syntax';

const KINDS = ['serverless', 'template', 'terraform'];
const DEFINITION = 'StartAt: A, States: { A: { Type: Succeed } }';

const SERVERLESS = `
service: shop
stepFunctions:
  stateMachines:
    order:
      definition: { ${DEFINITION} }
    fast:
      type: EXPRESS
      definition: { ${DEFINITION} }
`;
const TEMPLATE = `
Resources:
  Order: { Type: AWS::Serverless::StateMachine, Properties: { Definition: { ${DEFINITION} } } }
  Elsewhere: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flow.json } }
  Fast: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineType: EXPRESS, Definition: { ${DEFINITION} } } }
`;
const TERRAFORM = `
resource "aws_sfn_state_machine" "order" {
  type       = "EXPRESS"
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}
`;

test.each<[uri: string, language: 'json' | 'yaml' | 'hcl', text: string, kind: string, machines: readonly string[]]>([
  ['serverless.yml', 'yaml', SERVERLESS, 'serverless', ['order STANDARD order', 'fast EXPRESS fast']],
  ['template.yaml', 'yaml', TEMPLATE, 'template', ['Order STANDARD Definition', 'Fast EXPRESS Definition']],
  ['main.tf', 'hcl', TERRAFORM, 'terraform', ['order EXPRESS order']],
  ['main.tf', 'hcl', 'locals {}', 'terraform', []],
  ['flow.asl.yaml', 'yaml', DEFINITION.replaceAll(', States', '\nStates'), 'none', []],
  ['empty.json', 'json', '{}', 'none', []],
])('%s', (uri, language, text, kind, machines) => {
  const document = parseDocument(uri, text, language);
  const host = hostOf(document);
  expect(host ? KINDS[HOSTS.indexOf(host)] : 'none').toBe(kind);
  const told = host?.machines(document).map(({ name, type, key, definition }) => {
    expect('kind' in definition ? definition.kind : definition.text).toBeTruthy();
    return `${name} ${type} ${text.slice(key.start, key.end)}`;
  });
  expect(told ?? []).toEqual(machines);
  expect(mayHoldDefinitions(uri, text)).toBe(kind !== 'none' && text.includes('A'));
});

test.each<[uri: string, text: string, may: boolean]>([
  // A definition is none: it holds itself.
  ['a.json', '{"StartAt": 1, "States": 1}', false],
  ['a.yaml', 'summary: Only in the United States, by definition', false],
  ['a.yaml', 'summary: A service of all States\nresources: {}', false],
  ['a.yaml', '# Ours\n---\nservice: shop\nprovider: { name: aws }', true],
  ['a.yaml', '\ufeff"service" : shop\n"functions" : {}', true],
  ['a.yaml', '  service: shop\n  functions: {}', true],
  ['a.yaml', '{ service: shop, functions: {} }', true],
  ['a.json', '{"service": "shop", "resources": {}}', true],
  ['a.yaml', '{% if a %}\nservice: shop\n{% endif %}\nresources: {}', true],
  ['a.yaml', 'spec:\n  service: shop\n  resources: {}', false],
  ['a.yaml', 'service: shop\nports: []', false],
  ['a.yaml', 'stateMachines: x', false],
  ['a.yaml', 'stateMachines: { a: { definition: {} } }', true],
  ['a.yaml', 'name: a\ndefinition: { StartAt: A }', true],
  ['a.yaml', 'name: a\ndefinition: { Begin: A }', false],
  ['a.yaml', 'Resources: { A: { Type: AWS::SQS::Queue } }', false],
  ['a.yaml', 'Resources: { A: { Type: AWS::Serverless::Function } }', true],
  ['a.tf', 'definition = 1', true],
  ['a.TOFU', 'definition = 1', true],
  // A word that no other kind of file knows.
  ['a.tf', 'my_definition = 1', true],
  ['a.TOFU', 'my_definition = 1', true],
  ['a.tf', 'name = 1', false],
  ['a.tf.md', 'my_definition = 1', false],
  ['a.md', 'nothing', false],
])('%s with %s may hold definitions: %s', (uri, text, may) => expect(mayHoldDefinitions(uri, text)).toBe(may));

test.each([
  ...['a.json', 'a.yaml', 'a.YML', 'a.template', 'a.tf', 'a.tofu'].map((file) => [file, true] as const),
  ...['a.js', 'a.tfvars', 'json', 'a.json.bak'].map((file) => [file, false] as const),
])('%s may by its name: %s', (file, may) => expect(mayHoldDefinitionsByName(file)).toBe(may));
