/** What sets the optimized integrations apart from plain SDK calls: names, parameters, errors, jobs to wait for. */
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';

export interface OptimizedCall {
  /** Where the SDK calls it otherwise. */
  readonly command?: string;
  readonly parameters?: (input: JsonObject) => JsonObject;
  /** An answer that AWS takes for a failure. */
  readonly failure?: (output: JsonObject) => { readonly error: string; readonly cause: string } | undefined;
}

/** Errors of the optimized integrations are those of the AWS SDK for Java 1. Source: recorded (DynamoDB, SNS, Step Functions); the others by its class names. */
export interface OptimizedService {
  /** Before the dot of an error's name. */
  readonly prefix: string;
  /** `(Service: …` in causes. */
  readonly service: string;
  /** The error where the API model describes none. */
  readonly otherError: string;
}

export const OPTIMIZED_SERVICES: { readonly [service: string]: OptimizedService } = {
  athena: { prefix: 'Athena', service: 'AmazonAthena', otherError: 'AmazonAthenaException' },
  batch: { prefix: 'Batch', service: 'AWSBatch', otherError: 'AWSBatchException' },
  codebuild: { prefix: 'CodeBuild', service: 'AWSCodeBuild', otherError: 'AWSCodeBuildException' },
  dynamodb: { prefix: 'DynamoDB', service: 'AmazonDynamoDBv2', otherError: 'AmazonDynamoDBException' },
  ecs: { prefix: 'ECS', service: 'AmazonECS', otherError: 'AmazonECSException' },
  elasticmapreduce: {
    prefix: 'ElasticMapReduce',
    service: 'AmazonElasticMapReduce',
    otherError: 'AmazonElasticMapReduceException',
  },
  events: { prefix: 'EventBridge', service: 'AmazonEventBridge', otherError: 'AmazonEventBridgeException' },
  glue: { prefix: 'Glue', service: 'AWSGlue', otherError: 'AWSGlueException' },
  sagemaker: { prefix: 'SageMaker', service: 'AmazonSageMaker', otherError: 'AmazonSageMakerException' },
  sns: { prefix: 'SNS', service: 'AmazonSNS', otherError: 'AmazonSNSException' },
  sqs: { prefix: 'SQS', service: 'AmazonSQS', otherError: 'AmazonSQSException' },
  states: { prefix: 'StepFunctions', service: 'AWSStepFunctions', otherError: 'AWSStepFunctionsException' },
};

/** A text field that may be given as JSON. */
const asText =
  (field: string): OptimizedCall['parameters'] =>
  (input) => {
    const value = input[field];
    return value === undefined || typeof value === 'string' ? input : { ...input, [field]: JSON.stringify(value) };
  };

export const OPTIMIZED_CALLS: { readonly [call: string]: OptimizedCall } = {
  'sqs:sendMessage': { parameters: asText('MessageBody') },
  'sns:publish': { parameters: asText('Message') },
  'states:startExecution': { parameters: asText('Input') },
  'elasticmapreduce:createCluster': { command: 'RunJobFlow' },
  'elasticmapreduce:terminateCluster': {
    command: 'TerminateJobFlows',
    parameters: ({ ClusterId, ...rest }) => ({ ...rest, JobFlowIds: [ClusterId ?? null] }),
  },
  'elasticmapreduce:addStep': {
    command: 'AddJobFlowSteps',
    parameters: ({ ClusterId, Step, ...rest }) => ({ ...rest, JobFlowId: ClusterId ?? null, Steps: [Step ?? null] }),
  },
  'events:putEvents': {
    parameters: (input) => ({
      ...input,
      Entries: Array.isArray(input.Entries) ? input.Entries.map(withDetailAsText) : (input.Entries ?? null),
    }),
    failure: (output) =>
      typeof output.FailedEntryCount === 'number' && output.FailedEntryCount > 0
        ? { error: 'EventBridge.FailedEntry', cause: JSON.stringify(withoutMetadata(output)) }
        : undefined,
  },
};

function withDetailAsText(entry: Json): Json {
  return isJsonObject(entry) ? asText('Detail')!(entry) : entry;
}

function withoutMetadata({
  SdkHttpMetadata: _http,
  SdkResponseMetadata: _response,
  ...output
}: JsonObject): JsonObject {
  return output;
}
