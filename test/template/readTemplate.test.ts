import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { isTemplate, readTemplate } from '../../core/template';
import type { Json } from '../../core/json';

/** What a template declares, as plain data: functions by id, machines with their substitutions as text. */
function read(text: string): {
  functions: { [id: string]: object };
  machines: { [id: string]: { definition?: unknown; substitutions: { [name: string]: string } } & object };
  resolve: (value: Json) => string;
} {
  const document = parseDocument('template', text, text.trimStart().startsWith('{') ? 'json' : 'yaml');
  const template = readTemplate(document);
  const spanText = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return {
    functions: Object.fromEntries(
      template.functions.map(({ logicalId, span, ...rest }) => [logicalId, { ...rest, at: spanText(span) }]),
    ),
    machines: Object.fromEntries(
      template.machines.map(({ logicalId, span, definition, substitutions, ...rest }) => [
        logicalId,
        {
          ...rest,
          at: spanText(span),
          definition: definition && ('text' in definition ? definition.text : spanText(definition.span)),
          substitutions: Object.fromEntries(
            Object.entries(substitutions).map(([name, value]) => [
              name,
              value.kind === 'unknown' ? `unknown ${value.text}` : template.textOf(value),
            ]),
          ),
        },
      ]),
    ),
    resolve: (value) => template.textOf(template.resolve(value)),
  };
}

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function';

describe('functions', () => {
  test('of SAM take what Globals say, environments merged by key', () => {
    const { functions } = read(`
Globals:
  Function:
    Runtime: nodejs20.x
    Timeout: 7
    CodeUri: src/
    Environment: { Variables: { STAGE: dev, TABLE: shared } }
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Handler: charge.handler
      FunctionName: charge-card
      Environment: { Variables: { TABLE: cards } }
  Plain:
    Type: AWS::Lambda::Function
    Properties: { Handler: app.handler, Runtime: python3.12, Code: ./plain, MemorySize: 512 }
`);
    expect(functions.Charge).toMatchObject({
      at: 'Charge',
      functionName: 'charge-card',
      handler: 'charge.handler',
      runtime: 'nodejs20.x',
      codeUri: 'src/',
      timeout: 7,
      environment: { STAGE: 'dev', TABLE: 'cards' },
    });
    // Globals are SAM's: a plain CloudFormation function has none of them.
    expect(functions.Plain).toMatchObject({
      codeUri: './plain',
      runtime: 'python3.12',
      memorySize: 512,
      environment: {},
    });
    expect(functions.Plain).toHaveProperty('timeout', undefined);
  });

  test('know their esbuild entry points, CDK assets and inline code', () => {
    const { functions } = read(`
Resources:
  Bundled:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [app.ts] } }
    Properties: { CodeUri: src, Handler: app.handler }
  Asset:
    Type: AWS::Lambda::Function
    Metadata: { 'aws:asset:path': asset.123 }
    Properties: { Code: { S3Bucket: b, S3Key: k }, Handler: index.handler }
  Inline:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Code: { ZipFile: 'exports.handler = 1' } }
`);
    expect(functions).toMatchObject({
      Bundled: { entryPoints: ['app.ts'] },
      Asset: { codeUri: 'asset.123' },
      Inline: { inlineCode: { text: 'exports.handler = 1' } },
    });
  });
});

