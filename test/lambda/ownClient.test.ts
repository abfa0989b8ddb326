/** What our own bootstrap writes into its pipe, in whatever pieces it comes: the requests that are heard, and the answers' order. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { MOST_HEADERS } from '../../lambda/httpServer';
import { serveOwnClient, type ApiRequest, type ApiResponse } from '../../lambda/ownClient';

interface Exchange {
  readonly request: ApiRequest;
  readonly response: ApiResponse;
}

function served(listener: (exchange: Exchange) => void = () => undefined) {
  let answered = '';
  const socket = new Duplex({
    allowHalfOpen: false,
    read: () => undefined,
    write: (chunk: Buffer, _, done) => ((answered += chunk.toString()), done()),
  });
  serveOwnClient(socket as Socket, (request, response) => listener({ request, response }));
  return { socket, answered: () => answered };
}

/** `METHOD url {headers} body {trailers}` of each, once it has ended. */
async function heard(pieces: readonly string[]): Promise<string[]> {
  const all: Promise<string>[] = [];
  const { socket } = served(({ request, response }) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    const { method, url, headers } = request;
    const words = (): string =>
      [method, url, JSON.stringify(headers), String(Buffer.concat(chunks)), JSON.stringify(request.trailers)].join(' ');
    all.push(once(request, 'end').then(words, () => 'broken'));
    response.writeHead(204, {});
  });
  for (const piece of pieces) socket.push(Buffer.from(piece));
  socket.push(null);
  await once(socket, 'close');
  return Promise.all(all);
}

const GET = 'GET /next HTTP/1.1\r\nHost: h:1\r\n\r\n';
const POST = 'POST /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nb\r\nc';
const CHUNKED = 'POST /s HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n';

test.each<[what: string, text: string, expected: readonly string[]]>([
  ['a request without a body', GET, ['GET /next {"host":"h:1"}  {}']],
  ['one with a body', POST, ['POST /a {"content-length":"4"} b\r\nc {}']],
  [
    'a body in chunks, with trailers',
    `${CHUNKED}5\r\nab\r\nc\r\na\r\n0123456789\r\n0\r\nT: x: y\r\nU: z\r\n\r\n`,
    ['POST /s {"transfer-encoding":"chunked"} ab\r\nc0123456789 {"t":"x: y","u":"z"}'],
  ],
  ['no chunk at all', `${CHUNKED}0\r\n\r\n`, ['POST /s {"transfer-encoding":"chunked"}  {}']],
  [
    'one behind the other',
    `${POST}${CHUNKED}1\r\na\r\n0\r\n\r\n${GET}`,
    [
      'POST /a {"content-length":"4"} b\r\nc {}',
      'POST /s {"transfer-encoding":"chunked"} a {}',
      'GET /next {"host":"h:1"}  {}',
    ],
  ],
  ['a body that breaks off', POST.slice(0, -1), ['broken']],
  ['chunks that break off', `${CHUNKED}1\r\na\r\n`, ['broken']],
  ['a head that breaks off', POST.slice(0, 20), []],
  ['a length that is none', 'POST /a HTTP/1.1\r\nContent-Length: x\r\n\r\nabc', []],
  ['a chunk of no length', `${CHUNKED}x\r\nabc`, ['broken']],
])('%s', async (_what, text, expected) => {
  expect(await heard([text])).toEqual(expected);
  expect(await heard([...text])).toEqual(expected);
});

test('what never comes to an end is not kept', async () => {
  const { socket } = served();
  socket.push(Buffer.alloc(MOST_HEADERS + 1, 'a'));
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
});

test('a request is heard after one whose body was more than is held at once', async () => {
  const urls: (string | undefined)[] = [];
  const { socket, answered } = served(({ request, response }) => {
    urls.push(request.url);
    request.once('end', () => {
      response.writeHead(204, {});
      response.end('');
    });
    // By when all of it has come.
    setImmediate(() => request.resume());
  });
  const large = 'x'.repeat(100_000);
  socket.push(Buffer.from(`POST /a HTTP/1.1\r\nContent-Length: ${large.length}\r\n\r\n${large}`));
  await expect.poll(answered).toBe('HTTP/1.1 204 \r\n\r\n');
  socket.push(Buffer.from(GET));
  await expect.poll(() => urls).toEqual(['/a', '/next']);
});

test('answers leave in the order of their requests, and a body that nobody reads holds up none', () => {
  const all: Exchange[] = [];
  const { socket, answered } = served((exchange) => all.push(exchange));
  const large = 'x'.repeat(1 << 20);
  socket.push(Buffer.from(`POST /a HTTP/1.1\r\nContent-Length: ${large.length}\r\n\r\n${large}${GET}`));
  return expect
    .poll(() => {
      const [first, second] = all;
      second?.response.writeHead(200, { A: 2 });
      second?.response.end('two');
      first?.response.writeHead(202, { A: 1 });
      first?.response.end('one');
      return answered();
    })
    .toBe('HTTP/1.1 202 \r\nA: 1\r\n\r\noneHTTP/1.1 200 \r\nA: 2\r\n\r\ntwo');
});

test('an answer is over once it has left or its connection has ended, and leaves nothing at the pipe', async () => {
  const over: number[] = [];
  const responses: ApiResponse[] = [];
  const { socket } = served(({ response }) => {
    const nth = responses.push(response);
    response.once('close', () => over.push(nth));
    response.writeHead(204, {});
  });
  const before = socket.listenerCount('close');
  socket.push(Buffer.from(GET.repeat(3)));
  await once(socket, 'resume').catch(() => undefined);
  expect(socket.listenerCount('close')).toBe(before);
  responses[1]!.end('');
  expect(over).toEqual([]);
  responses[0]!.end('');
  expect(over).toEqual([1, 2]);
  socket.destroy();
  await once(socket, 'close');
  expect(over).toEqual([1, 2, 3]);
});
