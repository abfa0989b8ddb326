import type { SQSRecord } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { pipeCaller } from '../callers/batches';
import { sqsMessage } from '../parts/sqsMessage';
import { wholeNumber, text } from '../parameters';
import { batch, some, type Described } from '../shape';
import { eventSource } from '../source';

export const pipesSqs = eventSource({
  name: 'pipes-sqs',
  title: () => phrase`EventBridge Pipes: messages of a queue`,
  service: 'EventBridge Pipes',
  page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html',
  parameters: {
    body: text('{"orderId":"1042"}', () => phrase`the text of each message`),
    queue: text('orders', () => phrase`the name of the queue`),
    count: wholeNumber(1, () => phrase`how many messages`),
  },
  describe: ({ body, queue, count }, fresh): Described<SQSRecord[]> =>
    some(batch(count, () => sqsMessage({ body, queue }, fresh))),
  filled: { body: { at: [0, 'body'] } },
  caller: pipeCaller,
});
