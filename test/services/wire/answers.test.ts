/** The bytes of answers, and of errors, in each protocol. */
import { describe, expect, test } from 'vitest';
import { jsonValue } from '../../../core/jsonText';
import { loadCatalogue } from '../../../services/loadTables';
import {
  decodeRequest,
  encodeError,
  encodeOutput,
  type Call,
  type CallError,
  type Members,
} from '../../../services/wire';
import { crc32 } from '../../../services/wire/crc32';
import { CBOR, FORM, request, target, type Given } from './wireRequests';

const catalogue = loadCatalogue();

function callOf(given: Given): Call {
  const call = decodeRequest(catalogue, request(given));
  if ('unreadable' in call) throw new Error(call.unreadable);
  return call;
}

/** Requests that only tell which action answers. */
const CALLS = {
  dynamodb: { headers: target('DynamoDB_20120810.GetItem'), body: '{}' },
  sqsJson: { headers: target('AmazonSQS.GetQueueUrl'), body: '{}' },
  sqsQuery: { signed: 'sqs', headers: FORM, body: 'Action=GetQueueUrl' },
  sns: { signed: 'sns', headers: FORM, body: 'Action=Publish' },
  ec2: { signed: 'ec2', headers: FORM, body: 'Action=DescribeInstances' },
  invoke: { line: 'POST /2015-03-31/functions/f/invocations', signed: 'lambda' },
  schedule: { line: 'GET /schedules/s', signed: 'scheduler' },
  getObject: { line: 'GET /b/k', signed: 's3' },
  headObject: { line: 'HEAD /b/k', signed: 's3' },
  location: { line: 'GET /b?location', signed: 's3' },
  list: { line: 'GET /b?list-type=2', signed: 's3' },
  buckets: { line: 'GET /', signed: 's3' },
  tiering: { line: 'GET /b?intelligent-tiering&x-id=ListBucketIntelligentTieringConfigurations', signed: 's3' },
  route53: { line: 'GET /2013-04-01/hostedzone', signed: 'route53' },
  alarms: {
    line: 'POST /service/GraniteServiceVersion20100801/operation/DescribeAlarms',
    headers: CBOR,
  },
} satisfies { readonly [name: string]: Given };

type Name = keyof typeof CALLS;

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;

