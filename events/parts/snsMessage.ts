/** A notification of a topic, as SNS writes it to a queue; to a function it says two names otherwise. */
import type { Fresh } from '../fresh';
import type { Json, JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { jsonObject } from '../parameters';
import { mapValues } from './http';
import { exactly, leftOut, mapOf, matching, says } from '../shape';

export const SNS_ATTRIBUTE = { Type: 'String', Value: '' };

/** Parameters of both: a notification to a function, and one in a queue. */
export const NOTIFIED = {
  attributes: jsonObject({}, () => phrase`the attributes of the message, as a JSON object`),
};

export interface Notified {
  readonly attributes: JsonObject;
  readonly message: string;
  readonly subject: string;
  readonly topic: string;
}

export function snsMessage({ message, subject, topic, attributes }: Notified, fresh: Fresh) {
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
    attributes: mapOf(mapValues(attributes, attributeOf), SNS_ATTRIBUTE),
  };
}

function attributeOf(value: Json): typeof SNS_ATTRIBUTE {
  const Type = Array.isArray(value) ? 'String.Array' : typeof value === 'number' ? 'Number' : 'String';
  return { Type, Value: typeof value === 'string' ? value : jsonText(value) };
}
