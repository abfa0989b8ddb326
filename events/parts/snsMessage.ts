/** A notification of a topic, as SNS writes it to a queue; to a function it says two names otherwise. */
import type { Fresh } from '../fresh';
import { phrase } from '../../core/l10n/phrase';
import { exactly, leftOut, mapOf, matching, says } from '../shape';

export const SNS_ATTRIBUTE = { Type: 'String', Value: '' };

export interface Notified {
  readonly message: string;
  readonly subject: string;
  readonly topic: string;
}

export function snsMessage({ message, subject, topic }: Notified, fresh: Fresh) {
  const topicArn = fresh.arn('sns', topic);
  const subscriptionArn = `${topicArn}:${fresh.uuid()}`;
  const server = `https://sns.${fresh.region}.amazonaws.com`;
  return {
    subscriptionArn,
    certificate: `${server}/SimpleNotificationService-${fresh.hex(32)}.pem`,
    unsubscribe: `${server}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    notification: {
      Type: exactly('Notification'),
      MessageId: fresh.uuid(),
      TopicArn: matching(topicArn, /^arn:aws[\w-]*:sns:/, phrase`It must be the ARN of a topic.`),
      Subject: leftOut<string>(subject, subject !== ''),
      Message: says<string>(phrase`The text that was published.`, message),
      Timestamp: matching(
        fresh.time.isoMillis,
        /^\d{4}-\d\d-\d\dT/,
        phrase`It must be a time such as 2026-03-04T05:06:07.089Z.`,
      ),
      SignatureVersion: '1',
      Signature: fresh.base64(64),
    },
    attributes: mapOf({}, SNS_ATTRIBUTE),
  };
}
