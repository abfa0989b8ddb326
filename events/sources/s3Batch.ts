import type { S3BatchEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { s3BatchCaller } from '../callers/s3Batch';
import { batchTask, bucketArn, OBJECT } from '../parts/s3Object';
import { exactly, some, type Described } from '../shape';
import { eventSource } from '../source';

export const s3Batch = eventSource({
  name: 's3-batch',
  title: () => phrase`S3 Batch Operations: a task of a job`,
  service: 'S3',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html',
  parameters: OBJECT,
  describe: ({ bucket, key }, fresh): Described<S3BatchEvent> => ({
    invocationSchemaVersion: exactly('1.0'),
    invocationId: fresh.base64(96),
    job: { id: fresh.uuid() },
    tasks: some([{ ...batchTask(key, fresh), s3BucketArn: bucketArn(bucket) }]),
  }),
  caller: s3BatchCaller,
});
