/** Records of Kafka by topic and partition. */
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { text } from '../parameters';
import { leftOut, mapOf, nullable, oneOf, optional, says, type Shape } from '../shape';
import { base64Data } from './base64';

export const KAFKA = {
  topic: text('orders', () => phrase`the topic`),
  key: text('1042', () => phrase`the key of the record, as a text`),
  value: text('{"orderId":"1042"}', () => phrase`the value of the record, as a text`),
};

/** Of a schema registry. https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html */
const SCHEMA = { dataFormat: oneOf('AVRO', 'PROTOBUF', 'JSON'), schemaId: '' };

export function kafkaRecords<T>(
  { topic, key, value }: { readonly topic: string; readonly key: string; readonly value: string },
  fresh: Fresh,
): Shape<T> {
  const record = {
    topic,
    partition: 0,
    offset: fresh.number(1, 9999),
    timestamp: says<number>(phrase`In milliseconds.`, fresh.time.millis),
    timestampType: oneOf('CREATE_TIME', 'LOG_APPEND_TIME'),
    key: optional<string>(nullable(base64Data(key))),
    value: optional<string>(nullable(base64Data(value))),
    headers: [mapOf({ origin: [...new TextEncoder().encode('shop')] })],
    keySchemaMetadata: leftOut(SCHEMA),
    valueSchemaMetadata: leftOut(SCHEMA),
  };
  return mapOf<unknown>({ [`${topic}-0`]: [record] }) as Shape<T>;
}
