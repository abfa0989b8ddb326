import type { IntegratedService } from './integration';
import { member } from './job';

export const bedrock: IntegratedService = {
  name: 'bedrock',
  source: 'AWS: Invoke and customize Amazon Bedrock models with Step Functions',
  errors: { prefix: 'Bedrock', service: 'AmazonBedrock', otherError: 'AmazonBedrockException' },
  actions: {
    invokeModel: {
      doc: 'Asks a foundation model; the answer’s shape depends on the model.',
      required: ['ModelId', ['Body', 'Input']],
      request: { ModelId: 'anthropic.claude-v2', Body: { prompt: '', max_tokens_to_sample: 300 } },
      response: { Body: { completion: '' }, ContentType: 'application/json' },
      callback: true,
      takes: {
        ModelId: 'string',
        Accept: 'string',
        ContentType: 'string',
        Body: 'document',
        Input: { object: { S3Uri: 'string' } },
        Output: { object: { S3Uri: 'string' } },
        Trace: 'string',
        GuardrailIdentifier: 'string',
        GuardrailVersion: 'string',
        PerformanceConfigLatency: 'string',
        ServiceTier: 'string',
      },
      nobody: 'it is a command of another service, bedrock-runtime, and its bodies may lie in S3',
    },
    createModelCustomizationJob: {
      doc: 'Starts fine-tuning a foundation model.',
      request: {
        BaseModelIdentifier: 'amazon.titan-text-lite-v1',
        CustomModelName: 'support',
        JobName: 'support-1',
        RoleArn: 'arn:aws:iam::123456789012:role/bedrock',
        TrainingDataConfig: { S3Uri: 's3://bucket/train.jsonl' },
        OutputDataConfig: { S3Uri: 's3://bucket/out/' },
      },
      response: { JobArn: 'arn:aws:bedrock:us-east-1:123456789012:model-customization-job/1f2a' },
      syncResponse: {
        JobArn: 'arn:aws:bedrock:us-east-1:123456789012:model-customization-job/1f2a',
        Status: 'Completed',
      },
      job: {
        command: 'GetModelCustomizationJob',
        ask: ({ JobArn }) => ({ JobIdentifier: JobArn ?? null }),
        status: member('Status'),
        succeeded: ['Completed'],
        failed: ['Failed', 'Stopped'],
      },
    },
  },
};
