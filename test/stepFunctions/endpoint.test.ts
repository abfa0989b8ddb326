/** Who is let in at the endpoint. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { callEndpoint } from '../../run/stepFunctions/callEndpoint';
import { fakeHttp } from '../harness/fakeHttp';
import { localService } from './check';

interface Attempt {
  readonly headers?: { readonly [name: string]: string };
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
}

async function status(attempt: Attempt): Promise<number> {
  const { url } = await localService({ machines: {} });
  const { port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        path: attempt.path ?? pathname,
        method: attempt.method ?? 'POST',
        headers: { 'X-Amz-Target': 'AWSStepFunctions.ListActivities', ...attempt.headers },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    request.end(attempt.body ?? '{}');
  });
}

test.each<[string, Attempt, number]>([
  ['an SDK that knows the URL', {}, 200],
  ['one that does not', { path: '/' }, 403],
  ['a page of another origin', { headers: { Origin: 'https://example.com' } }, 403],
  ['a page whose browser tells where it is from', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
  ['a name that was bound to this address', { headers: { Host: 'example.com' } }, 403],
  ['a request to look', { method: 'GET' }, 403],
  ['a question of a browser before a request', { method: 'OPTIONS' }, 403],
  ['another service', { headers: { 'X-Amz-Target': 'DynamoDB_20120810.GetItem' } }, 400],
  ['no JSON', { body: '{' }, 400],
  ['no object', { body: '[]' }, 400],
  ['more than a request may hold', { body: ' '.repeat(5 << 20) }, 400],
])('%s', async (_who, attempt, expected) => expect(await status(attempt)).toBe(expected));

test('a request that breaks off is none', async () => {
  const { url, service } = await localService({ machines: {} });
  const { port, pathname } = new URL(url);
  const called: string[] = [];
  const call = service.call.bind(service);
  service.call = (operation, ...rest) => (called.push(operation), call(operation, ...rest));
  const headers = { 'X-Amz-Target': 'AWSStepFunctions.ListActivities', 'Content-Length': 9 };
  const request = http.request({ host: '127.0.0.1', port, path: pathname, method: 'POST', headers });
  const closed = new Promise((resolve) => request.on('error', () => undefined).on('close', resolve));
  request.write('{', () => request.destroy());
  await closed;
  await callEndpoint(url, 'ListExecutions', {});
  expect(called).toEqual(['ListExecutions']);
});

test('a run that dies while it answers is a sentence', async () => {
  const { url } = await fakeHttp(() => undefined);
  expect(await callEndpoint(url, 'SendTaskSuccess', {})).toMatchObject({
    problem: expect.stringContaining(url) as unknown,
  });
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': 9 });
    response.write('{', () => response.destroy());
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const half = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  expect(await callEndpoint(half, 'SendTaskSuccess', {})).toMatchObject({
    problem: expect.stringContaining('broke off') as unknown,
  });
});
