/** Conditions and functions of a template, each in one line: what they come to on this machine. */
import { expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { readTemplate } from '../../core/template';
import type { Json } from '../../core/json';

const TEMPLATE = `
Parameters:
  Stage: { Type: String, Default: dev }
  Zones: { Type: CommaDelimitedList, Default: 'a,b' }
  Open: { Type: String }
Mappings: { Sizes: { dev: { Memory: 128 } } }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Equals [!Ref Stage, prod]
  Loops: !Condition Loops
Resources:
  Charge: { Type: AWS::Serverless::Function, Properties: { FunctionName: charge-card, Handler: a.b } }
  Queue: { Type: AWS::SQS::Queue }
`;
/** What a value comes to in the template, with one condition more. */
function resolved(value: Json, It: Json = null): unknown {
  const [before = '', after = ''] = TEMPLATE.split('Conditions:\n');
  const text = `${before}Conditions:\n  It: ${JSON.stringify(It)}\n${after}`;
  const found = readTemplate(parseDocument('template.yaml', text, 'yaml')).resolve(value);
  return found.kind === 'literal' ? found.value : found;
}

const is = (name: string): Json => ({ Condition: name });
const dev = is('IsDev');
const prod = is('IsProd');

test.each<[Json, boolean]>([
  [dev, true],
  [prod, false],
  [{ 'Fn::Not': [prod] }, true],
  [{ 'Fn::Not': [dev] }, false],
  [{ 'Fn::And': [dev, { 'Fn::Not': [prod] }] }, true],
  [{ 'Fn::And': [dev, prod] }, false],
  [{ 'Fn::And': [prod, dev] }, false],
  [{ 'Fn::Or': [prod, dev] }, true],
  [{ 'Fn::Or': [prod, prod] }, false],
  [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] }, true],
  [{ 'Fn::Equals': ['a', 'b'] }, false],
  [{ 'Fn::Equals': [1, '1'] }, true],
  // Nothing that can be known.
  [is('Loops'), false],
  [is('Missing'), false],
  [{ 'Fn::Unknown': [dev] }, false],
])('%j holds: %s', (condition, holds) =>
  expect(resolved({ 'Fn::If': ['It', 'yes', 'no'] }, condition)).toBe(holds ? 'yes' : 'no'),
);

/** So many levels around a value, each by one function. */
const nested = (levels: number, wrap: (inner: Json) => Json, inner: Json = 'x'): Json =>
  levels === 0 ? inner : nested(levels - 1, wrap, wrap(inner));

test.each<[what: string, wrap: (inner: Json) => Json]>([
  ['Fn::Select', (inner) => ({ 'Fn::Select': [0, [inner]] })],
  ['Fn::If', (inner) => ({ 'Fn::If': ['It', inner, 'no'] })],
  ['Fn::Join', (inner) => ({ 'Fn::Join': ['', [inner]] })],
  ['Fn::Sub', (inner) => ({ 'Fn::Sub': ['a${It}', { It: inner }] })],
  ['a list', (inner) => [inner]],
  ['an object', (inner) => ({ a: inner })],
])('%s inside itself is read to a depth that no template has, and no further', (_what, wrap) => {
  const told = (levels: number): string => JSON.stringify(resolved(nested(levels, wrap, { Ref: 'Stage' }), dev));
  expect(told(10)).toContain('dev');
  expect(told(100)).not.toContain('dev');
});

test.each<[Json, unknown]>([
  [{ Ref: 'Stage' }, 'dev'],
  [{ Ref: 'Zones' }, ['a', 'b']],
  [{ Ref: 'Open' }, { kind: 'unknown', text: 'stepwise-unset-Open' }],
  [{ Ref: 'Nobody' }, { kind: 'unknown', text: 'stepwise-unset-other-Nobody' }],
  [{ Ref: ['Stage'] }, { kind: 'unknown', text: 'stepwise-unset-other-Ref' }],
  [{ 'Fn::GetAtt': 'Charge.Arn' }, { kind: 'resource', logicalId: 'Charge', attribute: 'Arn' }],
  [{ 'Fn::GetAtt': ['Charge', 'Arn'] }, { kind: 'resource', logicalId: 'Charge', attribute: 'Arn' }],
  [{ 'Fn::GetAtt': ['Nobody', 'Arn'] }, { kind: 'unknown', text: 'stepwise-unset-other-Nobody-Arn' }],
  [{ 'Fn::GetAtt': '' }, { kind: 'unknown', text: 'stepwise-unset-other-Fn-GetAtt' }],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-dev'],
  [{ 'Fn::Join': [1, ['a']] }, 'a'],
  [{ 'Fn::Join': ['-', 'a'] }, { kind: 'unknown', text: 'stepwise-unset-other-Fn-Join' }],
  [{ 'Fn::Split': ['-', 'a-b'] }, ['a', 'b']],
  [{ 'Fn::Split': ['-'] }, { kind: 'unknown', text: 'stepwise-unset-other-Fn-Split' }],
  [{ 'Fn::Select': [0, ['x', 'y']] }, 'x'],
  [{ 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
  [{ 'Fn::Select': [2, ['x', 'y']] }, { kind: 'unknown', text: 'stepwise-unset-other-Fn-Select-2' }],
  [{ 'Fn::Select': [0] }, { kind: 'unknown', text: 'stepwise-unset-other-Fn-Select' }],
  [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Memory'] }, 128],
  [
    { 'Fn::FindInMap': ['Sizes', 'prod', 'Memory'] },
    { kind: 'unknown', text: 'stepwise-unset-other-Sizes-prod-Memory' },
  ],
  [{ 'Fn::If': ['IsDev', { Ref: 'Stage' }, 'no'] }, 'dev'],
  [{ 'Fn::If': ['IsProd', 1] }, null],
  [{ 'Fn::Sub': '${Stage}' }, 'dev'],
  [{ 'Fn::Sub': ' ${Stage} ${!Stage} ${Nobody}' }, ' dev ${Stage} stepwise-unset-other-Nobody'],
  [{ 'Fn::Sub': ['${A}-${Stage}', { A: 'own' }] }, 'own-dev'],
  [{ 'Fn::Sub': 7 }, { kind: 'unknown', text: 'stepwise-unset-other-Fn-Sub' }],
  [{ 'Fn::Sub': '${AWS::Region}' }, 'us-east-1'],
  [{ 'Fn::ImportValue': 'x' }, { kind: 'unknown', text: 'stepwise-unset-import-x' }],
  [
    { Ref: 'Stage', Other: 1 },
    { Ref: 'Stage', Other: 1 },
  ],
  [
    { a: { Ref: 'Stage' }, b: [{ Ref: 'Zones' }] },
    { a: 'dev', b: [['a', 'b']] },
  ],
  [{ Ref: 'ServerlessRestApi' }, { kind: 'resource', logicalId: 'ServerlessRestApi', attribute: undefined }],
  [{ Ref: 'ServerlessHttpApi' }, { kind: 'resource', logicalId: 'ServerlessHttpApi', attribute: undefined }],
  [{ 'Fn::GetAtt': 'ChargeUrl.FunctionUrl' }, { kind: 'resource', logicalId: 'ChargeUrl', attribute: 'FunctionUrl' }],
  [{ 'Fn::GetAtt': 'QueueUrl.FunctionUrl' }, { kind: 'unknown', text: 'stepwise-unset-other-QueueUrl-FunctionUrl' }],
])('%j is %j', (value, expected) => expect(resolved(value)).toEqual(expected));
