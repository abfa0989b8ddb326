import type { SelfManagedKafkaEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { kafkaCaller } from '../callers/batches';
import { KAFKA, kafkaRecords } from '../parts/kafkaRecords';
import { text } from '../parameters';
import { exactly, says, type Described } from '../shape';
import { eventSource } from '../source';

export const kafka = eventSource({
  name: 'kafka',
  title: () => phrase`Self-managed Kafka: records of a topic`,
  service: 'Apache Kafka',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html',
  parameters: { ...KAFKA, servers: text('kafka.example.com:9092', () => phrase`the bootstrap servers`) },
  describe: ({ servers, ...given }, fresh): Described<SelfManagedKafkaEvent> => ({
    eventSource: exactly('SelfManagedKafka'),
    bootstrapServers: servers,
    records: says(
      phrase`By topic and partition, such as orders-0.`,
      kafkaRecords<SelfManagedKafkaEvent['records']>(given, fresh),
    ),
  }),
  caller: kafkaCaller,
});
