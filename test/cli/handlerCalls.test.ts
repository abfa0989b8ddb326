/** What handlers call: answered by a mock, and where nothing answers told with the mock to paste. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from './check';

const template = `Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties: { Handler: charge.handler, Runtime: nodejs20.x, CodeUri: . }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Charge it
        States: { Charge it: { Type: Task, Resource: !GetAtt Charge.Arn, End: true } }
`;

/** An SDK's request without an SDK, which would take its time to load. */
const handler = `exports.handler = async () => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem', authorization: 'AWS4-HMAC-SHA256 Credential=K/20300101/r/dynamodb/aws4_request' },
    body: '{"TableName":"cards","Key":{"id":{"S":"1"}}}',
  });
  return { status: response.status, body: await response.json() };
};
`;

const files = { 'template.yaml': template, 'charge.js': handler };
const calls = { 'dynamodb:GetItem': { input: { TableName: 'cards' }, return: { Item: { id: { S: '1' } } } } };

test('a mock answers it, and the run says so', async () => {
  const { out } = await check(
    ['run', 'template.yaml', '--mocks', 'mocks.json'],
    { files: { ...files, 'mocks.json': JSON.stringify({ calls }) } },
    { code: 0, error: expect.stringContaining('⇢ Charge it DynamoDB GetItem, answered by a mock\n') as string },
  );
  expect(JSON.parse(out)).toEqual({ status: 200, body: calls['dynamodb:GetItem'].return });
});

test('with --mocks auto it is answered by what the model says, which is told and kept for review', async () => {
  const { out, error, folder } = await check(
    ['run', 'template.yaml', '--mocks', 'auto'],
    { files, env: { CI: 'true' } },
    { code: 4 },
  );
  expect(JSON.parse(out)).toMatchObject({ status: 200, body: { Item: { id: { S: '1' } } } });
  expect(error).toContain('⇢ Charge it DynamoDB GetItem, ≈ answered by inference\n');
  expect(error).toContain("The answers to dynamodb:GetItem, which handlers call, were made up from AWS's models.");
  const kept = readFileSync(path.join(folder, '.stepwise/inferred/Flow.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ calls: { 'dynamodb:GetItem': [{ return: { Item: { id: { S: '1' } } } }] } });
  await check(
    ['run', 'template.yaml', '--mocks', path.join(folder, '.stepwise/inferred/Flow.json')],
    { files },
    { code: 0, out },
  );
});

test('nothing answers it: the handler lives with that, and the run tells the mock', async () => {
  const { out, error } = await check(['run', 'template.yaml'], { files }, { code: 0 });
  expect(JSON.parse(out)).toMatchObject({ status: 400, body: { __type: 'StepwiseNoAwsTarget' } });
  expect(error).toContain('⇢ Charge it DynamoDB GetItem, which nothing answers\n');
  expect(error).toContain(
    'To answer dynamodb:GetItem, which "Charge it" calls, create .vscode/stepwise.json with this mock:',
  );
  expect(error).toMatch(/"calls": \{\s+"dynamodb:GetItem": \{\s+"return": \{\s+"Item"/);
});

test('a handler that fails by it ends the run: no Catch takes it for a failure of the service', async () => {
  const strict = handler
    .replace('const response =', 'const refused =')
    .replace(/return \{ status.*/, 'throw new Error(await refused.text());');
  const caught = template.replace(
    'End: true }',
    'End: true, Catch: [{ ErrorEquals: [States.ALL], Next: Fine }] }, Fine: { Type: Succeed }',
  );
  const { error } = await check(
    ['run', 'template.yaml'],
    { files: { 'template.yaml': caught, 'charge.js': strict } },
    { code: 1 },
  );
  expect(error).toContain('To answer dynamodb:GetItem, which "Charge it" calls');
});

test('a handler that is called alone says it too', async () => {
  const { error } = await check(['invoke', 'Charge'], { files }, { code: 0 });
  expect(error).toContain('DynamoDB GetItem, which nothing answers');
  expect(error).toContain('To answer dynamodb:GetItem, which "Charge" calls');
});

test('alone it takes answers of a file, and such as are made up', async () => {
  const mocks = { 'm.json': '{"calls": {"dynamodb:GetItem": {"return": {"Item": {"id": {"S": "given"}}}}}}' };
  const given = await check(['invoke', 'Charge', '--mocks', 'm.json'], { files: { ...files, ...mocks } }, { code: 0 });
  expect(given.out).toContain('given');
  const made = await check(['invoke', 'Charge', '--mocks', 'auto'], { files, env: { CI: 'true' } }, { code: 4 });
  expect(made.error).toContain('DynamoDB GetItem, ≈ answered by inference');
  expect(made.error).toContain('The answers to dynamodb:GetItem, which handlers call, were made up');
  expect(made.error).toContain('--mocks .stepwise/inferred/Charge.json');
});