describe('outputs', () => {
  function check(name: Name, output: Members, body: string, headers: object = {}, status = 200): void {
    const answer = encodeOutput(callOf(CALLS[name]), output, 'id');
    expect({ status: answer.status, body: answer.body.toString('utf8') }).toEqual({ status, body });
    expect(answer.headers).toMatchObject(headers);
  }

  test('json: blobs as base64, whether bytes, base64 or text', () =>
    check(
      'dynamodb',
      { Item: { a: { B: Buffer.from('hi') }, b: { B: 'aGk=' }, c: { B: 'hi!' } } },
      '{"Item":{"a":{"B":"aGk="},"b":{"B":"aGk="},"c":{"B":"aGkh"}}}',
      { 'content-type': 'application/x-amz-json-1.0', 'content-length': '61' },
    ));

  test('json: a whole number to its last digit, and every other as clients spell it', () =>
    check(
      'dynamodb',
      jsonValue('{"ConsumedCapacity":{"CapacityUnits":10.0},"Own":[9007199254740993,1e-7],"B":null}') as Members,
      '{"ConsumedCapacity":{"CapacityUnits":10},"Own":[9007199254740993,1.0E-7],"B":null}',
    ));

  test('rest-json: times as seconds, given in three ways', () => {
    for (const time of ['2026-08-07T10:00:00Z', 1786096800, new Date('2026-08-07T10:00:00Z')]) {
      check('schedule', { CreationDate: time, Name: 's' }, '{"CreationDate":1786096800,"Name":"s"}');
    }
  });

  test('a payload is the body itself, data as JSON; its status is a member', () =>
    check(
      'invoke',
      { StatusCode: 202, Payload: { ok: true }, ExecutedVersion: '1' },
      '{"ok":true}',
      { 'x-amz-executed-version': '1' },
      202,
    ));

  test('query: a result in a response', () =>
    check(
      'sns',
      { MessageId: 'a<b' },
      xml(
        '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>a&lt;b</MessageId></PublishResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></PublishResponse>',
      ),
      { 'content-type': 'text/xml' },
    ));

  test('EC2: lists of items', () =>
    check(
      'ec2',
      { Reservations: [{ ReservationId: 'r', Instances: [{ InstanceId: 'i' }] }] },
      xml(
        '<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><requestId>id</requestId><reservationSet><item><reservationId>r</reservationId><instancesSet><item><instanceId>i</instanceId></item></instancesSet></item></reservationSet></DescribeInstancesResponse>',
      ),
    ));

  test('rest-xml: flat lists, in the root that the service has for them', () =>
    check(
      'list',
      { Name: 'b', KeyCount: 2, Contents: [{ Key: 'x', Size: 1, LastModified: 0 }, { Key: 'y' }] },
      xml(
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>x</Key><LastModified>1970-01-01T00:00:00Z</LastModified><Size>1</Size></Contents><Contents><Key>y</Key></Contents><Name>b</Name><KeyCount>2</KeyCount></ListBucketResult>',
      ),
    ));

  test('rest-xml: each service has its way to call a root', () => {
    check(
      'buckets',
      {},
      xml('<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></ListAllMyBucketsResult>'),
    );
    check(
      'tiering',
      { IsTruncated: false },
      xml(
        '<ListBucketIntelligentTieringConfigurationsOutput xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated></ListBucketIntelligentTieringConfigurationsOutput>',
      ),
    );
    check('route53', {}, xml('<ListHostedZonesResponse></ListHostedZonesResponse>'));
  });

  test('an object: its text is its bytes, the length is theirs, a header is one line', () =>
    check('getObject', { Body: 'aGk=', ContentLength: 99, Metadata: { Own: 'a\r\nb: c' }, LastModified: 0 }, 'aGk=', {
      'content-length': '4',
      'x-amz-meta-own': 'a??b: c',
      'last-modified': 'Thu, 01 Jan 1970 00:00:00 GMT',
    }));

  test('the root of a bucket’s location is the location', () =>
    check(
      'location',
      { LocationConstraint: 'eu-west-1' },
      xml('<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>'),
    ));

  test('HEAD: no body, and the length that the output tells', () =>
    check('headObject', { ContentLength: 5, ETag: '"e"' }, '', { 'content-length': '5', etag: '"e"' }));

  test('CBOR', () => {
    const { body, headers } = encodeOutput(callOf(CALLS.alarms), {
      MetricAlarms: [{ Threshold: 1.5, StateUpdatedTimestamp: 0 }],
    });
    expect(body.toString('hex')).toBe(
      'a16c4d6574726963416c61726d7381a2695468726573686f6c64fb3ff80000000000007553746174655570646174656454696d657374616d70c100',
    );
    expect(headers).toMatchObject({ 'smithy-protocol': 'rpc-v2-cbor' });
  });
});

test.each(Object.keys(CALLS) as Name[])(
  '%s: an output of other types than the model’s is written all the same',
  (name) => {
    const call = callOf(CALLS[name]);
    const members = [...(call.operation.output?.members.keys() ?? [])];
    for (const wrong of ['text', 5, true, [], [[1]], {}, { a: { b: null } }, null, new Uint8Array(2)]) {
      const answer = encodeOutput(call, Object.fromEntries(members.map((member) => [member, wrong])));
      expect(answer.status).toBe(200);
    }
  },
);

