/** Sample events with what the handler reads in them, and with what its schemas ask for. */
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { eventUse } from '../../core/handlers/dataReads';
import type { Json } from '../../core/json';
import { EVENT_SOURCES, fromReads, passedOn, type OwnEvent } from '../../events';

type Code = readonly (readonly [file: string, text: string])[];

/** The members of the event that the sample is about, or all of it. */
function made(source: string, code: Code, texts: OwnEvent['texts'] = {}): Json {
  const files = code.map(([file, text]) => ({ file, text }));
  const own = fromReads({ source, texts }, eventUse({ files, exportName: 'handler' }));
  const passed = passedOn(own, EVENT_SOURCES, {}, { seed: 0 });
  return 'input' in passed ? passed.input : passed.problem;
}

const js = (body: string): Code => [['a.js', `exports.handler = async (event) => {\n${body}\n};`]];
const py = (body: string, before = ''): Code => [
  ['a.py', `${before}def handler(event, context):\n${body.replace(/^/gm, '    ')}\n`],
];

test('a request has a body with what is parsed of it, where its method takes one', () => {
  const code = js('const { sku, customer, count } = JSON.parse(event.body); use(customer.email, count * 2);');
  const body = '{"sku":"sku","customer":{"email":"ada@example.com"},"count":1}';
  expect(made('http-api', code, { method: 'PUT' })).toMatchObject({ body });
  expect(made('http-api', code)).toMatchObject({ body, requestContext: { http: { method: 'POST' } } });
  expect(made('api-gateway-rest', code, { method: 'GET' })).toMatchObject({ body: null });
  expect(made('alb', js('store(event.body);'))).toMatchObject({ body: '{"orderId":"1042"}', httpMethod: 'POST' });
  expect(made('function-url', js('JSON.parse(event.body);'), { body: 'own' })).toMatchObject({ body: 'own' });
});

test('a request has the query and the headers that are read', () => {
  const code = js("use(event.queryStringParameters['page size'], event.headers['x-tenant-id'], event.headers.Host);");
  const event = made('api-gateway-rest', code) as { readonly headers: object };
  expect(event).toMatchObject({
    queryStringParameters: { 'page size': 'page size' },
    headers: { 'x-tenant-id': '1042' },
  });
  expect(event.headers).toHaveProperty('Host', expect.stringMatching(/execute-api/));
});

test('a header that is read in other letters is the one that there is', () => {
  const { headers } = made('api-gateway-rest', js('use(event.headers.host);')) as {
    headers: { Host: string; host: string };
  };
  expect(headers.host).toBe(headers.Host);
});

test('a load balancer hands on in base64 what is no text', () => {
  const asked = (type: string): Json =>
    made('alb', [], { body: 'pier', headers: JSON.stringify({ 'Content-Type': type }) });
  expect(asked('image/png')).toMatchObject({ body: 'cGllcg==', isBase64Encoded: true });
  expect(asked('application/json; charset=utf-8')).toMatchObject({ body: 'pier', isBase64Encoded: false });
});

test('a rule of Config has the type, the configuration and the parameters that are asked for', () => {
  const code = py(
    'item = json.loads(event["invokingEvent"])["configurationItem"]\n' +
      'if item["resourceType"] != "AWS::EC2::Pier":\n    return\n' +
      'use(item["configuration"]["berths"], json.loads(event["ruleParameters"])["most"])',
  );
  const event = made('config-rule', code) as { invokingEvent: string; ruleParameters: string };
  expect(JSON.parse(event.invokingEvent)).toMatchObject({
    configurationItem: { resourceType: 'AWS::EC2::Pier', configuration: { berths: 'berths' } },
  });
  expect(event.ruleParameters).toBe('{"most":"most"}');
});

