/** A message as a queue hands it to a function. */
import type { SQSRecord } from 'aws-lambda';
import type { Json, JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { mapValues } from './http';
import type { Fresh } from '../fresh';
import { exactly, leftOut, mapOf, matching, says, type Plain } from '../shape';

interface Sent {
  readonly body: string;
  readonly queue: string;
  /** Of a FIFO queue. */
  readonly group?: string;
  /** Of the message, by name. */
  readonly attributes?: JsonObject;
}

export function sqsMessage({ body, queue, group, attributes = {} }: Sent, fresh: Fresh): Plain<SQSRecord> {
  return {
    messageId: says(phrase`Named in batchItemFailures, where the message is to be tried again.`, fresh.uuid()),
    receiptHandle: fresh.base64(96),
    body: says(phrase`The text that was sent.`, body),
    attributes: {
      ApproximateReceiveCount: matching('1', /^\d+$/, phrase`It must be a number, written as a text.`),
      SentTimestamp: matching(String(fresh.time.millis), /^\d+$/, phrase`It must be milliseconds, written as a text.`),
      SenderId: `AIDA${fresh.capitals(17)}`,
      ApproximateFirstReceiveTimestamp: String(fresh.time.millis + 12),
      MessageGroupId: leftOut(''),
      ...(group !== undefined && {
        SequenceNumber: fresh.digits(20),
        MessageGroupId: group,
        MessageDeduplicationId: fresh.hex(64),
      }),
      AWSTraceHeader: leftOut('Root=1-00000000-000000000000000000000000'),
      DeadLetterQueueSourceArn: leftOut(fresh.arn('sqs', 'other')),
    },
    messageAttributes: mapOf(mapValues(attributes, attributeOf), {
      dataType: matching('String', /^(String|Number|Binary)(\..+)?$/, phrase`It must be String, Number or Binary.`),
      stringValue: leftOut(''),
      binaryValue: leftOut(''),
      stringListValues: leftOut(['']),
      binaryListValues: leftOut(['']),
    }),
    md5OfBody: matching(fresh.md5(body), /^[0-9a-f]{32}$/, phrase`It must be an MD5 sum: 32 hexadecimal digits.`),
    md5OfMessageAttributes: leftOut(''),
    eventSource: exactly('aws:sqs'),
    eventSourceARN: matching(fresh.arn('sqs', queue), /^arn:aws[\w-]*:sqs:/, phrase`It must be the ARN of a queue.`),
    awsRegion: fresh.region,
  };
}

function attributeOf(value: Json) {
  const dataType = typeof value === 'number' ? 'Number' : 'String';
  const stringValue = typeof value === 'string' ? value : jsonText(value);
  return { dataType, stringValue, stringListValues: [], binaryListValues: [] };
}
