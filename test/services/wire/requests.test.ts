/** What requests mean: a line for each way in which clients tell service, action and input. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../core/jsonNumber';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeRequest } from '../../../services/wire';
import { CBOR, FORM, request, target, type Given } from './wireRequests';

const catalogue = loadCatalogue();
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

/** @returns `dynamodb PutItem` and its input, or the sentence */
function read(given: Given): unknown[] {
  const call = decodeRequest(catalogue, request(given));
  return 'unreadable' in call ? [call.unreadable] : [`${call.service.name} ${call.operation.name}`, call.input];
}

function check(given: Given, ...expected: unknown[]): void {
  expect(read(given)).toEqual(expected);
}

describe('json', () => {
  test('the target names service and action; a blob is base64', () =>
    check(
      {
        headers: target('DynamoDB_20120810.PutItem'),
        body: '{"TableName":"t","Item":{"a":{"B":"aGk="},"n":{"N":"1"}}}',
      },
      'dynamodb PutItem',
      { TableName: 't', Item: { a: { B: bytes('hi') }, n: { N: '1' } } },
    ));

  test('times are seconds', () =>
    check(
      { headers: target('AWSEvents.PutEvents'), body: '{"Entries":[{"Time":1786098030.5}]}' },
      'eventbridge PutEvents',
      {
        Entries: [{ Time: '2026-08-07T10:20:30.500Z' }],
      },
    ));

  test('members of a later client, and of a wrong type, stay as they came; what is null is not there', () =>
    check(
      { headers: target('AmazonSQS.SendMessage'), body: '{"New":[{"a":1}],"DelaySeconds":"soon","MessageBody":null}' },
      'sqs SendMessage',
      { New: [{ a: 1 }], DelaySeconds: 'soon' },
    ));

  test('a whole number keeps its digits, and 10.0 is 10', () =>
    check(
      {
        headers: target('Kinesis_20131202.GetRecords'),
        body: '{"Limit":10.0,"New":[9007199254740993,"9007199254740993"]}',
      },
      'kinesis GetRecords',
      { Limit: 10, New: [readNumber('9007199254740993'), '9007199254740993'] },
    ));

  test('two services may have one target', () =>
    check({ headers: target('Timestream_20181101.WriteRecords'), body: '{}' }, 'timestreamwrite WriteRecords', {}));

  test('a member called like a prototype is data', () => {
    const [, input] = read({
      headers: target('DynamoDB_20120810.GetItem'),
      body: '{"Key":{"__proto__":{"S":"x"}},"__proto__":{"a":1}}',
    });
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
    expect(Object.keys((input as { Key: object }).Key)).toEqual(['__proto__']);
  });
});

