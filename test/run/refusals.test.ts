/** What a refused call is called, where the catalogue does not know it or has a name that says too little. */
import { expect, test } from 'vitest';
import { describeRequest } from '../../run/gateway/handlerCall';
import { refusalSentence, type CallName } from '../../run/gateway/refusal';

const signed = (service: string): { authorization: string } => ({
  authorization: `AWS4-HMAC-SHA256 Credential=KEY/20300101/us-east-1/${service}/aws4_request, SignedHeaders=host`,
});

test.each<[string, { method?: string; url?: string; headers?: object }, CallName]>([
  ['JSON', { headers: { ...signed('new'), 'x-amz-target': 'New_20300101.Do' } }, { service: 'new', action: 'Do' }],
  ['JSON that is not signed', { headers: { 'x-amz-target': 'New_20300101.Do' } }, { service: 'new', action: 'Do' }],
  [
    'an address that was signed',
    { url: '/b/k?X-Amz-Credential=KEY%2F20300101%2Fus-east-1%2Fnew%2Faws4_request' },
    { service: 'new', action: 'GET /b/k' },
  ],
  ['nothing that tells', { url: '/x' }, { service: '', action: 'GET /x' }],
  [
    'an API',
    { method: 'PUT', url: '/_aws/execute-api/My%20Orders/prod/items' },
    { service: 'execute-api', action: 'PUT /prod/items of My Orders' },
  ],
  [
    'an API whose name cannot be read',
    { url: '/_aws/execute-api/%E0%A4%A/' },
    { service: 'execute-api', action: 'GET / of %E0%A4%A' },
  ],
])('%s', (_what, { method, url, headers = {} }, expected) =>
  expect(describeRequest({ method, url, headers } as Parameters<typeof describeRequest>[0])).toEqual(expected),
);

test.each([
  ['dynamodb', 'DynamoDB'],
  ['states', 'Step Functions'],
  ['events', 'EventBridge'],
  ['secretsmanager', 'Secrets Manager'],
  ['ssm', 'Systems Manager'],
  ['monitoring', 'CloudWatch'],
  ['logs', 'CloudWatch Logs'],
  ['email', 'SES'],
  ['execute-api', 'API Gateway'],
  ['lambda-url', 'Function URL'],
  ['appsync-api', 'AppSync'],
  ['es', 'OpenSearch'],
  ['firehose', 'Firehose'],
  ['glue', 'glue'],
])('%s is called %s', (service, name) =>
  expect(refusalSentence({ service, action: 'Do' })).toMatch(new RegExp(`^${name} Do is not sent to AWS, .*\\.$`)),
);

test('a call of which nothing is known is told all the same', () =>
  expect(refusalSentence({ service: '', action: 'GET /x' })).toMatch(/^GET \/x is not sent to AWS/));
