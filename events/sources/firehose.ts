import type { FirehoseTransformationEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { firehoseCaller } from '../callers/firehose';
import { wholeNumber, text } from '../parameters';
import { base64Data } from '../parts/base64';
import { batch, leftOut, matching, nullable, says, some, type Described } from '../shape';
import { eventSource } from '../source';

export const firehose = eventSource({
  name: 'firehose',
  title: () => phrase`Data Firehose: records to transform`,
  service: 'Data Firehose',
  page: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html',
  parameters: {
    data: text('{"orderId":"1042"}', () => phrase`the data of each record, as a text`),
    stream: text('orders-to-lake', () => phrase`the name of the Firehose stream`),
    count: wholeNumber(1, () => phrase`how many records`),
  },
  describe: ({ data, stream, count }, fresh): Described<FirehoseTransformationEvent> => ({
    invocationId: fresh.requestId,
    deliveryStreamArn: matching(
      fresh.arn('firehose', `deliverystream/${stream}`),
      /^arn:aws[\w-]*:firehose:/,
      phrase`It must be the ARN of a Firehose stream.`,
    ),
    sourceKinesisStreamArn: leftOut(''),
    region: fresh.region,
    records: some(
      batch(count, () => ({
        recordId: says(phrase`The answer has one record with the same id.`, fresh.digits(56)),
        approximateArrivalTimestamp: fresh.time.millis,
        data: base64Data(data),
        kinesisRecordMetadata: leftOut(
          nullable({
            shardId: 'shardId-000000000000',
            partitionKey: '',
            approximateArrivalTimestamp: fresh.time.millis,
            sequenceNumber: '',
            subsequenceNumber: '',
          }),
        ),
      })),
    ),
  }),
  filled: { data: { at: ['records', 0, 'data'] } },
  caller: firehoseCaller,
});
