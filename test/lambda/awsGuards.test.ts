/** AWS is never called by accident: what a handler can see of the editor's AWS, and what its calls come to. */
import { cp, mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardVariables } from '../../lambda/awsGuard';
import { findBootstraps } from '../../lambda/bootstrapFolder';
import type { AwsTarget } from '../../lambda/lambda';
import { decodeCbor } from '../../services/wire/cborBytes';
import { unansweredCalls } from '../harness/unansweredCalls';
import { answer, createHost, invoke } from './harness';

/** What the editor may have been started with. */
const SECRETS = {
  AWS_PROFILE: 'production',
  AWS_ACCESS_KEY_ID: 'AKIAREALREALREALREAL',
  AWS_SECRET_ACCESS_KEY: 'real-secret',
  AWS_SESSION_TOKEN: 'real-token',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/real/token',
  AWS_ROLE_ARN: 'arn:aws:iam::111111111111:role/real',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/real',
  AWS_CONFIG_FILE: '/real/config',
  GITHUB_TOKEN: 'real-github',
};
const saved = { ...process.env };
let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'stepwise-test-'));
  await mkdir(path.join(home, '.aws'));
  await writeFile(path.join(home, '.aws', 'credentials'), '[default]\naws_access_key_id = AKIAREALREALREALREAL\n');
  Object.assign(process.env, SECRETS, { HOME: home, USERPROFILE: home });
});
afterAll(async () => {
  for (const name of Object.keys(SECRETS)) delete process.env[name];
  Object.assign(process.env, saved);
  await rm(home, { recursive: true, force: true });
});

/** Its path tells the process, and is known to nobody else. */
const LOCAL = /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/[0-9a-f]{8}$/;

const LANGUAGES = [
  { file: 'cjs/app.js', context: 'context', call: 'callAws', byName: 'callAwsByName' },
  { file: 'python/app.py', context: 'context_', call: 'call_aws', byName: 'call_aws_by_name' },
];

async function environmentSeen(target: AwsTarget, language = LANGUAGES[0], environment = {}) {
  const { host, logs } = createHost({ target });
  const more = { environment };
  const options = { clientContext: '{"custom":{}}' };
  const outcome = await invoke(host, `${language?.file}#${language?.context}`, {}, more, options);
  await host.dispose();
  return { env: (answer(outcome) as { env: { [name: string]: string } }).env, logs };
}

test.each(LANGUAGES)("$file sees none of the editor's credentials", async (language) => {
  const template = { AWS_PROFILE: 'template', AWS_ENDPOINT_URL: 'https://real', AWS_REGION: 'us-east-1', TABLE: 't' };
  const { env, logs } = await environmentSeen({ kind: 'mock' }, language, template);
  for (const value of Object.values(SECRETS)) expect(Object.values(env)).not.toContain(value);
  expect(env).toMatchObject({
    AWS_ACCESS_KEY_ID: 'STEPWISEDUMMYKEY',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'eu-west-1',
    TABLE: 't',
    AWS_ENDPOINT_URL: expect.stringMatching(LOCAL) as string,
  });
  expect(
    Object.keys(env).filter(
      (name) => /PROFILE$|IDENTITY_TOKEN|CONTAINER|^AWS_ROLE/.test(name) && name !== 'USERPROFILE',
    ),
  ).toEqual([]);
  expect(logs.map(({ text }) => text)).toEqual([
    'These variables are not passed on, because Stepwise itself sets what clients of AWS read: AWS_PROFILE, AWS_ENDPOINT_URL, AWS_REGION',
  ]);
});

test.each(LANGUAGES)('the files in which an SDK of $file looks for profiles are empty', async ({ file }) => {
  const { host } = createHost();
  expect(answer(await invoke(host, `${file}#sdk`))).toEqual({ AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '' });
  await host.dispose();
});

