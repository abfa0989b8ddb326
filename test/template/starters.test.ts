/** What starts a machine or a function in a template: every type of resource that may, and near ones that do not. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { parseDocument } from '../../core/syntax';
import { readTemplate } from '../../core/template';

const FLOW = { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: { StartAt: 'A', States: {} } } };
const FN = { Type: 'AWS::Serverless::Function', Properties: { CodeUri: '.', Handler: 'a.b', Runtime: 'nodejs20.x' } };
const ARN = { 'Fn::GetAtt': ['Flow', 'Arn'] };
const template = { 'application/json': { 'Fn::Sub': '{"stateMachineArn": "${Flow}"}' } };
const uri = 'arn:aws:apigateway:eu-west-1:states:action/StartExecution';
const operation = (integration: object) => ({ 'x-amazon-apigateway-integration': integration });
const BODY = {
  paths: {
    '/orders': {
      post: operation({ uri, requestTemplates: template }),
      'x-amazon-apigateway-any-method': operation({
        uri: 'arn:aws:apigateway:eu-west-1:states:action/StartSyncExecution',
        requestTemplates: template,
      }),
      get: operation({ uri: 'arn:aws:apigateway:eu-west-1:sqs:path/q', requestTemplates: template }),
      put: {},
    },
    '/fast': {
      post: operation({
        integrationSubtype: 'StepFunctions-StartExecution',
        requestParameters: { StateMachineArn: ARN, Input: '$request.body' },
      }),
    },
  },
};
const OF_BODY = ['It POST /orders', 'It ANY /orders', 'It POST /fast'];

const METHOD = { HttpMethod: 'POST', Integration: { Uri: uri, RequestTemplates: template } };

test.each<[type: string, properties: object, names: readonly string[]]>([
  ['Events::Rule', { Targets: [{ Arn: { Ref: 'Other' } }, { Arn: ARN, Input: '1' }] }, ['It']],
  ['Events::Rule', { Targets: { Arn: ARN } }, []],
  ['Scheduler::Schedule', { Target: { Arn: { Ref: 'Flow' } } }, ['It']],
  ['Pipes::Pipe', { Target: ARN, TargetParameters: { InputTemplate: '1' } }, ['It']],
  ['Pipes::Pipe', { Target: 'other' }, []],
  ['ApiGateway::Method', METHOD, ['It']],
  ['ApiGateway::Method', { ...METHOD, Integration: { ...METHOD.Integration, Uri: 'arn:of:another' } }, []],
  [
    'ApiGatewayV2::Integration',
    { IntegrationSubtype: 'StepFunctions-StartSyncExecution', RequestParameters: { StateMachineArn: { Ref: 'Flow' } } },
    ['It'],
  ],
  [
    'ApiGatewayV2::Integration',
    { IntegrationSubtype: 'SQS-SendMessage', RequestParameters: { StateMachineArn: { Ref: 'Flow' } } },
    [],
  ],
  ['ApiGateway::RestApi', { Body: BODY }, OF_BODY],
  ['ApiGatewayV2::Api', { Body: BODY }, OF_BODY],
  ['Serverless::Api', { DefinitionBody: BODY }, OF_BODY],
  ['Serverless::HttpApi', { DefinitionBody: BODY }, OF_BODY],
  ['Serverless::HttpApi', { Body: BODY }, []],
  ['SNS::Topic', { Target: ARN }, []],
])('%s %#', (type, properties, names) => {
  const it = { Type: `AWS::${type}`, Properties: properties };
  expect(startsOf({ Flow: FLOW, It: it }).map(({ name }) => name)).toEqual(names);
});

test('a mapping reads for its function', () => {
  const text = JSON.stringify({
    Resources: {
      Fn: FN,
      It: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Fn' }, BatchSize: 5 } },
      Not: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: 'another' } },
    },
  });
  const [fn] = readTemplate(parseDocument('template.json', text, 'json')).functions;
  expect(fn!.triggers).toMatchObject([{ name: 'It', type: 'Lambda.EventSourceMapping', properties: { BatchSize: 5 } }]);
});

const UNTIL = [
  '',
  ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', { 'Fn::GetAtt': ['Fn', 'Arn'] }, '/invocations'],
];
const FN_ARN = { 'Fn::GetAtt': ['Fn', 'Arn'] };

test.each<[type: string, properties: object, trigger: object]>([
  [
    'Custom::S3BucketNotifications',
    {
      BucketName: 'scans',
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [
          { Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: FN_ARN },
          { Events: ['s3:ObjectRemoved:*'], LambdaFunctionArn: { 'Fn::GetAtt': ['Another', 'Arn'] } },
        ],
      },
    },
    { type: 'S3', properties: { Bucket: 'scans', Events: ['s3:ObjectCreated:*'] } },
  ],
  ['AWS::SNS::Subscription', { TopicArn: 'news', Endpoint: FN_ARN }, { type: 'SNS.Subscription' }],
  ['AWS::Lambda::Url', { TargetFunctionArn: FN_ARN }, { type: 'Lambda.Url' }],
  [
    'AWS::ApiGateway::Method',
    { HttpMethod: 'GET', Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Join': UNTIL } } },
    { type: 'ApiGateway.Method', properties: { HttpMethod: 'GET' } },
  ],
])('%s starts a function', (Type, Properties, trigger) => {
  const text = JSON.stringify({ Resources: { Fn: FN, It: { Type, Properties } } });
  const [fn] = readTemplate(parseDocument('template.json', text, 'json')).functions;
  expect(fn!.triggers).toMatchObject([{ name: 'It', ...trigger }]);
});

test('a method is of the path of its resource', () => {
  const part = (PathPart: string, ParentId: object) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { PathPart, ParentId },
  });
  const pathOf = (ResourceId: object): unknown => {
    const [start] = startsOf({
      Flow: FLOW,
      Orders: part('orders', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
      Order: part('{id}', { Ref: 'Orders' }),
      Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { ParentId: { Ref: 'Orders' } } },
      Circle: part('again', { Ref: 'Circle' }),
      It: { Type: 'AWS::ApiGateway::Method', Properties: { ...METHOD, ResourceId } },
    });
    expect(start).toMatchObject({ type: 'ApiGateway.Method' });
    return start!.target?.['ResourcePath'];
  };
  expect(pathOf({ Ref: 'Order' })).toBe('/orders/{id}');
  for (const Ref of ['Missing', 'Stage']) expect(pathOf({ Ref })).toBe('/');
  expect(pathOf({ 'Fn::GetAtt': ['Api', 'RootResourceId'] })).toBe('/');
  expect(pathOf({ Ref: 'Circle' })).toBe('/again'.repeat(40));
});

test('an operation of a body is told like a resource of its own', () => {
  const found = startsOf({ Flow: FLOW, It: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: BODY } } });
  expect(found).toMatchObject([
    { type: 'ApiGateway.Method', properties: { HttpMethod: 'POST' }, target: { ResourcePath: '/orders' } },
    { type: 'ApiGateway.Method', target: { ResourcePath: '/orders' } },
    {
      type: 'ApiGatewayV2.Integration',
      properties: { RouteKey: 'POST /fast', RequestParameters: { Input: '$request.body' } },
    },
  ]);
});

function startsOf(Resources: JsonObject | object): readonly { readonly name?: string; readonly target?: JsonObject }[] {
  const document = parseDocument('template.json', JSON.stringify({ Resources }), 'json');
  return readTemplate(document).machines[0]!.triggers ?? [];
}
