import type { IntegratedService } from './integration';
import { member } from './job';

export const glue: IntegratedService = {
  name: 'glue',
  source: 'AWS: Start an AWS Glue job with Step Functions',
  errors: { prefix: 'Glue', service: 'AWSGlue', otherError: 'AWSGlueException' },
  actions: {
    startJobRun: {
      doc: 'Starts a Glue job.',
      required: ['JobName'],
      request: { JobName: 'clean-orders', Arguments: { '--date.$': '$.date' } },
      response: { JobRunId: 'jr_1f2a' },
      syncResponse: {
        Id: 'jr_1f2a',
        JobName: 'clean-orders',
        JobRunState: 'SUCCEEDED',
        Attempt: 0,
        StartedOn: 1_900_000_000_000,
        CompletedOn: 1_900_000_060_000,
        ExecutionTime: 60,
      },
      job: {
        command: 'GetJobRun',
        ask: ({ JobRunId }, { JobName }) => ({ JobName: JobName ?? null, RunId: JobRunId ?? null }),
        result: member('JobRun'),
        status: member('JobRunState'),
        succeeded: ['SUCCEEDED'],
        failed: ['FAILED', 'ERROR', 'TIMEOUT', 'STOPPED', 'EXPIRED'],
      },
    },
  },
};
