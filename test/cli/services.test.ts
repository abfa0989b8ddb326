import { expect, test } from 'vitest';
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

test('an endpoint is a URL', () =>
  check(
    ['run', 'm.asl.json', '--endpoint', 'localhost:4566'],
    { files: dynamodb },
    { code: 2, error: holding('--endpoint must be a URL such as http://localhost:4566') },
  ).then(() => undefined));

test('requests of HTTP Tasks are made where they are allowed, and else mocked', async () => {
  const { url, requests } = await fakeHttp(() => ({ headers: { 'content-type': 'application/json' }, body: [1] }));
  const files = machine('http:invoke', { ApiEndpoint: url, Method: 'GET' });
  await check(
    ['run', 'm.asl.json'],
    { files },
    { code: 1, error: holding('http:invoke needs a mock, or leave to make its request (--allow-http)') },
  );
  expect(requests).toEqual([]);
  const allowed = { code: 0, out: expect.stringContaining('"ResponseBody":[1]') as unknown };
  await check(['run', 'm.asl.json', '--allow-http'], { files }, allowed);
});
