/** What starts a machine or a function in a template: every type of resource that may, and near ones that do not. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { parseDocument } from '../../core/syntax';
import { readTemplate } from '../../core/template';
import { STARTER_TYPES } from '../../core/template/starters';

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

test('the URL of a function of SAM says how it answers', () => {
  const FunctionUrlConfig = { AuthType: 'NONE', InvokeMode: 'RESPONSE_STREAM', Cors: true };
  const Fn = { ...FN, Properties: { ...FN.Properties, FunctionUrlConfig } };
  const [fn] = readTemplate(parseDocument('template.json', JSON.stringify({ Resources: { Fn } }), 'json')).functions;
  const properties = { AuthType: 'NONE', InvokeMode: 'RESPONSE_STREAM' };
  expect(fn!.triggers).toMatchObject([{ type: 'Lambda.Url', properties }]);
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
  [
    'AWS::S3::Bucket',
    { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: FN_ARN }] } },
    { type: 'S3', properties: { Events: 's3:ObjectCreated:*' } },
  ],
  [
    'AWS::IoT::TopicRule',
    { TopicRulePayload: { Sql: "SELECT * FROM 'a'", Actions: [{ Lambda: { FunctionArn: FN_ARN } }] } },
    { type: 'IoTRule', properties: { Sql: "SELECT * FROM 'a'" } },
  ],
  [
    'AWS::ECS::Service',
    {
      ServiceName: 'orders',
      DeploymentConfiguration: {
        LifecycleHooks: [{ HookTargetArn: FN_ARN, LifecycleStages: ['POST_SCALE_UP'], HookDetails: { a: 1 } }],
      },
    },
    {
      type: 'ECS.LifecycleHook',
      properties: { ServiceName: 'orders', LifecycleStages: ['POST_SCALE_UP'], HookDetails: { a: 1 } },
    },
  ],
  [
    'AWS::BedrockAgentCore::Gateway',
    { InterceptorConfigurations: [{ Interceptor: { Lambda: { Arn: FN_ARN } }, InterceptionPoints: ['RESPONSE'] }] },
    { type: 'BedrockAgentCore.Interceptor', properties: { InterceptionPoints: ['RESPONSE'] } },
  ],
  [
    'AWS::BedrockAgentCore::GatewayTarget',
    { TargetConfiguration: { Mcp: { Lambda: { LambdaArn: FN_ARN } } } },
    { type: 'BedrockAgentCore.GatewayTarget' },
  ],
  [
    'AWS::CloudFormation::LambdaHook',
    { LambdaFunction: FN_ARN, Alias: 'Shop::Guard::Tables', TargetFilters: { TargetNames: ['AWS::DynamoDB::Table'] } },
    { type: 'CloudFormation.LambdaHook', properties: { Alias: 'Shop::Guard::Tables' } },
  ],
  [
    'AWS::Transfer::Workflow',
    { Steps: [{ Type: 'CUSTOM', CustomStepDetails: { Target: FN_ARN } }] },
    { type: 'Transfer.Workflow' },
  ],
  ['AWS::SNS::Topic', { Subscription: [{ Endpoint: FN_ARN, Protocol: 'lambda' }] }, { type: 'SNS.Subscription' }],
  ['AWS::Logs::SubscriptionFilter', { DestinationArn: FN_ARN, LogGroupName: '/a' }, { type: 'CloudWatchLogs' }],
  [
    'AWS::Lambda::Permission',
    { FunctionName: { Ref: 'Fn' }, Principal: 's3.amazonaws.com' },
    { type: 'Lambda.Permission' },
  ],
  [
    'AWS::ApiGateway::Authorizer',
    { AuthorizerUri: { 'Fn::Join': UNTIL }, Type: 'TOKEN' },
    { properties: { Type: 'TOKEN' } },
  ],
  ['AWS::ApiGatewayV2::Api', { Target: FN_ARN, RouteKey: 'GET /p' }, { type: 'HttpApi', properties: { Path: '/p' } }],
  [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    { Targets: [{ Id: FN_ARN }], TargetGroupAttributes: [{ Key: 'lambda.multi_value_headers.enabled', Value: true }] },
    { type: 'alb', properties: { multiValueHeaders: true } },
  ],
  [
    'AWS::CloudFront::Distribution',
    {
      DistributionConfig: {
        CacheBehaviors: [
          { LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: { Ref: 'Fn.Version' } }] },
        ],
      },
    },
    { type: 'cloudFront', properties: { eventType: 'origin-request' } },
  ],
  ['AWS::AppSync::DataSource', { LambdaConfig: { LambdaFunctionArn: FN_ARN } }, { type: 'AppSync.DataSource' }],
  ['AWS::SecretsManager::RotationSchedule', { RotationLambdaARN: FN_ARN }, { type: 'SecretsManager.RotationSchedule' }],
  ['AWS::Config::ConfigRule', { Source: { SourceIdentifier: FN_ARN } }, { type: 'Config.ConfigRule' }],
  [
    'AWS::SES::ReceiptRule',
    { Rule: { Actions: [{ LambdaAction: { FunctionArn: FN_ARN } }] } },
    { type: 'SES.ReceiptRule' },
  ],
  [
    'Custom::Seed',
    { ServiceToken: FN_ARN, Table: 'orders' },
    {
      type: 'CloudFormation.CustomResource',
      properties: { Type: 'Custom::Seed', LogicalId: 'It', Properties: { Table: 'orders' } },
    },
  ],
  ['AWS::SNS::Subscription', { TopicArn: 'news', Endpoint: FN_ARN }, { type: 'SNS.Subscription' }],
  ['AWS::Lambda::Url', { TargetFunctionArn: FN_ARN }, { type: 'Lambda.Url' }],
  [
    'AWS::ApiGateway::Method',
    { HttpMethod: 'GET', Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Join': UNTIL } } },
    { type: 'ApiGateway.Method', properties: { HttpMethod: 'GET' } },
  ],
  [
    'AWS::AppSync::GraphQLApi',
    { LambdaAuthorizerConfig: { AuthorizerUri: FN_ARN } },
    { type: 'AppSync.Authorizer', properties: {} },
  ],
  [
    'AWS::Serverless::GraphQLApi',
    { DataSources: { Lambda: { One: { FunctionArn: FN_ARN } } } },
    { type: 'AppSync.DataSource' },
  ],
  [
    'AWS::Serverless::GraphQLApi',
    { Auth: { LambdaAuthorizer: { AuthorizerUri: FN_ARN } } },
    { type: 'AppSync.Authorizer' },
  ],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    {
      DeliveryStreamName: 'clicks',
      ExtendedS3DestinationConfiguration: {
        ProcessingConfiguration: {
          Processors: [
            {
              Parameters: [
                { ParameterName: 'BufferSizeInMBs', ParameterValue: FN_ARN },
                { ParameterName: 'LambdaArn', ParameterValue: FN_ARN },
              ],
            },
          ],
        },
      },
    },
    { type: 'KinesisFirehose.DeliveryStream', properties: { DeliveryStreamName: 'clicks' } },
  ],
  [
    'AWS::CodePipeline::Pipeline',
    {
      Stages: [
        { Actions: [{ Configuration: { Branch: 'main' } }] },
        { Actions: [{ Configuration: { FunctionName: { Ref: 'Fn' }, UserParameters: 'a' } }] },
      ],
    },
    { type: 'CodePipeline.Pipeline', properties: { UserParameters: 'a' } },
  ],
  [
    'AWS::CodeCommit::Repository',
    { RepositoryName: 'post', Triggers: [{ DestinationArn: FN_ARN, CustomData: 'x' }] },
    { type: 'CodeCommit.Repository', properties: { RepositoryName: 'post', CustomData: 'x' } },
  ],
  [
    'AWS::Bedrock::Agent',
    { ActionGroups: [{ ActionGroupExecutor: { Lambda: FN_ARN }, FunctionSchema: {} }] },
    { type: 'Bedrock.ActionGroup', properties: { hasFunctions: true } },
  ],
  [
    'AWS::CloudWatch::Alarm',
    { AlarmName: 'late', AlarmActions: [FN_ARN] },
    { type: 'CloudWatch.Alarm', properties: { AlarmName: 'late' } },
  ],
  ['AWS::CloudWatch::CompositeAlarm', { AlarmActions: [FN_ARN] }, { type: 'CloudWatch.Alarm' }],
  [
    'AWS::ApiGatewayV2::Authorizer',
    { AuthorizerUri: { 'Fn::Join': UNTIL }, AuthorizerPayloadFormatVersion: '2.0' },
    { type: 'ApiGatewayV2.Authorizer', properties: { AuthorizerPayloadFormatVersion: '2.0' } },
  ],
  ['AWS::VpcLattice::TargetGroup', { Targets: [{ Id: FN_ARN }] }, { type: 'VpcLattice.TargetGroup' }],
  ['AWS::IoT::Authorizer', { AuthorizerFunctionArn: FN_ARN }, { type: 'IoT.Authorizer' }],
  ['AWS::Transfer::Server', { IdentityProviderDetails: { Function: FN_ARN } }, { type: 'Transfer.Server' }],
  [
    'AWS::S3ObjectLambda::AccessPoint',
    {
      ObjectLambdaConfiguration: {
        TransformationConfigurations: [{ ContentTransformation: { AwsLambda: { FunctionArn: FN_ARN } } }],
      },
    },
    { type: 'S3ObjectLambda.AccessPoint' },
  ],
  ['AWS::CloudFormation::Macro', { FunctionName: FN_ARN }, { type: 'CloudFormation.Macro' }],
  [
    'AWS::CloudFormation::CustomResource',
    { ServiceToken: FN_ARN },
    { type: 'CloudFormation.CustomResource', properties: { Type: 'AWS::CloudFormation::CustomResource' } },
  ],
  [
    'AWS::Lambda::EventInvokeConfig',
    { FunctionName: 'other', DestinationConfig: { OnFailure: { Destination: FN_ARN } } },
    { type: 'Lambda.OnFailure' },
  ],
  [
    'AWS::Lambda::EventInvokeConfig',
    { FunctionName: 'other', DestinationConfig: { OnSuccess: { Destination: FN_ARN } } },
    { type: 'Lambda.OnSuccess' },
  ],
])('%s starts a function', (Type, Properties, trigger) => {
  const text = JSON.stringify({ Resources: { Fn: FN, It: { Type, Properties } } });
  const [fn] = readTemplate(parseDocument('template.json', text, 'json')).functions;
  expect(fn!.triggers).toMatchObject([{ name: 'It', ...trigger }]);
});

test.each<[config: object, triggers: readonly object[]]>([
  [
    { PreSignUp: FN_ARN, CustomMessage: { Ref: 'Another' }, KMSKeyID: FN_ARN },
    [{ name: 'It PreSignUp', type: 'Cognito', properties: { Trigger: 'PreSignUp' } }],
  ],
  [
    { PreTokenGenerationConfig: { LambdaArn: FN_ARN, LambdaVersion: 'V2_0' } },
    [{ name: 'It PreTokenGeneration', properties: { Trigger: 'PreTokenGeneration', LambdaVersion: 'V2_0' } }],
  ],
])('a user pool asks a function %#', (LambdaConfig, triggers) => {
  expect(triggersOfFn({ It: { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig } } })).toMatchObject(
    triggers,
  );
});

test('a route is told with what its API and its integration say', () => {
  const target = { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] };
  const about = (api: object): object => ({
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: api },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, IntegrationUri: { 'Fn::Join': UNTIL }, PayloadFormatVersion: '2.0' },
    },
    It: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey: 'GET /p', Target: target } },
  });
  expect(triggersOfFn(about({ ProtocolType: 'HTTP' }))).toMatchObject([
    { name: 'It', type: 'HttpApi', properties: { Method: 'GET', Path: '/p', PayloadFormatVersion: '2.0' } },
  ]);
  expect(
    triggersOfFn(about({ ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.do' })),
  ).toMatchObject([
    { name: 'It', type: 'ApiGatewayV2.Route', properties: { RouteSelectionExpression: '$request.body.do' } },
  ]);
});

test('an authorizer of a SAM API, and what calls an alias of a function', () => {
  const Auth = {
    Authorizers: { Mine: { FunctionArn: FN_ARN, FunctionPayloadType: 'REQUEST' }, Pool: { UserPoolArn: 'a' } },
  };
  expect(
    triggersOfFn({
      It: { Type: 'AWS::Serverless::Api', Properties: { Auth } },
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' } } },
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Live' } } },
    }),
  ).toMatchObject([
    { name: 'It Mine', type: 'ApiGateway.Authorizer', properties: { Type: 'REQUEST' } },
    { name: 'Url', type: 'Lambda.Url' },
  ]);
});

test('an OpenAPI document names the function that lets requests in, and the routes that it guards', () => {
  const uri = { 'Fn::Sub': 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' };
  const guarded = (...names: string[]) => ({
    ...operation({ type: 'aws_proxy', uri }),
    security: names.length === 0 ? [] : [Object.fromEntries(names.map((name) => [name, []]))],
  });
  const schemes = {
    Key: { type: 'apiKey' },
    Asks: { 'x-amazon-apigateway-authorizer': { type: 'request', authorizerUri: uri } },
    Pool: { 'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools' } },
    Signed: { 'x-amazon-apigateway-authtype': 'awsSigv4' },
  };
  const body = {
    security: [{ Pool: [] }],
    paths: {
      '/a': {
        get: guarded('Key', 'Asks'),
        put: guarded('Signed'),
        post: operation({ uri }),
        delete: guarded(),
        patch: guarded('Other'),
      },
    },
  };
  const told = (type: string, more: object) =>
    triggersOfFn({ It: { Type: type, Properties: { Body: { ...body, ...more } } } }).map((each) => {
      const { AuthorizationType, Type } = (each as { properties: { [name: string]: unknown } }).properties;
      return `${each.name} ${String(AuthorizationType ?? Type)}`;
    });
  const routes = (open: string) => [
    'It GET /a CUSTOM',
    'It PUT /a AWS_IAM',
    'It POST /a COGNITO_USER_POOLS',
    `It DELETE /a ${open}`,
    `It PATCH /a ${open}`,
  ];
  const swagger = { securityDefinitions: schemes };
  expect(told('AWS::ApiGateway::RestApi', swagger)).toEqual([...routes('NONE'), 'It Asks REQUEST']);
  const openApi = { components: { securitySchemes: schemes } };
  expect(told('AWS::ApiGatewayV2::Api', openApi)).toEqual([...routes('undefined'), 'It Asks undefined']);
});

test('what SAM says at a function itself, and of APIs in Globals', () => {
  const own = { Type: 'HttpApi', Properties: { Path: '/a', Method: 'get' } };
  const open = { ...own, Properties: { ...own.Properties, Auth: { Authorizer: 'NONE' } } };
  const signed = { ...own, Properties: { ...own.Properties, Auth: { Authorizer: 'AWS_IAM' } } };
  const elsewhere = { Type: 'Api', Properties: { RestApiId: { Ref: 'Rest' } } };
  const guarded = { Type: 'Api', Properties: { RestApiId: { Ref: 'Rest' }, Auth: { Authorizer: 'Mine' } } };
  const Other = {
    ...FN,
    Properties: {
      ...FN.Properties,
      FunctionUrlConfig: { AuthType: 'AWS_IAM' },
      DeploymentPreference: { Hooks: { PreTraffic: { Ref: 'Fn' } } },
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'Lambda', Destination: FN_ARN } } },
      Events: { own, open, signed, elsewhere, guarded },
    },
  };
  const Rest = {
    Type: 'AWS::Serverless::Api',
    Properties: {
      Auth: {
        DefaultAuthorizer: 'Pool',
        Authorizers: { Pool: { UserPoolArn: 'arn' }, Mine: { FunctionArn: FN_ARN } },
      },
    },
  };
  const Globals = {
    HttpApi: {
      Auth: {
        DefaultAuthorizer: 'Token',
        Authorizers: { Token: { JwtConfiguration: { issuer: 'i' } }, Asks: { FunctionArn: FN_ARN } },
      },
    },
  };
  const text = JSON.stringify({ Globals, Resources: { Fn: FN, Other, Rest } });
  const [fn, other] = readTemplate(parseDocument('template.json', text, 'json')).functions;
  expect(fn!.triggers.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'Other PreTraffic CodeDeploy.Hook',
    'Other Lambda.OnFailure',
    'Rest Mine ApiGateway.Authorizer',
    'ServerlessHttpApi Asks ApiGatewayV2.Authorizer',
  ]);
  expect(
    other!.triggers.map(({ name, properties }) => [name, properties['AuthorizationType'] ?? properties['AuthType']]),
  ).toEqual([
    ['own', 'JWT'],
    ['open', undefined],
    ['signed', 'AWS_IAM'],
    ['elsewhere', 'COGNITO_USER_POOLS'],
    ['guarded', 'CUSTOM'],
    ['Other FunctionUrlConfig', 'AWS_IAM'],
  ]);
});

test('a permission counts where nothing else is known', () => {
  const Permission = { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Fn' }, Principal: 'sns' } };
  const Url = { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Fn' } } };
  expect(triggersOfFn({ Permission }).map(({ name }) => name)).toEqual(['Permission']);
  expect(triggersOfFn({ Permission, Url }).map(({ name }) => name)).toEqual(['Url']);
});

test('a rule of IoT starts a machine by its name', () => {
  const Actions = [{ StepFunctions: { StateMachineName: { 'Fn::GetAtt': ['Flow', 'Name'] } } }];
  const It = { Type: 'AWS::IoT::TopicRule', Properties: { TopicRulePayload: { Sql: 's', Actions } } };
  expect(startsOf({ Flow: FLOW, It })).toMatchObject([{ name: 'It', type: 'IoTRule' }]);
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

function triggersOfFn(others: object): readonly { readonly name?: string }[] {
  const text = JSON.stringify({ Resources: { Fn: FN, ...others } });
  return readTemplate(parseDocument('template.json', text, 'json')).functions[0]!.triggers;
}

function startsOf(Resources: JsonObject | object): readonly { readonly name?: string; readonly target?: JsonObject }[] {
  const document = parseDocument('template.json', JSON.stringify({ Resources }), 'json');
  return readTemplate(document).machines[0]!.triggers ?? [];
}

test('every type that may start something is asked about here', () => {
  const asked = readFileSync(__filename, 'utf8');
  const isAsked = (type: string): boolean =>
    [`'${type}'`, `'${type.replace('AWS::', '')}'`].some((each) => asked.includes(each));
  expect(STARTER_TYPES.filter((type) => !isAsked(type))).toEqual([]);
});
