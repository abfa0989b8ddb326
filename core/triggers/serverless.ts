/** The words of the Serverless Framework: what has one value is written as a text, and read as a member of its own name. */
import { objectOf, type Json, type JsonObject } from '../json';
import { rule, schedule, scheduler, textsIn } from './handed';
import type { HandOver, TriggerWords } from './handOver';
import { cognito, UNESCAPED_TEMPLATE } from './sam';
import { firstOf, lastOf, ofSource, route, s3Event, s3Key, snsAttributes, textOf, texts, webSocket } from './values';

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml (functions, events) */
export const SERVERLESS: TriggerWords = {
  http: (given) => {
    const { method, path } = asked(given.http, given);
    const request = { by: 'rest-api', method: method?.toUpperCase(), route: path?.replace(/^(?!\/)/, '/') } as const;
    return {
      source: 'api-gateway-rest',
      texts: route(method, path),
      handOver: { ...request, ...(isCustom(given) ? custom(given) : mapped(given)) },
    };
  },
  httpApi: (given) => {
    const { method, path } = asked(given.httpApi, given);
    return { source: 'http-api', texts: route(method, path) };
  },
  websocket: ({ websocket, route: key }) => webSocket(websocket ?? key),
  s3: ({ s3, bucket, event, rules }) => ({
    source: 's3',
    texts: texts({ bucket: textOf(s3 ?? bucket), ...s3Event(event), ...s3Key(rules) }),
  }),
  schedule: (given) => (given.method === 'scheduler' ? scheduler(given, given) : schedule(given, given)),
  sns: ({ sns, arn, topicName, ...given }) => ({
    source: 'sns',
    texts: texts({ topic: lastOf(sns ?? topicName ?? arn), ...snsAttributes(given) }),
  }),
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
  cloudwatchEvent: (given) => rule({ name: given.name, pattern: given.event }, given),
  cloudwatchLog: ({ cloudwatchLog, logGroup }) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': textOf(cloudwatchLog ?? logGroup) }),
  }),
  cognitoUserPool: ({ trigger }) => ({ source: cognito(textOf(trigger)), texts: {} }),
  alb: ({ multiValueHeaders }) => ({ source: multiValueHeaders === true ? 'alb-multi-value' : 'alb', texts: {} }),
  alexaSkill: () => ({ source: 'alexa-skill', texts: {} }),
  // serverless-step-functions calls the pattern event.
  eventBridge: (given) =>
    rule({ name: given.name, schedule: given.schedule, pattern: given.pattern ?? given.event }, given),
  cloudFront: ({ eventType }) => ({ source: `edge-${textOf(eventType) ?? 'viewer-request'}`, texts: {} }),
};

/** `GET /orders`, or `*` for all there is; else both by their names. */
function asked(written: Json | undefined, given: JsonObject): { readonly method?: string; readonly path?: string } {
  const [method, path] = textOf(written)?.trim().split(/\s+/) ?? [textOf(given.method), textOf(given.path)];
  return { method, path };
}

/** A text in Velocity, not in words. */
const vtl = String.raw;

/**
 * What an integration that is no proxy makes of a request, where nobody has written another template.
 * https://www.serverless.com/framework/docs/providers/aws/events/apigateway (lambda integration, request templates)
 */
const CUSTOM_TEMPLATE = vtl`#define($all){#foreach($name in $map.keySet())"$util.escapeJavaScript($name)":"$util.escapeJavaScript($map.get($name))"#if($foreach.hasNext),#end#end}#end
{"body":$input.json('$'),"method":"$context.httpMethod","principalId":"$context.authorizer.principalId","stage":"$context.stage",
#set($map = $context.authorizer)"enhancedAuthContext":$all,
#set($map = $input.params().header)"headers":$all,
#set($map = $input.params().querystring)"query":$all,
#set($map = $input.params().path)"path":$all,
#set($map = $context.identity)"identity":$all,
#set($map = $stageVariables)"stageVariables":$all,
"requestPath":"$context.resourcePath"}`;

/** `integration: lambda`, which is API Gateway's AWS; the proxy is AWS_PROXY. */
function isCustom({ integration, action, stateMachine }: JsonObject): boolean {
  const word = textOf(integration)?.toUpperCase().replace('_', '-');
  return action === undefined && stateMachine === undefined && (word === 'LAMBDA' || word === 'AWS');
}

const holding = (status: number): string => String.raw`[\s\S]*\[${status}\][\s\S]*`;
/** What the framework takes an error for, where nobody has said: the same page, "Available statuses". */
const USUAL_PATTERNS = {
  200: '',
  ...Object.fromEntries([400, 401, 403, 404, 422, 502].map((status) => [status, holding(status)])),
  500: String.raw`[\s\S]*(Process\s?exited\s?before\s?completing\s?request|\[500\])[\s\S]*`,
  504: String.raw`([\s\S]*\[504\][\s\S]*)|(.*Task timed out after \d+\.\d+ seconds$)`,
};

function patternsIn(statuses: JsonObject): { readonly [status: string]: string } {
  const patterns = Object.fromEntries(
    Object.entries(statuses).map(([status, given]) => [status, textOf(objectOf(given).pattern) ?? '']),
  );
  // The framework makes 200 the one for all else, whatever is said of it.
  return Object.values(patterns).includes('') ? patterns : { ...patterns, 200: '' };
}

/** What becomes of a request on its way. */
type Passed = Pick<HandOver, 'requestTemplates' | 'isProxy' | 'isMapped' | 'errorPatterns'>;

function custom(given: JsonObject): Passed {
  const { statusCodes } = objectOf(given.response);
  return {
    requestTemplates: templates(CUSTOM_TEMPLATE, objectOf(given.request).template),
    isMapped: true,
    errorPatterns: statusCodes === undefined ? USUAL_PATTERNS : patternsIn(objectOf(statusCodes)),
  };
}

/** Of serverless-step-functions: its own templates, for JSON and for forms, and those that are written. */
function mapped(given: JsonObject): Passed {
  const written = objectOf(given.request).template;
  if (written === 'lambda_proxy') return { isProxy: true };
  if (given.action === 'StartSyncExecution' && written === undefined) return {};
  return { requestTemplates: templates(UNESCAPED_TEMPLATE, written) };
}

/** The framework's own template, of JSON and of forms, and what is written instead. */
function templates(own: string, written: Json | undefined): HandOver['requestTemplates'] {
  return { 'application/json': own, 'application/x-www-form-urlencoded': own, ...textsIn(written) };
}