describe('machines', () => {
  test.each([
    ['!GetAtt Charge.Arn', `${FUNCTION_ARN}:charge-card`],
    ['!Ref Charge', 'charge-card'],
    ['{ Fn::GetAtt: [Charge, Arn] }', `${FUNCTION_ARN}:charge-card`],
    ['!Sub "${Charge.Arn}"', `${FUNCTION_ARN}:charge-card`],
    ['!Sub "${Charge.Arn}:live"', `${FUNCTION_ARN}:charge-card:live`],
    ['!Ref LiveAlias', `${FUNCTION_ARN}:charge-card`],
    ['!Ref Charge.Alias', `${FUNCTION_ARN}:charge-card`],
    ['!Ref Stage', 'dev'],
    ['!Sub "orders-${Stage}-${AWS::Region}"', 'orders-dev-us-east-1'],
    ['!Sub ["${Who}-${Stage}", { Who: !Ref Orders }]', 'Orders-dev'],
    ['!Join ["-", [a, !Ref Stage, b]]', 'a-dev-b'],
    ['!If [IsDev, small, large]', 'small'],
    ['!If [IsProd, large, !Ref Stage]', 'dev'],
    ['!FindInMap [Sizes, !Ref Stage, Memory]', '128'],
    ['!Select [1, !Split [",", "a,b"]]', 'b'],
    ['!Ref Topic', 'arn:aws:sns:us-east-1:123456789012:Topic'],
    ['!GetAtt Orders.Arn', 'arn:aws:dynamodb:us-east-1:123456789012:table/Orders'],
    ['!Ref NoDefault', 'unknown stepwise-unset-NoDefault'],
    ['!ImportValue other', 'unknown stepwise-unset-import-other'],
    ['30', '30'],
  ])('%s stands for %s', (written, text) => {
    const { machines } = read(`
Parameters:
  Stage: { Type: String, Default: dev }
  NoDefault: { Type: String }
Mappings: { Sizes: { dev: { Memory: 128 } } }
Conditions: { IsDev: !Equals [!Ref Stage, dev], IsProd: !Not [!Condition IsDev] }
Resources:
  Charge: { Type: AWS::Serverless::Function, Properties: { FunctionName: charge-card } }
  LiveAlias: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Charge, Name: live } }
  Orders: { Type: AWS::Serverless::SimpleTable }
  Topic: { Type: AWS::SNS::Topic }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machine.asl.json
      DefinitionSubstitutions:
        Value: ${written}
`);
    expect(machines.Machine).toMatchObject({ definitionUri: 'machine.asl.json', substitutions: { Value: text } });
  });

  test('stand inline, as a node of the template', () => {
    const { machines } = read(`
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: orders
      StateMachineType: EXPRESS
      Definition:
        StartAt: Work
        States: { Work: { Type: Succeed } }
`);
    expect(machines.Machine).toMatchObject({ at: 'Machine', name: 'orders', type: 'EXPRESS' });
    expect(machines.Machine?.definition).toMatch(/^StartAt: Work\s+States:/);
  });

  test.each([
    ['text', `DefinitionString: '{"StartAt":"A"}'`, '{"StartAt":"A"}'],
    ['!Sub', 'DefinitionString: !Sub \'{"StartAt":"${A}"}\'', '{"StartAt":"${A}"}'],
    ['Fn::Sub', 'DefinitionString: { "Fn::Sub": \'{"StartAt":"${A}"}\' }', '{"StartAt":"${A}"}'],
    ['!Join', `DefinitionString: !Join ['', ['{"StartAt":"', 'A', '"}']]`, '{"StartAt":"A"}'],
  ])('stand in a DefinitionString as %s', (_form, property, text) => {
    const { machines } = read(`
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      ${property}
`);
    expect(machines.Machine?.definition).toBe(text);
  });

  test('read alike from JSON', () => {
    const { machines } = read(
      JSON.stringify({
        Resources: {
          Charge: { Type: 'AWS::Lambda::Function', Properties: {} },
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              DefinitionS3Location: 'm.asl.json',
              DefinitionSubstitutions: { Arn: { 'Fn::GetAtt': ['Charge', 'Arn'] } },
            },
          },
        },
      }),
    );
    expect(machines.Machine).toMatchObject({
      definitionUri: 'm.asl.json',
      substitutions: { Arn: `${FUNCTION_ARN}:Charge` },
    });
  });
});