test('a stream of events: each in its frame, with its kind and sums', () => {
  const call = callOf({ line: 'POST /2021-11-15/functions/f/response-streaming-invocations', signed: 'lambda' });
  const { body, headers } = encodeOutput(call, {
    EventStream: [{ PayloadChunk: { Payload: 'hi' } }, { InvokeComplete: {} }],
  });
  expect(headers).toMatchObject({ 'content-type': 'application/vnd.amazon.eventstream' });
  const length = body.readUInt32BE(0);
  const headLength = body.readUInt32BE(4);
  const head = body.toString('latin1', 12, 12 + headLength).replace(/[^ -~]/g, '|');
  expect(head).toBe('|:message-type|||event|:event-type|||PayloadChunk|:content-type|||application/octet-stream');
  expect(body.toString('utf8', 12 + headLength, length - 4)).toBe('hi');
  expect([body.readUInt32BE(8), body.readUInt32BE(length - 4)]).toEqual([
    crc32(body.subarray(0, 8)),
    crc32(body.subarray(0, length - 4)),
  ]);
  expect(body.toString('latin1', length)).toContain('InvokeComplete');
});

describe('errors', () => {
  function check(name: Name, error: CallError, status: number, body: string, headers: object = {}): void {
    const answer = encodeError(callOf(CALLS[name]), error, 'id');
    expect({ status: answer.status, body: answer.body.toString('utf8') }).toEqual({ status, body });
    expect(answer.headers).toMatchObject(headers);
  }

  test('json names the shape, whatever the error is called by', () => {
    for (const name of ['ResourceNotFoundException', 'DynamoDb.ResourceNotFoundException']) {
      check(
        'dynamodb',
        { name, message: 'm' },
        400,
        '{"__type":"ResourceNotFoundException","message":"m","Message":"m"}',
      );
    }
  });

  test('rest-json names it in a header, with the status of the model', () =>
    check('schedule', { name: 'ResourceNotFoundException', message: 'm' }, 404, '{"message":"m","Message":"m"}', {
      'x-amzn-errortype': 'ResourceNotFoundException',
    }));

  test('members travel in the body, and those of headers in theirs', () =>
    check(
      'invoke',
      { name: 'TooManyRequestsException', message: 'm', members: { Type: 'User', retryAfterSeconds: '3' } },
      429,
      '{"message":"m","Message":"m","Type":"User"}',
      { 'retry-after': '3' },
    ));

  test('one that the model lacks', () => {
    check('dynamodb', { name: 'Own', message: 'm' }, 400, '{"__type":"Own","message":"m","Message":"m"}');
    // In the body alone: an old client for Go shows no message where a header has the name.
    check('invoke', { name: 'Own', message: 'm' }, 400, '{"code":"Own","message":"m","Message":"m"}');
    expect(encodeError(callOf(CALLS.invoke), { name: 'Own', message: 'm' }).headers).not.toHaveProperty(
      'x-amzn-errortype',
    );
    check(
      'getObject',
      { name: 'NoSuchThing', message: 'm' },
      404,
      xml('<Error><Code>NoSuchThing</Code><Message>m</Message><RequestId>id</RequestId></Error>'),
    );
    check(
      'sns',
      { name: 'InternalFailure', message: 'm', status: 503 },
      503,
      xml(
        '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Receiver</Type><Code>InternalFailure</Code><Message>m</Message></Error><RequestId>id</RequestId></ErrorResponse>',
      ),
    );
  });

  test('query sends the code', () =>
    check(
      'sns',
      { name: 'NotFoundException', message: 'm' },
      404,
      xml(
        '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>NotFound</Code><Message>m</Message></Error><RequestId>id</RequestId></ErrorResponse>',
      ),
    ));

  test('SQS tells its old code to clients of both protocols', () => {
    check(
      'sqsJson',
      { name: 'QueueDoesNotExist', message: 'm' },
      400,
      '{"__type":"QueueDoesNotExist","message":"m","Message":"m"}',
      {
        'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
      },
    );
    const { body } = encodeError(callOf(CALLS.sqsQuery), { name: 'QueueDoesNotExist', message: 'm' });
    expect(body.toString('utf8')).toContain('<Code>AWS.SimpleQueueService.NonExistentQueue</Code>');
  });

  test('EC2 and the REST services but S3 have envelopes', () => {
    check(
      'ec2',
      { name: 'Bad', message: '<' },
      400,
      xml(
        '<Response><Errors><Error><Code>Bad</Code><Message>&lt;</Message></Error></Errors><RequestID>id</RequestID></Response>',
      ),
    );
    const { body } = encodeError(callOf(CALLS.route53), { name: 'NoSuchHostedZone', message: 'm' });
    expect(body.toString('utf8')).toContain('<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchHostedZone</Code>');
  });

  test('HEAD: the status alone', () => check('headObject', { name: 'NotFound', message: 'm' }, 404, ''));
});

