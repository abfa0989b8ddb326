/** Where a request goes, what is said of one that goes nowhere, and which status an error has that no model names. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeRequest, encodeError, readAddress } from '../../../services/wire';
import { FORM, request, signedFor, target, type Given } from './wireRequests';

const catalogue = loadCatalogue();
/** `service Operation`, or the sentence and its code. */
function goesTo(given: Given): string {
  const call = decodeRequest(catalogue, request(given));
  return 'unreadable' in call ? `${call.unreadable} (${call.code})` : `${call.service.name} ${call.operation.name}`;
}

const SCOPE = 'AKID%2F20260807%2Feu-west-1%2Fs3%2Faws4_request';

describe('the address', () => {
  test.each<[string, { readonly [name: string]: string }, object]>([
    ['/a/b?x=1', {}, { path: '/a/b', malformed: false }],
    ['https://host.test/a', {}, { path: '/a' }],
    ['?x=1', {}, { path: '/' }],
    [
      '/_aws/execute-api/My%20Api/prod/items',
      {},
      { path: '/prod/items', resource: { service: 'execute-api', name: 'My Api' } },
    ],
    ['/_aws/lambda/f', {}, { path: '/', resource: { service: 'lambda', name: 'f' } }],
    ['/_aws/lambda/%E0', {}, { resource: { service: 'lambda', name: '%E0' } }],
    ['/k', { host: 'orders.s3.eu-west-1.amazonaws.com' }, { path: '/orders/k' }],
    ['/k', { host: 'orders.s3.amazonaws.com' }, { path: '/orders/k' }],
    ['/k', { host: 'my.orders.s3-eu-west-1.amazonaws.com.cn' }, { path: '/my.orders/k' }],
    ['/k', { host: 'orders.s3.example.com' }, { path: '/k' }],
    ['/k', { host: 'orders.localhost:4566', authorization: signedFor('s3') }, { path: '/orders/k', signedFor: 's3' }],
    ['/k', { host: 'orders.localhost:4566', authorization: signedFor('sqs') }, { path: '/k', signedFor: 'sqs' }],
    ['/', { authorization: signedFor('s3express') }, { signedFor: 's3' }],
    ['/', { authorization: signedFor('s3-object-lambda') }, { signedFor: 's3' }],
    [
      '/',
      { authorization: 'AWS4-ECDSA-P256-SHA256 Credential=AKID/20260807/s3/aws4_request, X=1' },
      { signedFor: 's3' },
    ],
    ['/', { authorization: 'AWS4-HMAC-SHA256 Credential=AKID/2026/eu/s3/aws4_request' }, { malformed: true }],
    ['/', { authorization: 'AWS4-HMAC-SHA256' }, { malformed: true }],
    ['/', { authorization: 'Bearer x' }, { malformed: false }],
    ['/', { authorization: 'AWS AKID:sum' }, { signedFor: 's3', malformed: false }],
    ['/?AWSAccessKeyId=A&Signature=s', {}, { signedFor: 's3', malformed: false }],
    ['/?AWSAccessKeyId=A', {}, { malformed: false }],
    ['/?Signature=s', {}, { malformed: false }],
    [`/?X-Amz-Credential=${SCOPE}`, {}, { signedFor: 's3', malformed: false }],
    ['/?X-Amz-Credential=x', {}, { malformed: true }],
    [`/?X-Amz-Credential=${SCOPE}`, { authorization: 'Bearer x' }, { malformed: false }],
  ])('of %s with %j', (url, headers, address) => {
    const { query: _, ...found } = readAddress({ url, headers });
    expect(found).toMatchObject(address);
    expect(found.signedFor).toBe((address as { signedFor?: string }).signedFor);
    expect(found.resource).toEqual((address as { resource?: object }).resource);
  });
});

