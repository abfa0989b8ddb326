/** What `Ref` and `GetAtt` give for each type of resource that is known. Sources: "Return values" of each page of CloudFormation. */
import { expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { readTemplate } from '../../core/template';
import { LONE_STACK } from '../../core/template/scope';

/** A resource called `It`, named `own-name` where its type has a property for that. */
function valuesOf(type: string, property: string | undefined, attributes: readonly string[]): string[] {
  const Properties = property === undefined ? {} : { [property]: 'own-name' };
  const template = readTemplate(
    parseDocument('template.json', JSON.stringify({ Resources: { It: { Type: type, Properties } } }), 'json'),
  );
  const value = (given: object): string => template.textOf(template.resolve(given as never));
  return [value({ Ref: 'It' }), ...attributes.map((each) => value({ 'Fn::GetAtt': ['It', each] }))];
}

const place = 'us-east-1:123456789012';
const machine = `arn:aws:states:${place}:stateMachine:own-name`;
const fn = `arn:aws:lambda:${place}:function:own-name`;
const table = `arn:aws:dynamodb:${place}:table/own-name`;
const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/own-name';
const topic = `arn:aws:sns:${place}:own-name`;
const activity = `arn:aws:states:${place}:activity:own-name`;
const api = 'https://It.execute-api.us-east-1.amazonaws.com';
const search = 'search-own-name.us-east-1.es.amazonaws.com';
const graph = `arn:aws:appsync:${place}:apis/It`;

test.each<[type: string, property: string | undefined, ref: string, attributes: { readonly [name: string]: string }]>([
  ['AWS::Serverless::Function', 'FunctionName', 'own-name', { Arn: fn }],
  ['AWS::Lambda::Function', 'FunctionName', 'own-name', { Arn: fn }],
  ['AWS::Serverless::StateMachine', 'Name', machine, { Arn: machine }],
  ['AWS::StepFunctions::StateMachine', 'StateMachineName', machine, { Arn: machine }],
  ['AWS::StepFunctions::Activity', 'Name', activity, { Arn: activity }],
  ['AWS::Serverless::SimpleTable', 'TableName', 'own-name', { Arn: table }],
  ['AWS::DynamoDB::Table', 'TableName', 'own-name', { Arn: table }],
  ['AWS::SNS::Topic', 'TopicName', topic, { TopicArn: topic }],
  ['AWS::SQS::Queue', 'QueueName', queue, { Arn: `arn:aws:sqs:${place}:own-name`, QueueUrl: queue }],
  [
    'AWS::S3::Bucket',
    'BucketName',
    'own-name',
    {
      Arn: 'arn:aws:s3:::own-name',
      DomainName: 'own-name.s3.amazonaws.com',
      DualStackDomainName: 'own-name.s3.dualstack.us-east-1.amazonaws.com',
      RegionalDomainName: 'own-name.s3.us-east-1.amazonaws.com',
      WebsiteURL: 'http://own-name.s3-website-us-east-1.amazonaws.com',
    },
  ],
  ['AWS::Events::Rule', 'Name', 'own-name', { Arn: `arn:aws:events:${place}:rule/own-name` }],
  ['AWS::IAM::Role', 'RoleName', 'own-name', { Arn: 'arn:aws:iam::123456789012:role/own-name' }],
  ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName', 'arn:aws:iam::123456789012:policy/own-name', {}],
  ['AWS::KMS::Key', undefined, 'It', { Arn: `arn:aws:kms:${place}:key/It`, KeyId: 'It' }],
  ['AWS::Logs::LogGroup', 'LogGroupName', 'own-name', { Arn: `arn:aws:logs:${place}:log-group:own-name:*` }],
  ['AWS::Kinesis::Stream', 'Name', 'own-name', { Arn: `arn:aws:kinesis:${place}:stream/own-name` }],
  ['AWS::SecretsManager::Secret', 'Name', `arn:aws:secretsmanager:${place}:secret:own-name`, {}],
  ['AWS::SSM::Parameter', 'Name', 'own-name', { Arn: `arn:aws:ssm:${place}:parameter/own-name` }],
  ['AWS::ECS::Cluster', 'ClusterName', 'own-name', { Arn: `arn:aws:ecs:${place}:cluster/own-name` }],
  ['AWS::ECS::TaskDefinition', 'Family', `arn:aws:ecs:${place}:task-definition/own-name:1`, {}],
  ['AWS::Batch::JobQueue', 'JobQueueName', `arn:aws:batch:${place}:job-queue/own-name`, {}],
  ['AWS::Batch::JobDefinition', 'JobDefinitionName', `arn:aws:batch:${place}:job-definition/own-name:1`, {}],
  [
    'AWS::ECR::Repository',
    'RepositoryName',
    'own-name',
    {
      Arn: `arn:aws:ecr:${place}:repository/own-name`,
      RepositoryUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/own-name',
    },
  ],
  ['AWS::Glue::Job', 'Name', 'own-name', { Arn: `arn:aws:glue:${place}:job/own-name` }],
  [
    'AWS::Glue::Crawler',
    'Name',
    'own-name',
    { Arn: `arn:aws:glue:${place}:crawler/own-name`, CrawlerName: 'own-name' },
  ],
  ['AWS::Athena::WorkGroup', 'Name', 'own-name', { Arn: `arn:aws:athena:${place}:workgroup/own-name` }],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    'DeliveryStreamName',
    'own-name',
    { Arn: `arn:aws:firehose:${place}:deliverystream/own-name` },
  ],
  ['AWS::Other::Thing', 'Name', 'It', {}],
  ['toString', 'Name', 'It', {}],
  ['AWS::CodeBuild::Project', 'Name', 'own-name', { Arn: `arn:aws:codebuild:${place}:project/own-name` }],
  ['AWS::SageMaker::Model', 'ModelName', `arn:aws:sagemaker:${place}:model/own-name`, {}],
  ['AWS::Serverless::Api', undefined, 'It', { Arn: 'arn:aws:apigateway:us-east-1::/restapis/It' }],
  ['AWS::ApiGateway::RestApi', undefined, 'It', {}],
  [
    'AWS::Serverless::HttpApi',
    undefined,
    'It',
    { ApiEndpoint: api, ApiId: 'It', Arn: 'arn:aws:apigateway:us-east-1::/apis/It' },
  ],
  ['AWS::ApiGatewayV2::Api', undefined, 'It', { ApiEndpoint: api, ApiId: 'It' }],
  ['AWS::Lambda::Url', undefined, 'It', { FunctionUrl: 'https://it.lambda-url.us-east-1.on.aws/' }],
  [
    'AWS::AppSync::GraphQLApi',
    undefined,
    graph,
    {
      Arn: graph,
      ApiId: 'It',
      GraphQLUrl: 'https://It.appsync-api.us-east-1.amazonaws.com/graphql',
      RealtimeUrl: 'wss://It.appsync-realtime-api.us-east-1.amazonaws.com/graphql',
    },
  ],
  ['AWS::OpenSearchService::Domain', 'DomainName', 'own-name', { DomainEndpoint: search }],
  ['AWS::Elasticsearch::Domain', 'DomainName', 'own-name', { DomainEndpoint: search }],
  ['AWS::Events::EventBus', 'Name', 'own-name', { Arn: `arn:aws:events:${place}:event-bus/own-name` }],
])('%s', (type, property, ref, attributes) =>
  expect(valuesOf(type, property, Object.keys(attributes))).toEqual([ref, ...Object.values(attributes)]),
);

