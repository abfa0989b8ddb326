/** Requests that nobody well-meaning sends: a sentence each, and at once. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeRequest, encodeError } from '../../../services/wire';
import { CBOR, FORM, request, target, type Given } from './wireRequests';

const catalogue = loadCatalogue();
const deep = 100_000;
const dynamodb = target('DynamoDB_20120810.PutItem');
const cloudwatch = { line: 'POST /service/GraniteServiceVersion20100801/operation/PutMetricData', headers: CBOR };
const s3 = { line: 'POST /b?delete', signed: 's3' };

const CASES: readonly (readonly [what: string, given: Given, sentence: string])[] = [
  ['no signature', { line: 'GET /x' }, 'GET /x is not signed and names no service.'],
  [
    'a malformed signature',
    { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKID/x' } },
    'The signature of the request names no service: "Credential=KEY/DATE/REGION/SERVICE/aws4_request" is expected.',
  ],
  ['an unknown service', { signed: 'teleport' }, 'The service "teleport" is not in the catalogue.'],
  ['an unknown target', { headers: target('Teleport.Beam') }, 'The service "Teleport.Beam" is not in the catalogue.'],
  ['an unknown action', { headers: target('DynamoDB_20120810.Beam') }, 'DynamoDB has no action "Beam".'],
  ['an unknown action in a form', { signed: 'sns', headers: FORM, body: 'Action=Beam' }, 'SNS has no action "Beam".'],
  ['an unknown path', { line: 'PATCH /x', signed: 'lambda' }, 'Lambda has no action with PATCH /x.'],
  [
    'an API of the user’s',
    { line: 'GET /_aws/execute-api/Orders/items' },
    'GET /items of Orders (execute-api) is no action of a service.',
  ],
  ['half a document', { headers: dynamodb, body: '{"TableName":' }, 'The body of the request is not valid JSON.'],
  ['a list for a document', { headers: dynamodb, body: '[]' }, 'The body of the request is no JSON object.'],
  [
    'JSON in JSON in JSON',
    { headers: dynamodb, body: `{"Item":${'{"L":['.repeat(deep)}${']}'.repeat(deep)}}` },
    'The request is nested deeper than 200 levels.',
  ],
  [
    'what no model knows, in itself',
    { headers: dynamodb, body: `{"X":${'['.repeat(deep)}${']'.repeat(deep)}}` },
    'The request is nested deeper than 200 levels.',
  ],
  [
    'a form of many dots',
    { signed: 'sns', headers: FORM, body: `Action=Publish&${'a.'.repeat(deep)}=1` },
    'The request is nested deeper than 200 levels.',
  ],
  ['XML in XML', { ...s3, body: '<a>'.repeat(deep) }, 'The request is nested deeper than 200 levels.'],
  [
    'XML that would expand',
    { ...s3, body: '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Delete>&b;</Delete>' },
    'The body of the request is not valid XML.',
  ],
  ['XML that does not end', { ...s3, body: '<Delete><Object>' }, 'The body of the request is not valid XML.'],
  [
    'XML with attributes that do not end',
    { ...s3, body: `<a ${'b="" '.repeat(deep)}` },
    'The body of the request is not valid XML.',
  ],
  [
    'CBOR that ends early',
    { ...cloudwatch, body: Buffer.from('bf61', 'hex') },
    'The body of the request is not valid CBOR.',
  ],
  [
    'CBOR of a length that is not there',
    { ...cloudwatch, body: Buffer.from('9bffffffffffffffff', 'hex') },
    'The body of the request is not valid CBOR.',
  ],
  ['CBOR in CBOR', { ...cloudwatch, body: Buffer.alloc(deep, 0x81) }, 'The request is nested deeper than 200 levels.'],
  [
    'chunks that end early',
    { line: 'PUT /b/k', signed: 's3', headers: { 'content-encoding': 'aws-chunked' }, body: 'ff\r\nabc' },
    'The chunks of the request’s body are incomplete.',
  ],
  [
    'gzip that is none',
    { headers: { ...dynamodb, 'content-encoding': 'gzip' }, body: 'abc' },
    'The body of the request is no gzip, or is too large when it is unpacked.',
  ],
];

test.each(CASES)('%s', (_what, given, sentence) => {
  const call = decodeRequest(catalogue, request(given));
  expect('unreadable' in call && call.unreadable).toBe(sentence);
  // It is answered all the same, in a way that the client reads.
  expect(encodeError(call as never, { name: 'Bad', message: sentence }).status).toBeGreaterThanOrEqual(400);
});

test.each<readonly [string, Given]>([
  ['json', { headers: dynamodb, body: `{"Item":{"a":{"S":"${'x'.repeat(7_000_000)}"}}}` }],
  [
    'many small members',
    { headers: dynamodb, body: `{"Item":{${Array.from({ length: 30_000 }, (_, n) => `"${n}":{"N":"1"}`).join()}}}` },
  ],
  ['a form', { signed: 'sns', headers: FORM, body: `Action=Publish&Message=${'x'.repeat(7_000_000)}` }],
  ['XML', { ...s3, body: `<Delete>${'<Object><Key>k</Key></Object>'.repeat(10_000)}</Delete>` }],
  ['an object', { line: 'PUT /b/k', signed: 's3', body: Buffer.alloc(7_000_000) }],
])('a large body of %s is read at once', { timeout: 10_000 }, (_what, given) => {
  expect(decodeRequest(catalogue, request(given))).not.toHaveProperty('unreadable');
});

test.each([
  ['maps', '{"M":{"a":', '}}'],
  ['lists', '{"L":[', ']}'],
])('%s that are nine tenths as deep as may be are read', (_what, opens, closes) => {
  const body = `{"Item":{"a":${opens.repeat(90)}{"S":"x"}${closes.repeat(90)}}}`;
  const call = decodeRequest(catalogue, request({ headers: dynamodb, body }));
  expect(call).toMatchObject({ input: JSON.parse(body) as object });
});
