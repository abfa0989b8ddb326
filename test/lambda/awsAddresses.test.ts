/** Addresses of AWS that come out of templates lead to what stands in for AWS, and still tell service and resource. */
import { expect, onTestFinished, test } from 'vitest';
import type { AwsTarget } from '../../lambda/lambda';
import { localValue } from '../../lambda/serviceEndpoints';
import { answer, createHost, invoke } from './harness';

const MOCK: AwsTarget = { kind: 'mock' };
const ENDPOINT: AwsTarget = {
  kind: 'endpoint',
  url: 'http://localhost:4566/',
  services: { dynamodb: 'http://localhost:8000', 'Secrets Manager': 'https://localhost:9000' },
};
const QUEUES: AwsTarget = { kind: 'endpoint', url: '', services: { sqs: 'http://localhost:9324' } };
const AWS: AwsTarget = { kind: 'aws', region: 'eu-west-1' };
const HERE = 'http://127.0.0.1:1';

test.each<[what: string, target: AwsTarget, value: string, local: string]>([
  ['a queue', MOCK, 'https://sqs.us-east-1.amazonaws.com/123456789012/Orders', `${HERE}/123456789012/Orders`],
  ['a queue at its endpoint', QUEUES, 'https://us-east-1.queue.amazonaws.com/1/Orders', `${HERE}/1/Orders`],
  ['a bucket without an endpoint', QUEUES, 'https://files.s3.amazonaws.com/a', `${HERE}/files/a`],
  ['a queue by an old name', MOCK, 'https://us-east-1.queue.amazonaws.com/1/Orders', `${HERE}/1/Orders`],
  ['a queue of China', MOCK, 'https://sqs.cn-north-1.amazonaws.com.cn/1/Orders', `${HERE}/1/Orders`],
  ['a bucket', MOCK, 'https://my.files.s3.eu-west-1.amazonaws.com/a/b?c', `${HERE}/my.files/a/b?c`],
  ['a bucket of the first region', MOCK, 'https://files.s3.amazonaws.com', `${HERE}/files`],
  ['a bucket in the path', MOCK, 'https://s3.dualstack.us-east-1.amazonaws.com/files/a', `${HERE}/files/a`],
  ['a website', MOCK, 'http://files.s3-website-us-east-1.amazonaws.com', `${HERE}/files`],
  ['a website of a newer region', MOCK, 'http://files.s3-website.eu-central-1.amazonaws.com/', `${HERE}/files/`],
  [
    'an API',
    MOCK,
    'https://Api.execute-api.us-east-1.amazonaws.com/prod/items',
    `${HERE}/_aws/execute-api/Api/prod/items`,
  ],
  ['sockets', MOCK, 'wss://Api.execute-api.us-east-1.amazonaws.com/prod', 'ws://127.0.0.1:1/_aws/execute-api/Api/prod'],
  ['a function', MOCK, 'https://x.lambda-url.us-east-1.on.aws/', `${HERE}/_aws/lambda-url/x/`],
  ['a search domain', MOCK, 'https://search-p.us-east-1.es.amazonaws.com/i', `${HERE}/_aws/es/search-p/i`],
  [
    'several in one value',
    MOCK,
    '["https://sqs.us-east-1.amazonaws.com/1/A","https://sts.amazonaws.com"]',
    `["${HERE}/1/A","${HERE}"]`,
  ],
  ['a list', MOCK, 'https://sqs.us-east-1.amazonaws.com,https://a.example', `${HERE},https://a.example`],
  [
    'a name that is not known',
    MOCK,
    'https://${Api}.execute-api.us-east-1.amazonaws.com/p',
    `${HERE}/_aws/execute-api/${'${Api}'}/p`,
  ],
  ['another port', MOCK, 'https://sqs.us-east-1.amazonaws.com:8443/1', 'https://sqs.us-east-1.amazonaws.com:8443/1'],
  ['a port', MOCK, 'https://sqs.us-east-1.amazonaws.com:443/1/A', `${HERE}/1/A`],
  ['a queue at an endpoint', ENDPOINT, 'https://sqs.us-east-1.amazonaws.com/1/A', `${HERE}/1/A`],
  [
    'sockets at an endpoint',
    ENDPOINT,
    'wss://Api.execute-api.us-east-1.amazonaws.com/prod',
    'ws://localhost:4566/_aws/execute-api/Api/prod',
  ],
  ['a service with an endpoint', ENDPOINT, 'https://dynamodb.us-east-1.amazonaws.com', HERE],
  ['another name of it', ENDPOINT, 'https://secretsmanager.us-east-1.amazonaws.com/', `${HERE}/`],
  ['Step Functions', MOCK, 'https://sync-states.us-east-1.amazonaws.com/', 'http://127.0.0.1:2/secret/'],
  ['a host alone', MOCK, 'files.s3.us-east-1.amazonaws.com', 'files.s3.us-east-1.amazonaws.com'],
  ['an ARN', MOCK, 'arn:aws:sqs:us-east-1:123456789012:Orders', 'arn:aws:sqs:us-east-1:123456789012:Orders'],
  ['another host', MOCK, 'https://amazonaws.com.example.org/1', 'https://amazonaws.com.example.org/1'],
  ['pages for people', MOCK, 'https://docs.aws.amazon.com/sqs/', 'https://docs.aws.amazon.com/sqs/'],
  ['with AWS as the target', AWS, 'https://sqs.us-east-1.amazonaws.com/1/A', 'https://sqs.us-east-1.amazonaws.com/1/A'],
])('%s', (_, target, value, local) => {
  const serviceEndpoints = { sfn: 'http://127.0.0.1:2/secret' };
  expect(localValue(value, { target, localUrl: HERE, serviceEndpoints })).toBe(local);
});

