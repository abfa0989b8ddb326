// Each case's source: AWS, "Call HTTPS APIs in Step Functions workflows" (Developer Guide).
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import type { HttpConnection } from '../../project';
import { httpRequest } from '../../run/http/httpRequest';
import { urlEncoded } from '../../run/http/urlEncoded';
import { fakeHttp } from '../harness/fakeHttp';
import type { FakeResponse } from '../harness/fakeHttp';
import { check as checkRun, checkOnly } from './check';
import type { RunCase } from './check';

const ApiEndpoint = 'https://api.example.com/orders';

describe('the request', () => {
  test.each<[string, object, HttpConnection | undefined, object]>([
    [
      'carries the headers of Step Functions',
      { Method: 'GET' },
      undefined,
      { headers: { 'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1', range: 'bytes=0-262144' } },
    ],
    ['has a body of JSON', { Method: 'POST', RequestBody: { a: [1] } }, undefined, { body: '{"a":[1]}' }],
    ['sends a text as it stands', { Method: 'POST', RequestBody: 'plain' }, undefined, { body: 'plain' }],
    [
      'takes headers as texts and lists',
      { Method: 'GET', Headers: { 'X-One': 'a', 'X-Two': ['b', 'c'] } },
      undefined,
      { headers: { 'x-one': 'a', 'x-two': 'b, c' } },
    ],
    [
      'sends a form',
      { Method: 'POST', RequestBody: { a: 'b c' }, Transform: { RequestBodyEncoding: 'URL_ENCODED' } },
      undefined,
      { body: 'a=b+c', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'has what its connection adds, which counts before the state’s own',
      { Method: 'POST', Headers: { Key: 'mine' }, RequestBody: { a: 1, secret: 'mine' } },
      { headers: { Key: 'its' }, body: { secret: 'its' }, basic: { username: 'u', password: 'p' } },
      { headers: { key: 'its', authorization: 'Basic dTpw' }, body: '{"a":1,"secret":"its"}' },
    ],
  ])('%s', (_what, input, connection, expected) => {
    expect(httpRequest({ ApiEndpoint, ...input } as Json, connection)).toMatchObject(expected);
  });

  test('has no body where the method takes none', () => {
    expect(httpRequest({ ApiEndpoint, Method: 'GET', RequestBody: { a: 1 } })).not.toHaveProperty('body');
  });

  test.each<[string, object, HttpConnection | undefined, string]>([
    ['pairs', { a: 'b c', n: 1 }, undefined, '?a=b+c&n=1'],
    ['lists', { a: ['x', 'y'] }, undefined, '?a=x&a=y'],
    ['those of the connection first', { key: 'mine', a: '1' }, { query: { key: 'its' } }, '?key=its&a=1'],
  ])('writes query parameters: %s', (_what, QueryParameters, connection, search) => {
    const request = httpRequest({ ApiEndpoint, Method: 'GET', QueryParameters } as Json, connection);
    expect('url' in request && request.url.search).toBe(search);
  });

  test.each<[string, object, string]>([
    ['no URL', { ApiEndpoint: 'orders', Method: 'GET' }, 'ApiEndpoint must be a URL'],
    ['plain HTTP', { ApiEndpoint: 'http://example.com', Method: 'GET' }, 'must begin with https://'],
    ['no method', { ApiEndpoint }, 'Method must be one of GET'],
    ['another method', { ApiEndpoint, Method: 'TRACE' }, 'not "TRACE"'],
    [
      'another encoding',
      { ApiEndpoint, Method: 'GET', Transform: { RequestBodyEncoding: 'XML' } },
      'NONE or URL_ENCODED',
    ],
    [
      'another form of lists',
      { ApiEndpoint, Method: 'GET', Transform: { RequestEncodingOptions: { ArrayFormat: 'X' } } },
      'ArrayFormat must be one of',
    ],
    ['a header that is no Latin', { ApiEndpoint, Method: 'GET', Headers: { A: '€' } }, 'cannot be sent'],
    ['a line break in a header', { ApiEndpoint, Method: 'GET', Headers: { A: 'b\r\nHost: c' } }, 'cannot be sent'],
    ...['Authorization', 'Host', 'X-Amz-Date', 'x-amzn-trace', 'X-Forwarded-For', 'Transfer-Encoding', 'Via'].map(
      (name): [string, object, string] => [
        name,
        { ApiEndpoint, Method: 'GET', Headers: { [name]: 'x' } },
        'refuses it',
      ],
    ),
  ])('is refused with %s', (_what, input, words) => {
    expect(httpRequest(input as Json)).toEqual({ problem: expect.stringContaining(words) as unknown });
  });

  test.each(['localhost', '127.0.0.1', '[::1]'])('may be plain HTTP to %s', (host) => {
    expect(httpRequest({ ApiEndpoint: `http://${host}:8080/`, Method: 'GET' })).toMatchObject({ method: 'GET' });
  });
});

test.each([
  ['INDICES', 'array[0]=a&array[1]=b&o[k]=v&n='],
  ['BRACKETS', 'array[]=a&array[]=b&o[k]=v&n='],
  ['COMMAS', 'array=a,b&o[k]=v&n='],
  ['REPEAT', 'array=a&array=b&o[k]=v&n='],
] as const)('lists of a form as %s', (format, encoded) => {
  expect(urlEncoded({ array: ['a', 'b'], o: { k: 'v' }, n: null }, format)).toBe(encoded);
});

describe('a run', () => {
  const states = (Parameters: object): RunCase['states'] => ({
    Call: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true },
  });

  async function check(answer: FakeResponse | undefined, expected: object, more: object = {}): Promise<void> {
    const { url } = await fakeHttp(() => answer);
    await checkOnly(
      {
        states: states({ ApiEndpoint: `${url}/x`, Method: 'GET', ...more }),
      },
      expected,
    );
  }

  test.each<[string, FakeResponse | undefined, object]>([
    [
      'answers with body, status and headers',
      { headers: { 'content-type': 'application/json' }, body: { a: 1 } },
      {
        output: {
          Headers: { 'content-type': ['application/json'] },
          ResponseBody: { a: 1 },
          StatusCode: 200,
          StatusText: 'OK',
        },
      },
    ],
    [
      'gives text as text',
      { headers: { 'content-type': 'text/plain' }, body: '{}' },
      { output: { ResponseBody: '{}' } },
    ],
    [
      'gives bytes as base64',
      { headers: { 'content-type': 'image/png' }, body: 'ab' },
      { output: { ResponseBody: 'YWI=' } },
    ],
    [
      'reads what is compressed',
      { headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, body: gzipSync('plain') },
      { output: { ResponseBody: 'plain' } },
    ],
    [
      'fails with the status',
      { status: 404, body: '{"message":"none"}' },
      { error: 'States.Http.StatusCode.404', cause: '{"message":"none"}' },
    ],
    [
      'fails where no answer comes',
      undefined,
      { error: 'States.Http.Socket', cause: expect.stringMatching(/^GET http:\/\/127\.0\.0\.1:\d+: ./) as unknown },
    ],
  ])('%s', (_what, answer, expected) => check(answer, expected));

  const connected = (url: string, key: string, more: object = {}): RunCase => ({
    states: states({
      ApiEndpoint: url,
      Method: 'POST',
      RequestBody: { a: 1 },
      Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/shop/1f2a' },
      ...more,
    }),
    settings: { connections: { shop: { headers: { 'x-api-key': key } } } },
  });

  test('follows a redirect on its own host', async () => {
    const { url, requests } = await fakeHttp(({ path }) =>
      path === '/old' ? { status: 302, headers: { location: '/new' } } : { body: 'here' },
    );
    await checkRun(connected(`${url}/old`, 'secret'), { output: { StatusCode: 200, ResponseBody: 'here' } });
    const told = requests.map(({ method, path, body, headers }) => [method, path, body, headers['content-type']]);
    expect(told).toEqual([
      ['POST', '/old', '{"a":1}', 'application/json'],
      ['GET', '/new', '', undefined],
    ]);
  });

  test('takes its secrets to no other host', async () => {
    const other = await fakeHttp(() => ({}));
    const { url } = await fakeHttp(() => ({ status: 307, headers: { location: `${other.url}/x?token=1` } }));
    const cause = `The API redirects to another host, ${other.url}, which is not followed.`;
    await checkRun(connected(url, 'secret'), { error: 'States.Http.StatusCode.307', cause });
    expect(other.requests).toEqual([]);
  });

  test('ends where a redirect goes round in circles', async () => {
    const { url, requests } = await fakeHttp(() => ({ status: 308, headers: { location: '/' } }));
    await checkRun(connected(url, 'secret'), { error: 'States.Http.StatusCode.308' });
    expect(requests).toHaveLength(21);
  });

  test('tells nobody the secret of a header that cannot be sent', async () => {
    const { url, requests } = await fakeHttp(() => ({}));
    const report = await checkRun(connected(url, 'sec\nret'), { status: 'FAILED' });
    expect(report.cause).toContain('x-api-key');
    expect(JSON.stringify(report.events)).not.toMatch(/sec.{0,2}ret/);
    expect(requests).toEqual([]);
  });
});
