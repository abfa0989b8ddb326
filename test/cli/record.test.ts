/** What endpoints answer is recorded, and takes their place in the next run. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fakeHttp } from '../harness/fakeHttp';
import { temporaryFolder } from '../harness/temporaryFolder';
import { check } from './check';

const hasBoto = ((): boolean => {
  try {
    execFileSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const TABLE = { TableName: 'orders' };
const task = (resource: string, rest: object): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  ...rest,
});

const FLOW = {
  StartAt: 'Put order',
  States: {
    'Put order': task('dynamodb:putItem', {
      Parameters: { ...TABLE, Item: { id: { 'S.$': '$.id' } } },
      ResultPath: '$.put',
      Next: 'Look',
    }),
    Look: task('aws-sdk:dynamodb:getItem', {
      Parameters: { ...TABLE, Key: { id: { 'S.$': '$.id' } } },
      ResultPath: '$.look',
      Next: 'Is it done?',
    }),
    'Is it done?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.look.Item.status.S', StringEquals: 'DONE', Next: 'Tell' }],
      Default: 'Look',
    },
    Tell: task('sqs:sendMessage', {
      Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/Orders', MessageBody: 'hello' },
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }],
      ResultPath: '$.told',
      Next: 'Handle',
    }),
    Handle: {
      Type: 'Task',
      Resource: '${Handle}',
      ResultPath: '$.handled',
      ...(hasBoto ? { Next: 'Secret' } : { End: true }),
    },
    ...(hasBoto && { Secret: { Type: 'Task', Resource: '${Secret}', ResultPath: '$.secret', End: true } }),
  },
};

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: Orders } }
  Handle:
    Type: AWS::Serverless::Function
    Properties: { Handler: handle.handler, Runtime: nodejs20.x, CodeUri: ., Environment: { Variables: { QUEUE: !Ref Orders } } }
  Secret: { Type: AWS::Serverless::Function, Properties: { Handler: secret.handler, Runtime: python3.12, CodeUri: . } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flow.asl.json, DefinitionSubstitutions: { Handle: !GetAtt Handle.Arn, Secret: !GetAtt Secret.Arn } }
`;

/** Ids and times of its own in every call. */
const HANDLE = `
const { randomUUID } = require('node:crypto');
const { DynamoDBClient, GetItemCommand, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const { SQSClient, SendMessageCommand, GetQueueUrlCommand } = require('@aws-sdk/client-sqs');
const dynamodb = new DynamoDBClient({}), sqs = new SQSClient({});
exports.handler = async ({ id }) => {
  const items = [];
  for (const key of [id, 'other']) {
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: key } } }));
    items.push(Item ?? null);
  }
  const at = { id: { S: randomUUID() }, at: { S: new Date().toISOString() }, expires: { N: String(Math.floor(Date.now() / 1000) + 3600) } };
  await dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: { ...at, kind: { S: 'note' } } }));
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'Orders' }));
  const sent = [];
  for (const url of [QueueUrl, process.env.QUEUE]) {
    sent.push((await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'hello' }))).MessageId);
  }
  const missing = await dynamodb.send(new GetItemCommand({ TableName: 'none', Key: { id: { S: '1' } } })).catch((error) => [error.name, error.message]);
  return { items, sent, missing };
};
`;

const SECRET = `
import boto3, os
def handler(event, context):
    secret = boto3.client("secretsmanager").get_secret_value(SecretId="card")["SecretString"]
    topic = boto3.client("sns").publish(TopicArn="arn:aws:sns:us-east-1:123456789012:Told", Message="by " + secret)["MessageId"]
    return {"length": len(secret), "topic": topic}
`;

const md5 = createHash('md5').update('hello').digest('hex');

/** An endpoint that counts what it is asked. */
async function endpoint(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  let looks = 0;
  const json = (body: object, status = 200) => ({
    status,
    body,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': `r${asked.length}` },
  });
  const server = await fakeHttp(({ headers, body, path: at }) => {
    const [, action = /Action=(\w+)/.exec(String(body))?.[1] ?? ''] = String(headers['x-amz-target'] ?? '').split('.');
    asked.push(action);
    const given =
      action === 'Publish'
        ? {}
        : (JSON.parse(String(body)) as { TableName?: string; QueueUrl?: string; Key?: { id: { S: string } } });
    if (given.TableName === 'none')
      return json({ __type: 'com.amazonaws#ResourceNotFoundException', message: 'no table' }, 400);
    if (action === 'GetItem' && given.Key?.id.S === 'other') return json({ Item: { id: { S: 'other' } } });
    if (action === 'GetItem')
      return json({ Item: { status: { S: ++looks < 3 ? 'RUNNING' : 'DONE' }, looks: { N: String(looks) } } });
    if (action === 'PutItem') return json({});
    // In another name than it was reached at, as some do.
    if (action === 'GetQueueUrl')
      return json({ QueueUrl: `${server.url.replace('127.0.0.1', 'localhost')}/000000000000/Orders` });
    if (action === 'SendMessage' && asked.filter((each) => each === action).length === 1)
      return json({ __type: 'QueueDoesNotExist', message: 'not yet' }, 400);
    if (action === 'SendMessage')
      return json({ MessageId: `m of ${new URL(given.QueueUrl!).pathname} at ${at}`, MD5OfMessageBody: md5 });
    if (action === 'GetSecretValue') return json({ Name: 'card', SecretString: 'open sesame' });
    if (action === 'Publish')
      return {
        body: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>t</MessageId></PublishResult></PublishResponse>',
        headers: { 'content-type': 'text/xml' },
      };
    return json({ __type: 'UnknownOperation', message: action }, 400);
  });
  return { url: server.url, asked };
}