test('a handler is not given the chosen endpoints: they are asked after what answers here', async () => {
  const { env } = await environmentSeen({
    kind: 'endpoint',
    url: 'http://127.0.0.1:4566',
    services: { dynamodb: 'http://127.0.0.1:8000', 'Secrets Manager': 'http://127.0.0.1:9000' },
  });
  for (const value of Object.values(SECRETS)) expect(Object.values(env)).not.toContain(value);
  expect(env['AWS_ENDPOINT_URL']).toMatch(LOCAL);
  expect(Object.keys(env).filter((name) => name.startsWith('AWS_ENDPOINT_URL_'))).toEqual([]);
});

test("the guard comes before a template's own preloads and paths, and keeps proxies out of AWS's names", async () => {
  const template = { NODE_OPTIONS: '--no-deprecation', PYTHONPATH: '/of/the/template' };
  const { env } = await environmentSeen({ kind: 'mock' }, LANGUAGES[0], template);
  expect(env['NODE_OPTIONS']).toMatch(/^--require ".*awsGuard\.cjs" --no-deprecation$/);
  expect(env['PYTHONPATH']?.split(path.delimiter)).toEqual([
    expect.stringMatching(/site$/) as string,
    '/of/the/template',
  ]);
  expect(env['NO_PROXY']?.split(',')).toEqual(
    expect.arrayContaining(['127.0.0.1', '.amazonaws.com', '.on.aws', 'instance-data', '169.254.169.254']),
  );
});

test('with AWS as the target there is no guard, and calls come by here on their way', async () => {
  const { env } = await environmentSeen({ kind: 'aws', region: 'eu-west-1' });
  expect(env).not.toHaveProperty('STEPWISE_AWS_REFUSAL');
  expect(env).toMatchObject({
    STEPWISE_AWS_ROUTE: expect.stringMatching(LOCAL) as string,
    NODE_OPTIONS: expect.stringMatching(/^--require ".*awsRoute\.cjs"$/) as string,
    PYTHONPATH: expect.stringMatching(/site$/) as string,
  });
  expect(env['NO_PROXY']).not.toContain('amazonaws');
});

test('the guard loads from a folder with blanks in its name', async () => {
  const bootstrapDir = path.join(home, "o'the program files");
  await cp(findBootstraps(), bootstrapDir, { recursive: true });
  for (const { file, byName } of LANGUAGES) {
    const { host } = createHost({ bootstrapDir });
    expect(answer(await invoke(host, `${file}#${byName}`))).toContain('no AWS target is chosen');
    await host.dispose();
  }
});

test.each([
  ['/opt/it', '--require "/opt/it/awsGuard.cjs"'],
  ['/my "own" folder', '--require "/my \\"own\\" folder/awsGuard.cjs"'],
  ['C:\\Program Files\\it', '--require "C:\\\\Program Files\\\\it/awsGuard.cjs"'],
])('NODE_OPTIONS quotes the folder %s', (bootstrapDir, option) =>
  expect(guardVariables({ target: { kind: 'mock' }, bootstrapDir, variables: {} })['NODE_OPTIONS']).toBe(option),
);

test('with endpoints for some services alone, calls to all of them come here', async () => {
  const { env } = await environmentSeen({ kind: 'endpoint', url: '', services: { sqs: 'http://127.0.0.1:9324' } });
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL: expect.stringMatching(LOCAL) as string,
    AWS_ACCESS_KEY_ID: 'STEPWISEDUMMYKEY',
  });
});

test('a template sets no variable of AWS in other letters', async () => {
  const { env, logs } = await environmentSeen({ kind: 'mock' }, LANGUAGES[0], { Aws_Profile: 'p', aws_region: 'r' });
  expect(Object.values(env)).not.toContain('p');
  expect(logs[0]?.text).toContain('Aws_Profile, aws_region');
});

test('target aws passes the chosen profile and region, and no key', async () => {
  const { env } = await environmentSeen({ kind: 'aws', profile: 'chosen', region: 'ap-south-1' });
  expect(env).toMatchObject({ AWS_PROFILE: 'chosen', AWS_REGION: 'ap-south-1', AWS_CONFIG_FILE: '/real/config' });
  expect(env).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  expect(env).not.toHaveProperty('AWS_ENDPOINT_URL');
});

