import type { IntegratedService } from './integration';
import { member } from './job';

export const databrew: IntegratedService = {
  name: 'databrew',
  source: 'AWS: Start AWS Glue DataBrew jobs with Step Functions',
  errors: { prefix: 'DataBrew', service: 'AWSGlueDataBrew', otherError: 'AWSGlueDataBrewException' },
  actions: {
    startJobRun: {
      doc: 'Starts a Glue DataBrew job.',
      request: { Name: 'profile-orders' },
      response: { RunId: 'db_1f2a' },
      syncResponse: { JobName: 'profile-orders', RunId: 'db_1f2a', State: 'SUCCEEDED', ExecutionTime: 60 },
      job: {
        command: 'DescribeJobRun',
        ask: ({ RunId }, { Name }) => ({ Name: Name ?? null, RunId: RunId ?? null }),
        status: member('State'),
        succeeded: ['SUCCEEDED'],
        failed: ['FAILED', 'STOPPED', 'TIMEOUT'],
      },
    },
  },
};
