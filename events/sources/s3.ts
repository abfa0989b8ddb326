import type { S3Event } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { choice } from '../parameters';
import { bucketArn, WRITTEN_OBJECT } from '../parts/s3Object';
import { exactly, leftOut, matching, optional, says, some, type Described } from '../shape';
import { eventSource } from '../source';

const EVENTS = [
  'ObjectCreated:Put',
  'ObjectCreated:Post',
  'ObjectCreated:Copy',
  'ObjectCreated:CompleteMultipartUpload',
  'ObjectRemoved:Delete',
  'ObjectRemoved:DeleteMarkerCreated',
  'ObjectRestore:Post',
  'ObjectRestore:Completed',
  'ObjectTagging:Put',
  'ObjectTagging:Delete',
  'ObjectAcl:Put',
  'LifecycleExpiration:Delete',
  'LifecycleExpiration:DeleteMarkerCreated',
] as const;

export const s3 = eventSource({
  name: 's3',
  title: () => phrase`S3: a notification of a bucket`,
  service: 'S3',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html',
  parameters: {
    ...WRITTEN_OBJECT,
    event: choice(EVENTS, () => phrase`what happened`),
  },
  describe({ bucket, key, size, event }, fresh): Described<S3Event> {
    const owner = `A${fresh.capitals(13)}`;
    // What is deleted has no size and no sum any more.
    const isThere = !/Remove|Expiration/.test(event);
    return {
      Records: some([
        {
          eventVersion: matching('2.1', /^2\.\d+$/, phrase`It must be a version of 2, such as 2.1.`),
          eventSource: exactly('aws:s3'),
          awsRegion: fresh.region,
          eventTime: matching(
            fresh.time.isoMillis,
            /^\d{4}-\d\d-\d\dT/,
            phrase`It must be a time such as 2026-03-04T05:06:07.089Z.`,
          ),
          eventName: says(
            phrase`Such as ObjectCreated:Put, without s3: before it.`,
            matching(
              event,
              /^(?!s3:)\w+(:[\w-]+)?$/,
              phrase`It must be a name such as ObjectCreated:Put, without s3: before it.`,
            ),
          ),
          userIdentity: { principalId: `AWS:AIDA${fresh.capitals(17)}` },
          requestParameters: { sourceIPAddress: fresh.ip() },
          responseElements: { 'x-amz-request-id': fresh.capitals(16), 'x-amz-id-2': fresh.base64(57) },
          s3: {
            s3SchemaVersion: '1.0',
            configurationId: fresh.uuid(),
            bucket: {
              name: bucket,
              ownerIdentity: { principalId: owner },
              arn: bucketArn(bucket),
            },
            object: {
              key: says(phrase`As in a URL: a space is written +, other signs %XX.`, urlKey(key)),
              size: leftOut(size, isThere),
              eTag: leftOut(fresh.md5(`${key} ${size}`), isThere),
              versionId: leftOut(fresh.small(32)),
              sequencer: optional(`00${fresh.hex(16).toUpperCase()}`),
            },
          },
          glacierEventData: leftOut({
            restoreEventData: {
              lifecycleRestorationExpiryTime: fresh.time.isoMillis,
              lifecycleRestoreStorageClass: 'GLACIER',
            },
          }),
        },
      ]),
    };
  },
  caller: queuedCaller,
});

/** As S3 writes keys in notifications. */
function urlKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/').replaceAll('%20', '+');
}
