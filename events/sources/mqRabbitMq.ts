import { phrase } from '../../core/l10n/phrase';
import { wholeBatchCaller } from '../callers/ignoring';
import { base64Data } from '../parts/base64';
import { BROKER, brokerArn } from '../parts/broker';
import { exactly, mapOf, nullable, says } from '../shape';
import { eventSource } from '../source';

export const mqRabbitMq = eventSource({
  name: 'mq-rabbitmq',
  title: () => phrase`Amazon MQ: messages of RabbitMQ`,
  service: 'MQ',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  parameters: BROKER,
  describe: ({ data, queue, broker }, fresh) => ({
    eventSource: exactly('aws:rmq'),
    eventSourceArn: brokerArn(broker, fresh),
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
            data: base64Data(data),
          },
        ],
      }),
    ),
  }),
  caller: wholeBatchCaller,
});
