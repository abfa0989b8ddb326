import { phrase } from '../../core/l10n/phrase';
import { s3BatchCaller } from '../callers/s3Batch';
import { jsonObject } from '../parameters';
import { batchTask, OBJECT } from '../parts/s3Object';
import { exactly, leftOut, mapOf, says, some } from '../shape';
import { headerTexts } from '../parts/http';
import { eventSource } from '../source';

/** The job's InvocationSchemaVersion is 2.0: for directory buckets, and where it has arguments of the user's. */
export const s3BatchV2 = eventSource({
  name: 's3-batch-v2',
  title: () => phrase`S3 Batch Operations: a task of a job (schema 2.0)`,
  service: 'S3',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html',
  parameters: {
    ...OBJECT,
    arguments: jsonObject({ width: '640' }, () => phrase`the user arguments of the job, as a JSON object`),
  },
  describe: ({ bucket, key, arguments: given }, fresh) => ({
    invocationSchemaVersion: exactly('2.0'),
    invocationId: fresh.base64(96),
    job: {
      id: fresh.uuid(),
      userArguments: leftOut(
        says(phrase`All are texts.`, mapOf(headerTexts(given), '')),
        Object.keys(given).length > 0,
      ),
    },
    tasks: some([{ ...batchTask(key, fresh), s3Bucket: says(phrase`The name of the bucket, not its ARN.`, bucket) }]),
  }),
  caller: s3BatchCaller,
});
