/**
 * What attributes of AWS's resources are on this machine: the same shapes as on AWS, by the addresses that CloudFormation's
 * resources of the same kind have here.
 */
import { LOCAL_ACCOUNT, LOCAL_REGION, localAddress } from '../template/localAddress';
import { partitionOf } from '../partition';

interface ResourceKind {
  /** CloudFormation's name of the type. */
  readonly type?: string;
  /** The argument that names it; `name` where absent. */
  readonly named?: string;
  /** What `id` is, where that is not the name. */
  readonly id?: 'arn' | 'url';
  /** The ARN behind `arn:aws:`, of a type that CloudFormation's table has not. */
  readonly arn?: (name: string, place: string) => string;
  /** Attributes that are addresses, by those of CloudFormation. */
  readonly attributes?: { readonly [attribute: string]: string };
}

const bucket: ResourceKind = {
  type: 'AWS::S3::Bucket',
  named: 'bucket',
  attributes: {
    bucket_domain_name: 'DomainName',
    bucket_regional_domain_name: 'RegionalDomainName',
    website_endpoint: 'WebsiteURL',
  },
};

/** Source: the AWS provider's "Attribute Reference" of each resource. */
const KINDS: { readonly [type: string]: ResourceKind } = {
  aws_lambda_function: { type: 'AWS::Lambda::Function', named: 'function_name' },
  aws_sfn_state_machine: { type: 'AWS::StepFunctions::StateMachine', id: 'arn' },
  aws_sfn_activity: { type: 'AWS::StepFunctions::Activity', id: 'arn' },
  aws_dynamodb_table: { type: 'AWS::DynamoDB::Table' },
  aws_sns_topic: { type: 'AWS::SNS::Topic', id: 'arn' },
  aws_sqs_queue: { type: 'AWS::SQS::Queue', id: 'url', attributes: { url: 'QueueUrl' } },
  aws_s3_bucket: bucket,
  aws_cloudwatch_event_bus: { type: 'AWS::Events::EventBus' },
  aws_api_gateway_rest_api: { type: 'AWS::ApiGateway::RestApi' },
  aws_apigatewayv2_api: { type: 'AWS::ApiGatewayV2::Api', attributes: { api_endpoint: 'ApiEndpoint' } },
  aws_appsync_graphql_api: { type: 'AWS::AppSync::GraphQLApi' },
  aws_opensearch_domain: { type: 'AWS::OpenSearchService::Domain', named: 'domain_name', id: 'arn' },
  aws_elasticsearch_domain: { type: 'AWS::Elasticsearch::Domain', named: 'domain_name', id: 'arn' },
  aws_kinesis_stream: { type: 'AWS::Kinesis::Stream', id: 'arn' },
  aws_kinesis_firehose_delivery_stream: { type: 'AWS::KinesisFirehose::DeliveryStream', id: 'arn' },
  aws_secretsmanager_secret: { type: 'AWS::SecretsManager::Secret', id: 'arn' },
  aws_ssm_parameter: { type: 'AWS::SSM::Parameter' },
  aws_iam_role: { type: 'AWS::IAM::Role' },
  aws_iam_policy: { type: 'AWS::IAM::ManagedPolicy', id: 'arn' },
  aws_cloudwatch_log_group: { arn: (name, place) => `logs:${place}:log-group:${name}` },
  aws_cloudwatch_event_rule: { type: 'AWS::Events::Rule' },
  aws_ecs_cluster: { type: 'AWS::ECS::Cluster', id: 'arn' },
  aws_ecs_task_definition: { type: 'AWS::ECS::TaskDefinition', named: 'family' },
  aws_batch_job_queue: { type: 'AWS::Batch::JobQueue', id: 'arn' },
  aws_batch_job_definition: { type: 'AWS::Batch::JobDefinition', id: 'arn' },
  aws_glue_job: { type: 'AWS::Glue::Job' },
  aws_glue_crawler: { type: 'AWS::Glue::Crawler' },
  aws_glue_catalog_database: { arn: (name, place) => `glue:${place}:database/${name}` },
  aws_athena_workgroup: { type: 'AWS::Athena::WorkGroup' },
  aws_codebuild_project: { type: 'AWS::CodeBuild::Project', id: 'arn' },
  aws_ecr_repository: { type: 'AWS::ECR::Repository', attributes: { repository_url: 'RepositoryUri' } },
  aws_lambda_layer_version: { named: 'layer_name', id: 'arn', arn: (name, place) => `lambda:${place}:layer:${name}:1` },
  aws_sagemaker_model: { type: 'AWS::SageMaker::Model' },
};

/** Names the physical resource: `function_name`, `bucket`, `name`. */
export function namingArgumentOf(type: string): string {
  return kindOf(type)?.named ?? 'name';
}

/**
 * An attribute that is an address, of a resource by its physical name; undefined of what only AWS knows.
 *
 * @param isNamed whether the name is what AWS calls it, and not only what the configuration does
 */
export function addressAttribute(
  type: string,
  name: string,
  attribute: string,
  isNamed: boolean,
  region = LOCAL_REGION,
): string | undefined {
  const kind = kindOf(type);
  const { partition } = partitionOf(region);
  const arn =
    kind?.type === undefined
      ? `arn:${partition}:${(kind?.arn ?? generic(type))(name, `${region}:${LOCAL_ACCOUNT}`)}`
      : localAddress(kind.type, name, 'Arn', region);
  if (attribute === 'arn') return type.startsWith('aws_') ? arn : undefined;
  if (attribute === 'qualified_arn' && type === 'aws_lambda_function') return `${arn}:1`;
  if (attribute === 'version' && type === 'aws_lambda_function') return '1';
  if (attribute === 'layer_arn') return arn?.replace(/:1$/, '');
  if (attribute === 'invoke_arn') {
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  }
  const same = kind?.attributes && Object.hasOwn(kind.attributes, attribute) ? kind.attributes[attribute] : undefined;
  if (same !== undefined && kind?.type !== undefined) return localAddress(kind.type, name, same, region);
  if (attribute === 'id') {
    if (kind?.id === 'arn') return arn;
    if (kind?.id === 'url' && kind.type !== undefined) return localAddress(kind.type, name, undefined, region);
    return kind || isNamed ? name : undefined;
  }
  return attribute === (kind?.named ?? 'name') && (kind || isNamed) ? name : undefined;
}

function kindOf(type: string): ResourceKind | undefined {
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

/** `aws_kms_key` is of the service `kms`. */
function generic(type: string): (name: string, place: string) => string {
  const [, service = '', ...rest] = type.split('_');
  return (name, place) => `${service}:${place}:${rest.join('-') || 'resource'}/${name}`;
}
