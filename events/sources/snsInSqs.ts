import type { SQSEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queueCaller } from '../callers/batches';
import { NOTIFIED, snsMessage } from '../parts/snsMessage';
import { sqsMessage } from '../parts/sqsMessage';
import { text } from '../parameters';
import { matching, shapeOf, some, type Described } from '../shape';
import { eventSource } from '../source';

export const snsInSqs = eventSource({
  name: 'sns-in-sqs',
  title: () => phrase`SQS: a notification of SNS in a queue`,
  service: 'SQS',
  page: 'https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html',
  parameters: {
    message: text('{"orderId":"1042"}', () => phrase`the text of the notification`),
    subject: text('', () => phrase`the subject`),
    topic: text('orders', () => phrase`the name of the topic`),
    ...NOTIFIED,
    queue: text('orders-to-pack', () => phrase`the name of the queue`),
  },
  describe({ queue, ...given }, fresh): Described<SQSEvent> {
    const { notification, certificate, unsubscribe, attributes } = snsMessage(given, fresh);
    const sent = Object.keys(given.attributes).length > 0 && { MessageAttributes: shapeOf(attributes).sample };
    const body = JSON.stringify({
      ...(shapeOf(notification).sample as object),
      SigningCertURL: certificate,
      UnsubscribeURL: unsubscribe,
      ...sent,
    });
    return {
      Records: some([
        {
          ...sqsMessage({ body, queue }, fresh),
          body: matching(
            body,
            /^\s*\{[^]*"Type"\s*:\s*"Notification"/,
            phrase`It must be the JSON of a notification, with "Type": "Notification".`,
          ),
        },
      ]),
    };
  },
  filled: {
    message: { at: ['Records', 0, 'body', 'Message'] },
    attributes: { at: ['Records', 0, 'body', 'MessageAttributes'], as: 'names' },
  },
  caller: queueCaller,
});
