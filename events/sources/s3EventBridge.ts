import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { eventBridgeEvent } from '../parts/eventBridge';
import { choice } from '../parameters';
import { WRITTEN_OBJECT } from '../parts/s3Object';
import { leftOut, optional } from '../shape';
import { eventSource } from '../source';

const EVENTS = [
  'Object Created',
  'Object Deleted',
  'Object Restore Initiated',
  'Object Restore Completed',
  'Object Restore Expired',
  'Object Storage Class Changed',
  'Object Access Tier Changed',
  'Object ACL Updated',
  'Object Tags Added',
  'Object Tags Deleted',
] as const;

export const s3EventBridge = eventSource({
  name: 's3-eventbridge',
  title: () => phrase`S3: an event of a bucket through EventBridge`,
  service: 'S3',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html',
  parameters: {
    ...WRITTEN_OBJECT,
    event: choice(EVENTS, () => phrase`what happened`),
  },
  describe({ bucket, key, size, event }, fresh) {
    const isDeleted = event === 'Object Deleted';
    return eventBridgeEvent(
      {
        source: 'aws.s3',
        isFixed: true,
        detailType: event,
        detailTypes: EVENTS,
        resources: [`arn:aws:s3:::${bucket}`],
        detail: {
          version: '0',
          bucket: { name: bucket },
          object: {
            key,
            size: leftOut(size, !isDeleted),
            etag: leftOut(fresh.md5(`${key} ${size}`), !isDeleted),
            'version-id': leftOut(fresh.small(32)),
            sequencer: leftOut(`00${fresh.hex(16).toUpperCase()}`, true),
          },
          'request-id': optional(fresh.capitals(16)),
          requester: optional(fresh.account),
          'source-ip-address': leftOut(fresh.ip(), true),
          reason: leftOut(isDeleted ? 'DeleteObject' : 'PutObject', /Created|Deleted$/.test(event)),
          'deletion-type': leftOut('Permanently Deleted', isDeleted),
          'restore-expiry-time': leftOut(fresh.time.later(86_400).iso, event === 'Object Restore Completed'),
          'source-storage-class': leftOut('GLACIER', event.startsWith('Object Restore')),
          'destination-storage-class': leftOut('STANDARD_IA', event === 'Object Storage Class Changed'),
          'destination-access-tier': leftOut('ARCHIVE_ACCESS', event === 'Object Access Tier Changed'),
        },
      },
      fresh,
    );
  },
  caller: queuedCaller,
});