/** What a handler returns that is given this environment and event. */
async function outcome(
  handler: string,
  { target = MOCK, environment = {}, event = {} }: { target?: AwsTarget; environment?: object; event?: object },
): Promise<{ [name: string]: string }> {
  const { host } = createHost({ target });
  onTestFinished(() => host.dispose());
  const more = { environment: environment as { [name: string]: string } };
  const returned = answer(await invoke(host, `sqs/app.js#${handler}`, event, more));
  return JSON.parse(
    JSON.stringify(returned).replace(/127\.0\.0\.1:\d+(\/[0-9a-f]{32}(\/[0-9a-f]{8}(?=\/))?)?/g, 'HERE'),
  ) as { [name: string]: string };
}

const QUEUE = 'https://sqs.us-east-1.amazonaws.com/123456789012/Orders';
const REFUSED = /^SQS SendMessage is not sent to AWS, because no AWS target is chosen\./;

test('a message to a queue of the template is refused here', async () =>
  expect(await outcome('handler', { environment: { QUEUE_URL: QUEUE } })).toEqual({
    QueueUrl: 'http://HERE/123456789012/Orders',
    error: expect.stringMatching(REFUSED) as string,
  }));

test('a message to a queue that the state machine names is refused here', async () =>
  expect(await outcome('handler', { event: { queue: QUEUE } })).toEqual({
    QueueUrl: 'http://HERE/123456789012/Orders',
    error: expect.stringMatching(REFUSED) as string,
  }));

test("a message to a queue of somebody's, in the event or in code, is refused here", async () => {
  const queue = 'https://sqs.us-east-1.amazonaws.test/111111111111/real';
  const error = expect.stringMatching(REFUSED) as string;
  expect(await outcome('handler', { event: { queue } })).toEqual({ QueueUrl: queue, error });
  expect(await outcome('handler', { event: { inCode: true } })).toEqual({ QueueUrl: queue, error });
});

test('with an endpoint as the target a message by a name of AWS goes where the others go', async () => {
  const target: AwsTarget = { kind: 'endpoint', url: 'http://127.0.0.1:9' };
  const { error } = await outcome('handler', { target, event: { inCode: true } });
  expect(error).toMatch(REFUSED);
});

test.each([
  ['an API', 'https://Api.execute-api.us-east-1.amazonaws.com/prod/items', 'API Gateway POST /prod/items of Api'],
  ['a function URL', 'https://x.lambda-url.us-east-1.on.aws/', 'Function URL POST / of x'],
  ['a GraphQL API', 'https://G.appsync-api.us-east-1.amazonaws.com/graphql', 'AppSync POST /graphql of G'],
])('a request to %s of the template is refused by name', async (_, url, call) => {
  const { message } = await outcome('request', { environment: { URL_OF_IT: url }, event: { method: 'POST' } });
  expect(message).toMatch(new RegExp(`^${call} is not sent to AWS, because no AWS target is chosen\\.`));
});
