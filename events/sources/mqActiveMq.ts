import { phrase } from '../../core/l10n/phrase';
import { wholeBatchCaller } from '../callers/ignoring';
import { base64Data } from '../parts/base64';
import { BROKER, brokerArn } from '../parts/broker';
import { either, exactly, leftOut, mapOf, nullable, oneOf, some } from '../shape';
import { eventSource } from '../source';

export const mqActiveMq = eventSource({
  name: 'mq-activemq',
  title: () => phrase`Amazon MQ: messages of ActiveMQ`,
  service: 'MQ',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  parameters: BROKER,
  describe: ({ data, queue, broker }, fresh) => ({
    eventSource: exactly('aws:mq'),
    eventSourceArn: brokerArn(broker, fresh),
    messages: some([
      {
        messageID: `ID:b-${fresh.uuid()}-1.mq.${fresh.region}.amazonaws.com-${fresh.digits(5)}-${fresh.time.millis}-1:2:1:1:1`,
        messageType: oneOf('jms/text-message', 'jms/bytes-message'),
        deliveryMode: 1,
        replyTo: nullable('', true),
        type: nullable('', true),
        // A text on AWS's page, a number in its own types for Go.
        expiration: either('60000', 0),
        priority: 4,
        correlationId: leftOut(nullable('', true), true),
        redelivered: false,
        // The page has small letters throughout, what arrives has not.
        destination: either({ physicalName: queue }, { physicalname: queue }),
        data: base64Data(data),
        timestamp: fresh.time.millis,
        brokerInTime: fresh.time.millis,
        brokerOutTime: fresh.time.millis + 4,
        properties: leftOut(mapOf({}, ''), true),
      },
    ]),
  }),
  filled: { data: { at: ['messages', 0, 'data'] } },
  caller: wholeBatchCaller,
});