test('a line of a log is JSON where the handler parses it', () => {
  const lines = 'json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))["logEvents"]';
  const messageOf = (code: Code): string => {
    const { awslogs } = made('cloudwatch-logs', code) as { awslogs: { data: string } };
    const text = gunzipSync(Buffer.from(awslogs.data, 'base64')).toString();
    return (JSON.parse(text) as { logEvents: { message: string }[] }).logEvents[0]!.message;
  };
  expect(messageOf(py(`for line in ${lines}:\n    use(json.loads(line["message"])["pier"])`))).toBe('{"pier":"pier"}');
  expect(messageOf(py(`for line in ${lines}:\n    use(json.loads(line["message"]))`))).toBe('{"orderId":"1042"}');
  expect(messageOf(py(`for line in ${lines}:\n    use(line["message"])`))).toMatch(/^ERROR /);
});

test.each<[string, Code, readonly (string | number)[], Json]>([
  [
    'cloudformation-custom-resource',
    js('use(event.ResourceProperties.Piers.join());'),
    ['ResourceProperties', 'Piers'],
    ['Pier'],
  ],
  [
    'connect',
    py('return event["Details"]["ContactData"]["Attributes"]["Pier"]'),
    ['Details', 'ContactData', 'Attributes'],
    { Pier: 'Pier' },
  ],
  [
    'cognito-pre-sign-up',
    js("use(event.request.userAttributes['custom:pier']);"),
    ['request', 'userAttributes', 'custom:pier'],
    'custom:pier',
  ],
  [
    'lex-v2',
    py('return event["sessionState"]["intent"]["slots"]["Pier"]["value"]'),
    ['sessionState', 'intent', 'slots', 'Pier', 'value', 'interpretedValue'],
    'Pier',
  ],
  ['lex-v2', py('if event["invocationSource"] == "DialogCodeHook":\n    pass'), ['invocationSource'], 'DialogCodeHook'],
  ['lex-v2', py('if event["invocationSource"] == "Pier":\n    pass'), ['invocationSource'], 'FulfillmentCodeHook'],
  ['appsync-resolver', js("switch (event.info.fieldName) { case 'piers': break; }"), ['info', 'fieldName'], 'piers'],
  [
    'codepipeline',
    js("use(event['CodePipeline.job'].data.actionConfiguration.configuration.UserParameters);"),
    ['CodePipeline.job', 'data', 'actionConfiguration', 'configuration', 'UserParameters'],
    'stage=test',
  ],
  [
    'codepipeline',
    js("use(JSON.parse(event['CodePipeline.job'].data.actionConfiguration.configuration.UserParameters).pier);"),
    ['CodePipeline.job', 'data', 'actionConfiguration', 'configuration', 'UserParameters'],
    '{"pier":"pier"}',
  ],
  [
    'edge-viewer-request',
    js("use(event.Records[0].cf.request.headers['x-pier'][0].value);"),
    ['Records', 0, 'cf', 'request', 'headers', 'x-pier', 0, 'value'],
    'x-pier',
  ],
  [
    'sqs',
    js('for (const r of event.Records) { const m = JSON.parse(r.body); use(m.who); }'),
    ['Records', 0, 'body'],
    '{"who":"who"}',
  ],
  [
    'sns',
    py('m = json.loads(event["Records"][0]["Sns"]["Message"])\nuse(m["n"] * 2)'),
    ['Records', 0, 'Sns', 'Message'],
    '{"n":1}',
  ],
  [
    'sns-in-sqs',
    py('m = json.loads(json.loads(event["Records"][0]["body"])["Message"])\nuse(m["who"])'),
    ['Records', 0, 'body', 'Message'],
    '{"who":"who"}',
  ],
  ['eventbridge', js('use(event.detail.items.map((item) => item.sku));'), ['detail'], { items: [{ sku: 'sku' }] }],
  [
    'kinesis',
    py('d = json.loads(base64.b64decode(event["Records"][0]["kinesis"]["data"]).decode("utf-8"))\nuse(d["a"])'),
    ['Records', 0, 'kinesis', 'data'],
    'eyJhIjoiYSJ9',
  ],
  [
    'dynamodb-stream',
    js('const i = event.Records[0].dynamodb.NewImage; use(i.url.S, i.n.N, i.of.M.id.S, i.tags.L.map((t) => t.S));'),
    ['Records', 0, 'dynamodb', 'NewImage'],
    {
      url: { S: 'https://example.com/orders/1042' },
      n: { N: '1' },
      of: { M: { id: { S: '1042' } } },
      tags: { L: [{ S: 'tag' }] },
    },
  ],
  [
    'dynamodb-stream',
    js('const i = unmarshall(event.Records[0].dynamodb.NewImage); use(i.total * 2, i.rows.map((r) => r.id));'),
    ['Records', 0, 'dynamodb', 'NewImage'],
    { total: { N: '1' }, rows: { L: [{ M: { id: { S: '1042' } } }] } },
  ],
  ['appsync-resolver', js('use(event.arguments.input.title);'), ['arguments'], { input: { title: 'title' } }],
  ['step-functions-task', js('use(event.orderId);'), [], { orderId: '1042' }],
])('%s: %j', (source, code, path, expected) => {
  const found = path.reduce<Json>(
    (value, step) => {
      const inner = typeof value === 'string' ? (JSON.parse(value) as Json) : value;
      return (inner as { readonly [name: string | number]: Json })[step]!;
    },
    made(source, code),
  );
  expect(found).toEqual(expected);
});

