import { phrase } from '../../core/l10n/phrase';
import { analyticsCaller } from '../callers/analytics';
import { text, wholeNumber } from '../parameters';
import { base64Data } from '../parts/base64';
import { batch, matching, says, some } from '../shape';
import { eventSource } from '../source';

export const kinesisAnalytics = eventSource({
  name: 'kinesis-analytics',
  title: () => phrase`Kinesis Data Analytics: records of an application`,
  service: 'Kinesis Data Analytics',
  page: 'https://docs.aws.amazon.com/kinesisanalytics/latest/dev/how-it-works-output-lambda.html',
  parameters: {
    data: text('{"orderId":"1042"}', () => phrase`the data of each record, as a text`),
    application: text('hourly-orders', () => phrase`the name of the application`),
    count: wholeNumber(1, () => phrase`how many records`),
  },
  describe: ({ data, application, count }, fresh) => ({
    invocationId: fresh.requestId,
    applicationArn: matching(
      fresh.arn('kinesisanalytics', `application/${application}`),
      /^arn:aws[\w-]*:kinesisanalytics:/,
      phrase`It must be the ARN of an application.`,
    ),
    records: some(
      batch(count, () => ({
        recordId: says<string>(phrase`The answer has one record with the same id.`, fresh.uuid()),
        lambdaDeliveryRecordMetadata: {
          retryHint: says(phrase`How often the record has failed so far.`, 0),
        },
        data: base64Data(data),
      })),
    ),
  }),
  filled: { data: { at: ['records', 0, 'data'] } },
  caller: analyticsCaller,
});
