/** What the values of a trigger say, whoever wrote them. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../json';
import { jsonText, parsedJson } from '../jsonText';
import type { TriggerReading } from './handOver';

type Texts = TriggerReading['texts'];

/** Of an API. Any method and any path are as much as none. */
export function route(method: Json | undefined, path: Json | undefined): Texts {
  const name = textOf(method)?.toUpperCase();
  const isAny = name === 'ANY' || name === '*' || name === 'X-AMAZON-APIGATEWAY-ANY-METHOD';
  return texts({ method: isAny ? undefined : name, route: textOf(path)?.replace(/^(?![/$])/, '/') });
}

/** How samples call what lets a request in, by the word of API Gateway and of function URLs. */
const LETS_IN: { readonly [type: string]: string } = {
  COGNITO_USER_POOLS: 'cognito',
  JWT: 'jwt',
  CUSTOM: 'lambda',
  AWS_IAM: 'iam',
};

/** @param type AuthorizationType of a method or a route */
export function authorizer(type: Json | undefined): Texts {
  const word = textOf(type)?.toUpperCase();
  return texts({ authorizer: word !== undefined && Object.hasOwn(LETS_IN, word) ? LETS_IN[word] : undefined });
}

/** Of a WebSocket API. @param selection such as `$request.body.action` */
export function webSocket(key: Json | undefined, selection?: Json): TriggerReading {
  const chosen = textOf(key);
  if (chosen === '$connect') return { source: 'websocket-connect', texts: {} };
  if (chosen === '$disconnect') return { source: 'websocket-disconnect', texts: {} };
  if (chosen === undefined || chosen === '$default')
    return { source: 'websocket-message', texts: texts({ route: chosen }) };
  // What a message must have so that its route is chosen. Serverless, SAM's examples and AWS's own have the action.
  const [, member = 'action'] = /^\$\{?request\.body\.([\w-]+)\}?$/.exec(textOf(selection) ?? '') ?? [];
  return {
    source: 'websocket-message',
    texts: { route: chosen, body: JSON.stringify({ [member]: chosen, note: 'hello' }) },
  };
}

/** What a mapping of Lambda reads from, by its ARN. */
export function ofSource(arn: Json | undefined, given: SourceDetails = {}): TriggerReading | undefined {
  const service = textOf(arn)?.split(':')[2];
  return service !== undefined && Object.hasOwn(SOURCES, service) ? SOURCES[service]!(textOf(arn)!, given) : undefined;
}

/** What of a source its ARN does not say. */
export interface SourceDetails {
  readonly topics?: Json;
  readonly queues?: Json;
  readonly virtualHost?: boolean;
  readonly database?: Json;
  readonly collection?: Json;
}

const SOURCES: { readonly [service: string]: (arn: string, given: SourceDetails) => TriggerReading } = {
  sqs: (arn) => ({ source: arn.endsWith('.fifo') ? 'sqs-fifo' : 'sqs', texts: texts({ queue: lastOf(arn) }) }),
  dynamodb: (arn) => ({ source: 'dynamodb-stream', texts: texts({ table: /:table\/([^/]+)/.exec(arn)?.[1] }) }),
  kinesis: (arn) => ({ source: 'kinesis', texts: texts({ stream: lastOf(arn) }) }),
  kafka: (_arn, { topics }) => ({ source: 'msk', texts: texts({ topic: firstOf(topics) }) }),
  mq: (arn, { queues, virtualHost = false }) => ({
    source: virtualHost ? 'mq-rabbitmq' : 'mq-activemq',
    texts: texts({ queue: firstOf(queues), broker: /:broker:([^:]+)/.exec(arn)?.[1] }),
  }),
  rds: (arn, { database, collection }) => ({
    source: 'documentdb',
    texts: texts({ cluster: lastOf(arn), database: textOf(database), collection: textOf(collection) }),
  }),
};