describe('sums that clients check', () => {
  function sums(given: Given, output: Members): Members {
    return JSON.parse(encodeOutput(callOf(given), output).body.toString('utf8')) as Members;
  }

  test('SQS: of the body and of the attributes that were sent, whatever the output says', () => {
    const attributes = { a: { DataType: 'String', StringValue: 'x' }, B: { DataType: 'Binary', BinaryValue: 'aGk=' } };
    const body = JSON.stringify({ MessageBody: 'hello', MessageAttributes: attributes });
    // md5 of "hello"; of (length, name, length, type, 1 or 2, length, value) of B, then of a.
    expect(sums({ headers: target('AmazonSQS.SendMessage'), body }, { MessageId: 'i', MD5OfMessageBody: 'x' })).toEqual(
      {
        MessageId: 'i',
        MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592',
        MD5OfMessageAttributes: 'a2bb35521a4668b07e576acab19c086a',
      },
    );
  });

  test('SQS: of each entry, and of each message that is received', () => {
    const body = '{"Entries":[{"Id":"1","MessageBody":"hello"}]}';
    expect(
      sums({ headers: target('AmazonSQS.SendMessageBatch'), body }, { Successful: [{ Id: '1' }, { Id: '2' }] }),
    ).toEqual({
      Successful: [{ Id: '1', MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592' }, { Id: '2' }],
    });
    expect(
      sums({ headers: target('AmazonSQS.ReceiveMessage'), body: '{}' }, { Messages: [{ Body: 'hello' }] }),
    ).toEqual({
      Messages: [{ Body: 'hello', MD5OfBody: '5d41402abc4b2a76b9719d911017c592' }],
    });
  });

  test('S3: of what is put, an entity tag that older clients compare', () => {
    const etagOf = (given: Given, output: Members): unknown => encodeOutput(callOf(given), output).headers.etag;
    const put: Given = {
      line: 'PUT /b/k',
      signed: 's3',
      body: 'hello',
      headers: { 'user-agent': 'aws-sdk-java/1.12.7' },
    };
    const sum = '"5d41402abc4b2a76b9719d911017c592"';
    expect(etagOf(put, { ETag: 'x' })).toBe(sum);
    expect(etagOf({ ...put, line: 'PUT /b/k?partNumber=1&uploadId=u' }, { ETag: 'x' })).toBe(sum);
    expect(etagOf(put, { ETag: '"of-several"' })).toBe('"of-several"');
    expect(etagOf(put, { ETag: '"x"', ServerSideEncryption: 'aws:kms' })).toBe('"x"');
    expect(etagOf({ ...put, headers: {} }, { ETag: '"x"' })).toBe('"x"');
  });

  test('S3: of a whole object where the client asks for one, or the output has one', () => {
    const enabled = { headers: { 'x-amz-checksum-mode': 'ENABLED' } };
    const headersOf = (given: Given, output: Members) => encodeOutput(callOf(given), output).headers;
    expect(headersOf(CALLS.getObject, { Body: 'hello' })).not.toHaveProperty('x-amz-checksum-crc32');
    expect(headersOf({ ...CALLS.getObject, ...enabled }, { Body: 'hello' })).toHaveProperty(
      'x-amz-checksum-crc32',
      'NhCmhg==',
    );
    const given = { Body: 'hello', ChecksumCRC32C: 'x', ChecksumSHA1: 'x', ChecksumCRC32: 'AAAAAA==-2' };
    expect(headersOf(CALLS.getObject, given)).toMatchObject({
      'x-amz-checksum-crc32': 'AAAAAA==-2',
      'x-amz-checksum-crc32c': 'mnG7TA==',
      'x-amz-checksum-sha1': 'qvTGHdzF6KLavt4PO0gs2a6pQ00=',
    });
  });
});
