/** A handler's calls of AWS's APIs find the local endpoints, whatever its SDK knows of endpoints. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { AwsTarget } from '../../lambda/lambda';
import { answer, createHost, invoke } from './harness';

interface Case {
  readonly handler: string;
  readonly event?: object;
  readonly target?: AwsTarget;
}

/** An endpoint that echoes what it was asked, and what a handler makes of it. */
async function outcome({ handler, event = {}, target = { kind: 'mock' } }: Case): Promise<unknown> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
      const output = JSON.stringify({ host: request.headers.host, path: request.url, operation, body });
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ output, taskToken: output, executionArn: output, status: 'SUCCEEDED' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { host } = createHost({
    target,
    serviceEndpoints: () => Promise.resolve({ sfn: `http://127.0.0.1:${port}/secret` }),
  });
  onTestFinished(() => host.dispose());
  const returned = answer(await invoke(host, handler, event));
  return JSON.parse(JSON.stringify(returned).replaceAll(`:${port}`, ''));
}

const success = (sdk: string): object => ({
  sdk,
  operation: 'SendTaskSuccess',
  input: { taskToken: 't', output: '1' },
});
const start = { input: { stateMachineArn: 'arn:aws:states:us-east-1:1:stateMachine:m' } };
const activity = { activityArn: 'arn:aws:states:us-east-1:1:activity:a' };
const asked = (operation: string, host = '127.0.0.1'): RegExp =>
  new RegExp(`^\\{"host":"${host.replaceAll('.', '\\.')}","path":"/secret/","operation":"${operation}",`);

const NODE = 'stepFunctions/app.js';
const PYTHON = 'stepFunctions/app.py';

test.each<[string, Case, object]>([
  [
    'the SDK',
    { handler: NODE, event: { sdk: '@aws-sdk/client-sfn', operation: 'GetActivityTask', input: activity } },
    { taskToken: expect.stringMatching(asked('GetActivityTask')) },
  ],
  [
    'the SDK, whose host has a prefix',
    { handler: NODE, event: { ...start, sdk: '@aws-sdk/client-sfn', operation: 'StartSyncExecution' } },
    { output: expect.stringMatching(asked('StartSyncExecution', 'sync-127.0.0.1')) },
  ],
  [
    'an SDK that reads no variable',
    { handler: NODE, event: { sdk: 'client-sfn-old', operation: 'GetActivityTask', input: activity } },
    { taskToken: expect.stringMatching(asked('GetActivityTask')) },
  ],
  [
    'an SDK that reads no variable, with a prefix',
    { handler: NODE, event: { ...start, sdk: 'client-sfn-old', operation: 'StartSyncExecution' } },
    { output: expect.stringMatching(asked('StartSyncExecution')) },
  ],
])('%s', async (_which, each, expected) => expect(await outcome(each)).toMatchObject(expected));

test('what the target says of Step Functions goes first', async () => {
  const target: AwsTarget = { kind: 'endpoint', url: '', services: { sfn: 'http://127.0.0.1:9' } };
  const returned = await outcome({ handler: NODE, event: success('@aws-sdk/client-sfn'), target });
  expect(returned).toEqual({ error: expect.stringMatching(/ECONNREFUSED/) as string });
});

test('with AWS itself as the target its Step Functions are AWS itself', async () => {
  const target: AwsTarget = { kind: 'aws', region: 'eu-west-1' };
  const { env } = (await outcome({ handler: 'cjs/app.js#context', target })) as { env: object };
  expect(env).not.toHaveProperty('AWS_ENDPOINT_URL_SFN');
});

test.each([
  ['JavaScript', NODE, 2],
  ['Python', PYTHON, 3],
])('a host with the prefix of an action resolves in %s', async (_language, file, count) =>
  expect(await outcome({ handler: `${file}#resolved` })).toEqual(Array<string>(count).fill('127.0.0.1')),
);

test('an old botocore gets the endpoints that a newer one reads of itself', async () =>
  expect(await outcome({ handler: 'stepFunctions/old/app.py#old_client' })).toEqual([
    'http://127.0.0.1/secret',
    'http://own',
    true,
    'http://127.0.0.1/secret',
    null,
  ]));

test('signed calls of an SDK that reads no variable go where all calls go; what is not signed does not', async () => {
  const { host } = createHost({ services: (_request, response, { url }) => void response.end(url) });
  onTestFinished(() => host.dispose());
  const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/s3/aws4_request, Signature=0' };
  const calls = [
    { url: 'https://orders.s3.eu-west-1.amazonaws.com/a%20b?x=1', headers },
    { url: 'https://dynamodb.eu-west-1.amazonaws.com/', headers },
    { url: 'https://s3.amazonaws.com/orders/a', headers: { authorization: 'AWS A:0' } },
    { url: 'https://orders.s3.amazonaws.com/a?AWSAccessKeyId=A&Signature=0' },
    { url: 'https://orders.s3.eu-west-1.amazonaws.com/public' },
  ];
  expect(answer(await invoke(host, 'stepFunctions/signed.js', calls))).toEqual([
    '/orders/a%20b?x=1',
    '/',
    '/orders/a',
    '/orders/a?AWSAccessKeyId=A&Signature=0',
    'StepwiseNoAwsTarget',
  ]);
  const presigned = calls[3]!.url;
  const unsigned = calls[4]!.url;
  expect(
    answer(await invoke(host, 'stepFunctions/signed.js#fetched', [{ url: presigned }, { url: unsigned }])),
  ).toEqual(['/orders/a?AWSAccessKeyId=A&Signature=0', 'StepwiseNoAwsTarget']);
});

test("a request that is nobody else's has the headers that it was given", async () => {
  const { host } = createHost({ services: (_request, response) => void response.end() });
  onTestFinished(() => host.dispose());
  expect(answer(await invoke(host, 'stepFunctions/signed.js#iterated', null))).toBe('7');
});

test('a call of an SDK that takes of an endpoint its host alone arrives', async () => {
  const { host } = createHost({ services: (_request, response, { url }) => void response.end(`served ${url}`) });
  onTestFinished(() => host.dispose());
  const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/sqs/aws4_request, Signature=0' };
  expect(answer(await invoke(host, 'stepFunctions/signed.js#byHost', { headers }))).toBe('served /');
  expect(answer(await invoke(host, 'stepFunctions/signed.js#byHost', { headers: {} }))).not.toBe('served /');
});
