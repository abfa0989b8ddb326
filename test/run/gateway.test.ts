/** What AWS's own clients are answered: by a mock, an endpoint, a person, or by nobody. */
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { CalledService } from '../../core/interpreter/historyEvent';
import { fakeHttp } from '../harness/fakeHttp';
import { gatewayServer, type GatewayCase } from '../harness/gatewayServer';

const Key = { id: { S: '1' } };

/** What a handler that reads an item gets, and what is told of it. */
async function getItem(given: GatewayCase): Promise<object> {
  const { config, said, unanswered } = await gatewayServer(given);
  const client = new DynamoDBClient(config);
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName: 't', Key }));
    return { Item, said, unanswered };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message, said, unanswered };
  }
}

const NOBODY =
  'DynamoDB GetItem is not sent to AWS, because no AWS target is chosen. Choose one with "Stepwise: Choose AWS Target", or in a terminal with --endpoint URL, or answer it with a mock: "dynamodb:GetItem" under "calls" in .vscode/stepwise.json.';

test.each<[string, GatewayCase, object]>([
  [
    'a mock',
    { calls: { 'dynamodb:GetItem': { input: { Key }, return: { Item: { n: { N: '1' } } } } } },
    { Item: { n: { N: '1' } }, said: ['F: DynamoDB GetItem, answered by a mock'], unanswered: [] },
  ],
  [
    'an error of a mock',
    { calls: { 'dynamodb:GetItem': { error: 'ResourceNotFoundException', cause: 'no table' } } },
    {
      name: 'ResourceNotFoundException',
      message: 'no table',
      said: ['F: DynamoDB GetItem, answered by a mock: ResourceNotFoundException'],
    },
  ],
  [
    'a person',
    { ask: () => Promise.resolve({ type: 'success', output: { Item: Key } }) },
    { Item: Key, said: ['F: DynamoDB GetItem, answered by you'] },
  ],
  [
    'an error that a person gives',
    { ask: () => Promise.resolve({ type: 'failure', error: 'InternalServerError', cause: 'later' }) },
    { name: 'InternalServerError', message: 'later' },
  ],
  [
    'nobody',
    {},
    {
      name: 'StepwiseNoAwsTarget',
      message: NOBODY,
      said: ['F: DynamoDB GetItem, which nothing answers'],
      unanswered: [
        {
          state: 'F',
          action: 'dynamodb:GetItem',
          input: { TableName: 't', Key },
          snippet: expect.stringMatching(/"calls": \{\s+"dynamodb:GetItem": \{\s+"return": \{\s+"Item"/) as string,
        },
      ],
    },
  ],
  [
    'an endpoint where nothing listens',
    { endpoints: { dynamodb: 'http://127.0.0.1:1' } },
    {
      name: 'StepwiseNoAwsTarget',
      message: 'The endpoint of DynamoDB, http://127.0.0.1:1, does not answer: ECONNREFUSED. Check that it is running.',
    },
  ],
])('%s answers', async (_who, given, expected) => expect(await getItem(given)).toMatchObject(expected));

test('an endpoint gets the request as it came, and mocks stand before it', async () => {
  const seen: unknown[] = [];
  const { url } = await fakeHttp(({ path, headers, body }) => {
    seen.push([path, headers.host, headers['x-amz-target'], body]);
    return { body: { Item: Key }, headers: { 'content-type': 'application/x-amz-json-1.0' } };
  });
  const endpoints = { dynamodb: `${url}/base` };
  expect(await getItem({ endpoints })).toMatchObject({
    Item: Key,
    said: ['F: DynamoDB GetItem, sent to its endpoint'],
  });
  expect(seen).toEqual([
    ['/base/', new URL(url).host, 'DynamoDB_20120810.GetItem', JSON.stringify({ TableName: 't', Key })],
  ]);
  const calls = { 'dynamodb:GetItem': { return: {} } };
  expect(await getItem({ endpoints, calls })).toMatchObject({ said: ['F: DynamoDB GetItem, answered by a mock'] });
  expect(seen).toHaveLength(1);
});

test("a person's endpoint is asked from then on", async () => {
  const { url } = await fakeHttp(() => ({ body: { Item: Key } }));
  let asked = 0;
  const ask = (): Promise<{ type: 'endpoint'; url: string }> =>
    Promise.resolve({ type: 'endpoint', url, asked: asked++ });
  const { config } = await gatewayServer({ ask });
  const client = new DynamoDBClient(config);
  for (let time = 0; time < 2; time++) {
    expect((await client.send(new GetItemCommand({ TableName: 't', Key }))).Item).toEqual(Key);
  }
  expect(asked).toBe(1);
});

test('a queue that a mock names as AWS does leads back here, and mocks see it as AWS names it', async () => {
  const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/Orders';
  const calls = {
    'sqs:GetQueueUrl': { return: { QueueUrl } },
    'sqs:SendMessage': { input: { QueueUrl }, return: { MessageId: 'm' } },
  };
  const { config, url, said, happened } = await gatewayServer({ calls });
  const client = new SQSClient(config);
  const { QueueUrl: local } = await client.send(new GetQueueUrlCommand({ QueueName: 'Orders' }));
  expect(local).toBe(`${url}/123456789012/Orders`);
  const sent = await client.send(new SendMessageCommand({ QueueUrl: local, MessageBody: 'hello' }));
  expect(sent).toMatchObject({ MessageId: 'm' });
  expect(said).toEqual(['F: SQS GetQueueUrl, answered by a mock', 'F: SQS SendMessage, answered by a mock']);
  const filtered = { body: 'hello', messageAttributes: {} };
  expect(happened).toEqual([{ source: 'sqs', texts: { queue: 'Orders', body: 'hello' }, filtered }]);
});

test('what a call makes happen is told whoever has answered it', async () => {
  const ask = () => Promise.resolve({ type: 'success', output: { MessageId: 'm' }, inferred: true } as const);
  const { config, url, happened } = await gatewayServer({ ask });
  const QueueUrl = `${url}/123456789012/Orders`;
  await new SQSClient({ ...config, md5: false }).send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  expect(happened).toMatchObject([{ source: 'sqs', texts: { queue: 'Orders', body: 'hello' } }]);
});

/** A client that speaks HTTP/2 alone, such as those of services with streams of events. */
async function overHttp2(url: string, target: string, body: string): Promise<{ status: unknown; body: string }> {
  const { origin, pathname } = new URL(url);
  const session = http2.connect(origin);
  onTestFinished(() => session.destroy());
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=K/20300101/r/dynamodb/aws4_request' };
  const stream = session.request({ ':method': 'POST', ':path': pathname, 'x-amz-target': target, ...signed });
  stream.end(body);
  const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders];
  return { status: headers[':status'], body: await text(stream) };
}

test('a client of HTTP/2 is answered at the same port, and what it asks reaches an endpoint of HTTP/1.1', async () => {
  const { url: endpoint, requests } = await fakeHttp(() => ({
    status: 201,
    body: '{"Item":{}}',
    headers: { connection: 'close' },
  }));
  const { url, config, said } = await gatewayServer({
    calls: { 'dynamodb:GetItem': { return: { Item: Key } } },
    endpoints: { dynamodb: endpoint },
  });
  const asked = JSON.stringify({ TableName: 't', Key });
  expect(await overHttp2(url, 'DynamoDB_20120810.GetItem', asked)).toEqual({
    status: 200,
    body: JSON.stringify({ Item: Key }),
  });
  expect(await overHttp2(url, 'DynamoDB_20120810.DeleteItem', asked)).toEqual({ status: 201, body: '{"Item":{}}' });
  expect(
    requests.map(({ method, body, headers }) => [
      method,
      body,
      Object.keys(headers).some((name) => name.startsWith(':')),
    ]),
  ).toEqual([['POST', asked, false]]);
  expect((await new DynamoDBClient(config).send(new GetItemCommand({ TableName: 't', Key }))).Item).toEqual(Key);
  expect(said).toEqual([
    'F: DynamoDB GetItem, answered by a mock',
    'F: DynamoDB DeleteItem, sent to its endpoint',
    'F: DynamoDB GetItem, answered by a mock',
  ]);
});

test('a mock may name the bytes of a call as text', async () => {
  const { config } = await gatewayServer({
    calls: { 'dynamodb:GetItem': { input: { Key: { id: { B: 'what?' } } }, return: { Item: Key } } },
  });
  const asked = { TableName: 't', Key: { id: { B: new Uint8Array(Buffer.from('what?')) } } };
  expect((await new DynamoDBClient(config).send(new GetItemCommand(asked))).Item).toEqual(Key);
});

test("a secret that a person has given is the handler's: whoever watches sees none of it", async () => {
  const given = () => ({ all: { 'secret:mill/token': 'hush' } });
  const { url, stepFunctions } = await gatewayServer({ folder: '/', given });
  const seen: (string | undefined)[] = [];
  const calledService = ({ output }: CalledService): void => void seen.push(output);
  stepFunctions.serves('p', { call: { calledService } } as never);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...signedFor('secretsmanager'), 'x-amz-target': 'secretsmanager.GetSecretValue', processid: 'p' },
    body: '{"SecretId":"mill/token"}',
  });
  expect(await response.json()).toMatchObject({ SecretString: 'hush' });
  expect(seen.map((each) => JSON.parse(each!) as object)).toMatchObject([{ Name: 'mill/token', SecretString: '***' }]);
});

