/** The Runtime API as a handler's process speaks it: each request, what it is answered, and what is heard of it. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
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
    error: (id: string, payload: string, { errorType = '' }) => heard.push(`error ${id} ${payload}${errorType}`),
    initError: (payload: string, { errorType = '' }) => heard.push(`init ${payload}${errorType}`),
    debuggerListens: (port: number) => (heard.push(`debugger ${port}`), Promise.resolve(attaches)),
    released: () => heard.push('released'),
    calledBack: (kept?: object) => heard.push(`called back ${JSON.stringify(kept)}`),
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
  ['POST', '/called-back', '', 204, ['called back undefined']],
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

/** A streamed response, as AWS's clients send one. */
function stream(chunks: readonly string[], type: string, trailers: { readonly [name: string]: string } = {}) {
  return new Promise<number | undefined>((resolve, reject) => {
    const [host, port] = address.split(':');
    const headers = {
      'Content-Type': type,
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: ['Lambda-Runtime-Function-Error-Type', 'Lambda-Runtime-Function-Error-Body'],
    };
    const path = `${API}/invocation/7/response`;
    const sent = request({ host, port, path, method: 'POST', headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.addTrailers(trailers);
    sent.end();
  });
}

const FAILED = { errorType: 'Middle', errorMessage: 'ü' };

test.each<[what: string, chunks: readonly string[], type: string, trailers: { [name: string]: string }, heard: string]>(
  [
    ['JSON', ['{"a":', '1}'], 'application/octet-stream', {}, 'response 7 {"a":1}'],
    ['text', ['one ', '"two"'], 'text/plain', {}, 'response 7 "one \\"two\\""'],
    ['nothing', [], 'text/plain', {}, 'response 7 ""'],
    [
      'an HTTP response',
      ['{"statusCode":201}', '\0\0\0\0\0\0\0\0', 'bo', 'dy'],
      'application/vnd.awslambda.http-integration-response',
      {},
      'response 7 {"statusCode":201,"body":"body"}',
    ],
    [
      'an HTTP response without a prelude',
      ['body'],
      'application/vnd.awslambda.http-integration-response',
      {},
      'response 7 "body"',
    ],
    [
      'what fails in its middle',
      ['one '],
      'text/plain',
      {
        'Lambda-Runtime-Function-Error-Type': 'Middle',
        'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(FAILED)).toString('base64'),
      },
      `error 7 ${JSON.stringify(FAILED)}Middle`,
    ],
  ],
)('a stream of %s is heard as a whole', async (_, chunks, type, trailers, told) => {
  await deliver();
  expect([await stream(chunks, type, trailers), heard]).toEqual([202, [told]]);
});

test.each([
  ['{"a":1}', '{"a":1}'],
  ['hello', '"hello"'],
  ['', 'null'],
])('what a client of others answers, %j, is heard as JSON: %s', async (body, told) => {
  await deliver();
  await ask(`${API}/invocation/7/response`, 'POST', body, {});
  expect(heard).toEqual([`response 7 ${told}`]);
});

describe('whoever hears a stream as it comes', () => {
  const ear = {
    begins: (prelude = '', type = '') => heard.push(`begins ${prelude}${prelude === '' ? type : ''}`),
    piece: (bytes: Uint8Array) => heard.push(Buffer.from(bytes).toString()),
  };
  const HTTP = 'application/vnd.awslambda.http-integration-response';

  test.each<[what: string, chunks: readonly string[], type: string, heard: readonly string[]]>([
    ['text', ['a', 'b'], 'text/plain', ['begins text/plain', 'ab', 'response 7 "ab"']],
    ['nothing', [], 'text/plain', ['begins text/plain', '', 'response 7 ""']],
    [
      'an HTTP response, its zeros in two pieces',
      ['{"statusCode":2', '01}\0\0\0', '\0\0\0\0\0b', 'c'],
      HTTP,
      ['begins {"statusCode":201}', 'bc', 'response 7 {"statusCode":201,"body":"bc"}'],
    ],
    ['an HTTP response without a prelude', ['b', 'c'], HTTP, [`begins ${HTTP}`, 'bc', 'response 7 "bc"']],
    [
      'one whose prelude is no JSON',
      ['b\0\0\0\0\0\0\0\0c'],
      HTTP,
      [`begins ${HTTP}`, 'b\0\0\0\0\0\0\0\0c', 'response 7 "b'],
    ],
  ])('hears %s', async (_, chunks, type, told) => {
    await deliver({ stream: ear });
    expect(await stream(chunks, type)).toBe(202);
    const pieces = heard.slice(1, -1).join('');
    expect([heard[0], pieces, heard.at(-1)!.slice(0, told[2]!.length)]).toEqual(told);
  });

  test('hears more than a response may have, which is no payload then', async () => {
    await deliver({ stream: ear });
    expect(await stream(['x'.repeat(RESPONSE_LIMIT), 'y'], 'text/plain')).toBe(202);
    expect(heard.slice(1, -1).join('')).toHaveLength(RESPONSE_LIMIT + 1);
    expect(heard.at(-1)).toBe('response 7 null');
  });

  test('hears nothing of what comes as a whole', async () => {
    await deliver({ stream: ear });
    await ask(`${API}/invocation/7/response`, 'POST', '1');
    expect(heard).toEqual(['response 7 1']);
  });

  test('hears 200 MB of it', async () => {
    await deliver({ stream: { ...ear, piece: (bytes: Uint8Array) => (length += bytes.length) } });
    let length = 0;
    const mb = 'x'.repeat(1 << 20);
    expect(await stream([...Array.from({ length: 200 }, () => mb), 'y'], 'text/plain')).toBe(413);
    expect([length, heard]).toEqual([200 << 20, ['begins text/plain', 'too large 7']]);
  });
});

test('a stream that is answered as a whole may be no larger than any response', async () => {
  await deliver();
  expect(await stream(['x'.repeat(RESPONSE_LIMIT), 'y'], 'text/plain')).toBe(413);
  expect(heard).toEqual(['too large 7']);
});

test('an answer whose connection breaks in the middle is none', async () => {
  await deliver();
  const [host, port] = address.split(':');
  const path = `${API}/invocation/7/response`;
  const broken = request({ host, port, path, method: 'POST', headers: { 'Content-Length': 10 } }).on('error', () => {});
  await new Promise((resolve) => broken.write('12345', resolve));
  await new Promise((resolve) => broken.on('close', resolve).destroy());
  expect((await ask(path, 'POST', '1')).status).toBe(202);
  expect(heard).toEqual(['response 7 1']);
});

test('what the runtime calls an error is known beside what it posts', async () => {
  await deliver();
  const type = { ...OURS, 'Lambda-Runtime-Function-Error-Type': 'Custom.Kind' };
  await ask(`${API}/invocation/7/error`, 'POST', '{}', type);
  await ask(`${API}/init/error`, 'POST', '{}', type);
  expect(heard).toEqual(['error 7 {}Custom.Kind', 'init {}Custom.Kind']);
});

test('an error may bring a megabyte of its trace', async () => {
  await deliver();
  const trace = { ...OURS, 'Lambda-Runtime-Function-XRay-Error-Cause': 'x'.repeat((1 << 20) - 1) };
  expect((await ask(`${API}/invocation/7/error`, 'POST', '{}', trace)).status).toBe(202);
});

test('whoever has not answered gets no other invocation', async () => {
  await deliver();
  const again = await ask(`${API}/invocation/next`, 'GET');
  expect([again.status, again.text]).toEqual([403, expect.stringContaining('"errorType":"InvalidStateTransition"')]);
  expect(heard).toEqual([]);
});

test('the next invocation may be asked for in the breath that answers one', async () => {
  await deliver();
  const body = 'x'.repeat(200_000);
  const lines = [`POST ${API}/invocation/7/response HTTP/1.1`, `Host: ${address}`, `Content-Length: ${body.length}`];
  const next = [`GET ${API}/invocation/next HTTP/1.1`, `Host: ${address}`, 'Stepwise-Session: ours'];
  const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}${next.join('\r\n')}\r\n\r\n`);
  await expect.poll(() => heard.map((each) => each.slice(0, 10)), { interval: 1 }).toEqual(['response 7', 'ready']);
  socket.destroy();
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
