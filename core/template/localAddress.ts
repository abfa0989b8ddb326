import { partitionOf, statesArn } from '../partition';
import type { Partition } from '../partition';

/**
 * What `Ref` and `GetAtt` give for a resource on this machine: the same shapes as on AWS, in the account
 * below and the region of their stack, so that a name can be read back out of an ARN. URLs are AWS's own here, since no endpoint is known yet;
 * where a process starts or is called they come to lead to what stands in for AWS (lambda/awsAddresses.ts).
 */
export const LOCAL_ACCOUNT = '123456789012';
export const LOCAL_REGION = 'us-east-1';

export const FUNCTION_URL = 'AWS::Lambda::Url';

/** A region, with what it is a part of. */
interface Place extends Partition {
  readonly region: string;
}

const LOCAL_PLACE: Place = { region: LOCAL_REGION, ...partitionOf(LOCAL_REGION) };

interface ResourceAddress {
  /** What the resource's name property is called; absent: AWS makes up an id, for which the logical id stands. */
  readonly nameProperty?: string;
  /** The part of its ARN behind the partition. */
  readonly arn: (name: string, at: Place) => string;
  /** What `Ref` returns, where that is not the name. Source: "Return values" of each resource's CloudFormation page. */
  readonly ref?: 'arn' | ((name: string, at: Place) => string);
  /** What `GetAtt` returns for attributes that are addresses; of the others {@link localAddress} knows ARNs and names. */
  readonly attributes?: { readonly [attribute: string]: (name: string, at: Place) => string };
}

const functionAddress: ResourceAddress = {
  nameProperty: 'FunctionName',
  arn: (name, at) => `lambda:${at.region}:${LOCAL_ACCOUNT}:function:${name}`,
};
const tableAddress: ResourceAddress = {
  nameProperty: 'TableName',
  arn: (name, at) => `dynamodb:${at.region}:${LOCAL_ACCOUNT}:table/${name}`,
};

const queueUrl = (name: string, at: Place): string => `https://sqs.${at.region}.${at.suffix}/${LOCAL_ACCOUNT}/${name}`;

/** `https://orders.execute-api.us-east-1.amazonaws.com`: one of a service's hosts for each resource. */
const hostOf =
  (service: string) =>
  (name: string, at: Place): string =>
    `${name}.${service}.${at.region}.${at.suffix}`;
const urlOf =
  (service: string, path = '', scheme = 'https') =>
  (name: string, at: Place): string =>
    `${scheme}://${hostOf(service)(name, at)}${path}`;

/** AWS gives each connection an id of its own. */
const CONNECTION_ID = '00000000-0000-4000-8000-000000000000';

const itself = (name: string): string => name;
const restApi: ResourceAddress = {
  arn: (name, at) => `apigateway:${at.region}::/restapis/${name}`,
  attributes: { RestApiId: itself },
};
const httpApi: ResourceAddress = {
  arn: (name, at) => `apigateway:${at.region}::/apis/${name}`,
  attributes: { ApiEndpoint: urlOf('execute-api'), ApiId: itself },
};
const searchDomain: ResourceAddress = {
  nameProperty: 'DomainName',
  arn: (name, at) => `es:${at.region}:${LOCAL_ACCOUNT}:domain/${name}`,
  attributes: { DomainEndpoint: (name, at) => `search-${name}.${at.region}.es.${at.suffix}` },
};