test.each([
  ['the state that called the handler', 'p', true],
  ['nobody who is known', 'q', false],
])('a person is asked for as long as %s waits', async (_, processid, isAborted) => {
  const asked: [state: string, isAborted: boolean][] = [];
  const waits = new AbortController();
  const { url, stepFunctions } = await gatewayServer({
    ask: ({ state }, signal) => {
      waits.abort();
      asked.push([state, signal.aborted]);
      return Promise.resolve({ type: 'success', output: { Item: Key } });
    },
  });
  const call = { state: { name: 'Pay' }, signal: waits.signal, calledService: () => undefined };
  stepFunctions.serves('p', { machine: 'm', call } as never);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...signedFor('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.GetItem', processid },
    body: JSON.stringify({ TableName: 't', Key }),
  });
  expect(response.status).toBe(200);
  expect(asked).toEqual([[isAborted ? 'Pay' : 'F', isAborted]]);
});

test('of 500 connections at once none is lost', async () => {
  const { url } = await gatewayServer({ calls: { 'dynamodb:GetItem': { return: { Item: Key } } } });
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  onTestFinished(() => agent.destroy());
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=K/20300101/r/dynamodb/aws4_request' };
  const headers = { 'x-amz-target': 'DynamoDB_20120810.GetItem', ...signed };
  const asked = Array.from({ length: 500 }, async () => {
    const sent = http.request(url, { method: 'POST', agent, headers }).end(JSON.stringify({ TableName: 't', Key }));
    const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
    return `${response.statusCode} ${await text(response)}`;
  });
  expect(new Set(await Promise.all(asked))).toEqual(new Set([`200 ${JSON.stringify({ Item: Key })}`]));
});

