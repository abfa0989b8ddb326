import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeHttp } from '../harness/fakeHttp';
import { check, holding } from './check';

const REPOSITORY = `${__dirname}/../..`;
const machine = (resource: string, Parameters: object): { [file: string]: string } => ({
  'm.asl.json': JSON.stringify({
    StartAt: 'Call',
    States: { Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true } },
  }),
});
const dynamodb = machine('aws-sdk:dynamodb:getItem', { TableName: 't', Key: { id: { S: '1' } } });

test('a project without the SDK says what to install, and installs nothing by itself', async () => {
  const { url, requests } = await fakeHttp(() => ({ body: {} }));
  const expected = holding('@aws-sdk/client-dynamodb is not installed', 'npm install --save-dev');
  await check(['run', 'm.asl.json', '--endpoint', url], { files: dynamodb }, { code: 1, error: expected });
  expect(requests).toEqual([]);
});

test('an endpoint of stepwise.json answers for its service alone', async () => {
  const { url } = await fakeHttp(() => ({
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: { Item: { id: { S: '1' } } },
  }));
  const node_modules = JSON.stringify({ dependencies: {} });
  const files = {
    ...dynamodb,
    'package.json': node_modules,
    // As a workspace's own copy would be found.
    'node_modules/@aws-sdk/client-dynamodb/index.js': `module.exports = require(${JSON.stringify(`${REPOSITORY}/node_modules/@aws-sdk/client-dynamodb`)});`,
    '.vscode/stepwise.json': JSON.stringify({ endpoints: { dynamodb: url } }),
  };
  await check(['run', 'm.asl.json'], { files }, { code: 0, out: '{"Item":{"id":{"S":"1"}}}\n' });
});

test('values that were given answer for parameters, under their keys or their names', async () => {
  const files = machine('aws-sdk:ssm:getParameters', { Names: ['/shop/key', 'size'] });
  const values = { 'ssm:/shop/key': 'from the file', size: ['s', 'm'] };
  const args = ['run', 'm.asl.json', '--value', 'ssm:/shop/key=given'];
  const { out } = await check(
    args,
    { files: { ...files, '.vscode/stepwise.json': JSON.stringify({ values }) } },
    // What a run asks for is used, though no deployment file names it.
    { code: 0, error: expect.not.stringContaining('is not used') as string },
  );
  expect(JSON.parse(out)).toMatchObject({
    Parameters: [
      { Name: '/shop/key', Value: 'given' },
      { Name: 'size', Value: 's,m' },
    ],
  });
});

test('an endpoint is a URL', () =>
  check(
    ['run', 'm.asl.json', '--endpoint', 'localhost:4566'],
    { files: dynamodb },
    { code: 2, error: holding('--endpoint must be a URL such as http://localhost:4566') },
  ).then(() => undefined));