describe('a request', () => {
  const long = (count: number): string => 'x'.repeat(count);
  test.each<[Given, string]>([
    [{ headers: target('AmazonSQS.Nothing') }, 'SQS has no action "Nothing". (UnknownOperationException)'],
    [{ signed: 'sqs', headers: FORM, body: 'Action=Nothing' }, 'SQS has no action "Nothing". (InvalidAction)'],
    [
      { headers: target('Nobody.Act') },
      'The service "Nobody.Act" is not in the catalogue. (UnknownOperationException)',
    ],
    [{ signed: 'nobody' }, 'The service "nobody" is not in the catalogue. (UnknownOperationException)'],
    [{ signed: long(80) }, `The service "${long(80)}" is not in the catalogue. (UnknownOperationException)`],
    [{ signed: long(81) }, `The service "${long(80)}…" is not in the catalogue. (UnknownOperationException)`],
    [{ line: 'GET /a' }, 'GET /a is not signed and names no service. (MissingAuthenticationToken)'],
    [
      { line: 'GET /_aws/execute-api/Orders/prod/x' },
      'GET /prod/x of Orders (execute-api) is no action of a service. (UnknownOperationException)',
    ],
    [{ line: 'PATCH /', signed: 'lambda' }, 'Lambda has no action with PATCH /. (UnknownOperationException)'],
    [
      { headers: { authorization: 'AWS4-HMAC-SHA256' } },
      'The signature of the request names no service: "Credential=KEY/DATE/REGION/SERVICE/aws4_request" is expected. (IncompleteSignature)',
    ],
    [
      { headers: target('AmazonSQS.SendMessage'), body: '[]' },
      'The body of the request is no JSON object. (SerializationException)',
    ],
    [
      { headers: target('AmazonSQS.SendMessage'), body: '{' },
      'The body of the request is not valid JSON. (SerializationException)',
    ],
    [
      { line: 'POST /schedules/s', signed: 'scheduler', body: '[]' },
      'The body of the request is no structure. (SerializationException)',
    ],
    [
      { headers: { ...target('AmazonSQS.SendMessage'), 'content-encoding': 'gzip' }, body: 'x' },
      'The body of the request is no gzip, or is too large when it is unpacked. (SerializationException)',
    ],
    [
      { signed: 'sqs', headers: FORM, body: `Action=SendMessage&${'a.'.repeat(200)}a=1` },
      'The request is nested deeper than 200 levels. (SerializationException)',
    ],
  ])('%j goes nowhere', (given, words) => expect(goesTo(given)).toBe(words));

  test.each<[string, string, string]>([
    ['Boto3/1.43.11 md/Botocore#1.43.11', 'GET /v1/voices', 'polly DescribeVoices'],
    ['Boto3/1.43.11 md/Botocore#1.43.11', 'GET /2015-03-31/functions/f', 'lambda GetFunction'],
    ['Boto3/1.43.11 md/Botocore#1.43.11', 'GET /noaa-ghcn-pds/csv/by_year/1763.csv', 's3 GetObject'],
    ['aws-sdk-nodejs/2.1693.0 linux/v20', 'GET /noaa-ghcn-pds?list-type=2&prefix=csv', 's3 ListObjectsV2'],
    ['aws-cli/2.15 md/Botocore#2.4', 'DELETE /', 'S3 has no action with DELETE /. (UnknownOperationException)'],
    ['undici', 'GET /v1/voices', 'GET /v1/voices is not signed and names no service. (MissingAuthenticationToken)'],
  ])('of %s that nobody has signed, %s, is told by its path', (agent, line, words) =>
    expect(goesTo({ line, headers: { 'user-agent': agent } })).toBe(words),
  );

  test.each<[Given, string]>([
    [{ line: 'GET /?Action=GetCallerIdentity&Version=2011-06-15', signed: 'sts' }, 'sts GetCallerIdentity'],
    [{ line: 'GET /?Action=GetCallerIdentity', signed: 'sts' }, 'sts GetCallerIdentity'],
    // A key of an object's query is no action.
    [{ line: 'GET /b/k?Action=x', signed: 's3' }, 's3 GetObject'],
    [{ line: 'GET /b/k', signed: 's3', headers: FORM }, 's3 GetObject'],
    [
      { signed: 'sns', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'Action=Publish' },
      'sns Publish',
    ],
    [{ line: 'GET /b/', signed: 's3' }, 's3 ListObjects'],
    [{ line: 'GET /b?list-type=2', signed: 's3' }, 's3 ListObjectsV2'],
    [{ line: 'GET /b?list-type=3', signed: 's3' }, 's3 ListObjects'],
    [{ line: 'get /b/k?uploadId=1', signed: 's3' }, 's3 ListParts'],
    [{ line: 'PUT /b/k?partNumber=1&uploadId=1', signed: 's3' }, 's3 UploadPart'],
    [
      { line: 'PUT /b/k?partNumber=1&uploadId=1', signed: 's3', headers: { 'x-amz-copy-source': 'b/k' } },
      's3 UploadPartCopy',
    ],
    [{ line: 'PUT /b/k?x-id=CopyObject', signed: 's3' }, 's3 CopyObject'],
  ])('%j goes to %s', (given, place) => expect(goesTo(given)).toBe(place));
});

