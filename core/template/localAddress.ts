/**
 * What `Ref` and `GetAtt` give for a resource on this machine: the same shapes as on AWS, in the account
 * and region below, so that a name can be read back out of an ARN. URLs are AWS's own here, since no endpoint is known yet;
 * where a process starts or is called they come to lead to what stands in for AWS (lambda/awsAddresses.ts).
 */
export const LOCAL_ACCOUNT = '123456789012';
export const LOCAL_REGION = 'us-east-1';
const SUFFIX = 'amazonaws.com';

export const FUNCTION_URL = 'AWS::Lambda::Url';

interface ResourceAddress {
  /** What the resource's name property is called; absent: AWS makes up an id, for which the logical id stands. */
  readonly nameProperty?: string;
  /** The part of its ARN behind the partition. */
  readonly arn: (name: string) => string;
  /** What `Ref` returns, where that is not the name. Source: "Return values" of each resource's CloudFormation page. */
  readonly ref?: 'arn' | ((name: string) => string);
  /** What `GetAtt` returns for attributes that are addresses; of the others {@link localAddress} knows ARNs and names. */
  readonly attributes?: { readonly [attribute: string]: (name: string) => string };
}

const place = `${LOCAL_REGION}:${LOCAL_ACCOUNT}`;

const functionAddress: ResourceAddress = {
  nameProperty: 'FunctionName',
  arn: (name) => `lambda:${place}:function:${name}`,
};
const tableAddress: ResourceAddress = {
  nameProperty: 'TableName',
  arn: (name) => `dynamodb:${place}:table/${name}`,
};

const queueUrl = (name: string): string => `https://sqs.${LOCAL_REGION}.${SUFFIX}/${LOCAL_ACCOUNT}/${name}`;

/** `https://orders.execute-api.us-east-1.amazonaws.com`: one of a service's hosts for each resource. */
const hostOf =
  (service: string) =>
  (name: string): string =>
    `${name}.${service}.${LOCAL_REGION}.${SUFFIX}`;
const urlOf =
  (service: string, path = '', scheme = 'https') =>
  (name: string): string =>
    `${scheme}://${hostOf(service)(name)}${path}`;

/** AWS gives each connection an id of its own. */
const CONNECTION_ID = '00000000-0000-4000-8000-000000000000';

const itself = (name: string): string => name;
const restApi: ResourceAddress = {
  arn: (name) => `apigateway:${LOCAL_REGION}::/restapis/${name}`,
  attributes: { RestApiId: itself },
};
const httpApi: ResourceAddress = {
  arn: (name) => `apigateway:${LOCAL_REGION}::/apis/${name}`,
  attributes: { ApiEndpoint: urlOf('execute-api'), ApiId: itself },
};
const searchDomain: ResourceAddress = {
  nameProperty: 'DomainName',
  arn: (name) => `es:${place}:domain/${name}`,
  attributes: { DomainEndpoint: (name) => `search-${name}.${LOCAL_REGION}.es.${SUFFIX}` },
};