/** Source: "Return values" of each resource's page in the CloudFormation Template Reference. */
const ADDRESSES: { readonly [type: string]: ResourceAddress } = {
  'AWS::Serverless::Function': functionAddress,
  'AWS::Lambda::Function': functionAddress,
  'AWS::Serverless::StateMachine': {
    nameProperty: 'Name',
    arn: (name, at) => `states:${at.region}:${LOCAL_ACCOUNT}:stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: (name, at) => `states:${at.region}:${LOCAL_ACCOUNT}:stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::Activity': {
    nameProperty: 'Name',
    arn: (name, at) => `states:${at.region}:${LOCAL_ACCOUNT}:activity:${name}`,
    ref: 'arn',
  },
  'AWS::Serverless::SimpleTable': tableAddress,
  'AWS::DynamoDB::Table': tableAddress,
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    arn: (name, at) => `sns:${at.region}:${LOCAL_ACCOUNT}:${name}`,
    ref: 'arn',
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: (name, at) => `sqs:${at.region}:${LOCAL_ACCOUNT}:${name}`,
    ref: queueUrl,
    attributes: { QueueUrl: queueUrl },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    arn: (name) => `s3:::${name}`,
    attributes: {
      DomainName: (name, at) => `${name}.s3.${at.suffix}`,
      DualStackDomainName: hostOf('s3.dualstack'),
      RegionalDomainName: hostOf('s3'),
      WebsiteURL: (name, at) => `http://${name}.s3-website-${at.region}.${at.suffix}`,
    },
  },
  'AWS::Serverless::Api': restApi,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::Serverless::HttpApi': httpApi,
  'AWS::ApiGatewayV2::Api': httpApi,
  [FUNCTION_URL]: {
    arn: functionAddress.arn,
    attributes: { FunctionUrl: (name, at) => `https://${name.toLowerCase()}.lambda-url.${at.region}.on.aws/` },
  },
  'AWS::AppSync::GraphQLApi': {
    arn: (name, at) => `appsync:${at.region}:${LOCAL_ACCOUNT}:apis/${name}`,
    ref: 'arn',
    attributes: {
      ApiId: itself,
      GraphQLUrl: urlOf('appsync-api', '/graphql'),
      RealtimeUrl: urlOf('appsync-realtime-api', '/graphql', 'wss'),
    },
  },
  'AWS::OpenSearchService::Domain': searchDomain,
  'AWS::Elasticsearch::Domain': searchDomain,
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    arn: (name, at) => `events:${at.region}:${LOCAL_ACCOUNT}:event-bus/${name}`,
  },
  'AWS::Events::Connection': {
    nameProperty: 'Name',
    arn: (name, at) => `events:${at.region}:${LOCAL_ACCOUNT}:connection/${name}/${CONNECTION_ID}`,
  },
  'AWS::Events::Rule': { nameProperty: 'Name', arn: (name, at) => `events:${at.region}:${LOCAL_ACCOUNT}:rule/${name}` },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: (name) => `iam::${LOCAL_ACCOUNT}:role/${name}` },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    arn: (name) => `iam::${LOCAL_ACCOUNT}:policy/${name}`,
    ref: 'arn',
  },
  'AWS::KMS::Key': {
    arn: (name, at) => `kms:${at.region}:${LOCAL_ACCOUNT}:key/${name}`,
    attributes: { KeyId: itself },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: (name, at) => `logs:${at.region}:${LOCAL_ACCOUNT}:log-group:${name}:*`,
  },
  'AWS::Kinesis::Stream': {
    nameProperty: 'Name',
    arn: (name, at) => `kinesis:${at.region}:${LOCAL_ACCOUNT}:stream/${name}`,
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    nameProperty: 'DeliveryStreamName',
    arn: (name, at) => `firehose:${at.region}:${LOCAL_ACCOUNT}:deliverystream/${name}`,
  },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    arn: (name, at) => `secretsmanager:${at.region}:${LOCAL_ACCOUNT}:secret:${name}`,
    ref: 'arn',
  },
  'AWS::SSM::Parameter': {
    nameProperty: 'Name',
    arn: (name, at) => `ssm:${at.region}:${LOCAL_ACCOUNT}:parameter/${name.replace(/^\//, '')}`,
  },
  'AWS::EKS::Cluster': {
    nameProperty: 'Name',
    arn: (name, at) => `eks:${at.region}:${LOCAL_ACCOUNT}:cluster/${name}`,
  },
  'AWS::ECS::Cluster': {
    nameProperty: 'ClusterName',
    arn: (name, at) => `ecs:${at.region}:${LOCAL_ACCOUNT}:cluster/${name}`,
  },
  'AWS::ECS::TaskDefinition': {
    nameProperty: 'Family',
    arn: (name, at) => `ecs:${at.region}:${LOCAL_ACCOUNT}:task-definition/${name}:1`,
    ref: 'arn',
  },
  'AWS::ECR::Repository': {
    nameProperty: 'RepositoryName',
    arn: (name, at) => `ecr:${at.region}:${LOCAL_ACCOUNT}:repository/${name}`,
    attributes: { RepositoryUri: (name, at) => `${LOCAL_ACCOUNT}.dkr.ecr.${at.region}.${at.suffix}/${name}` },
  },
  'AWS::Batch::JobQueue': {
    nameProperty: 'JobQueueName',
    arn: (name, at) => `batch:${at.region}:${LOCAL_ACCOUNT}:job-queue/${name}`,
    ref: 'arn',
  },
  'AWS::Batch::JobDefinition': {
    nameProperty: 'JobDefinitionName',
    arn: (name, at) => `batch:${at.region}:${LOCAL_ACCOUNT}:job-definition/${name}:1`,
    ref: 'arn',
  },
  'AWS::Glue::Job': { nameProperty: 'Name', arn: (name, at) => `glue:${at.region}:${LOCAL_ACCOUNT}:job/${name}` },
  'AWS::Glue::Crawler': {
    nameProperty: 'Name',
    arn: (name, at) => `glue:${at.region}:${LOCAL_ACCOUNT}:crawler/${name}`,
  },
  'AWS::Athena::WorkGroup': {
    nameProperty: 'Name',
    arn: (name, at) => `athena:${at.region}:${LOCAL_ACCOUNT}:workgroup/${name}`,
  },
  'AWS::CodeBuild::Project': {
    nameProperty: 'Name',
    arn: (name, at) => `codebuild:${at.region}:${LOCAL_ACCOUNT}:project/${name}`,
  },
  'AWS::SageMaker::Model': {
    nameProperty: 'ModelName',
    arn: (name, at) => `sagemaker:${at.region}:${LOCAL_ACCOUNT}:model/${name}`,
    ref: 'arn',
  },
};

