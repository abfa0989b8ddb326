import { phrase } from '../../core/l10n/phrase';
import { firehoseCaller } from '../callers/firehose';
import { wholeNumber, text } from '../parameters';
import { base64Data } from '../parts/base64';
import { batch, matching, says, some } from '../shape';
import { eventSource } from '../source';

/** The members are those of AWS's own MSKFirehoseEvent: https://github.com/aws/aws-lambda-java-libs. */
export const firehoseMsk = eventSource({
  name: 'firehose-msk',
  title: () => phrase`Data Firehose: records of an MSK topic to transform`,
  service: 'Data Firehose',
  page: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html',
  parameters: {
    value: text('{"orderId":"1042"}', () => phrase`the value of each record, as a text`),
    stream: text('orders-to-lake', () => phrase`the name of the Firehose stream`),
    cluster: text('orders', () => phrase`the name of the cluster`),
    count: wholeNumber(1, () => phrase`how many records`),
  },
  describe: ({ value, stream, cluster, count }, fresh) => ({
    invocationId: fresh.requestId,
    sourceMSKArn: fresh.arn('kafka', `cluster/${cluster}/${fresh.uuid()}-1`),
    deliveryStreamArn: matching(
      fresh.arn('firehose', `deliverystream/${stream}`),
      /^arn:aws[\w-]*:firehose:/,
      phrase`It must be the ARN of a Firehose stream.`,
    ),
    region: fresh.region,
    records: some(
      batch(count, (index) => ({
        recordId: says(phrase`The answer has one record with the same id.`, fresh.digits(56)),
        approximateArrivalTimestamp: fresh.time.millis,
        mskRecordMetadata: {
          offset: String(index),
          partitionId: '0',
          approximateArrivalTimestamp: fresh.time.millis,
        },
        kafkaRecordValue: base64Data(value),
      })),
    ),
  }),
  filled: { value: { at: ['records', 0, 'kafkaRecordValue'] } },
  caller: firehoseCaller,
});