const SCHEMA = `import { z } from 'zod';
export const Order = z.object({
  id: z.string().uuid(), total: z.number().min(18), kind: z.enum(['new', 'old']), paid: z.boolean(),
  mail: z.email(), lines: z.array(z.object({ sku: z.string() })), note: z.string().optional(),
});`;
const ORDER =
  '{"id":"6f1c2b3a-8d4e-4f5a-9b6c-7d8e9f0a1b2c","total":18,"kind":"new","paid":true,"mail":"ada@example.com","lines":[{"sku":"sku"}]}';

test('what a schema of a neighbouring module asks for is there, in the form that it takes', () => {
  const handler = `import { parser } from '@aws-lambda-powertools/parser/middleware';
import { Order } from './order';
export const handler = middy().use(parser({ schema: Order, envelope: SqsEnvelope })).handler(async (orders) => orders);`;
  const code: Code = [
    ['a.ts', handler],
    ['order.ts', SCHEMA],
  ];
  expect(made('sqs', code)).toMatchObject({ Records: [{ body: ORDER }] });
  const parsed = `import { Order } from './order';\nexport const handler = async (event: APIGatewayProxyEventV2) => Order.parse(JSON.parse(event.body!));`;
  expect(
    made('http-api', [
      ['a.ts', parsed],
      ['order.ts', SCHEMA],
    ]),
  ).toMatchObject({ body: ORDER });
});

test.each<[string, string]>([
  [
    'a.ts',
    'type Order = { who: string };\nexport const handler = async (event) => { const order: Order = JSON.parse(event.body); }',
  ],
  [
    'a.ts',
    'interface Order { who: string }\nexport const handler = async (event) => save(JSON.parse(event.body) as Order);',
  ],
  [
    'a.ts',
    "import { Order } from './b';\nexport const handler = async (event) => check(JSON.parse(event.body));\nfunction check(order) { return order.who; }",
  ],
  [
    'a.py',
    'class Order(BaseModel):\n  who: str\ndef handler(event, context):\n  return Order.model_validate_json(event["body"])',
  ],
  [
    'a.py',
    'class Order(BaseModel):\n  who: str\ndef handler(event, context):\n  order = Order(**json.loads(event["body"]))',
  ],
])('what the text of a body is taken for, in %s: %s', (file, text) => {
  expect(made('http-api', [[file, text]])).toMatchObject({ body: '{"who":"who"}' });
});

