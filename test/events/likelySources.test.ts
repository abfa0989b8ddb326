/** What a handler's text tells of the events that it is written for. */
import { expect, test } from 'vitest';
import { readsOfEvent } from '../../core/handlers/dataReads';
import { pathsOf } from '../../core/handlers/reads';
import type { TriggerFact } from '../../core/triggers/handOver';
import { EVENT_SOURCES, likelySources, missingFor } from '../../events';

const TABLE: readonly (readonly [
  file: string,
  text: string,
  first: string | undefined,
  triggers?: readonly TriggerFact[],
])[] = [
  ['a.ts', 'export const handler = async (event: SQSEvent) => {}', 'sqs'],
  ['a.ts', 'export const handler: Handler<APIGatewayProxyEventV2> = async (e) => e.body', 'http-api'],
  ['a.ts', "/** @type {import('aws-lambda').SNSHandler} */\nexport const handler = async (e) => {}", 'sns'],
  ['a.mjs', 'export const handler = async ({ requestContext: { http }, rawPath }) => http', 'http-api'],
  ['a.py', '@event_source(data_class=KinesisStreamEvent)\ndef handler(event, context):\n  pass', 'kinesis'],
  ['a.py', 'def handler(event: S3Event, context):\n  pass', 's3'],
  ['a.py', 'def handler(event, context):\n  return event["Records"][0]["s3"]["bucket"]["name"]', 's3'],
  ['a.py', 'def handler(event, context):\n  return event.get("requestContext").get("elb")', 'alb'],
  [
    'a.py',
    'def handler(event, context):\n  for record in event["Records"]:\n    print(record["s3"]["bucket"]["name"])',
    's3',
  ],
  [
    'a.py',
    'def handler(event, context):\n  r = event["Records"][0]\n  s = r["s3"]\n  print(s["bucket"]["name"])',
    's3',
  ],
  ['a.js', 'exports.handler = async (event) => { for (const r of event.Records) use(r.s3.bucket.name); }', 's3'],
  ['a.js', 'exports.handler = (event) => event.Records.map(async (r) => r.kinesis.data)', 'kinesis'],
  // What people's own programs write is nobody's mark.
  [
    'a.py',
    'def handler(event, context):\n  for r in event["Records"]:\n    print(r["dynamodb"]["NewImage"]["Berth"]["S"], r["dynamodb"]["NewImage"]["Ship"]["S"])',
    'dynamodb-stream',
  ],
  ['a.js', 'exports.handler = async (event) => use(event.ResourceProperties.Berth)', 'cloudformation-custom-resource'],
  [
    'a.js',
    'exports.handler = async (event) => use(event.arguments.berth.length, event.info.fieldName)',
    'appsync-resolver',
  ],
  [
    'a.js',
    'exports.handler = async (event) => use(event.request.userAttributes.berth, event.response)',
    'cognito-pre-sign-up',
  ],
  ['a.py', 'def handler(event, context):\n  return event["Details"]["ContactData"]["Attributes"]["Berth"]', 'connect'],
  [
    'a.js',
    "exports.handler = async (event) => event.Records[0].cf.request.headers['x-berth'][0].value",
    'edge-viewer-request',
  ],
  // The detail of a schedule is a text.
  ['a.js', 'exports.handler = async (event) => event.detail.requestParameters.berth', 'eventbridge'],
  // One type, two kinds of API.
  [
    'a.ts',
    'export const handler = async (event: APIGatewayProxyEvent) => use(event.requestContext.connectionId, event.body)',
    'websocket-message',
  ],
  [
    'a.ts',
    'export const handler = async (event: APIGatewayProxyEvent) => use(event.path, event.body)',
    'api-gateway-rest',
  ],
  [
    'a.js',
    'exports.handler = async (event) => { const sent = event.Records[0].Sns; use(sent.Message, sent.TopicArn); }',
    'sns',
  ],
  [
    'a.ts',
    "import type { SQSEvent as Batch } from 'aws-lambda';\nexport const handler = async (e: Batch) => {}",
    'sqs',
  ],
  ['a.ts', 'type Notice = SNSEvent;\nexport async function handler(event: Notice) {}', 'sns'],
  ['a.ts', 'interface Upload extends S3Event { more: string }\nexport const handler = async (e: Upload) => {}', 's3'],
  [
    'a.ts',
    'export const handler = async (event: unknown) => APIGatewayProxyEventV2Schema.parse(event).body',
    'http-api',
  ],
  [
    'a.ts',
    'const Parcel = z.object({ id: z.string() });\nexport const handler = middy().use(parser({ schema: Parcel, envelope: SqsEnvelope })).handler(async (e) => e)',
    'sqs',
  ],
  [
    'a.ts',
    'const Parcel = z.object({ kinesis: z.object({ partitionKey: z.string() }) });\nconst Batch = z.object({ Records: z.array(Parcel) });\nexport const handler = async (event: unknown) => Batch.parse(event)',
    'kinesis',
  ],
  ['a.py', 'from x import SqsModel as Batch\n@event_parser(model=Batch)\ndef handler(event, context):\n  pass', 'sqs'],
  [
    'a.py',
    'def handler(event, context):\n  order = parse(event=event, model=Order, envelope=EventBridgeEnvelope)',
    'eventbridge',
  ],
  ['a.py', 'class Batch(KinesisDataStreamModel):\n  pass\ndef handler(event: Batch, context):\n  pass', 'kinesis'],
  ['a.js', 'exports.handler = async (event) => event.orderId', undefined],
  ['a.js', 'exports.handler = async (event) => event.orderId', 'sqs', [{ type: 'SQS', properties: {} }]],
  ['a.ts', 'export const handler = async (event: SNSEvent) => {}', 'sqs', [{ type: 'SQS', properties: {} }]],
  [
    'a.ts',
    'export const handler = async (event: SNSEvent) => {}',
    'sns',
    [
      { type: 'SQS', properties: {} },
      { type: 'SNS', properties: {} },
    ],
  ],
];

