/** Every source: its event, its schema, and what its schema refuses. */
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import { EVENT_SOURCES, faultsOf, makeEvent, recognize, schemaOf, type EventSource, type Schema } from '../../events';

const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
ajv.addKeyword('patternErrorMessage');

function made(source: EventSource, seed = 1, texts = {}): Json {
  const result = makeEvent(source, texts, { seed });
  if ('problem' in result) throw new Error(result.problem);
  return result.event;
}

/** One change to an event that makes it none of its source. */
interface NearMiss {
  readonly what: string;
  readonly event: Json;
}

/** Without each member that AWS always sends, with a value of another type in the place of each, with another mark. */
function nearMisses(event: Json, schema: Schema): NearMiss[] {
  const misses: NearMiss[] = [];
  const visit = (value: Json, of: Schema, put: (changed: Json) => Json, where: string): void => {
    if (of.anyOf || Object.keys(of).every((key) => key === 'description')) return;
    misses.push({ what: `${where} of another type`, event: put(typeof value === 'number' ? [] : 7) });
    if (of.const !== undefined) misses.push({ what: `${where} with another mark`, event: put(`not ${of.const}`) });
    if (of.minItems) misses.push({ what: `${where} without an item`, event: put([]) });
    if (Array.isArray(value) && of.items && value[0] !== undefined) {
      const [first, ...rest] = value;
      visit(first, of.items, (changed) => put([changed, ...rest]), `${where}[0]`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const members = value as JsonObject;
    for (const [name, member] of Object.entries(members)) {
      const { [name]: _, ...others } = members;
      if (of.required?.includes(name)) misses.push({ what: `${where} without ${name}`, event: put(others) });
      const inside = of.properties?.[name] ?? of.additionalProperties;
      if (inside) visit(member, inside, (changed) => put({ ...members, [name]: changed }), `${where}.${name}`);
    }
  };
  visit(event, schema, (changed) => changed, '$');
  for (const other of ['text', null, true, Array.isArray(event) ? {} : [{}]])
    misses.push({ what: `$ as ${JSON.stringify(other)}`, event: other });
  return misses;
}

describe.each(EVENT_SOURCES.map((source) => [source.name, source] as const))('%s', (_name, source) => {
  const event = made(source);
  const schema = schemaOf(source);
  const isValid = ajv.compile(schema);

  test('makes an event that its schema accepts', () => {
    expect(faultsOf(event, schema)).toEqual([]);
    expect(isValid(event)).toBe(true);
  });

  test('has the same schema whatever its values are', () => {
    expect(faultsOf(made(source, 99), schema)).toEqual([]);
  });

  test('refuses what is nearly one, as a whole validator does', () => {
    const misses = nearMisses(event, schema);
    expect(misses.length).toBeGreaterThanOrEqual(3);
    expect(misses.filter((miss) => isValid(miss.event)).map(({ what }) => what)).toEqual([]);
    expect(misses.filter((miss) => faultsOf(miss.event, schema).length === 0).map(({ what }) => what)).toEqual([]);
  });

  test('has the same values for a seed, and others for another', () => {
    expect(made(source)).toEqual(event);
    if (!source.isFree) expect(made(source, 2)).not.toEqual(event);
  });

  test('is recognized', () => {
    expect(recognize(event, EVENT_SOURCES)?.name).toBe(source.isFree ? undefined : source.name);
  });
});

test.each<[name: string, what: string, change: (event: string) => string]>([
  ['mq-activemq', 'an expiration that is a number', (event) => event.replace('"expiration":"60000"', '"expiration":0')],
  ['mq-activemq', 'small letters', (event) => event.replace('physicalName', 'physicalname')],
  ['mq-activemq', 'no properties', (event) => event.replace(',"properties":{}', '')],
  ['vpc-lattice', 'no VPC', (event) => event.replace(/"sourceVpcArn":"[^"]*"/, '"type":"AWS_IAM"')],
  ['cognito-pre-token-v3', 'a user', (event) => event.replace('"region"', '"userName":"mira","region"')],
  ['s3', 'no sequencer', (event) => event.replace(/,"sequencer":"[^"]*"/, '')],
  ['sns', 'no subject', (event) => event.replace('"Subject":"Order placed",', '')],
  ['firehose', 'no stream behind it', (event) => event.replace('"data"', '"kinesisRecordMetadata":null,"data"')],
  ['msk', 'a record without a key', (event) => event.replace(/"key":"[^"]*"/, '"key":null')],
  ['bedrock-agent-function', 'no parameters', (event) => event.replace(/"parameters":\[.*?\],/, '')],
])('%s may have %s', (name, _what, change) => {
  const source = EVENT_SOURCES.find((each) => each.name === name)!;
  const event = JSON.stringify(made(source));
  expect(change(event)).not.toBe(event);
  expect(faultsOf(JSON.parse(change(event)) as Json, schemaOf(source))).toEqual([]);
});

test('a REQUEST authorizer is told of the method and the path that were asked for, and of nothing by empty objects', () => {
  const source = EVENT_SOURCES.find(({ name }) => name === 'api-gateway-authorizer-request')!;
  const event = made(source, 1, { route: '/parcels/{id}', path: '/parcels/7', method: 'PUT' }) as JsonObject;
  expect(event.methodArn).toMatch(/\/prod\/PUT\/parcels\/7$/);
  expect(event).toMatchObject({ queryStringParameters: {}, stageVariables: {}, pathParameters: { id: '7' } });
});

test('names are unique, in small letters', () => {
  const names = EVENT_SOURCES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test.each([
  ['AWS::S3::Bucket', 'uploads', /^arn:aws:s3:::uploads$/],
  ['AWS::SQS::Queue', 'jobs', /^arn:aws:sqs:[\w-]+:\d{12}:jobs$/],
  ['AWS::SNS::Topic', 'news', /^arn:aws:sns:[\w-]+:\d{12}:news$/],
  ['AWS::Lambda::Function', 'pack', /^arn:aws:lambda:[\w-]+:\d{12}:function:pack$/],
  ['AWS::DynamoDB::Table', 'stock', /^arn:aws:dynamodb:[\w-]+:\d{12}:table\/stock$/],
])('Config names a resource of %s by its ARN', (type, resource, arn) => {
  const source = EVENT_SOURCES.find(({ name }) => name === 'config-rule')!;
  const { invokingEvent } = made(source, 1, { type, resource }) as { readonly invokingEvent: string };
  expect(JSON.parse(invokingEvent)).toMatchObject({ configurationItem: { ARN: expect.stringMatching(arn) as string } });
});
