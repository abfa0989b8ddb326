/** What calls make happen that their services tell others of. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { parsedJson } from '../../core/jsonText';
import type { Occurrence } from '../../core/triggers/occurrence';
import { firstOf, lastOf, texts } from '../../core/triggers/values';
import { jsonOf } from './membersAsJson';
import type { ServiceCall } from './serviceCall';

type Telling = (input: JsonObject) => readonly Occurrence[];

const TOLD: { readonly [action: string]: Telling } = {
  'sqs:SendMessage': (input) => [message(input, input)],
  'sqs:SendMessageBatch': (input) => entriesOf(input.Entries).map((entry) => message(input, entry)),
  'sns:Publish': (input) => [notification(input, input)],
  'sns:PublishBatch': (input) => entriesOf(input.PublishBatchRequestEntries).map((entry) => notification(input, entry)),
  'eventbridge:PutEvents': (input) => entriesOf(input.Entries).map(busEvent),
};

/** What a stand-in makes happen it tells itself. */
export function occurrencesOf({ service, action, input }: ServiceCall): readonly Occurrence[] {
  const telling = Object.hasOwn(TOLD, `${service}:${action}`) ? TOLD[`${service}:${action}`] : undefined;
  return telling?.(jsonOf(input) as JsonObject) ?? [];
}

function message({ QueueUrl: url }: JsonObject, { MessageBody: body }: JsonObject): Occurrence {
  return { source: 'sqs', texts: texts({ queue: lastOf(url), body: firstOf(body) }) };
}

/** A phone number is no topic. */
function notification(
  { TopicArn, TargetArn }: JsonObject,
  { Message: words, Subject: subject }: JsonObject,
): Occurrence {
  const topic = lastOf(TopicArn ?? TargetArn);
  return { source: 'sns', texts: texts({ topic, message: firstOf(words), subject: firstOf(subject) }) };
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
