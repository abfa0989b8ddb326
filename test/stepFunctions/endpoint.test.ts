/** Who is let in at the endpoint. */
import http from 'node:http';
import { expect, test } from 'vitest';
import { addresses } from '../../run/stepFunctions/addresses';
import { callEndpoint } from '../../run/stepFunctions/callEndpoint';
import { PROOF_PATH } from '../../run/stepFunctions/proof';
import { StepFunctionsService } from '../../run/stepFunctions/service';
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
  ['one that asks for proof', { path: PROOF_PATH + 'f'.repeat(64) }, 200],
  [
    'one that asks for proof with much beside it',
    { path: PROOF_PATH + 'f'.repeat(64), body: ' '.repeat(5 << 20) },
    200,
  ],
  ['one that asks for proof of too little', { path: PROOF_PATH + 'f'.repeat(62) }, 403],
  ['one that asks for proof of too much', { path: PROOF_PATH + 'f'.repeat(66) }, 403],
  ['one that asks for proof of what is no number', { path: PROOF_PATH + 'x'.repeat(64) }, 403],
  ['a page that asks for proof', { path: PROOF_PATH + 'f'.repeat(64), headers: { Origin: 'null' } }, 403],
  ['a name that asks for proof', { path: PROOF_PATH + 'f'.repeat(64), headers: { Host: 'example.com' } }, 403],
  ['a look at a proof', { path: PROOF_PATH + 'f'.repeat(64), method: 'GET' }, 403],
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

test('other runs find it until it is closed', async () => {
  const service = new StepFunctionsService();
  const url = await service.url();
  const isFound = async (): Promise<boolean> => (await addresses()).some((each) => each.url === url);
  expect(await isFound()).toBe(true);
  await service.close();
  expect(await isFound()).toBe(false);
});
