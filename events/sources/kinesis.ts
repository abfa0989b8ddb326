import type { KinesisStreamEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { streamCaller } from '../callers/batches';
import { text } from '../parameters';
import { base64Data } from '../parts/base64';
import { exactly, matching, says, some, type Described } from '../shape';
import { tumblingWindow } from '../parts/tumblingWindow';
import { eventSource } from '../source';

export const kinesis = eventSource({
  name: 'kinesis',
  title: () => phrase`Kinesis: records of a data stream`,
  service: 'Kinesis',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html',
  parameters: {
    data: text('{"orderId":"1042"}', () => phrase`what was written, as a text`),
    stream: text('orders', () => phrase`the name of the stream`),
    key: text('customer-7', () => phrase`the partition key`),
  },
  describe({ data, stream, key }, fresh): Described<KinesisStreamEvent> {
    const sequence = `4954${fresh.digits(52)}`;
    return {
      Records: some([
        {
          kinesis: {
            kinesisSchemaVersion: '1.0',
            partitionKey: key,
            sequenceNumber: says(
              phrase`Named in batchItemFailures, where the batch is to be tried again from here.`,
              sequence,
            ),
            data: base64Data(data),
            approximateArrivalTimestamp: says(phrase`In seconds.`, fresh.time.millis / 1000),
          },
          eventSource: exactly('aws:kinesis'),
          eventVersion: '1.0',
          eventID: `shardId-000000000001:${sequence}`,
          eventName: exactly('aws:kinesis:record'),
          invokeIdentityArn: fresh.globalArn('iam', 'role/orders-reader'),
          awsRegion: fresh.region,
          eventSourceARN: matching(
            fresh.arn('kinesis', `stream/${stream}`),
            /^arn:aws[\w-]*:kinesis:/,
            phrase`It must be the ARN of a stream.`,
          ),
        },
      ]),
      ...tumblingWindow(fresh),
    };
  },
  filled: { data: { at: ['Records', 0, 'kinesis', 'data'] } },
  caller: streamCaller,
});
