import type { SQSEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queueCaller } from '../callers/batches';
import { sqsMessage } from '../parts/sqsMessage';
import { jsonObject, wholeNumber, text } from '../parameters';
import { batch, some, type Described } from '../shape';
import { eventSource } from '../source';

export const sqs = eventSource({
  name: 'sqs',
  title: () => phrase`SQS: messages of a queue`,
  service: 'SQS',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  parameters: {
    body: text('{"orderId":"1042"}', () => phrase`the text of each message`),
    queue: text('orders', () => phrase`the name of the queue`),
    attributes: jsonObject({}, () => phrase`the attributes of each message, as a JSON object`),
    count: wholeNumber(1, () => phrase`how many messages`),
  },
  describe: ({ body, queue, count, attributes }, fresh): Described<SQSEvent> => ({
    Records: some(batch(count, () => sqsMessage({ body, queue, attributes }, fresh))),
  }),
  filled: {
    body: { at: ['Records', 0, 'body'] },
    attributes: { at: ['Records', 0, 'messageAttributes'], as: 'names' },
  },
  caller: queueCaller,
});
