import { METADATA, type IntegratedService } from './integration';
import { first, member } from './job';

export const batch: IntegratedService = {
  name: 'batch',
  source: 'AWS: Run AWS Batch workloads with Step Functions',
  errors: { prefix: 'Batch', service: 'AWSBatch', otherError: 'AWSBatchException' },
  actions: {
    submitJob: {
      doc: 'Submits an AWS Batch job.',
      request: {
        JobName: 'nightly',
        JobQueue: 'arn:aws:batch:us-east-1:123456789012:job-queue/main',
        JobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/nightly:1',
      },
      response: {
        JobArn: 'arn:aws:batch:us-east-1:123456789012:job/1f2a',
        JobId: '1f2a',
        JobName: 'nightly',
        ...METADATA,
      },
      syncResponse: {
        JobArn: 'arn:aws:batch:us-east-1:123456789012:job/1f2a',
        JobId: '1f2a',
        JobName: 'nightly',
        Status: 'SUCCEEDED',
        Attempts: [{ Container: { ExitCode: 0 } }],
        Container: { ExitCode: 0 },
      },
      job: {
        command: 'DescribeJobs',
        ask: ({ JobId }) => ({ Jobs: [JobId ?? null] }),
        result: first('Jobs'),
        status: member('Status'),
        succeeded: ['SUCCEEDED'],
        failed: ['FAILED'],
      },
    },
  },
};