test('what a model of pydantic asks for is there', () => {
  const model = `class Order(BaseModel):
    id: UUID
    total: float = Field(gt=0)
    kind: Literal["new", "old"]
    lines: List[Line]
    note: Optional[str] = None
class Line(BaseModel):
    sku: str = Field(alias="SKU")
`;
  const lines = model.split('class Line');
  const ordered = `class Line${lines[1]}${lines[0]}`;
  const code = py(
    'order = parse(event=event, model=Order, envelope=envelopes.EventBridgeEnvelope)\nreturn order.id',
    ordered,
  );
  expect(made('eventbridge', code)).toMatchObject({
    detail: { id: expect.any(String), total: 1, kind: 'new', lines: [{ SKU: expect.any(String) }] },
  });
});

test.each<[what: string, code: Code]>([
  [
    'by its place',
    js(`for (let i = 0; i < event.Records.length; i++) {
      const told = JSON.parse(event.Records[i].body);
      for (const nth in told.Records) {
        const one = told.Records[nth];
        console.log(one?.s3?.bucket?.name, one.s3.object.key);
      }
    }`),
  ],
  [
    'one by one',
    py(
      'for record in event["Records"]:\n    for it in json.loads(record["body"])["Records"]:\n        use(it["s3"]["bucket"]["name"])',
    ),
  ],
  [
    'by a number',
    py(
      'for n in range(len(event["Records"])):\n    print(json.loads(event["Records"][n]["body"])["Records"][0]["s3"]["object"]["key"])',
    ),
  ],
])('a message in which a bucket tells of an object holds what a bucket sends: read %s', (_how, code) => {
  const { Records } = made('sqs', code) as unknown as { readonly Records: readonly { readonly body: string }[] };
  expect(JSON.parse(Records[0]!.body)).toMatchObject({
    Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'uploads' } } }],
  });
});

test.each([
  ['account.owner.name', '{"account":{"owner":{"name":"name"}}}'],
  ['source.street, order.source.town', '{"source":{"street":"street","town":"town"}}'],
])('what goes on where an event has a text is no part of that event: %s', (read, body) => {
  const own = made('sqs', js(`const order = JSON.parse(event.Records[0].body); use(order.${read});`));
  expect((own as unknown as { Records: { body: string }[] }).Records[0]!.body).toBe(body);
});

test('an object whose key is changed before it is used is still a bucket’s', () => {
  const read = js(`for (const { s3 } of JSON.parse(event.Records[0].body).Records)
    use(s3.bucket.name, decodeURIComponent(s3.object.key.replace(/[+]/g, ' ')), s3.object.key.length);`);
  const { Records } = made('sqs', read) as unknown as { readonly Records: readonly { readonly body: string }[] };
  expect(JSON.parse(Records[0]!.body)).toMatchObject({ Records: [{ eventSource: 'aws:s3' }] });
});

test('what a handler reads in its own JSON is nobody else’s event, and what it goes through by name no list', () => {
  const own = made('sqs', js('const { s3 } = JSON.parse(event.Records[0].body); use(s3.bucket.colour);'));
  expect((own as unknown as { Records: { body: string }[] }).Records[0]!.body).toBe(
    '{"s3":{"bucket":{"colour":"colour"}}}',
  );
  const named = made(
    'sqs',
    js('const { tags } = JSON.parse(event.Records[0].body); for (const k in tags) use(tags[k]);'),
  );
  expect((named as unknown as { Records: { body: string }[] }).Records[0]!.body).toBe('{"tags":{}}');
});

test('a message in which a rule tells of an event holds it with what is read of its detail', () => {
  const read = js(
    'const e = JSON.parse(event.Records[0].Sns.Message); use(e["detail-type"], e.detail.parcel.weight * 2);',
  );
  const { Records } = made('sns', read) as unknown as {
    readonly Records: readonly { readonly Sns: { readonly Message: string } }[];
  };
  expect(JSON.parse(Records[0]!.Sns.Message)).toMatchObject({
    account: expect.stringMatching(/^9999/) as string,
    detail: { parcel: { weight: 1 } },
  });
});