const ADVICE =
  'is not sent to AWS, because no AWS target is chosen. Choose one with "Stepwise: Choose AWS Target", or in a terminal with --endpoint URL, or answer it with a mock: "dynamodb:ListTables" under "calls" in .vscode/stepwise.json.';
const signed = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=K/20250101/eu-west-1/${service}/aws4_request, Signature=x`;

test.each(LANGUAGES)('a call of $file to the endpoint gets the sentence', async ({ file, call }) => {
  const { host } = createHost();
  const headers = { 'X-Amz-Target': 'DynamoDB_20120810.ListTables', Authorization: signed('dynamodb') };
  const { status, body } = answer(await invoke(host, `${file}#${call}`, headers)) as { status: number; body: string };
  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ __type: 'StepwiseNoAwsTarget', message: `DynamoDB ListTables ${ADVICE}` });
  await host.dispose();
});

/** Requests as AWS's SDKs write them, and what they are refused with. */
const PROTOCOLS: readonly (readonly [
  what: string,
  method: string,
  url: string,
  headers: { [name: string]: string },
  body: string,
  answer: RegExp,
])[] = [
  [
    'JSON',
    'POST',
    '/',
    { 'x-amz-target': 'AWSStepFunctions.ListStateMachines', authorization: signed('states') },
    '{}',
    /"message":"Step Functions ListStateMachines is not/,
  ],
  [
    'query',
    'POST',
    '/',
    { 'content-type': 'application/x-www-form-urlencoded', authorization: signed('sns') },
    'Action=ListTopics&Version=1',
    /<ErrorResponse[^>]*><Error>.*<Message>SNS ListTopics is not/,
  ],
  [
    'query of a queue',
    'POST',
    '/123456789012/Orders',
    { 'content-type': 'application/x-www-form-urlencoded', authorization: signed('sqs') },
    'Action=SendMessage&MessageBody=x',
    /<Message>SQS SendMessage is not/,
  ],
  [
    'EC2',
    'POST',
    '/',
    { 'content-type': 'application/x-www-form-urlencoded', authorization: signed('ec2') },
    'Action=DescribeInstances',
    /<Response><Errors><Error>.*<Message>ec2 DescribeInstances is not/,
  ],
  [
    'S3',
    'GET',
    '/b/k?x-id=GetObject',
    { authorization: signed('s3') },
    '',
    /^<\?xml[^\n]*\n<Error>.*<Message>S3 GetObject is not.*&quot;Stepwise/,
  ],
  [
    'REST',
    'POST',
    '/2015-03-31/functions/f/invocations',
    { authorization: signed('lambda') },
    '',
    /"message":"Lambda Invoke is not/,
  ],
  [
    'CBOR',
    'POST',
    '/service/GraniteServiceVersion20100801/operation/DescribeAlarms',
    { 'smithy-protocol': 'rpc-v2-cbor', authorization: signed('monitoring') },
    '',
    /^\{"__type":"\w+","message":"CloudWatch DescribeAlarms is not/,
  ],
];

test.each(PROTOCOLS)(
  'a call in the %s protocol is refused in its shape',
  async (_, method, url, headers, body, shape) => {
    const services = unansweredCalls();
    const server = createServer((request, response) =>
      services(request, response, { url: request.url ?? '/', localUrl: '' }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${url}`, { method, headers, ...(body && { body }) });
    expect(response.status).toBe(400);
    const bytes = Buffer.from(await response.arrayBuffer());
    const isCbor = response.headers.get('smithy-protocol') === 'rpc-v2-cbor';
    expect(isCbor ? JSON.stringify(decodeCbor(bytes)) : bytes.toString()).toMatch(shape);
    await new Promise((resolve) => server.close(resolve));
  },
);

test.each(LANGUAGES)("an SDK of $file too old for endpoints cannot resolve AWS's names", async ({ file, byName }) => {
  const { host } = createHost();
  expect(answer(await invoke(host, `${file}#${byName}`))).toContain('no AWS target is chosen');
  await host.dispose();
});
