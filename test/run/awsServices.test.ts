import { describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from '../../core/json';
import { AwsServices, Consents } from '../../run';
import { clientPackage, serviceKey } from '../../core/catalog/services/serviceName';
import { fakeHttp } from '../harness/fakeHttp';
import type { FakeResponse } from '../harness/fakeHttp';
import { check as checkRun } from './check';
import type { RunReport } from './check';

const REPOSITORY = `${__dirname}/../..`;

interface ServiceCase {
  readonly resource: string;
  readonly parameters: object;
  readonly state?: object;
  /** By the operation, such as `GetItem`: what the service answers, each time the next. */
  readonly answers: { readonly [operation: string]: FakeResponse | readonly FakeResponse[] };
}

/** Runs one Task against a service of the test's own. */
async function check(
  { resource, parameters, state, answers }: ServiceCase,
  expected: object,
): Promise<RunReport & { sent: Json[] }> {
  const counts = new Map<string, number>();
  const sent: Json[] = [];
  const { url } = await fakeHttp(({ headers, body }) => {
    const operation = String(headers['x-amz-target']).split('.')[1]!;
    sent.push([operation, JSON.parse(body) as Json]);
    const known = answers[operation];
    const count = counts.get(operation) ?? 0;
    counts.set(operation, count + 1);
    const answer = Array.isArray(known)
      ? (known[Math.min(count, known.length - 1)] as FakeResponse)
      : (known as FakeResponse);
    return {
      ...answer,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'id-1', ...answer?.headers },
    };
  });
  return { ...(await run(resource, parameters, services({ kind: 'endpoint', url }), expected, state)), sent };
}

function services(target: ConstructorParameters<typeof AwsServices>[0]['target'], more: object = {}): AwsServices {
  const aws = new AwsServices({ target, region: 'us-east-1', folders: [REPOSITORY], ...more });
  onTestFinished(() => aws.dispose());
  return aws;
}

function run(
  resource: string,
  Parameters: object,
  aws: AwsServices,
  expected: object,
  state: object = {},
): Promise<RunReport> {
  const Call = { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true, ...state };
  // Whatever would leave may.
  const consents = new Consents({ folder: '/', ask: () => Promise.resolve('once') });
  return checkRun({ states: { Call }, options: { aws, consents } }, expected);
}

const getItem = { TableName: 't', Key: { id: { S: '1' } } };
const item = { Item: { id: { S: '1' }, __proto: { N: '2' } } };
const refusal = (code: string, message: string, status = 400): FakeResponse => ({
  status,
  body: { __type: `com.amazonaws#${code}`, message },
});