describe('an HTTP Task', () => {
  const settings = { connections: { shop: { headers: { key: '${env:STEPWISE_TEST_KEY}' } } } };
  const task = (ApiEndpoint: string): { [file: string]: string } => ({
    ...machine('http:invoke', {
      ApiEndpoint,
      Method: 'POST',
      Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/shop/1' },
    }),
    '.vscode/stepwise.json': JSON.stringify(settings),
  });
  beforeAll(() => void (process.env['STEPWISE_TEST_KEY'] = 'secret'));
  afterAll(() => void delete process.env['STEPWISE_TEST_KEY']);

  test('that nobody has allowed is refused, with the flags that allow it', () =>
    check(
      ['run', 'm.asl.json'],
      { files: task('https://0.0.0.0:9/x') },
      {
        code: 1,
        error: holding(
          'State "Call" may not send data to 0.0.0.0:9, with what the connection "shop" holds and STEPWISE_TEST_KEY from your environment: you have not allowed it.',
          'To let "Call" make its call, use --allow-host 0.0.0.0:9 --allow-env STEPWISE_TEST_KEY. To answer it yourself, add',
        ),
      },
    ));

  // What is sent reaches this machine alone, so that its host needs no flag.
  test.each<[string, readonly string[], 'this folder' | 'another folder' | undefined, number]>([
    ['no flag', [], undefined, 0],
    ['another variable', ['--allow-env', 'PATH'], undefined, 0],
    ['its variable', ['--allow-env', 'PATH', '--allow-env', 'STEPWISE_TEST_KEY'], undefined, 1],
    ['what the user allowed this folder', [], 'this folder', 1],
    ['what the user allowed another folder', [], 'another folder', 0],
  ])('carries a variable of the environment with %s', async (_what, flags, allowed, sent) => {
    const { url, requests } = await fakeHttp(() => ({}));
    const secret = { kind: 'secret', name: 'STEPWISE_TEST_KEY', origin: url };
    const consents = (folder: string): object => ({ [allowed === 'this folder' ? folder : '/elsewhere']: [secret] });
    const given = { files: task(url), ...(allowed && { consents }) };
    await check(['run', 'm.asl.json', ...flags], given, { code: sent === 1 ? 0 : 1 });
    expect(requests.map(({ headers }) => headers['key'])).toEqual(sent === 1 ? ['secret'] : []);
  });

  test('is made by Test State, too', async () => {
    const { url, requests } = await fakeHttp(() => ({}));
    const files = task(url);
    const refused = holding('Add a mock or give your consent (--allow-env STEPWISE_TEST_KEY): --mock-result');
    await check(['test-state', 'm.asl.json', 'Call'], { files }, { code: 2, error: refused });
    await check(['test-state', 'm.asl.json', 'Call', '--allow-env', 'STEPWISE_TEST_KEY'], { files }, { code: 0 });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['run', 'm.asl.json'],
    ['redrive', 'm.asl.json', 'h.json'],
    ['serve'],
    ['invoke', 'f'],
    ['test-state', 'm.asl.json', 'Call'],
  ])('%s takes a host, and nothing that only looks like one', (...command) =>
    check(
      [...command, '--allow-host', 'https://api.example.com'],
      { files: { ...task('https://0.0.0.0:9'), 'h.json': '{}', 'f.js': 'exports.handler = () => 1;' } },
      { code: 2, error: holding('--allow-host must be a host such as api.example.com') },
    ).then(() => undefined),
  );
});

test('the flag that let everything out is no more, and says what to write', () =>
  check(
    ['run', 'm.asl.json', '--allow-http'],
    { files: dynamodb },
    {
      code: 2,
      error: holding('The option --allow-http no longer exists.', '--allow-host api.example.com'),
    },
  ).then(() => undefined));

// 0.0.0.0 is this machine for whoever connects, but not by its name: no name is looked up to decide.
test.each<[string, readonly string[], number]>([
  ['nobody', [], 0],
  ['a flag', ['--allow-host'], 1],
])('an endpoint elsewhere is called where %s allows it', async (_who, flag, sent) => {
  const { url, requests } = await fakeHttp(() => ({
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: { Item: {} },
  }));
  const host = new URL(url).host.replace('127.0.0.1', '0.0.0.0');
  const files = {
    ...dynamodb,
    'node_modules/@aws-sdk/client-dynamodb/index.js': `module.exports = require(${JSON.stringify(`${REPOSITORY}/node_modules/@aws-sdk/client-dynamodb`)});`,
    '.vscode/stepwise.json': JSON.stringify({ endpoints: { dynamodb: `http://${host}` } }),
  };
  const flags = flag.flatMap((each) => [each, host]);
  const refused = holding(
    `may not make its calls to AWS services at http://${host}`,
    `allow it with --allow-host ${host}. `,
  );
  await check(['run', 'm.asl.json', ...flags], { files }, sent === 1 ? { code: 0 } : { code: 1, error: refused });
  expect(requests).toHaveLength(sent);
});
