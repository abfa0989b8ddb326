/** An object of a bucket, as events name it. */
import { phrase } from '../../core/l10n/phrase';
import { number, text } from '../parameters';
import { matching } from '../shape';
import type { Shape } from '../shape';

export const OBJECT = {
  bucket: text('uploads', () => phrase`the name of the bucket`),
  key: text('reports/march.csv', () => phrase`the key of the object`),
};

export const WRITTEN_OBJECT = { ...OBJECT, size: number(2048, () => phrase`the size of the object in bytes`) };

export function bucketArn(bucket: string): Shape<string> {
  return matching(`arn:aws:s3:::${bucket}`, /^arn:aws[\w-]*:s3:/, phrase`It must be the ARN of a bucket.`);
}