/** A template may call a type what it likes, also what every object inherits. */
function addressOf(type: string): ResourceAddress | undefined {
  return Object.hasOwn(ADDRESSES, type) ? ADDRESSES[type] : undefined;
}

/** The property that names a resource of this type, such as `FunctionName`. */
export function namePropertyOf(type: string): string | undefined {
  return addressOf(type)?.nameProperty;
}

/** The ARN that a function of this name has here. */
export function localFunctionArn(name: string): string {
  return arnOf(functionAddress, name, LOCAL_PLACE);
}

/** The ARN that a state machine of this name has here. */
export function localStateMachineArn(name: string, region?: string): string {
  return localStatesArn('stateMachine', name, region);
}

/** The ARN that something of Step Functions has here. @param kind such as `execution` */
export function localStatesArn(kind: string, name: string, region = LOCAL_REGION): string {
  return statesArn(region, LOCAL_ACCOUNT, kind, name);
}

/**
 * The text of `Ref` (no attribute) or `GetAtt` of a resource; undefined for an attribute that is no address.
 *
 * @param name the physical name: what the template calls it, else its logical id
 */
export function localAddress(
  type: string | undefined,
  name: string,
  attribute?: string,
  region = LOCAL_REGION,
): string | undefined {
  const address = type === undefined ? undefined : addressOf(type);
  if (!address) return attribute === undefined ? name : undefined;
  const at = placeIn(region);
  const arn = arnOf(address, name, at);
  if (attribute === undefined) {
    if (address.ref === undefined) return name;
    return address.ref === 'arn' ? arn : address.ref(name, at);
  }
  const written = address.attributes;
  if (written && Object.hasOwn(written, attribute)) return written[attribute]!(name, at);
  if (/Arn$/.test(attribute)) return arn;
  return /Name$/.test(attribute) ? name : undefined;
}

function arnOf(address: ResourceAddress, name: string, at: Place): string {
  return `arn:${at.partition}:${address.arn(name, at)}`;
}

/** Where a stack is deployed. */
function placeIn(region: string): Place {
  return { region, ...partitionOf(region) };
}
