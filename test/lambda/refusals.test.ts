/** What a refused call was, read from the request, in each protocol. Sources: the AWS SDKs' own requests. */
import { expect, test } from 'vitest';
import { describeCall, refusalSentence, type AwsCall } from '../../lambda/refusingEndpoint';

const signed = (service: string): { authorization: string } => ({
  authorization: `AWS4-HMAC-SHA256 Credential=KEY/20300101/us-east-1/${service}/aws4_request, SignedHeaders=host`,
});
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

test.each<[string, { method?: string; url?: string; headers?: object; body?: string }, AwsCall]>([
  [
    'JSON',
    { headers: { ...signed('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.PutItem' } },
    { service: 'dynamodb', action: 'PutItem', protocol: 'json' },
  ],
  [
    'JSON that is not signed',
    { headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' } },
    { service: 'dynamodb', action: 'PutItem', protocol: 'json' },
  ],
  [
    'CBOR',
    {
      url: '/service/GraniteServiceVersion20100801/operation/GetMetricData',
      headers: { ...signed('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' },
    },
    { service: 'monitoring', action: 'GetMetricData', protocol: 'cbor' },
  ],
  [
    'a form',
    { method: 'POST', headers: { ...signed('sns'), ...form }, body: 'Action=Publish&Version=1' },
    { service: 'sns', action: 'Publish', protocol: 'query' },
  ],
  [
    'a form of EC2',
    { method: 'POST', headers: { ...signed('ec2'), ...form }, body: 'Action=RunInstances' },
    { service: 'ec2', action: 'RunInstances', protocol: 'ec2' },
  ],
  [
    'an action in the address',
    { url: '/?Action=SendMessage', headers: signed('sqs') },
    { service: 'sqs', action: 'SendMessage', protocol: 'query' },
  ],
  [
    'a body that is no form',
    { method: 'POST', url: '/x', headers: signed('sns'), body: 'Action=Publish' },
    { service: 'sns', action: 'POST /x', protocol: 'restJson' },
  ],
  [
    'S3 by its id',
    { url: '/b/k?x-id=GetObject', headers: signed('s3') },
    { service: 's3', action: 'GetObject', protocol: 'restXml' },
  ],
  ['S3', { url: '/b/k', headers: signed('s3') }, { service: 's3', action: 'GET /b/k', protocol: 'restXml' }],
  [
    'S3 Express',
    { url: '/k', headers: signed('s3express') },
    { service: 's3express', action: 'GET /k', protocol: 'restXml' },
  ],
  [
    'Route 53',
    { url: '/z', headers: signed('route53') },
    { service: 'route53', action: 'GET /z', protocol: 'restXml' },
  ],
  [
    'CloudFront',
    { url: '/d', headers: signed('cloudfront') },
    { service: 'cloudfront', action: 'GET /d', protocol: 'restXml' },
  ],
  [
    'an address that was signed',
    { url: '/b/k?X-Amz-Credential=KEY%2F20300101%2Fus-east-1%2Fs3%2Faws4_request' },
    { service: 's3', action: 'GET /b/k', protocol: 'restXml' },
  ],
  ['nothing that tells', { url: '/x' }, { service: '', action: 'GET /x', protocol: 'restJson' }],
  [
    'an API',
    { method: 'PUT', url: '/_aws/execute-api/My%20Orders/prod/items' },
    { service: 'execute-api', action: 'PUT /prod/items of My Orders', protocol: 'restJson' },
  ],
  [
    'an API whose name cannot be read',
    { url: '/_aws/execute-api/%E0%A4%A/' },
    { service: 'execute-api', action: 'GET / of %E0%A4%A', protocol: 'restJson' },
  ],
])('%s', (_what, { method, url, headers = {}, body = '' }, expected) =>
  expect(describeCall({ method, url, headers } as Parameters<typeof describeCall>[0], body)).toEqual(expected),
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
