import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FakeRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeResponse {
  readonly status?: number;
  readonly headers?: http.OutgoingHttpHeaders;
  /** JSON where it is neither text nor bytes. */
  readonly body?: unknown;
}

/** A server of the test's own; undefined: the connection is cut. It ends with the test. */
export async function fakeHttp(
  answer: (request: FakeRequest) => FakeResponse | undefined,
): Promise<{ readonly url: string; readonly requests: readonly FakeRequest[] }> {
  const requests: FakeRequest[] = [];
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      const response = answer(request);
      if (!response) return void incoming.socket.destroy();
      outgoing.writeHead(response.status ?? 200, response.headers);
      const { body = '' } = response;
      outgoing.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
