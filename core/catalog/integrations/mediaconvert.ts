import type { IntegratedService } from './integration';
import { member } from './job';

export const mediaconvert: IntegratedService = {
  name: 'mediaconvert',
  source: 'AWS: Create an AWS Elemental MediaConvert job with Step Functions',
  errors: { prefix: 'MediaConvert', service: 'AWSMediaConvert', otherError: 'AWSMediaConvertException' },
  actions: {
    createJob: {
      doc: 'Starts a MediaConvert job.',
      request: { Role: 'arn:aws:iam::123456789012:role/media', Settings: { Inputs: [], OutputGroups: [] } },
      response: { Job: { Id: '1900000000000-abc123', Status: 'SUBMITTED' } },
      syncResponse: { Job: { Id: '1900000000000-abc123', Status: 'COMPLETE' } },
      job: {
        command: 'GetJob',
        ask: (started) => ({ Id: member('Job', 'Id')(started) ?? null }),
        status: member('Job', 'Status'),
        succeeded: ['COMPLETE'],
        failed: ['CANCELED', 'ERROR'],
      },
    },
  },
};