describe('an aws-sdk call', () => {
  test('is the command of its name, with its parameters', async () => {
    const { sent, output } = await check(
      { resource: 'aws-sdk:dynamodb:getItem', parameters: getItem, answers: { GetItem: { body: item } } },
      { status: 'SUCCEEDED' },
    );
    expect(sent).toEqual([['GetItem', getItem]]);
    // Keys of a map are the user's; the SDK's own metadata is no part of the answer.
    expect(output).toEqual(item);
  });

  test('of a service that spells its fields small has them large; moments are texts', async () => {
    const { sent, output } = await check(
      {
        resource: 'aws-sdk:sfn:createStateMachine',
        parameters: { Name: 'm', Definition: { key: 'value' }, RoleArn: 'r' },
        answers: { CreateStateMachine: { body: { stateMachineArn: 'a', creationDate: 1_700_000_000 } } },
      },
      {},
    );
    // An object where the service wants a text is sent as JSON. Source: recorded.
    expect(sent).toEqual([['CreateStateMachine', { name: 'm', definition: '{"key":"value"}', roleArn: 'r' }]]);
    expect(output).toEqual({ StateMachineArn: 'a', CreationDate: '2023-11-14T22:13:20Z' });
  });

  test.each<[string, FakeResponse, string, string]>([
    [
      'an error of the model',
      refusal('ResourceNotFoundException', 'Requested resource not found'),
      'DynamoDb.ResourceNotFoundException',
      'Requested resource not found (Service: DynamoDb, Status Code: 400, Request ID: id-1) (SDK Attempt Count: 1)',
    ],
    [
      'an error that the model lacks',
      refusal('ValidationException', 'no'),
      'DynamoDb.DynamoDbException',
      'no (Service: DynamoDb, Status Code: 400, Request ID: id-1) (SDK Attempt Count: 1)',
    ],
  ])('fails with %s', async (_what, answer, error, cause) => {
    await check(
      { resource: 'aws-sdk:dynamodb:getItem', parameters: getItem, answers: { GetItem: answer } },
      { status: 'FAILED', error, cause },
    );
  });

  test('whose command no SDK has says so, past every Catch', () =>
    check(
      {
        resource: 'aws-sdk:dynamodb:getItems',
        parameters: {},
        answers: {},
        state: { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Call' }] },
      },
      { status: 'FAILED', cause: expect.stringContaining('has no command GetItemsCommand') as unknown },
    ));
});

describe('an optimized call', () => {
  test('answers with the metadata of HTTP beside the fields', async () => {
    const { output } = await check(
      { resource: 'dynamodb:getItem', parameters: getItem, answers: { GetItem: { body: item } } },
      { status: 'SUCCEEDED' },
    );
    expect(output).toMatchObject({
      ...item,
      SdkHttpMetadata: {
        AllHttpHeaders: { 'Content-Type': ['application/x-amz-json-1.0'] },
        HttpHeaders: { 'x-amzn-RequestId': 'id-1' },
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: 'id-1' },
    });
  });

  // Forms: recorded.
  test.each<[string, FakeResponse, string, string]>([
    [
      'an error of the model',
      refusal('ResourceNotFoundException', 'Requested resource not found'),
      'DynamoDB.ResourceNotFoundException',
      'Requested resource not found (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: id-1; Proxy: null)',
    ],
    [
      'an error that the model lacks',
      refusal('ValidationException', 'no'),
      'DynamoDB.AmazonDynamoDBException',
      'no (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: id-1; Proxy: null)',
    ],
  ])('fails with %s', async (_what, answer, error, cause) => {
    await check(
      { resource: 'dynamodb:putItem', parameters: { TableName: 't', Item: {} }, answers: { PutItem: answer } },
      { status: 'FAILED', error, cause },
    );
  });

  test('sends a message that is no text as JSON', async () => {
    const { sent } = await check(
      {
        resource: 'sqs:sendMessage',
        parameters: { QueueUrl: 'http://localhost/1/q', MessageBody: { a: [1] } },
        answers: { SendMessage: { body: { MessageId: 'm', MD5OfMessageBody: 'b6ed0ebf3c0a3b5d7a5b9b1d1c0e9b5f' } } },
      },
      {},
    );
    expect(sent).toEqual([['SendMessage', { QueueUrl: 'http://localhost/1/q', MessageBody: '{"a":[1]}' }]]);
  });

  test('may be caught and retried by the error of its service', async () => {
    const { sent } = await check(
      {
        resource: 'dynamodb:getItem',
        parameters: getItem,
        answers: { GetItem: [refusal('ResourceNotFoundException', 'not yet'), { body: item }] },
        state: { Retry: [{ ErrorEquals: ['DynamoDB.ResourceNotFoundException'] }] },
      },
      { status: 'SUCCEEDED' },
    );
    expect(sent).toHaveLength(2);
  });
});

describe('where calls go', () => {
  const nowhere = { kind: 'endpoint', url: 'http://127.0.0.1:1' } as const;

  test('an endpoint that nobody listens at is named', () =>
    run('aws-sdk:dynamodb:getItem', getItem, services(nowhere), {
      error: 'DynamoDb.SdkClientException',
      cause: expect.stringMatching(
        /^Unable to execute HTTP request: .*The endpoint of .*dynamodb is http:\/\/127\.0\.0\.1:1\. Check that it is running\.$/,
      ) as unknown,
    }));

  test('nowhere, unless an endpoint was named for the service', async () => {
    const { url, requests } = await fakeHttp(() => ({ body: item }));
    const aws = services({ kind: 'mock' }, { endpoints: { DynamoDB: url } });
    await run('dynamodb:getItem', getItem, aws, { status: 'SUCCEEDED' });
    await run('sns:publish', { Message: 'm', TopicArn: 't' }, aws, {
      status: 'FAILED',
      unanswered: [{ state: 'Call' }],
    });
    expect(requests).toHaveLength(1);
  });

  test('a mock stands before the endpoint', () =>
    checkRun(
      {
        states: {
          Call: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: getItem, End: true },
        },
        settings: { mocks: { machine: { Call: { return: 'mocked' } } } },
        options: { aws: services(nowhere) },
      },
      { output: 'mocked' },
    ));

  test('AWS itself is no endpoint', () =>
    run(
      'dynamodb:getItem',
      getItem,
      services({ kind: 'mock' }, { endpoints: { dynamodb: 'https://dynamodb.us-east-1.amazonaws.test' } }),
      { status: 'FAILED', cause: expect.stringMatching(/no AWS target is chosen.*amazonaws\.test\)/) as unknown },
    ));

  test('no credentials of the person are sent to an endpoint', async () => {
    const { url, requests } = await fakeHttp(() => ({ body: {} }));
    await run('dynamodb:getItem', getItem, services({ kind: 'endpoint', url }), {});
    expect(requests[0]?.headers.authorization).toMatch(/Credential=test\//);
  });

  test.each([
    ['refused', () => Promise.resolve(false), 'npm install --save-dev @aws-sdk/client-dynamodb'],
    ['asked of nobody', undefined, 'is not installed in this project'],
  ])('a client that is missing is not installed where that is %s', async (_what, mayInstall, words) => {
    const aws = services(nowhere, { folders: ['/'], installFolder: '/nowhere', mayInstall });
    await run('dynamodb:getItem', getItem, aws, { status: 'FAILED', cause: expect.stringContaining(words) as unknown });
  });
});

describe('names', () => {
  test.each([
    ['dynamodb', '@aws-sdk/client-dynamodb'],
    ['secretsmanager', '@aws-sdk/client-secrets-manager'],
    ['cloudwatchlogs', '@aws-sdk/client-cloudwatch-logs'],
    ['elasticloadbalancingv2', '@aws-sdk/client-elastic-load-balancing-v2'],
    ['events', '@aws-sdk/client-eventbridge'],
    ['states', '@aws-sdk/client-sfn'],
    ['../../evil', undefined],
  ])('the client of %s is %s', (service, client) => expect(clientPackage(service)).toBe(client));

  test.each([
    ['states', 'sfn'],
    ['secrets-manager', 'secretsmanager'],
    ['Secrets Manager', 'secretsmanager'],
    ['EventBridge', 'events'],
  ])('%s and %s are one service', (one, other) => expect(serviceKey(one)).toBe(serviceKey(other)));
});
