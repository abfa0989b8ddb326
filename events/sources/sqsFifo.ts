import type { SQSEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queueCaller } from '../callers/batches';
import { sqsMessage } from '../parts/sqsMessage';
import { jsonObject, wholeNumber, text } from '../parameters';
import { batch, matching, some, type Described } from '../shape';
import { eventSource } from '../source';

export const sqsFifo = eventSource({
  name: 'sqs-fifo',
  title: () => phrase`SQS: messages of a FIFO queue`,
  service: 'SQS',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  parameters: {
    body: text('{"orderId":"1042"}', () => phrase`the text of each message`),
    queue: text('orders.fifo', () => phrase`the name of the queue`),
    group: text('customer-7', () => phrase`the message group`),
    attributes: jsonObject({}, () => phrase`the attributes of each message, as a JSON object`),
    count: wholeNumber(1, () => phrase`how many messages`),
  },
  describe: ({ count, ...given }, fresh): Described<SQSEvent> => ({
    Records: some(
      batch(count, () => ({
        ...sqsMessage(given, fresh),
        eventSourceARN: matching(
          fresh.arn('sqs', given.queue),
          /^arn:aws[\w-]*:sqs:.*\.fifo$/,
          phrase`It must be the ARN of a FIFO queue, whose name ends in .fifo.`,
        ),
      })),
    ),
  }),
  filled: {
    body: { at: ['Records', 0, 'body'] },
    attributes: { at: ['Records', 0, 'messageAttributes'], as: 'names' },
  },
  caller: queueCaller,
});
