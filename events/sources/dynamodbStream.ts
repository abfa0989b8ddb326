import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { streamCaller } from '../callers/batches';
import { choice, jsonObject, text } from '../parameters';
import { exactly, leftOut, mapOf, matching, oneOf, optional, says, some, type Described } from '../shape';
import { tumblingWindow } from '../parts/tumblingWindow';
import { eventSource } from '../source';

/** Of an item the one member, named after its type. */
const attribute = () => ({
  S: leftOut(''),
  N: leftOut(matching('1', /^-?[\d.]+([eE][-+]?\d+)?$/, phrase`It must be a number, written as a text.`)),
  B: leftOut(''),
  BOOL: leftOut(true),
  NULL: leftOut(true),
  M: leftOut(mapOf({})),
  L: leftOut([]),
  SS: leftOut(['']),
  NS: leftOut(['']),
  BS: leftOut(['']),
});
type Item = { readonly [name: string]: never };

export const dynamodbStream = eventSource({
  name: 'dynamodb-stream',
  title: () => phrase`DynamoDB: changes of a table`,
  service: 'DynamoDB',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
  parameters: {
    table: text('orders', () => phrase`the name of the table`),
    change: choice(['INSERT', 'MODIFY', 'REMOVE'], () => phrase`what happened to the item`),
    keys: jsonObject({ orderId: { S: '1042' } }, () => phrase`the keys of the item, in the JSON of DynamoDB`),
    item: jsonObject(
      { orderId: { S: '1042' }, total: { N: '17.50' } },
      () => phrase`the item as it is now, in the JSON of DynamoDB`,
    ),
    'old-item': jsonObject(
      { orderId: { S: '1042' }, total: { N: '9.95' } },
      () => phrase`the item as it was, in the JSON of DynamoDB`,
    ),
  },
  describe({ table, change, keys, item, 'old-item': old }, fresh): Described<DynamoDBStreamEvent> {
    const image = (members: JsonObject, isThere: boolean) =>
      leftOut<Item>(mapOf<Item>(members as Item, attribute()), isThere);
    return {
      Records: some([
        {
          eventID: fresh.hex(32),
          eventName: oneOf(change, 'INSERT', 'MODIFY', 'REMOVE'),
          eventVersion: '1.1',
          eventSource: exactly('aws:dynamodb'),
          awsRegion: fresh.region,
          dynamodb: {
            ApproximateCreationDateTime: optional(fresh.time.seconds),
            Keys: says(
              phrase`The keys of the item, such as {"orderId": {"S": "1042"}}.`,
              mapOf<Item>(keys as Item, attribute()),
            ),
            NewImage: image(item, change !== 'REMOVE'),
            OldImage: image(old, change !== 'INSERT'),
            SequenceNumber: matching(fresh.digits(21), /^\d+$/, phrase`It must be a number, written as a text.`),
            SizeBytes: JSON.stringify([keys, item]).length,
            StreamViewType: oneOf('NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY'),
          },
          userIdentity: leftOut(
            says<never>(phrase`Of an item that DynamoDB deleted because its time to live was over.`, {
              type: exactly('Service'),
              principalId: exactly('dynamodb.amazonaws.com'),
            } as never),
          ),
          eventSourceARN: fresh.arn('dynamodb', `table/${table}/stream/${fresh.time.isoMillis.replace('Z', '')}`),
        },
      ]),
      ...tumblingWindow(fresh),
    };
  },
  filled: {
    item: { at: ['Records', 0, 'dynamodb', 'NewImage'], as: 'item' },
    keys: { at: ['Records', 0, 'dynamodb', 'Keys'], as: 'item' },
    'old-item': { at: ['Records', 0, 'dynamodb', 'OldImage'], as: 'item' },
  },
  caller: streamCaller,
});