test.each([
  ['AWS::AccountId', '123456789012'],
  ['AWS::Region', 'us-east-1'],
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
  ['AWS::StackName', 'local-stack'],
  ['AWS::StackId', `arn:aws:cloudformation:${place}:stack/local-stack/5f0c8a30-1b7e-11ef-9c3a-0242ac120002`],
])('%s is %s', (Ref, expected) => {
  const template = readTemplate(parseDocument('template.json', '{"Resources":{}}', 'json'));
  expect(template.textOf(template.resolve({ Ref }))).toBe(expected);
});

test.each([
  ['eu-west-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
])('in %s the partition is %s and hosts end with %s', (region, partition, suffix) => {
  const document = parseDocument('template.json', '{"Resources":{}}', 'json');
  const template = readTemplate(document, { ...LONE_STACK, region });
  const value = (Ref: string): string => template.textOf(template.resolve({ Ref }));
  expect(['AWS::Region', 'AWS::Partition', 'AWS::URLSuffix'].map(value)).toEqual([region, partition, suffix]);
});

test.each([
  ['eu-west-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
])('addresses are in the region of the stack: %s', (region, partition, suffix) => {
  const Resources = { Jobs: { Type: 'AWS::SQS::Queue' }, Api: { Type: 'AWS::Serverless::HttpApi' } };
  const document = parseDocument('template.json', JSON.stringify({ Resources }), 'json');
  const template = readTemplate(document, { ...LONE_STACK, region });
  const value = (given: object): string => template.textOf(template.resolve(given as never));
  expect(value({ Ref: 'Jobs' })).toBe(`https://sqs.${region}.${suffix}/123456789012/Jobs`);
  expect(value({ 'Fn::GetAtt': 'Jobs.Arn' })).toBe(`arn:${partition}:sqs:${region}:123456789012:Jobs`);
  expect(value({ 'Fn::GetAtt': 'Api.ApiEndpoint' })).toBe(`https://Api.execute-api.${region}.${suffix}`);
});
