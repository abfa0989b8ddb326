/** What calls make happen that their services tell others of. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { jsonText, parsedJson } from '../../core/jsonText';
import type { Occurrence } from '../../core/triggers/occurrence';
import { firstOf, lastOf, texts } from '../../core/triggers/values';
import { uncapitalized } from '../../core/uncapitalized';
import { jsonOf } from './membersAsJson';
import type { ServiceCall } from './serviceCall';

type Telling = (input: JsonObject) => readonly Occurrence[];

const TOLD: { readonly [action: string]: Telling } = {
  'sqs:SendMessage': (input) => [message(input, input)],
  'sqs:SendMessageBatch': (input) => entriesOf(input.Entries).map((entry) => message(input, entry)),
  'sns:Publish': (input) => [notification(input, input)],
  'sns:PublishBatch': (input) => entriesOf(input.PublishBatchRequestEntries).map((entry) => notification(input, entry)),
  'eventbridge:PutEvents': (input) => entriesOf(input.Entries).map(busEvent),
  'dynamodb:PutItem': (input) => [put(input)],
  'dynamodb:UpdateItem': (input) => [change(input, 'MODIFY')],
  'dynamodb:DeleteItem': (input) => [change(input, 'REMOVE')],
  'dynamodb:BatchWriteItem': ({ RequestItems: byTable }) =>
    Object.entries(objectOf(byTable)).flatMap(([TableName, requests]) =>
      entriesOf(requests).flatMap(({ PutRequest, DeleteRequest }) => [
        ...(isJsonObject(PutRequest) ? [put({ TableName, ...PutRequest })] : []),
        ...(isJsonObject(DeleteRequest) ? [change({ TableName, ...DeleteRequest }, 'REMOVE')] : []),
      ]),
    ),
  'dynamodb:TransactWriteItems': ({ TransactItems: items }) =>
    entriesOf(items).flatMap(({ Put, Update, Delete }) => [
      ...(isJsonObject(Put) ? [put(Put)] : []),
      ...(isJsonObject(Update) ? [change(Update, 'MODIFY')] : []),
      ...(isJsonObject(Delete) ? [change(Delete, 'REMOVE')] : []),
    ]),
  'kinesis:PutRecord': (input) => [record(input, input)],
  'kinesis:PutRecords': (input) => entriesOf(input.Records).map((entry) => record(input, entry)),
};

/** What a stand-in makes happen it tells itself. */
export function occurrencesOf({ service, action, input }: ServiceCall): readonly Occurrence[] {
  const telling = Object.hasOwn(TOLD, `${service}:${action}`) ? TOLD[`${service}:${action}`] : undefined;
  // An attribute's bytes are base64, those of a record what a person reads.
  return telling?.(jsonOf(input, { binary: service === 'dynamodb' }) as JsonObject) ?? [];
}

function message(
  { QueueUrl: url }: JsonObject,
  { MessageBody: body, MessageAttributes: attributes }: JsonObject,
): Occurrence {
  return {
    source: 'sqs',
    texts: texts({ queue: lastOf(url), body: firstOf(body) }),
    filtered: { body: withinText(body), messageAttributes: inRecord(attributes) },
  };
}

/** A filter sees JSON in a text. */
function withinText(text: Json | undefined): Json {
  return (typeof text === 'string' ? parsedJson(text) : undefined) ?? text ?? null;
}

/** Attributes as Lambda's records have them: `stringValue`. */
function inRecord(attributes: Json | undefined): JsonObject {
  const lowered = (each: Json): JsonObject =>
    Object.fromEntries(Object.entries(objectOf(each)).map(([name, value]) => [uncapitalized(name), value]));
  return Object.fromEntries(Object.entries(objectOf(attributes)).map(([name, each]) => [name, lowered(each)]));
}

/** A phone number is no topic. */
function notification(
  { TopicArn, TargetArn }: JsonObject,
  { Message: words, Subject: subject, MessageAttributes: attributes }: JsonObject,
): Occurrence {
  const topic = lastOf(TopicArn ?? TargetArn);
  return {
    source: 'sns',
    texts: texts({ topic, message: firstOf(words), subject: firstOf(subject) }),
    filtered: { body: withinText(words), attributes: plainAttributes(attributes) },
  };
}

/** As a filter policy sees them. Source: SNS, "Message filtering": `Number` and `String.Array` are what they say. */
function plainAttributes(attributes: Json | undefined): JsonObject {
  const plain = (each: Json): Json => {
    const { DataType: type, StringValue: text = null } = objectOf(each);
    return type === 'Number' || type === 'String.Array' ? withinText(text) : text;
  };
  return Object.fromEntries(Object.entries(objectOf(attributes)).map(([name, each]) => [name, plain(each)]));
}

/** Of a table that has a stream. Which members are the item's keys is in the table alone. */
function change({ TableName: table, Key: keys }: JsonObject, kind: string, item?: Json): Occurrence {
  const known: JsonObject = isJsonObject(item) ? { NewImage: item } : { Keys: keys ?? null };
  return {
    source: 'dynamodb',
    texts: texts({
      table: lastOf(table),
      change: kind,
      keys: isJsonObject(keys) ? jsonText(keys) : undefined,
      item: isJsonObject(item) ? jsonText(item) : undefined,
    }),
    // Whether an item was there before nobody knows.
    filtered: { ...(kind === 'REMOVE' && { eventName: kind }), dynamodb: known },
  };
}

function put(input: JsonObject): Occurrence {
  return change(input, 'INSERT', input.Item);
}

function record(
  { StreamName: name, StreamARN: arn }: JsonObject,
  { Data: data, PartitionKey: key }: JsonObject,
): Occurrence {
  return {
    source: 'kinesis',
    texts: texts({ stream: lastOf(name ?? arn), data: firstOf(data), key: firstOf(key) }),
    filtered: { data: withinText(data), partitionKey: key ?? null },
  };
}

function busEvent({
  Source: source,
  DetailType: type,
  Detail: written,
  Resources: resources = [],
  EventBusName: bus,
}: JsonObject): Occurrence {
  const detail = typeof written === 'string' ? (parsedJson(written) ?? {}) : objectOf(written);
  return {
    source: 'eventbridge',
    texts: texts({ source: firstOf(source), 'detail-type': firstOf(type), detail: firstOf(written) }),
    bus: lastOf(bus),
    event: { source: source ?? '', 'detail-type': type ?? '', detail, resources },
  };
}

function entriesOf(entries: Json | undefined): JsonObject[] {
  return Array.isArray(entries) ? entries.filter(isJsonObject) : [];
}
