/** The fields of an HTTP Task that are lists: methods, headers that are refused, forms. Source: "Call HTTPS APIs in Step Functions workflows". */
import { expect, test } from 'vitest';
import type { Json } from '../../core/json';
import type { HttpConnection } from '../../project';
import { httpRequest } from '../../run/http/httpRequest';
import { urlEncoded } from '../../run/http/urlEncoded';

const request = (more: object, connection?: HttpConnection) =>
  httpRequest({ ApiEndpoint: 'https://api.example.com/', Method: 'POST', ...more } as Json, connection);

test.each<[string, boolean]>([
  ['GET', false],
  ['HEAD', false],
  ['POST', true],
  ['PUT', true],
  ['DELETE', true],
  ['PATCH', true],
  ['OPTIONS', true],
])('%s may be used, with a body: %s', (Method, hasBody) => {
  const made = request({ Method, RequestBody: { a: 1 } });
  expect(made).toMatchObject({ method: Method });
  expect('body' in made).toBe(hasBody);
  expect('headers' in made && 'content-type' in made.headers).toBe(hasBody);
});

test.each(
  `X-Forwarded-For X-Amz-Date X-Amzn-Trace-Id Authorization Connection Content-MD5 Date Expect Host Max-Forwards
   Proxy-Authenticate Server TE Transfer-Encoding Trailer Upgrade Via WWW-Authenticate`.split(/\s+/),
)('the header %s is refused', (name) =>
  expect(request({ Headers: { [name]: 'x' } })).toEqual({
    problem: `The header ${name} cannot be set: Step Functions refuses it.`,
  }),
);

test.each(['Accept', 'X-Date', 'Hostess', 'X-Connection', 'Dates', 'Content-Type', 'Not-Via'])(
  'the header %s is not',
  (name) => expect(request({ Headers: { [name]: 'x' } })).toMatchObject({ headers: { [name.toLowerCase()]: 'x' } }),
);

test('of a connection Authorization alone may be one of the refused', () => {
  expect(request({}, { headers: { Authorization: 'Bearer t' } })).toMatchObject({
    headers: { authorization: 'Bearer t' },
  });
  expect(request({}, { headers: { Host: 'x' } })).toEqual({ problem: 'The connection must not set the header Host.' });
});

test.each([
  ['https://api.example.com', true],
  ['http://localhost:3000', true],
  ['http://127.0.0.1', true],
  ['http://api.example.com', false],
  ['ftp://localhost', false],
])('%s may be called: %s', (ApiEndpoint, may) => expect('url' in request({ ApiEndpoint })).toBe(may));

test.each<[Parameters<typeof urlEncoded>[1], string]>([
  ['INDICES', 'a[0]=1&a[1][b]=x+y&n=&o[p]=true'],
  ['BRACKETS', 'a[]=1&a[][b]=x+y&n=&o[p]=true'],
  ['REPEAT', 'a=1&a[b]=x+y&n=&o[p]=true'],
  ['COMMAS', 'a=1,%7B%22b%22%3A%22x+y%22%7D&n=&o[p]=true'],
])('a form with %s', (format, text) =>
  expect(urlEncoded({ a: [1, { b: 'x y' }], n: null, o: { p: true } }, format)).toBe(text),
);

test('of a query a list is one pair more each; what is no text is JSON', () => {
  const made = request({ QueryParameters: { a: ['x', 1], o: { b: 2 } } }, { query: { key: 'its' } });
  expect('url' in made && made.url.searchParams.toString()).toBe('key=its&a=x&a=1&o=%7B%22b%22%3A2%7D');
});