test.each(TABLE.map(([file, text, first, triggers = []]) => ({ file, text, first, triggers })))(
  '$file: $text',
  ({ file, text, first, triggers }) => {
    expect(likelySources({ files: [{ file, text }], exportName: 'handler' }, triggers, EVENT_SOURCES)[0]?.source).toBe(
      first,
    );
  },
);

const pathsIn = (file: string, text: string) =>
  pathsOf(readsOfEvent({ files: [{ file, text }], exportName: 'handler' }));

test('a name of a part is another behind its block, and in the next function', () => {
  const js =
    'exports.handler = (event) => { { const r = event.a; use(r.b); } use(r.c); const n = event.d.length > 2; n.e(); }';
  expect(pathsIn('a.js', js)).toEqual([['a', 'b'], ['d']]);
  const py = 'def handler(event, context):\n  r = event["a"]\n  use(r["b"])\n\ndef other(r):\n  return r["c"]';
  expect(pathsIn('a.py', py)).toEqual([['a', 'b']]);
});

test('the paths that are read, each once', () => {
  const text = `export const handler = async (event) => {
  const { body, headers: { host } } = event; // event.comment
  console.log('event.text', event?.a?.["b-c"][0].d, event.a['b-c'][0].d, event.list.map((x) => x), other.event.x);
};`;
  expect(pathsIn('a.js', text)).toEqual([['body'], ['headers', 'host'], ['a', 'b-c', 0, 'd'], ['list']]);
});

test('what a schema asks for is as good as read', () => {
  const zod = `const Shop = z.object({ id: z.string(), note: z.string().optional() });
const Order = z.object({ shop: Shop, 'line items': z.array(z.object({ sku: z.string() })), at: z.date().default(now) });
export const handler = async (event) => Order.safeParse(event);`;
  expect(pathsIn('a.ts', zod)).toEqual([
    ['shop', 'id'],
    ['line items', 0, 'sku'],
  ]);
  const pydantic = `class Line(BaseModel):
    sku: str
    note: Optional[str]
class Order(BaseModel):
    lines: list[Line]
    total: float = 0
def handler(event, context):
    return Order.model_validate(event)`;
  expect(pathsIn('a.py', pydantic)).toEqual([['lines', 0, 'sku']]);
  const typed = `type Order = { id: string; note?: string; shop: { town: string } };
export const handler = async (event: Order) => 1;`;
  expect(pathsIn('a.ts', typed)).toEqual([['id'], ['shop', 'town']]);
});

test('what the event has not is named', () => {
  const text = 'def handler(event, context):\n  return event["who"], event["list"][0]["id"], event["text"]["more"]';
  expect(missingFor({ files: [{ file: 'a.py', text }], exportName: 'handler' })({ list: [{}], text: 'x' })).toEqual([
    'event.who',
    'event.list[0].id',
  ]);
});

test('of a data class of Python its own names are not missed', () => {
  const text = `@event_source(data_class=EventBridgeEvent)
def handler(event, context):
    return event.detail_type, event.raw_event["x"], event.detail["who"]["arn"]`;
  const code = { files: [{ file: 'a.py', text }], exportName: 'handler' };
  expect(missingFor(code)({ 'detail-type': 'x', detail: {} })).toEqual(['event.detail.who.arn']);
});

test('names that lead to each other again and again are each followed once', () => {
  const again = 'a = e.x; b = a.y; a = b.z; b = a.w;'.repeat(60);
  const paths = pathsIn('a.js', `exports.handler = (e) => { let a, b; ${again} }`);
  expect(paths).toContainEqual(['x', 'y', 'z', 'w']);
});
