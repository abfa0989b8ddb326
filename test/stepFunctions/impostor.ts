/** Programs that listen where a run was, or seems to be: what each does, and what it got to hear. */
import net from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { PROOF_PATH, proofOf } from '../../run/stepFunctions/proof';

export interface Impostor {
  /** As the run gave it: with that run's secret. */
  readonly url: string;
  readonly port: number;
  /** Every byte that came, over every connection. */
  heard(): string;
  /** Connections that were made to it. */
  connections(): number;
}

/**
 * @param hear is called with all that came over a connection so far, whenever more comes
 * @param port where the run was that died; any other where absent
 */
export async function listen(
  hear: (socket: net.Socket, text: string) => void,
  { port = 0, secret = SECRET }: { readonly port?: number; readonly secret?: string } = {},
): Promise<Impostor> {
  let heard = '';
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    let text = '';
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString();
      heard += chunk.toString();
      hear(socket, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const at = (server.address() as net.AddressInfo).port;
  return {
    url: `http://127.0.0.1:${at}/${secret}`,
    port: at,
    heard: () => heard,
    connections: () => sockets.size,
  };
}

/** What a caller wants to tell. */
export const INPUT = { taskToken: 'the token', output: '"the output"' };

/** Neither the secret nor anything that was to be told. */
export function expectNothingTold(impostor: Impostor): void {
  const told = [SECRET, INPUT.taskToken, 'a'.repeat(64), 'the output', 'SendTask'];
  expect(told.filter((each) => impostor.heard().includes(each))).toEqual([]);
}

/** Of a run that has ended: nobody knows it any more. */
export const SECRET = '0123456789abcdef'.repeat(2);

export const ok = (body: string, more = ''): string =>
  `HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;

/** The proof that the run itself would give, for tests of what comes after it. */
export function proofIn(text: string, port: number, secret = SECRET): string {
  const nonce = new RegExp(`POST ${PROOF_PATH}(\\w+)`).exec(text)?.[1] ?? '';
  return proofOf({ port, secret }, nonce);
}

/** What other programs do with whatever comes. */
export const IMPOSTORS: { readonly [does: string]: (socket: net.Socket, text: string) => void } = {
  'says nothing': () => undefined,
  'closes the connection': (socket) => void socket.end(),
  'cuts the connection': (socket) => void socket.resetAndDestroy(),
  'speaks another protocol': (socket) => void socket.write('220 mail.example ESMTP\r\n'),
  'says yes to everything': (socket) => void socket.write(ok('{}')),
  'says yes twice at once': (socket) => void socket.write(ok('{}') + ok('{}')),
  'answers with a page': (socket) => void socket.write(ok('<html></html>', 'Content-Type: text/html\r\n')),
  'refuses as another run does': (socket) =>
    void socket.write(ok('{"__type":"AccessDeniedException","message":""}').replace('200 OK', '403 Forbidden')),
  'leads elsewhere': (socket) =>
    void socket.write('HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
  'changes the protocol': (socket) =>
    void socket.write('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  'gives the proof of another day': (socket) =>
    void socket.write(ok(proofOf({ port: 1, secret: SECRET }, 'f'.repeat(64)))),
  'proves without the secret': (socket, text) => void socket.write(ok(proofIn(text, socket.localPort ?? 0, ''))),
  'proves itself as a run of another port': (socket, text) =>
    void socket.write(ok(proofIn(text, (socket.localPort ?? 0) + 1))),
  'sends the question back': (socket, text) => void socket.write(ok(/\w{64}/.exec(text)?.[0] ?? '')),
  'gives a proof of no length': (socket) => void socket.write(ok('')),
  'answers without an end': (socket) => flood(socket, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', chunk),
  'has headers without an end': (socket) => flood(socket, 'HTTP/1.1 200 OK\r\n', `x: ${'x'.repeat(1000)}\r\n`),
  'promises very much': (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx'),
  'answers byte by byte': (socket) => drip(socket, ok('{}')),
};

const chunk = `${(1000).toString(16)}\r\n${'x'.repeat(1000)}\r\n`;

function flood(socket: net.Socket, head: string, more: string): void {
  socket.write(head);
  const go = (): void => {
    while (socket.writable && socket.write(more));
    if (socket.writable) socket.once('drain', go);
  };
  go();
}

/** So slowly that it never ends: each byte comes before anybody's patience with a silent connection is over. */
function drip(socket: net.Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.writable && socket.write(text[at++ % 20] ?? ''), 20);
  socket.on('close', () => clearInterval(timer));
}
