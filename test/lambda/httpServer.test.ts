import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { HttpServer } from '../../lambda/httpServer';

async function listen(requestTimeoutMs: number): Promise<HttpServer> {
  const server = await HttpServer.listen((_request, response) => response.end('heard'), requestTimeoutMs);
  onTestFinished(() => server.close());
  return server;
}

test('who connects and says nothing is cut off where requests have a time', async () => {
  const { port } = await listen(10);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'close');
});

test('a client that has spoken is no longer a silent one', async () => {
  const { port } = await listen(10_000);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n');
  let heard = '';
  for await (const chunk of socket) heard += String(chunk);
  expect(heard).toContain('heard');
});