function project(more: { readonly [file: string]: string } = {}): string {
  const folder = temporaryFolder({
    'template.yaml': TEMPLATE,
    'flow.asl.json': JSON.stringify(FLOW),
    'handle.js': HANDLE,
    'secret.py': SECRET,
    ...more,
  });
  symlinkSync(path.join(__dirname, '../../node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** The Python that has been asked for boto3: a nearer one to the Runtime may lack it. */
const PYTHON = ['--python', 'python3'];
const RUN = ['run', 'template.yaml', '--input', '{"id":"42"}', '--seed', '1', '--clock', 'skip', ...PYTHON];

/** Without times, which no seed holds still, and what they make of a handler's lines. */
function eventsOf(folder: string, file: string): unknown {
  const { events } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { events: { timestamp?: string }[] };
  return events.map(({ timestamp: _, ...event }) => event);
}

test('a run that was recorded goes the same way without what answered it', { timeout: 60_000 }, async () => {
  const folder = project();
  const { url, asked } = await endpoint();
  const first = await check(
    [...RUN, '--endpoint', url, '--record', 'r.json', '--history', 'one.json'],
    { cwd: folder },
    { code: 0 },
  );
  expect(first.error).toMatch(/\d+ answers are recorded in r\.json\./);
  const count = asked.length;
  expect(count).toBeGreaterThan(10);
  const second = await check([...RUN, '--mocks', 'r.json', '--history', 'two.json'], { cwd: folder }, { code: 0 });
  expect(asked).toHaveLength(count);
  expect(second.out).toBe(first.out);
  expect(eventsOf(folder, 'two.json')).toEqual(eventsOf(folder, 'one.json'));
  const { mocks, calls } = JSON.parse(readFileSync(path.join(folder, 'r.json'), 'utf8')) as Recorded;
  expect(mocks.Flow!.Look).toMatchObject([
    { return: { Item: { status: { S: 'RUNNING' }, looks: { N: '1' } } } },
    { return: { Item: { looks: { N: '2' } } } },
    { return: { Item: { status: { S: 'DONE' } } }, recorded: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string },
  ]);
  expect(mocks.Flow!.Tell).toMatchObject([
    { error: 'SQS.QueueDoesNotExistException' },
    { return: { MessageId: 'm of /123456789012/Orders at /' } },
  ]);
  // An id and times of the handler's own are in no input: the next run has others.
  expect(calls['dynamodb:PutItem']).toMatchObject([
    { input: { TableName: 'orders', Item: { id: {}, at: {}, expires: {}, kind: { S: 'note' } } } },
  ]);
  // The queue of the endpoint's own, by the gateway, and the template's.
  expect(JSON.parse(first.out)).toMatchObject({
    handled: { sent: ['m of /000000000000/Orders at /', 'm of /123456789012/Orders at /'] },
  });
});

interface Recorded {
  readonly mocks: { readonly [machine: string]: { readonly [state: string]: object[] } };
  readonly calls: { readonly [action: string]: object[] };
}

const LOOK = JSON.stringify({
  StartAt: 'Look',
  States: { Look: task('aws-sdk:secretsmanager:getSecretValue', { End: true, Parameters: { SecretId: 's' } }) },
});

test.each<[string, { readonly [file: string]: string }, readonly string[], string]>([
  ['a file of something else', { 'r.json': '[1]' }, [], 'r.json is left as it is: The file must be an object.'],
  ['a file that is no JSON', { 'r.json': '{' }, [], 'is left as it is: r.json is not valid JSON.'],
  ['a folder', { 'r.json/x': '' }, [], '--record must name a file.'],
  ['a mask that is none', {}, ['--mask', '*'], '--mask: The mask "*" must name a key'],
  [
    'a mask of the project that is none',
    { '.vscode/stepwise.json': '{ "mask": 1 }' },
    [],
    'Nothing can be recorded, because "mask" cannot be read.',
  ],
])('%s takes no recording, and nothing runs', async (_what, files, more, sentence) => {
  const { error } = await check(
    ['run', 'look.asl.json', '--record', 'r.json', ...more],
    { files: { 'look.asl.json': LOOK, ...files } },
    { code: 2 },
  );
  expect(error).toContain(sentence);
});

test('a recorded answer that the machine no longer reads is told', async () => {
  const recorded = '2026-01-01T00:00:00Z';
  const mocks = { look: { Look: { return: {}, recorded }, Gone: { return: {}, recorded }, 'By hand': { return: {} } } };
  const { error } = await check(
    ['run', 'look.asl.json', '--mocks', 'm.json'],
    { files: { 'look.asl.json': LOOK, 'm.json': JSON.stringify({ mocks }) } },
    { code: 0 },
  );
  expect(error).toContain(
    'look no longer calls anything in "Gone", whose answers were recorded. Remove them from the mocks.',
  );
});