export function s3Event(events: Json | undefined): { readonly event?: string } {
  const name = firstOf(events)?.replace(/^s3:/, '');
  if (name === undefined) return {};
  const whole: { readonly [pattern: string]: string } = {
    'ObjectCreated:*': 'ObjectCreated:Put',
    'ObjectRemoved:*': 'ObjectRemoved:Delete',
  };
  return name.includes('*') ? { event: whole[name] } : { event: name };
}

/** A key that the filter of a notification takes; none: it takes any. @param filter in any kind of file's words */
export function s3Key(filter: Json | undefined): { readonly key?: string } {
  const [prefix] = limitsOf(filter, 'prefix');
  const [suffix] = limitsOf(filter, 'suffix');
  if (prefix === undefined && suffix === undefined) return {};
  const name = suffix === undefined ? 'march.csv' : /^\.|^$/.test(suffix) ? `march${suffix}` : suffix;
  return { key: prefix === undefined || name.startsWith(prefix) ? name : `${prefix}${name}` };
}

/** What the filter policy of a subscription asks of the attributes of a message, with the first value of each that it takes. */
export function snsAttributes(properties: JsonObject): { readonly attributes?: string } {
  const { policy, about } = filterPolicy(properties);
  if (about === 'body') return {};
  const wanted = Object.entries(policy).flatMap(([name, matchers]): (readonly [string, Json])[] => {
    const first = [matchers].flat()[0];
    if (typeof first === 'string' || typeof first === 'number') return [[name, first]];
    const start = objectOf(first).prefix;
    return typeof start === 'string' ? [[name, start]] : [];
  });
  return wanted.length === 0 ? {} : { attributes: jsonText(Object.fromEntries(wanted)) };
}

/** The filter policy of a subscription, in any kind of file's words, and what of a message it is about; empty: it has none. */
export function filterPolicy(properties: JsonObject): {
  readonly policy: JsonObject;
  readonly about: 'attributes' | 'body';
} {
  const written = spelled(properties, 'FilterPolicy');
  const policy = objectOf(typeof written === 'string' ? parsedJson(written) : written);
  return { policy, about: spelled(properties, 'FilterPolicyScope') === 'MessageBody' ? 'body' : 'attributes' };
}

/** A rule's first values, where they are written out. */
export function patterned(pattern: JsonObject | undefined): Texts {
  return texts({ source: firstOf(pattern?.source), 'detail-type': firstOf(pattern?.['detail-type']) });
}

/** The value at the members of that name, one in another. */
export function atPlace(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>((inside, name) => objectOf(inside)[name], value);
}

/** A member by its name, in whichever spelling: `InputPath`, `inputPath`, `input_path`. */
export function spelled(value: Json | undefined, name: string): Json | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(objectOf(value)).find(([key]) => key.replaceAll('_', '').toLowerCase() === wanted)?.[1];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first of a list, or the one there is. */
export function firstOf(value: Json | undefined): string | undefined {
  const [first] = [value ?? null].flat() as Json[];
  return typeof first === 'string' ? first : undefined;
}

/** The last part of an ARN or URL, or a name. */
export function lastOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.split(/[:/]/).at(-1);
}

export function texts(given: { readonly [name: string]: string | undefined }): Texts {
  return Object.fromEntries(Object.entries(given).filter((each): each is [string, string] => each[1] !== undefined));
}

/** `{ Name: prefix, Value: in/ }`, `{ prefix: in/ }`, `{ filter_prefix: in/ }`: each kind of file has its own way. */
export function limitsOf(value: Json | undefined, of: 'prefix' | 'suffix'): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => limitsOf(each, of));
  if (!isJsonObject(value)) return [];
  const named = String(spelled(value, 'Name')).toLowerCase() === of ? [spelled(value, 'Value')] : [];
  const own = Object.entries(value).map(([name, each]) => (name.toLowerCase().endsWith(of) ? each : undefined));
  const texts = [...named, ...own].filter((each) => typeof each === 'string');
  return [...texts, ...Object.values(value).flatMap((each) => limitsOf(each, of))];
}
