/** An object of a bucket, as events name it. */
import { phrase } from '../../core/l10n/phrase';
import { wholeNumber, text } from '../parameters';
import type { Fresh } from '../fresh';
import { matching, nullable, says, type Shape } from '../shape';

export const OBJECT = {
  bucket: text('uploads', () => phrase`the name of the bucket`),
  key: text('reports/march.csv', () => phrase`the key of the object`),
};

/** In bytes: 10,000 parts of 5 GiB. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const LARGEST_OBJECT = 10_000 * 5 * 1024 ** 3;

export const WRITTEN_OBJECT = {
  ...OBJECT,
  size: wholeNumber(2048, () => phrase`the size of the object in bytes`, { from: 0, to: LARGEST_OBJECT }),
};

export function bucketArn(bucket: string): Shape<string> {
  return matching(`arn:aws:s3:::${bucket}`, /^arn:aws[\w-]*:s3:/, phrase`It must be the ARN of a bucket.`);
}

/** One of Batch Operations', without its bucket. */
export function batchTask(key: string, fresh: Fresh) {
  return {
    taskId: says<string>(phrase`The answer names it again.`, fresh.base64(48)),
    s3Key: says<string>(phrase`Encoded as in a URL.`, encodeURIComponent(key).replaceAll('%2F', '/')),
    s3VersionId: nullable<string | null>('1', true),
  };
}
