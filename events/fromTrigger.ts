/** The event of a function's own trigger, by what SAM and the readers of other projects call it. */
import { isJsonObject, type Json, type JsonObject } from '../core/json';
import type { Texts } from './parameters';

/** What starts the function: as the deployment file has it, see `Trigger` of the project. */
export interface TriggerLike {
  readonly type: string;
  readonly properties: JsonObject;
}

export interface OwnEvent {
  /** The name of the source. */
  readonly source: string;
  /** The trigger's own values. */
  readonly texts: Texts;
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
const SAM: { readonly [type: string]: (properties: JsonObject) => OwnEvent } = {
  Api: (given) => ({ source: 'api-gateway-rest', texts: route(given) }),
  HttpApi: (given) => {
    const isV1 = given.PayloadFormatVersion === '1.0';
    return { source: isV1 ? 'http-api-v1' : 'http-api', texts: route(given) };
  },
  SQS: ({ Queue }) => {
    const queue = lastOf(Queue);
    return { source: queue?.endsWith('.fifo') ? 'sqs-fifo' : 'sqs', texts: texts({ queue }) };
  },
  SNS: ({ Topic, SqsSubscription }) => ({
    source: SqsSubscription === undefined || SqsSubscription === false ? 'sns' : 'sns-in-sqs',
    texts: texts({ topic: lastOf(Topic) }),
  }),
  S3: (given) => ({ source: 's3', texts: texts({ bucket: lastOf(given.Bucket), ...s3Event(given.Events) }) }),
  DynamoDB: ({ Stream }) => ({
    source: 'dynamodb-stream',
    texts: texts({ table: typeof Stream === 'string' ? /:table\/([^/]+)/.exec(Stream)?.[1] : undefined }),
  }),
  Kinesis: ({ Stream }) => ({ source: 'kinesis', texts: texts({ stream: lastOf(Stream)?.replace(/^stream\//, '') }) }),
  MSK: ({ Topics }) => ({ source: 'msk', texts: texts({ topic: firstOf(Topics) }) }),
  SelfManagedKafka: ({ Topics, KafkaBootstrapServers }) => ({
    source: 'kafka',
    texts: texts({ topic: firstOf(Topics), servers: firstOf(KafkaBootstrapServers) }),
  }),
  MQ: ({ Queues }) => ({ source: 'mq-activemq', texts: texts({ queue: firstOf(Queues) }) }),
  DocumentDB: ({ DatabaseName, CollectionName }) => ({
    source: 'documentdb',
    texts: texts({ database: lastOf(DatabaseName), collection: lastOf(CollectionName) }),
  }),
  Schedule: ({ Name }) => ({ source: 'scheduled-rule', texts: texts({ rule: lastOf(Name) }) }),
  ScheduleV2: ({ Name, GroupName }) => ({
    source: 'scheduler',
    texts: texts({ schedule: lastOf(Name), group: lastOf(GroupName) }),
  }),
  EventBridgeRule: ({ Pattern }) => ({ source: 'eventbridge', texts: patterned(Pattern) }),
  CloudWatchEvent: ({ Pattern }) => ({ source: 'eventbridge', texts: patterned(Pattern) }),
  CloudWatchLogs: ({ LogGroupName }) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': typeof LogGroupName === 'string' ? LogGroupName : undefined }),
  }),
  IoTRule: () => ({ source: 'iot-rule', texts: {} }),
  Cognito: ({ Trigger }) => ({ source: COGNITO[firstOf(Trigger) ?? ''] ?? 'cognito-pre-sign-up', texts: {} }),
};

const COGNITO: { readonly [trigger: string]: string } = {
  PreSignUp: 'cognito-pre-sign-up',
  PostConfirmation: 'cognito-post-confirmation',
  PreAuthentication: 'cognito-pre-authentication',
  PostAuthentication: 'cognito-post-authentication',
  PreTokenGeneration: 'cognito-pre-token',
  UserMigration: 'cognito-migrate-user',
  DefineAuthChallenge: 'cognito-define-challenge',
  CreateAuthChallenge: 'cognito-create-challenge',
  VerifyAuthChallengeResponse: 'cognito-verify-challenge',
  CustomMessage: 'cognito-custom-message',
  CustomEmailSender: 'cognito-email-sender',
  CustomSMSSender: 'cognito-sms-sender',
};

/** Undefined: nothing is known of such a trigger. */
export function fromTrigger({ type, properties }: TriggerLike): OwnEvent | undefined {
  return Object.hasOwn(SAM, type) ? SAM[type]!(properties) : undefined;
}

function route({ Method, Path }: JsonObject): Texts {
  const method = typeof Method === 'string' ? Method.toUpperCase() : 'ANY';
  return texts({
    method: method === 'ANY' || method === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? undefined : method,
    route: typeof Path === 'string' ? Path : undefined,
  });
}

function s3Event(events: Json | undefined): { readonly event?: string } {
  const name = firstOf(events)?.replace(/^s3:/, '');
  if (name === undefined) return {};
  const whole: { readonly [pattern: string]: string } = {
    'ObjectCreated:*': 'ObjectCreated:Put',
    'ObjectRemoved:*': 'ObjectRemoved:Delete',
  };
  return name.includes('*') ? { event: whole[name] } : { event: name };
}

/** A rule's first values, where they are written out. */
function patterned(pattern: Json | undefined): Texts {
  if (!isJsonObject(pattern)) return {};
  return texts({ source: firstOf(pattern.source), 'detail-type': firstOf(pattern['detail-type']) });
}

/** The first of a list, or the one there is. */
function firstOf(value: Json | undefined): string | undefined {
  const [first] = [value ?? null].flat() as Json[];
  return typeof first === 'string' ? first : undefined;
}

/** The last part of an ARN or URL, or a name. */
function lastOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.split(/[:/]/).at(-1);
}

function texts(given: { readonly [name: string]: string | undefined }): Texts {
  return Object.fromEntries(Object.entries(given).filter((each): each is [string, string] => each[1] !== undefined));
}
