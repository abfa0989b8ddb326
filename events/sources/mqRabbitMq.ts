import { phrase } from '../../core/l10n/phrase';
import { base64Of } from '../fresh';
import { text } from '../parameters';
import { BASE64 } from '../parts/patterns';
import { exactly, mapOf, matching, nullable, says } from '../shape';
import { eventSource } from '../source';

export const mqRabbitMq = eventSource({
  name: 'mq-rabbitmq',
  title: () => phrase`Amazon MQ: messages of RabbitMQ`,
  service: 'MQ',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  parameters: {
    data: text('{"orderId":"1042"}', () => phrase`the message, as a text`),
    queue: text('orders', () => phrase`the name of the queue`),
    broker: text('shop', () => phrase`the name of the broker`),
  },
  describe: ({ data, queue, broker }, fresh) => ({
    eventSource: exactly('aws:rmq'),
    eventSourceArn: fresh.arn('mq', `broker:${broker}:b-${fresh.uuid()}`),
    rmqMessagesByQueue: says(
      phrase`By the name of the queue and its virtual host, such as orders::/.`,
      mapOf({
        [`${queue}::/`]: [
          {
            basicProperties: {
              contentType: nullable('text/plain'),
              contentEncoding: nullable('', true),
              headers: nullable(mapOf({}, {}), false),
              deliveryMode: 1,
              priority: nullable(0),
              correlationId: nullable('', true),
              replyTo: nullable('', true),
              expiration: nullable('60000'),
              messageId: nullable('', true),
              timestamp: nullable('Mar 4, 2026, 5:06:07 AM'),
              type: nullable('', true),
              userId: nullable('shop'),
              appId: nullable('', true),
              clusterId: nullable('', true),
              bodySize: new TextEncoder().encode(data).length,
            },
            redelivered: false,
            data: matching(base64Of(data), BASE64, phrase`It must be base64.`),
          },
        ],
      }),
    ),
  }),
});