test('a body of 7 MB is a call like any other', async () => {
  const { config, said } = await gatewayServer({ calls: { 'dynamodb:PutItem': { return: {} } } });
  const client = new DynamoDBClient({ ...config, requestHandler: { requestTimeout: 20_000 } });
  await client.send(new PutItemCommand({ TableName: 't', Item: { ...Key, large: { S: 'x'.repeat(7 << 20) } } }));
  expect(said).toEqual(['F: DynamoDB PutItem, answered by a mock']);
});

test.each<[string, RequestInit, number, RegExp]>([
  [
    'signed for nothing',
    { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } },
    400,
    /The signature of the request names no service/,
  ],
  [
    'packed, as it says, and is not',
    { method: 'POST', body: 'no', headers: { 'content-encoding': 'gzip' } },
    400,
    /The body of the request is no gzip/,
  ],
  ['nothing of AWS', { method: 'PUT' }, 400, /PUT \/any is not sent to AWS/],
])('a request that is %s is refused', async (_what, init, status, expected) => {
  const { url } = await gatewayServer({});
  const response = await fetch(`${url}/any`, init);
  expect(response.status).toBe(status);
  expect(await response.text()).toMatch(expected);
});

/** A request that was made for a host of AWS. */
async function onItsWay(url: string, host: string, headers: object, body: string | Buffer, method = 'POST') {
  const { origin, pathname } = new URL(url);
  const sent = http.request(`${origin}${pathname}`, { method, headers: { ...headers, host } }).end(body);
  const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}

