/** The Runtime API as a handler's process speaks it: each request, what it is answered, and what is heard of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RESPONSE_LIMIT } from '../../lambda/failure';
import { RuntimeApi, type RuntimeChannel } from '../../lambda/runtimeApi';

let api: RuntimeApi;
let channel: RuntimeChannel;
let heard: unknown[];
let attaches: boolean;

beforeEach(async () => {
  heard = [];
  attaches = true;
  api = await RuntimeApi.listen((request, response) => {
    heard.push(`other ${request.url}`);
    response.writeHead(418).end();
  });
  channel = api.open({
    ready: () => heard.push('ready'),
    response: (id: string, payload: string) => heard.push(`response ${id} ${payload}`),
    responseTooLarge: (id: string) => heard.push(`too large ${id}`),
    error: (id: string, payload: string) => heard.push(`error ${id} ${payload}`),
    initError: (payload: string) => heard.push(`init ${payload}`),
    debuggerListens: (port: number) => (heard.push(`debugger ${port}`), Promise.resolve(attaches)),
    released: () => heard.push('released'),
  } as never);
});
afterEach(() => api.close());

const ask = (path: string, method = 'POST', body?: string): Promise<Response> =>
  fetch(`http://${channel.address}${path}`, { method, ...(body === undefined ? {} : { body }) });
const API = '/2018-06-01/runtime';

test.each<[method: string, path: string, body: string | undefined, status: number, heard: readonly unknown[]]>([
  ['POST', `${API}/invocation/7/response`, '{"a":1}', 202, ['response 7 {"a":1}']],
  ['POST', `${API}/invocation/7/error`, '{"e":1}', 202, ['error 7 {"e":1}']],
  ['POST', `${API}/init/error`, '{"e":1}', 202, ['init {"e":1}']],
  ['POST', '/debugger', '9229', 200, ['debugger 9229']],
  ['POST', '/released', '', 204, ['released']],
  ['POST', `${API}/invocation/7/other`, '', 404, []],
  ['POST', `${API}/invocation/7/8/response`, '', 404, []],
  ['POST', `/x${API}/invocation/7/response`, '', 404, []],
  ['POST', `${API}/invocation/7/responses`, '', 404, []],
  ['POST', `${API}/invocation/next`, '', 404, []],
  ['POST', '/', '', 404, []],
  ['GET', `${API}/invocation/7/response`, undefined, 404, []],
  ['GET', `${API}/invocation/nexts`, undefined, 404, []],
  ['PUT', '/released', '', 404, []],
])('%s %s with %j is answered %i', async (method, path, body, status, all) => {
  const response = await ask(path, method, body);
  expect([response.status, await response.text()]).toEqual([status, status === 202 ? '{"status":"OK"}' : '']);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(heard).toEqual(all);
});

test('a debugger that did not attach is told so', async () => {
  attaches = false;
  expect((await ask('/debugger', 'POST', '1')).status).toBe(204);
});

test('an answer that is too large is no answer', async () => {
  expect((await ask(`${API}/invocation/7/response`, 'POST', 'x'.repeat(RESPONSE_LIMIT))).status).toBe(202);
  expect((await ask(`${API}/invocation/8/response`, 'POST', 'x'.repeat(RESPONSE_LIMIT + 1))).status).toBe(413);
  expect(heard.map((each) => String(each).slice(0, 12))).toEqual(['response 7 x', 'too large 8']);
});

describe('an invocation', () => {
  const EVENT = { eventText: '{"ü":1}', requestId: 'id', deadlineMs: 5, functionArn: 'arn' };

  test('is delivered to the process that waits, and to no other', async () => {
    expect(() => channel.deliver(EVENT as never)).toThrow('No process is waiting for an invocation.');
    const next = ask(`${API}/invocation/next`, 'GET');
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    channel.deliver({ ...EVENT, clientContext: '{"custom":"ü"}', stepInto: true } as never);
    const response = await next;
    expect(await response.text()).toBe(EVENT.eventText);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-length': '8',
      'lambda-runtime-aws-request-id': 'id',
      'lambda-runtime-deadline-ms': '5',
      'lambda-runtime-invoked-function-arn': 'arn',
      'lambda-runtime-client-context': '{"custom":"\\u00fc"}',
      'stepwise-step-into': '1',
    });
    expect(() => channel.deliver(EVENT as never)).toThrow('No process is waiting for an invocation.');
  });

  test('says no more than there is', async () => {
    const next = ask(`${API}/invocation/next`, 'GET');
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    channel.deliver(EVENT as never);
    const { headers } = await next;
    expect([headers.has('stepwise-step-into'), headers.has('lambda-runtime-client-context')]).toEqual([false, false]);
  });
});

test('whoever does not know the secret is not heard, nor after the end', async () => {
  const other = await fetch(`http://127.0.0.1:${api.port}/nobody${API}/init/error`, { method: 'POST' });
  expect([other.status, heard]).toEqual([418, [`other /nobody${API}/init/error`]]);
  channel.close();
  expect((await ask('/released')).status).toBe(418);
});