describe('query and EC2', () => {
  test('lists, maps and structures are paths', () =>
    check(
      {
        signed: 'sns',
        headers: FORM,
        body: [
          'Action=Publish&Version=2010-03-31&Message=a+%26+b',
          'MessageAttributes.entry.1.Name=n&MessageAttributes.entry.1.Value.DataType=Binary',
          'MessageAttributes.entry.1.Value.BinaryValue=aGk%3D',
        ].join('&'),
      },
      'sns Publish',
      { Message: 'a & b', MessageAttributes: { n: { DataType: 'Binary', BinaryValue: bytes('hi') } } },
    ));

  test('items come in the order of their numbers; an empty list is an empty field', () =>
    check(
      {
        signed: 'cloudformation',
        headers: FORM,
        body: `Action=CreateStack&Capabilities=&${[10, 2, 1].map((n) => `NotificationARNs.member.${n}=t${n}`).join('&')}`,
      },
      'cloudformation CreateStack',
      { NotificationARNs: ['t1', 't2', 't10'], Capabilities: [] },
    ));

  test('the version tells services with one signing name', () =>
    check(
      {
        signed: 'elasticloadbalancing',
        headers: FORM,
        body: 'Action=DescribeLoadBalancers&Version=2015-12-01&Names.member.1=a',
      },
      'elasticloadbalancingv2 DescribeLoadBalancers',
      { Names: ['a'] },
    ));

  test('what is not signed is told by its action', () =>
    check(
      { headers: FORM, body: 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=r' },
      'sts AssumeRoleWithWebIdentity',
      { RoleArn: 'r' },
    ));

  test('EC2 has flat lists and capitals', () =>
    check(
      {
        signed: 'ec2',
        headers: FORM,
        body: 'Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=f&Filter.1.Value.1=v&InstanceId.1=i&DryRun=true',
      },
      'ec2 DescribeInstances',
      { InstanceIds: ['i'], DryRun: true, Filters: [{ Name: 'f', Values: ['v'] }] },
    ));

  test('SQS as its clients spoke before 2023', () =>
    check(
      {
        line: 'POST /123456789012/orders',
        signed: 'sqs',
        headers: FORM,
        body: [
          'Action=SendMessageBatch&Version=2012-11-05&QueueUrl=q',
          'SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=m',
          'SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n',
          'SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=v',
        ].join('&'),
      },
      'sqs SendMessageBatch',
      { QueueUrl: 'q', Entries: [{ Id: 'a', MessageBody: 'm', MessageAttributes: { n: { StringValue: 'v' } } }] },
    ));
});

describe('REST', () => {
  test('a path, a query, headers and a body that is the payload', () =>
    check(
      {
        line: 'POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A1%3Afunction%3Af/invocations?Qualifier=v%201',
        signed: 'lambda',
        headers: { 'x-amz-invocation-type': 'Event' },
        body: '{"a":1}',
      },
      'lambda Invoke',
      {
        FunctionName: 'arn:aws:lambda:eu-west-1:1:function:f',
        Qualifier: 'v 1',
        InvocationType: 'Event',
        Payload: bytes('{"a":1}'),
      },
    ));

  test('a list in the query, and a slash too much at the end', () =>
    check({ line: 'DELETE /2017-03-31/tags/arn/?tagKeys=a&tagKeys=b%2Cc', signed: 'lambda' }, 'lambda UntagResource', {
      Resource: 'arn',
      TagKeys: ['a', 'b,c'],
    }));

  test.each([
    ['GET /b', 'ListObjects'],
    ['GET /b/', 'ListObjects'],
    ['GET /b?list-type=2', 'ListObjectsV2'],
    ['GET /b?location', 'GetBucketLocation'],
    ['GET /b/k', 'GetObject'],
    ['GET /b/k?uploadId=u', 'ListParts'],
    ['GET /b?analytics', 'ListBucketAnalyticsConfigurations'],
    ['GET /b?analytics&id=i', 'GetBucketAnalyticsConfiguration'],
    ['GET /b?lifecycle', 'GetBucketLifecycleConfiguration'],
    ['GET /', 'ListBuckets'],
    ['GET /?x-id=ListDirectoryBuckets', 'ListDirectoryBuckets'],
    ['HEAD /b/k', 'HeadObject'],
    ['PUT /b/k', 'PutObject'],
    ['PUT /b/k?partNumber=1&uploadId=u', 'UploadPart'],
    ['POST /b?delete', 'DeleteObjects'],
  ])('S3: %s is %s', (line, action) => expect(read({ line, signed: 's3' })[0]).toBe(`s3 ${action}`));

  test('a required header tells a copy', () =>
    expect(read({ line: 'PUT /b/k', signed: 's3', headers: { 'x-amz-copy-source': 'b/o' } })[0]).toBe('s3 CopyObject'));

  test('S3 Control has the signing name of S3', () =>
    expect(read({ line: 'GET /v20180820/jobs', signed: 's3', headers: { 'x-amz-account-id': '1' } })[0]).toBe(
      's3control ListJobs',
    ));

  test('a key is what the path says, with all its slashes and dots', () =>
    check({ line: 'GET /b/a//../%C3%A4%20b%2Bc+d', signed: 's3' }, 's3 GetObject', {
      Bucket: 'b',
      Key: 'a//../ä b+c+d',
    }));

  test('the host may hold the bucket', () =>
    check({ line: 'GET /k', headers: { host: 'b.s3.eu-west-1.amazonaws.com' }, signed: 's3' }, 's3 GetObject', {
      Bucket: 'b',
      Key: 'k',
    }));

  test('a presigned URL is signed in its query', () => {
    const query = 'X-Amz-Credential=AKID%2F20260807%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=0';
    expect(read({ line: `GET /b/k?${query}` })[0]).toBe('s3 GetObject');
  });

  test('headers with a prefix, with times, with lists and with other letters than ASCII', () =>
    check(
      {
        line: 'GET /b/k',
        signed: 's3',
        headers: { 'if-modified-since': 'Fri, 07 Aug 2026 10:20:30 GMT', 'x-amz-expected-bucket-owner': 'Ã¤' },
      },
      's3 GetObject',
      { Bucket: 'b', Key: 'k', IfModifiedSince: '2026-08-07T10:20:30Z', ExpectedBucketOwner: 'ä' },
    ));

  test('XML: attributes, flat lists, escapes', () =>
    check(
      {
        line: 'POST /b?delete',
        signed: 's3',
        body: '<?xml version="1.0"?><Delete xmlns="http://s3"><Object><Key>a&amp;&#x62;</Key></Object><Object><Key><![CDATA[<c>]]></Key></Object><Quiet>true</Quiet></Delete>',
      },
      's3 DeleteObjects',
      { Bucket: 'b', Delete: { Objects: [{ Key: 'a&b' }, { Key: '<c>' }], Quiet: true } },
    ));

  test('a client that names itself tells services with one signing name', () =>
    expect(
      read({
        line: 'POST /model/m/invoke',
        signed: 'bedrock',
        headers: { 'x-amz-user-agent': 'api/bedrock-runtime#3.1' },
      })[0],
    ).toBe('bedrockruntime InvokeModel'));

  test('an action that nobody signs is told by the client that calls, in whichever header it names itself', () =>
    check(
      {
        line: 'GET /assignment/accounts',
        headers: { 'x-amz-user-agent': 'aws-sdk-js/3.1', 'user-agent': 'aws-sdk-js/3.1 lang/js api/sso#3.1 m/E' },
      },
      'sso ListAccounts',
      {},
    ));

  test('a connection of a WebSocket API is told by the path of its endpoint', () =>
    check(
      { line: 'POST /_aws/execute-api/Chat/prod/@connections/id', signed: 'execute-api', body: 'hello' },
      'apigatewaymanagementapi PostToConnection',
      { ConnectionId: 'id', Data: bytes('hello') },
    ));
});

describe('CBOR', () => {
  test('the path names service and action; times, floats and what has no length', () =>
    check(
      {
        line: 'POST /service/GraniteServiceVersion20100801/operation/PutMetricData',
        headers: CBOR,
        // {"Namespace": "n", "MetricData": [_ {"Timestamp": 1(0), "Value": 1.5 (half)}]}
        body: Buffer.from(
          'a2694e616d657370616365616e6a4d6574726963446174619fa26954696d657374616d70c10065 56616c7565f93e00ff'.replace(
            ' ',
            '',
          ),
          'hex',
        ),
      },
      'cloudwatch PutMetricData',
      { Namespace: 'n', MetricData: [{ Timestamp: '1970-01-01T00:00:00Z', Value: 1.5 }] },
    ));
});

describe('what a body was wrapped in', () => {
  const chunks = '5;chunk-signature=0a\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';

  test('chunks: the trailing sum is a header', () =>
    check(
      {
        line: 'PUT /b/k',
        signed: 's3',
        headers: { 'content-encoding': 'aws-chunked', 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
        body: chunks,
      },
      's3 PutObject',
      { Bucket: 'b', Key: 'k', Body: bytes('hello!'), ChecksumCRC32: 'AAAAAA==' },
    ));

  test('gzip: unpacked where it is a document, kept where it is an object', () => {
    const body = gzipSync('{"TableName":"t"}');
    const headers = { 'content-encoding': 'gzip' };
    check({ headers: { ...headers, ...target('DynamoDB_20120810.GetItem') }, body }, 'dynamodb GetItem', {
      TableName: 't',
    });
    check({ line: 'PUT /b/k', signed: 's3', headers, body }, 's3 PutObject', {
      Bucket: 'b',
      Key: 'k',
      ContentEncoding: 'gzip',
      Body: new Uint8Array(body),
    });
  });
});
