/** The Runtime API as a handler's process speaks it: each request, what it is answered, and what is heard of it. */
import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RESPONSE_LIMIT } from '../../lambda/failure';
import { RuntimeApi } from '../../lambda/runtimeApi';

let api: RuntimeApi;
let address: string;
let heard: string[];
let attaches: boolean;
/** What the system says of a connection's other end. */
let held: boolean | undefined;

beforeEach(async () => {
  heard = [];
  attaches = held = true;
  api = await RuntimeApi.listen();
  address = api.address;
  const listener = {
    ready: () => heard.push('ready'),
    response: (id: string, payload: string) => heard.push(`response ${id} ${payload}`),
    responseTooLarge: (id: string) => heard.push(`too large ${id}`),
    error: (id: string, payload: string) => heard.push(`error ${id} ${payload}`),
    initError: (payload: string) => heard.push(`init ${payload}`),
    debuggerListens: (port: number) => (heard.push(`debugger ${port}`), Promise.resolve(attaches)),
    released: () => heard.push('released'),
  };
  const peer = {
    knows: (secret: string) => secret === 'ours',
    holds: () => (heard.push('looked up'), Promise.resolve(held)),
  };
  api.open(listener as never, peer);
});
afterEach(() => api.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: { readonly [name: string]: unknown };
  readonly text: string;
}

/** As our own bootstraps ask, unless headers say otherwise. */
function ask(path: string, method = 'POST', body = '', headers = OURS, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const [host, port] = address.split(':');
    const asked = request({ host, port, path, method, headers, agent: agent ?? false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asked.on('error', reject).end(body);
  });
}
const OURS: { [name: string]: string } = { 'Stepwise-Session': 'ours' };
const API = '/2018-06-01/runtime';
const EVENT = { eventText: '{"ü":1}', requestId: '7', deadlineMs: 5, functionArn: 'arn' };

/** Has a process ask for its next invocation, and delivers it. */
async function deliver(more: object = {}): Promise<Answer> {
  const next = ask(`${API}/invocation/next`, 'GET');
  await expect.poll(() => heard, { interval: 1 }).toContain('ready');
  heard = [];
  api.deliver({ ...EVENT, ...more });
  return next;
}

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
  await deliver();
  const response = await ask(path, method, body);
  expect([response.status, response.text]).toEqual([status, status === 202 ? '{"status":"OK"}' : '']);
  expect(response.headers['content-type']).toBe('application/json');
  expect(heard).toEqual(all);
});

test('a debugger that did not attach is told so', async () => {
  attaches = false;
  expect((await ask('/debugger', 'POST', '1')).status).toBe(204);
});

test.each([
  [RESPONSE_LIMIT, 202, 'response 7 x'],
  [RESPONSE_LIMIT + 1, 413, 'too large 7'],
])('an answer of %i bytes is answered %i', async (size, status, told) => {
  await deliver();
  const response = await ask(`${API}/invocation/7/response`, 'POST', 'x'.repeat(size));
  expect([response.status, heard.map((each) => each.slice(0, 12))]).toEqual([status, [told]]);
  if (status === 413) expect(response.text).toContain('"errorType":"RequestEntityTooLarge"');
});

test.each(['response', 'error'])('a second %s, and one of another invocation, is none', async (kind) => {
  const invalid = '{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}';
  await deliver();
  expect(await ask(`${API}/invocation/8/${kind}`)).toMatchObject({ status: 400, text: invalid });
  expect((await ask(`${API}/invocation/7/response`, 'POST', '1')).status).toBe(202);
  expect(await ask(`${API}/invocation/7/${kind}`)).toMatchObject({ status: 400, text: invalid });
  expect(heard).toEqual(['response 7 1']);
});

describe('an invocation', () => {
  test('is delivered as AWS does', async () => {
    const { text, headers } = await deliver({ clientContext: '{"custom":"ü"}', stepInto: true });
    expect(text).toBe(EVENT.eventText);
    expect(headers).toMatchObject({
      'content-length': '8',
      'lambda-runtime-aws-request-id': '7',
      'lambda-runtime-deadline-ms': '5',
      'lambda-runtime-invoked-function-arn': 'arn',
      'lambda-runtime-trace-id': expect.stringMatching(
        /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
      ),
      'lambda-runtime-client-context': '{"custom":"\\u00fc"}',
      'stepwise-step-into': '1',
    });
  });

  test('says no more than there is', async () => {
    const { headers } = await deliver();
    expect(Object.keys(headers)).not.toContain('stepwise-step-into');
    expect(Object.keys(headers)).not.toContain('lambda-runtime-client-context');
  });

  test('waits for whoever asks next where the one that asked has gone', async () => {
    const [host, port] = address.split(':');
    const left = request({ host, port, path: `${API}/invocation/next`, headers: OURS }).on('error', () => {});
    left.end();
    await expect.poll(() => heard, { interval: 1 }).toEqual(['ready']);
    await new Promise((resolve) => left.on('close', resolve).destroy());
    // A connection of later is heard of later.
    await ask('/released');
    api.deliver(EVENT);
    expect((await ask(`${API}/invocation/next`, 'GET')).text).toBe(EVENT.eventText);
    expect(heard).toEqual(['ready', 'released']);
  });
});

describe('whoever asks', () => {
  const next = (headers: { [name: string]: string }) => ask(`${API}/invocation/next`, 'GET', '', headers);

  test.each<[who: string, held: boolean | undefined, headers: { [name: string]: string }]>([
    ['knows another secret', true, { 'Stepwise-Session': 'theirs' }],
    ['is no process of the function', false, {}],
    ['comes from a page', true, { ...OURS, Origin: 'http://127.0.0.1' }],
    ['comes from a page, in other words', true, { ...OURS, 'Sec-Fetch-Site': 'same-origin' }],
    ['means another host', true, { ...OURS, Host: 'rebound.example' }],
  ])('and %s is refused', async (_, holds, headers) => {
    held = holds;
    const answer = await next(headers);
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([403, { errorType: 'Forbidden' }]);
    expect(heard.filter((each) => each !== 'looked up')).toEqual([]);
  });

  test.each([
    ['holds the connection', true],
    ['cannot be told by the system', undefined],
  ])('and %s is heard', async (_, holds) => {
    held = holds;
    expect((await ask('/released', 'POST', '', {})).status).toBe(204);
    expect(heard).toEqual(['looked up', 'released']);
  });

  test('and was told the id may answer from wherever', async () => {
    await deliver();
    held = false;
    expect((await ask(`${API}/invocation/7/response`, 'POST', '1', {})).status).toBe(202);
    expect(heard).toEqual(['response 7 1']);
  });

  test('is looked up once a connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let i = 0; i < 3; i++) await ask('/released', 'POST', '', {}, agent);
    agent.destroy();
    expect(heard).toEqual(['looked up', 'released', 'released', 'released']);
  });
});

test('after the end nobody listens', async () => {
  await api.close();
  await expect(ask('/released')).rejects.toThrow('ECONNREFUSED');
});
