/** The words of SAM. */
import type { Json } from '../json';
import { rule, schedule, scheduler } from './handed';
import type { TriggerWords } from './handOver';
import {
  authorizer,
  firstOf,
  lastOf,
  ofSource,
  route,
  s3Event,
  s3Key,
  snsAttributes,
  spelled,
  textOf,
  texts,
} from './values';

/** What SAM's own mapping templates make of a request. Source: SAM, "EventSource" of `AWS::Serverless::StateMachine`. */
const TEMPLATE = `{"input": "$util.escapeJavaScript($input.json('$'))"}`;
export const UNESCAPED_TEMPLATE = `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")"}`;

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
export const SAM: TriggerWords = {
  Api: ({ Method, Path, AuthorizationType, UnescapeMappingTemplate: isUnescaped }) => ({
    source: 'api-gateway-rest',
    texts: { ...route(Method, Path), ...authorizer(AuthorizationType) },
    handOver: {
      by: 'rest-api',
      method: textOf(Method)?.toUpperCase(),
      route: textOf(Path),
      requestTemplates: { 'application/json': isUnescaped === true ? UNESCAPED_TEMPLATE : TEMPLATE },
    },
  }),
  HttpApi: ({ PayloadFormatVersion, Method, Path, AuthorizationType }) => ({
    source: PayloadFormatVersion === '1.0' ? 'http-api-v1' : 'http-api',
    texts: { ...route(Method, Path), ...authorizer(AuthorizationType) },
  }),
  SQS: ({ Queue }) => {
    const queue = lastOf(Queue);
    return { source: queue?.endsWith('.fifo') ? 'sqs-fifo' : 'sqs', texts: texts({ queue }) };
  },
  SNS: ({ Topic, SqsSubscription, ...given }) => ({
    source: SqsSubscription === undefined || SqsSubscription === false ? 'sns' : 'sns-in-sqs',
    texts: texts({ topic: lastOf(Topic), ...snsAttributes(given) }),
  }),
  S3: ({ Bucket, Events, Filter }) => ({
    source: 's3',
    texts: texts({ bucket: lastOf(Bucket), ...s3Event(Events), ...s3Key(Filter) }),
  }),
  DynamoDB: ({ Stream }) => ofSource(Stream) ?? { source: 'dynamodb-stream', texts: {} },
  Kinesis: ({ Stream }) => ({ source: 'kinesis', texts: texts({ stream: lastOf(Stream) }) }),
  MSK: ({ Topics }) => ({ source: 'msk', texts: texts({ topic: firstOf(Topics) }) }),
  SelfManagedKafka: ({ Topics, KafkaBootstrapServers }) => ({
    source: 'kafka',
    texts: texts({ topic: firstOf(Topics), servers: firstOf(KafkaBootstrapServers) }),
  }),
  MQ: ({ Broker, Queues, SourceAccessConfigurations }) => ({
    source: hasVirtualHost(SourceAccessConfigurations) ? 'mq-rabbitmq' : 'mq-activemq',
    texts: texts({ queue: firstOf(Queues), broker: /:broker:([^:]+)/.exec(textOf(Broker) ?? '')?.[1] }),
  }),
  DocumentDB: ({ Cluster, DatabaseName, CollectionName }) => ({
    source: 'documentdb',
    texts: texts({ cluster: lastOf(Cluster), database: textOf(DatabaseName), collection: textOf(CollectionName) }),
  }),
  Schedule: (given) => schedule({ name: given.Name }, given),
  ScheduleV2: (given) => scheduler({ name: given.Name, group: given.GroupName }, given),
  EventBridgeRule: (given) => rule({ name: given.RuleName ?? given.Name, pattern: given.Pattern }, given),
  CloudWatchEvent: (given) => rule({ name: given.Name, pattern: given.Pattern }, given),
  CloudWatchLogs: ({ LogGroupName }) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': textOf(LogGroupName) }),
  }),
  IoTRule: () => ({ source: 'iot-rule', texts: {}, handOver: { by: 'iot-rule' } }),
  AlexaSkill: () => ({ source: 'alexa-skill', texts: {} }),
  Cognito: (given) => ({ source: cognito(firstOf(given.Trigger), textOf(spelled(given, 'LambdaVersion'))), texts: {} }),
};

/** A pool's triggers, as SAM and Serverless call them. */
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
  InboundFederation: 'cognito-inbound-federation',
};

/** @param version of the event, which only the making of tokens has several of */
export function cognito(trigger = '', version = 'V1_0'): string {
  if (trigger.startsWith('PreTokenGeneration') && version !== 'V1_0') return `cognito-pre-token-v${version[1] ?? '2'}`;
  return Object.hasOwn(COGNITO, trigger) ? COGNITO[trigger]! : 'cognito-pre-sign-up';
}

/** Only a broker of RabbitMQ has virtual hosts. */
export function hasVirtualHost(configurations: Json | undefined): boolean {
  return JSON.stringify(configurations ?? '').includes('"VIRTUAL_HOST"');
}