/** Each as AWS gives it: what stands in for AWS takes their place where a process starts. */
test.each<[value: Json, address: string]>([
  [{ Ref: 'Orders' }, 'https://sqs.us-east-1.amazonaws.com/123456789012/orders.fifo'],
  [{ 'Fn::GetAtt': 'Orders.QueueUrl' }, 'https://sqs.us-east-1.amazonaws.com/123456789012/orders.fifo'],
  [{ 'Fn::GetAtt': ['Orders', 'QueueName'] }, 'orders.fifo'],
  [{ 'Fn::GetAtt': 'Orders.Arn' }, 'arn:aws:sqs:us-east-1:123456789012:orders.fifo'],
  [{ 'Fn::GetAtt': 'Files.DomainName' }, 'files.s3.amazonaws.com'],
  [{ 'Fn::GetAtt': 'Files.RegionalDomainName' }, 'files.s3.us-east-1.amazonaws.com'],
  [{ 'Fn::GetAtt': 'Files.DualStackDomainName' }, 'files.s3.dualstack.us-east-1.amazonaws.com'],
  [{ 'Fn::GetAtt': 'Files.WebsiteURL' }, 'http://files.s3-website-us-east-1.amazonaws.com'],
  [{ 'Fn::GetAtt': 'Http.ApiEndpoint' }, 'https://Http.execute-api.us-east-1.amazonaws.com'],
  [{ 'Fn::GetAtt': 'Graph.GraphQLUrl' }, 'https://Graph.appsync-api.us-east-1.amazonaws.com/graphql'],
  [{ 'Fn::GetAtt': 'Charge.Arn' }, 'arn:aws:lambda:us-east-1:123456789012:function:Charge'],
  [{ 'Fn::GetAtt': 'ChargeUrl.FunctionUrl' }, 'https://chargeurl.lambda-url.us-east-1.on.aws/'],
  [{ 'Fn::GetAtt': 'Link.FunctionUrl' }, 'https://link.lambda-url.us-east-1.on.aws/'],
  [{ 'Fn::GetAtt': 'Search.DomainEndpoint' }, 'search-products.us-east-1.es.amazonaws.com'],
  [
    { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod/' },
    'https://Api.execute-api.us-east-1.amazonaws.com/prod/',
  ],
  [
    { 'Fn::Sub': 'https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/' },
    'https://ServerlessRestApi.execute-api.us-east-1.amazonaws.com/Prod/',
  ],
  [{ 'Fn::GetAtt': 'ServerlessHttpApi.ApiEndpoint' }, 'https://ServerlessHttpApi.execute-api.us-east-1.amazonaws.com'],
  [{ 'Fn::GetAtt': 'NothingUrl.FunctionUrl' }, 'stepwise-unset-other-NothingUrl-FunctionUrl'],
])('the address %j', (value, address) => {
  const { resolve } = read(`
Resources:
  Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders.fifo } }
  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }
  Api: { Type: AWS::Serverless::Api, Properties: { Name: The API of orders } }
  Http: { Type: AWS::Serverless::HttpApi }
  Graph: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: graph } }
  Charge: { Type: AWS::Serverless::Function, Properties: { Handler: app.handler } }
  Link: { Type: AWS::Lambda::Url }
  Search: { Type: AWS::OpenSearchService::Domain, Properties: { DomainName: products } }
`);
  expect(resolve(value)).toBe(address);
});

test('anchors and merges are followed', () => {
  const { functions } = read(`
Defaults: &defaults { Runtime: nodejs20.x, Handler: app.handler }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { <<: *defaults, Handler: !Sub "one.handler" } }
`);
  expect(functions.One).toMatchObject({ runtime: 'nodejs20.x', handler: 'one.handler' });
});

describe('bad input', () => {
  test.each(['', '[]', 'Resources:', 'Resources: 7', 'Resources: { A: 1, B: { Type: 7 } }', '{"Resources": {"A": {'])(
    '%j declares nothing',
    (text) => expect(read(text)).toMatchObject({ functions: {}, machines: {} }),
  );

  test('what refers to itself stays unknown', () => {
    const { resolve } = read('Conditions: { A: !Condition A }\nResources: {}');
    expect(resolve({ 'Fn::If': ['A', 'yes', 'no'] })).toBe('no');
  });

  test.each(['constructor', 'toString', '__proto__'])('a resource, a type and a parameter may be called %s', (name) => {
    const { resolve } = read(`Resources: { ${name}: { Type: ${name} }, B: { Type: ${name} } }`);
    expect([
      resolve({ Ref: name }),
      resolve({ 'Fn::GetAtt': ['B', 'Arn'] }),
      resolve({ 'Fn::Sub': `\${${name}}` }),
    ]).toEqual([name, 'stepwise-unset-other-B-Arn', name]);
  });

  test('anchors that multiply end somewhere', () => {
    const rows = Array.from({ length: 9 }, (_, row) => `a${row + 1}: &a${row + 1} [${`*a${row}, `.repeat(9)}]`);
    const text = ['a0: &a0 [x]', ...rows, 'Resources: { A: { Type: AWS::SNS::Topic, Properties: !Sub "x" } }'].join(
      '\n',
    );
    expect(read(text).functions).toEqual({});
  });

  test.each([
    ['Resources: { A: { Type: AWS::SNS::Topic } }', true],
    ['StartAt: A\nStates: {}', false],
    ['Resources: { A: { Type: Custom } }', false],
  ])('%j is a template: %s', (text, answer) => {
    expect(isTemplate(parseDocument('file', text, 'yaml'))).toBe(answer);
  });
});
