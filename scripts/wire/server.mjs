// A loopback server of HTTP/1.1 and, as some clients of JavaScript v3 speak nothing else, of HTTP/2 on the same port.
import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { createServer as createTcp } from 'node:net';

/** @param answer { method, url, headers, body } → { status, headers, body } */
export async function serve(answer) {
  const listener = (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      const { status, headers: lines, body } = answer({ method, url, headers, body: Buffer.concat(chunks) });
      response.writeHead(status, lines);
      response.end(body);
    });
  };
  const http = createHttp(listener);
  const http2 = createHttp2(listener);
  const sockets = new Set();
  const server = createTcp((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read();
      if (first === null) return;
      socket.unshift(first);
      // The preface of a client that knows before that the server speaks HTTP/2 (RFC 9113, section 3.4).
      (first.subarray(0, 14).toString('latin1') === 'PRI * HTTP/2.0' ? http2 : http).emit('connection', socket);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
