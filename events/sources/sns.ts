import type { SNSEvent, SNSMessageAttributes } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { NOTIFIED, snsMessage } from '../parts/snsMessage';
import { text } from '../parameters';
import { exactly, nullable, optional, some, type Described, type Shape } from '../shape';
import { eventSource } from '../source';

export const sns = eventSource({
  name: 'sns',
  title: () => phrase`SNS: a notification of a topic`,
  service: 'SNS',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html',
  parameters: {
    message: text('{"orderId":"1042"}', () => phrase`the text of the notification`),
    subject: text('Order placed', () => phrase`the subject`),
    topic: text('orders', () => phrase`the name of the topic`),
    ...NOTIFIED,
  },
  describe(given, fresh): Described<SNSEvent> {
    const { notification, subscriptionArn, certificate, unsubscribe, attributes } = snsMessage(given, fresh);
    return {
      Records: some([
        {
          EventVersion: '1.0',
          EventSubscriptionArn: subscriptionArn,
          EventSource: exactly('aws:sns'),
          Sns: {
            ...notification,
            Subject: optional<string>(nullable(given.subject, given.subject === '')),
            SigningCertUrl: certificate,
            UnsubscribeUrl: unsubscribe,
            MessageAttributes: attributes as Shape<SNSMessageAttributes>,
          },
        },
      ]),
    };
  },
  filled: {
    message: { at: ['Records', 0, 'Sns', 'Message'] },
    attributes: { at: ['Records', 0, 'Sns', 'MessageAttributes'], as: 'names' },
  },
  caller: queuedCaller,
});
