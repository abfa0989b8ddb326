/** A session that goes on to a debugger that speaks the protocol itself: where it is meant for, and what goes over. */
import net from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { addressOf, ForwardedSession, framed } from '../../debugger/forwardedSession';

const attach = { type: 'request', command: 'attach', seq: 2 };
const python = { type: 'debugpy', connect: { host: '::1', port: 5678 } };

test.each<[what: string, message: object, address: object | undefined]>([
  ['one that speaks it', { ...attach, arguments: python }, { host: '::1', port: 5678 }],
  [
    'one on this machine',
    { ...attach, arguments: { ...python, connect: { port: 1 } } },
    { host: '127.0.0.1', port: 1 },
  ],
  ['a launch', { ...attach, command: 'launch', arguments: python }, undefined],
  ['an event', { ...attach, type: 'event', arguments: python }, undefined],
  ['no arguments', attach, undefined],
  ['arguments of another kind', { ...attach, arguments: [] }, undefined],
  ['another debugger', { ...attach, arguments: { ...python, type: 'pwa-node' } }, undefined],
  ['no type', { ...attach, arguments: { connect: { port: 1 } } }, undefined],
  ['no port', { ...attach, arguments: { ...python, connect: { host: 'a' } } }, undefined],
  ['a port in words', { ...attach, arguments: { ...python, connect: { port: '1' } } }, undefined],
  ['nowhere', { ...attach, arguments: { type: 'debugpy' } }, undefined],
])('%s', (_, message, address) => expect(addressOf(message as never)).toEqual(address));

test('a message has its length in bytes before it', () =>
  expect(framed({ a: 'é' })).toBe('Content-Length: 10\r\n\r\n{"a":"é"}'));

test('both sides hear each other, whole messages at a time, and what the debugger can do is an event', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as net.AddressInfo;
  const accepted = new Promise<net.Socket>((resolve) => server.once('connection', resolve));
  const told: object[] = [];
  const heard = (count: number): Promise<unknown> => until(() => told.length >= count);
  let over: () => void = () => undefined;
  const isOver = new Promise<void>((resolve) => (over = resolve));
  const initialize = { type: 'request', command: 'initialize', seq: 1, arguments: { adapterID: 'x' } } as never;
  const session = new ForwardedSession({ host: '127.0.0.1', port }, initialize, (message) => told.push(message), over);
  const socket = await accepted;
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  session.send({ seq: 2, é: 1 });
  const sent = framed(initialize) + framed({ seq: 2, é: 1 });
  await until(() => received.length >= sent.length);
  expect(received).toBe(sent);

  const body = { supportsStepBack: true };
  const answer = Buffer.from(framed({ type: 'response', request_seq: 1, seq: 7, body }));
  socket.write(answer.subarray(0, 5));
  await new Promise(setImmediate);
  socket.write(answer.subarray(5, 40));
  await new Promise(setImmediate);
  expect(told).toEqual([]);
  const rest = [
    { type: 'event', event: 'é', request_seq: 1 },
    { type: 'response', request_seq: 2, seq: 8 },
  ];
  socket.write(Buffer.concat([answer.subarray(40), ...rest.map((each) => Buffer.from(framed(each)))]));
  await heard(3);
  expect(told).toEqual([{ type: 'event', event: 'capabilities', seq: 7, body: { capabilities: body } }, ...rest]);
  socket.write(framed({ type: 'response', request_seq: 1, seq: 9 }));
  await heard(4);
  expect(told[3]).toEqual({ type: 'event', event: 'capabilities', seq: 9, body: { capabilities: {} } });
  session.end();
  await isOver;
});

/** Lets what came over the connection be read. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}