const JSON10 = { 'content-type': 'application/x-amz-json-1.0' };
const signedFor = (service: string): object => ({
  authorization: `AWS4-HMAC-SHA256 Credential=K/20300101/eu-west-1/${service}/aws4_request`,
});

test('with AWS as the target a token of the run is answered here, and any other goes to AWS', async () => {
  const { url: awsAt, requests } = await fakeHttp(() => ({ body: {}, headers: JSON10 }));
  const { url, said, stepFunctions } = await gatewayServer({ awsAt });
  const token = '0a'.repeat(32);
  stepFunctions.tasks.add({ token, heartbeat: () => undefined } as never);
  const answered = (taskToken: string) =>
    onItsWay(
      url,
      'states.eu-west-1.amazonaws.com',
      { ...signedFor('states'), 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
      JSON.stringify({ taskToken, output: '{}' }),
    );
  expect(await answered(token)).toEqual({ status: 200, body: '{}' });
  expect(requests).toEqual([]);
  expect(await answered('of AWS')).toEqual({ status: 200, body: '{}' });
  expect(requests.map(({ headers: { host } }) => host)).toEqual(['states.eu-west-1.amazonaws.com']);
  expect(said).toEqual(['F: SFN SendTaskSuccess, answered here', 'F: SFN SendTaskSuccess, sent to AWS']);
});

test('with AWS as the target an endpoint goes before it, and is told the bucket by the path', async () => {
  const { url: endpoint, requests } = await fakeHttp(() => ({ body: 'x' }));
  const { url } = await gatewayServer({ awsAt: 'http://127.0.0.1:1', endpoints: { s3: endpoint } });
  await onItsWay(`${url}/k`, 'orders.s3.eu-west-1.amazonaws.com', signedFor('s3'), '', 'GET');
  expect(requests.map(({ path, headers: { host } }) => [path, host])).toEqual([['/orders/k', new URL(endpoint).host]]);
});

test('AWS that cannot be reached is a failure that an SDK tries again', async () => {
  const { url, said } = await gatewayServer({ awsAt: 'http://127.0.0.1:1' });
  const headers = { ...signedFor('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.ListTables' };
  expect(await onItsWay(url, 'dynamodb.eu-west-1.amazonaws.com', headers, '{}')).toMatchObject({
    status: 503,
    body: expect.stringContaining('dynamodb.eu-west-1.amazonaws.com cannot be reached: ECONNREFUSED.') as string,
  });
  expect(said).toEqual(['F: DynamoDB ListTables, sent to AWS: NetworkingError']);
});

test('what is too large to hold goes on to AWS piece by piece', async () => {
  let length = 0;
  const server = http.createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (length += chunk.length)).on('end', () => response.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { url, said } = await gatewayServer({
    awsAt: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    most: 1000,
  });
  const body = Buffer.alloc(100_000);
  const headers = { ...signedFor('s3'), 'content-length': body.length };
  const answered = await onItsWay(`${url}/k`, 'b.s3.eu-west-1.amazonaws.com', headers, body, 'PUT');
  expect(answered).toEqual({ status: 200, body: '' });
  expect(length).toBe(body.length);
  expect(said).toEqual(['F: S3 PutObject, sent to AWS']);
});

test('a request to an API of the project’s own is told, since a client of HTTP may say no more than its status', async () => {
  const { url, said } = await gatewayServer({});
  const { status } = await fetch(`${url}/_aws/execute-api/orders/prod/items`, { method: 'POST', body: '{}' });
  expect([status, said]).toEqual([400, ['F: API Gateway POST /prod/items of orders, which nothing answers']]);
});
