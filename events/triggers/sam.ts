/** The words of SAM. */
import type { Json } from '../../core/json';
import type { TriggerWords } from './ownEvent';
import { firstOf, inputOf, lastOf, ofSource, patterned, route, s3Event, textOf, texts } from './values';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
export const SAM: TriggerWords = {
  Api: ({ Method, Path }) => ({ source: 'api-gateway-rest', texts: route(Method, Path) }),
  HttpApi: ({ PayloadFormatVersion, Method, Path }) => ({
    source: PayloadFormatVersion === '1.0' ? 'http-api-v1' : 'http-api',
    texts: route(Method, Path),
  }),
  SQS: ({ Queue }) => {
    const queue = lastOf(Queue);
    return { source: queue?.endsWith('.fifo') ? 'sqs-fifo' : 'sqs', texts: texts({ queue }) };
  },
  SNS: ({ Topic, SqsSubscription }) => ({
    source: SqsSubscription === undefined || SqsSubscription === false ? 'sns' : 'sns-in-sqs',
    texts: texts({ topic: lastOf(Topic) }),
  }),
  S3: ({ Bucket, Events }) => ({ source: 's3', texts: texts({ bucket: lastOf(Bucket), ...s3Event(Events) }) }),
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
  Schedule: ({ Name, Input }) => ({
    source: 'scheduled-rule',
    texts: texts({ rule: lastOf(Name) }),
    ...inputOf(Input),
  }),
  ScheduleV2: ({ Name, GroupName, Input }) => ({
    source: 'scheduler',
    texts: texts({ schedule: lastOf(Name), group: lastOf(GroupName) }),
    ...inputOf(Input),
  }),
  EventBridgeRule: ({ Pattern, Input }) => ({ source: 'eventbridge', texts: patterned(Pattern), ...inputOf(Input) }),
  CloudWatchEvent: ({ Pattern, Input }) => ({ source: 'eventbridge', texts: patterned(Pattern), ...inputOf(Input) }),
  CloudWatchLogs: ({ LogGroupName }) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': textOf(LogGroupName) }),
  }),
  IoTRule: () => ({ source: 'iot-rule', texts: {} }),
  Cognito: ({ Trigger }) => ({ source: cognito(firstOf(Trigger)), texts: {} }),
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
};

export function cognito(trigger = ''): string {
  return Object.hasOwn(COGNITO, trigger) ? COGNITO[trigger]! : 'cognito-pre-sign-up';
}

/** Only a broker of RabbitMQ has virtual hosts. */
export function hasVirtualHost(configurations: Json | undefined): boolean {
  return JSON.stringify(configurations ?? '').includes('"VIRTUAL_HOST"');
}
