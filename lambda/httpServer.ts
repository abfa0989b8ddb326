/** A server on loopback for whatever clients of handlers speak: HTTP/1.1 and, on the same port, HTTP/2 without encryption. */
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type Http2Server } from 'node:http2';
import { createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';

export type HttpListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Of the head of a request, and of the trailers of a streamed one, in bytes: AWS's clients tell the trace of an error there, up to a
 * megabyte of it (`Lambda-Runtime-Function-XRay-Error-Cause`).
 */
export const MOST_HEADERS = 2 << 20;

/** How a client begins that knows before that a server speaks HTTP/2. Source: RFC 9113, section 3.4. */
const PREFACE = 'PRI * HTTP/2.0';

export class HttpServer {
  /** Made for the first client: most handlers call nobody. */
  private http: Server | undefined;
  /** Made for the first client that speaks it. */
  private http2: Http2Server | undefined;
  private readonly tcp: TcpServer;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly listener: HttpListener) {
    this.tcp = createTcp({ noDelay: true }, (socket) => this.accept(socket));
  }

  static async listen(listener: HttpListener): Promise<HttpServer> {
    const server = new HttpServer(listener);
    await new Promise<void>((resolve, reject) => {
      server.tcp.once('error', reject);
      server.tcp.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get port(): number {
    return (this.tcp.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.tcp.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }

  private accept(socket: Socket): void {
    this.keep(socket);
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      const isHttp2 = first.toString('latin1', 0, PREFACE.length) === PREFACE;
      (isHttp2 ? this.overHttp2 : this.overHttp).emit('connection', socket);
    });
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
  }

  private get overHttp(): Server {
    if (this.http) return this.http;
    this.http = createHttp({ maxHeaderSize: MOST_HEADERS }, this.listener);
    // A long poll may wait for hours between two invocations.
    this.http.requestTimeout = 0;
    this.http.headersTimeout = 0;
    this.http.keepAliveTimeout = 0;
    return this.http;
  }

  private get overHttp2(): Http2Server {
    // Its requests and responses are used as those of HTTP/1.1 are.
    this.http2 ??= createHttp2(this.listener as never);
    return this.http2;
  }
}