describe('chunks', () => {
  const STREAMING = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
  const read = (body: string, headers: { readonly [name: string]: string } = STREAMING): unknown => {
    const call = decodeRequest(catalogue, request({ line: 'PUT /b/k', signed: 's3', headers, body }));
    if ('unreadable' in call) return call.unreadable;
    const { Body: bytes, Bucket: _b, Key: _k, ...rest } = call.input;
    return [Buffer.from(bytes as Uint8Array).toString(), rest];
  };

  test.each<[string, unknown]>([
    ['3\r\nabc\r\n0\r\n\r\n', ['abc', {}]],
    ['0\r\n\r\n', ['', {}]],
    ['A;x\r\n0123456789\r\n0\r\n\r\n', ['0123456789', {}]],
    ['1\r\na\r\n0\r\nX-Amz-Checksum-Crc32 : s\r\n:none\r\nnone\r\n\r\n', ['a', { ChecksumCRC32: 's' }]],
  ])('%j', (body, expected) => expect(read(body)).toEqual(expected));

  test.each(['', '3\r\nab', '3\r\nabc', '3\r\nabc\r\n', 'x\r\nabc\r\n0\r\n\r\n', '3x\r\nabc\r\n0\r\n', '3'])(
    '%j are incomplete',
    (body) => expect(read(body)).toBe('The chunks of the request’s body are incomplete.'),
  );

  test('of what is compressed as well', () => {
    const headers = { 'content-encoding': 'aws-chunked, gzip' };
    expect(read('1\r\na\r\n0\r\n\r\n', headers)).toEqual(['a', { ContentEncoding: 'gzip' }]);
    const packed = gzipSync('{"QueueUrl":"u"}');
    const body = Buffer.concat([
      Buffer.from(`${packed.length.toString(16)}\r\n`),
      packed,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const call = decodeRequest(
      catalogue,
      request({ headers: { ...target('AmazonSQS.SendMessage'), 'content-encoding': 'aws-chunked,gzip' }, body }),
    );
    expect(call).toMatchObject({ input: { QueueUrl: 'u' } });
  });
});

describe('the status of an error that no model names', () => {
  const statuses = (name: string): number[] =>
    [{ headers: target('AmazonSQS.SendMessage') }, { line: 'GET /b/k', signed: 's3' }].map(
      (given: Given) => encodeError(decodeRequest(catalogue, request(given)), { name, message: 'm' }).status,
    );
  test.each<[string, rpc: number, rest: number]>([
    ['ServiceUnavailable', 503, 503],
    ['SlowDown', 503, 503],
    ['Unavailable', 503, 503],
    ['InternalFailure', 500, 500],
    ['InternalError', 500, 500],
    ['InternalServerError', 500, 500],
    ['Internal', 400, 400],
    ['TooSlowDown', 400, 400],
    ['MyInternalError', 400, 400],
    ['NoSuchThing', 400, 404],
    ['ThingNotFound', 400, 404],
    ['AccessDenied', 400, 403],
    ['Forbidden', 400, 403],
    ['InvalidAccessKeyId', 400, 403],
    ['SignatureDoesNotMatch', 400, 403],
    ['NotAccessDenied', 400, 400],
    ['MethodNotAllowed', 400, 405],
    ['MethodNotAllowedHere', 400, 400],
    ['Conflict', 400, 409],
    ['BucketAlreadyMine', 400, 409],
    ['PreconditionFailed', 400, 412],
    ['PreconditionFailedToo', 400, 400],
    ['InvalidRange', 400, 416],
    ['InvalidRanges', 400, 400],
    ['Throttling', 400, 429],
    ['TooManyRequests', 400, 429],
    ['NotModified', 400, 304],
    ['Other', 400, 400],
  ])('%s', (name, rpc, rest) => expect(statuses(name)).toEqual([rpc, rest]));
});
