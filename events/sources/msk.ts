import type { MSKEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { kafkaCaller } from '../callers/batches';
import { KAFKA, kafkaRecords } from '../parts/kafkaRecords';
import { text } from '../parameters';
import { exactly, says, type Described } from '../shape';
import { eventSource } from '../source';

export const msk = eventSource({
  name: 'msk',
  title: () => phrase`MSK: records of a Kafka topic`,
  service: 'MSK',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
  parameters: { ...KAFKA, cluster: text('shop', () => phrase`the name of the cluster`) },
  describe: ({ cluster, ...given }, fresh): Described<MSKEvent> => ({
    eventSource: exactly('aws:kafka'),
    eventSourceArn: fresh.arn('kafka', `cluster/${cluster}/${fresh.uuid()}-1`),
    bootstrapServers: [1, 2]
      .map((each) => `b-${each}.${cluster}.c1.kafka.${fresh.region}.amazonaws.com:9092`)
      .join(','),
    records: says(phrase`By topic and partition, such as orders-0.`, kafkaRecords<MSKEvent['records']>(given, fresh)),
  }),
  caller: kafkaCaller,
});