/** Source: "Return values" of each resource's page in the CloudFormation Template Reference. */
const ADDRESSES: { readonly [type: string]: ResourceAddress } = {
  'AWS::Serverless::Function': functionAddress,
  'AWS::Lambda::Function': functionAddress,
  'AWS::Serverless::StateMachine': {
    nameProperty: 'Name',
    arn: (name) => `states:${place}:stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: (name) => `states:${place}:stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::Activity': {
    nameProperty: 'Name',
    arn: (name) => `states:${place}:activity:${name}`,
    ref: 'arn',
  },
  'AWS::Serverless::SimpleTable': tableAddress,
  'AWS::DynamoDB::Table': tableAddress,
  'AWS::SNS::Topic': { nameProperty: 'TopicName', arn: (name) => `sns:${place}:${name}`, ref: 'arn' },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: (name) => `sqs:${place}:${name}`,
    ref: queueUrl,
    attributes: { QueueUrl: queueUrl },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    arn: (name) => `s3:::${name}`,
    attributes: {
      DomainName: (name) => `${name}.s3.${SUFFIX}`,
      DualStackDomainName: hostOf('s3.dualstack'),
      RegionalDomainName: hostOf('s3'),
      WebsiteURL: (name) => `http://${name}.s3-website-${LOCAL_REGION}.${SUFFIX}`,
    },
  },
  'AWS::Serverless::Api': restApi,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::Serverless::HttpApi': httpApi,
  'AWS::ApiGatewayV2::Api': httpApi,
  [FUNCTION_URL]: {
    arn: functionAddress.arn,
    attributes: { FunctionUrl: (name) => `https://${name.toLowerCase()}.lambda-url.${LOCAL_REGION}.on.aws/` },
  },
  'AWS::AppSync::GraphQLApi': {
    arn: (name) => `appsync:${place}:apis/${name}`,
    ref: 'arn',
    attributes: {
      ApiId: itself,
      GraphQLUrl: urlOf('appsync-api', '/graphql'),
      RealtimeUrl: urlOf('appsync-realtime-api', '/graphql', 'wss'),
    },
  },
  'AWS::OpenSearchService::Domain': searchDomain,
  'AWS::Elasticsearch::Domain': searchDomain,
  'AWS::Events::EventBus': { nameProperty: 'Name', arn: (name) => `events:${place}:event-bus/${name}` },
  'AWS::Events::Connection': {
    nameProperty: 'Name',
    arn: (name) => `events:${place}:connection/${name}/${CONNECTION_ID}`,
  },
  'AWS::Events::Rule': { nameProperty: 'Name', arn: (name) => `events:${place}:rule/${name}` },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: (name) => `iam::${LOCAL_ACCOUNT}:role/${name}` },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    arn: (name) => `iam::${LOCAL_ACCOUNT}:policy/${name}`,
    ref: 'arn',
  },
  'AWS::KMS::Key': { arn: (name) => `kms:${place}:key/${name}`, attributes: { KeyId: itself } },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', arn: (name) => `logs:${place}:log-group:${name}:*` },
  'AWS::Kinesis::Stream': { nameProperty: 'Name', arn: (name) => `kinesis:${place}:stream/${name}` },
  'AWS::KinesisFirehose::DeliveryStream': {
    nameProperty: 'DeliveryStreamName',
    arn: (name) => `firehose:${place}:deliverystream/${name}`,
  },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    arn: (name) => `secretsmanager:${place}:secret:${name}`,
    ref: 'arn',
  },
  'AWS::SSM::Parameter': {
    nameProperty: 'Name',
    arn: (name) => `ssm:${place}:parameter/${name.replace(/^\//, '')}`,
  },
  'AWS::ECS::Cluster': { nameProperty: 'ClusterName', arn: (name) => `ecs:${place}:cluster/${name}` },
  'AWS::ECS::TaskDefinition': {
    nameProperty: 'Family',
    arn: (name) => `ecs:${place}:task-definition/${name}:1`,
    ref: 'arn',
  },
  'AWS::ECR::Repository': {
    nameProperty: 'RepositoryName',
    arn: (name) => `ecr:${place}:repository/${name}`,
    attributes: { RepositoryUri: (name) => `${LOCAL_ACCOUNT}.dkr.ecr.${LOCAL_REGION}.${SUFFIX}/${name}` },
  },
  'AWS::Batch::JobQueue': {
    nameProperty: 'JobQueueName',
    arn: (name) => `batch:${place}:job-queue/${name}`,
    ref: 'arn',
  },
  'AWS::Batch::JobDefinition': {
    nameProperty: 'JobDefinitionName',
    arn: (name) => `batch:${place}:job-definition/${name}:1`,
    ref: 'arn',
  },
  'AWS::Glue::Job': { nameProperty: 'Name', arn: (name) => `glue:${place}:job/${name}` },
  'AWS::Glue::Crawler': { nameProperty: 'Name', arn: (name) => `glue:${place}:crawler/${name}` },
  'AWS::Athena::WorkGroup': { nameProperty: 'Name', arn: (name) => `athena:${place}:workgroup/${name}` },
  'AWS::CodeBuild::Project': { nameProperty: 'Name', arn: (name) => `codebuild:${place}:project/${name}` },
  'AWS::SageMaker::Model': {
    nameProperty: 'ModelName',
    arn: (name) => `sagemaker:${place}:model/${name}`,
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
  return `arn:aws:${functionAddress.arn(name)}`;
}

/** The ARN that a state machine of this name has here. */
export function localStateMachineArn(name: string): string {
  return `arn:aws:states:${place}:stateMachine:${name}`;
}

/**
 * The text of `Ref` (no attribute) or `GetAtt` of a resource; undefined for an attribute that is no address.
 *
 * @param name the physical name: what the template calls it, else its logical id
 */
export function localAddress(type: string | undefined, name: string, attribute?: string): string | undefined {
  const address = type === undefined ? undefined : addressOf(type);
  if (!address) return attribute === undefined ? name : undefined;
  const arn = `arn:aws:${address.arn(name)}`;
  if (attribute === undefined) {
    if (address.ref === undefined) return name;
    return address.ref === 'arn' ? arn : address.ref(name);
  }
  const written = address.attributes;
  if (written && Object.hasOwn(written, attribute)) return written[attribute]!(name);
  if (/Arn$/.test(attribute)) return arn;
  return /Name$/.test(attribute) ? name : undefined;
}
