/** The words of the Serverless Framework: what has one value is written as a text, and read as a member of its own name. */
import type { TriggerWords } from './ownEvent';
import { cognito } from './sam';
import { firstOf, inputOf, lastOf, ofSource, patterned, route, s3Event, textOf, texts } from './values';

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml (functions, events) */
export const SERVERLESS: TriggerWords = {
  http: ({ http, method, path }) => ({
    source: 'api-gateway-rest',
    texts: written(textOf(http)) ?? route(method, path),
  }),
  httpApi: ({ httpApi, method, path }) => ({
    source: 'http-api',
    texts: written(textOf(httpApi)) ?? route(method, path),
  }),
  websocket: ({ websocket, route: key }) => {
    const route = textOf(websocket) ?? textOf(key);
    if (route === '$connect') return { source: 'websocket-connect', texts: {} };
    if (route === '$disconnect') return { source: 'websocket-disconnect', texts: {} };
    return { source: 'websocket-message', texts: texts({ route }) };
  },
  s3: ({ s3, bucket, event }) => ({ source: 's3', texts: texts({ bucket: textOf(s3 ?? bucket), ...s3Event(event) }) }),
  schedule: ({ name, input, method }) =>
    method === 'scheduler'
      ? { source: 'scheduler', texts: texts({ schedule: textOf(name) }), ...inputOf(input) }
      : { source: 'scheduled-rule', texts: texts({ rule: textOf(name) }), ...inputOf(input) },
  sns: ({ sns, arn, topicName }) => ({ source: 'sns', texts: texts({ topic: lastOf(sns ?? topicName ?? arn) }) }),
  sqs: ({ sqs, arn }) => ofSource(sqs ?? arn) ?? { source: 'sqs', texts: {} },
  stream: ({ stream, arn, type }) =>
    ofSource(stream ?? arn) ?? { source: type === 'dynamodb' ? 'dynamodb-stream' : 'kinesis', texts: {} },
  msk: ({ topic }) => ({ source: 'msk', texts: texts({ topic: textOf(topic) }) }),
  kafka: ({ topic, bootstrapServers }) => ({
    source: 'kafka',
    texts: texts({ topic: textOf(topic), servers: firstOf(bootstrapServers) }),
  }),
  activemq: ({ queue }) => ({ source: 'mq-activemq', texts: texts({ queue: textOf(queue) }) }),
  rabbitmq: ({ queue }) => ({ source: 'mq-rabbitmq', texts: texts({ queue: textOf(queue) }) }),
  iot: () => ({ source: 'iot-rule', texts: {} }),
  cloudwatchEvent: ({ event, input }) => ({ source: 'eventbridge', texts: patterned(event), ...inputOf(input) }),
  cloudwatchLog: ({ cloudwatchLog, logGroup }) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': textOf(cloudwatchLog ?? logGroup) }),
  }),
  cognitoUserPool: ({ trigger }) => ({ source: cognito(textOf(trigger)), texts: {} }),
  alb: ({ multiValueHeaders }) => ({ source: multiValueHeaders === true ? 'alb-multi-value' : 'alb', texts: {} }),
  eventBridge: ({ pattern, schedule, input }) => ({
    source: pattern === undefined && schedule !== undefined ? 'scheduled-rule' : 'eventbridge',
    texts: patterned(pattern),
    ...inputOf(input),
  }),
  cloudFront: ({ eventType }) => ({ source: `edge-${textOf(eventType) ?? 'viewer-request'}`, texts: {} }),
};

/** `GET /orders`, or `*` for all there is. */
function written(text: string | undefined): ReturnType<typeof route> | undefined {
  if (text === undefined) return undefined;
  const [method, path] = text.trim().split(/\s+/);
  return route(method, path);
}
