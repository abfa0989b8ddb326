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

  private constructor(
    private readonly listener: HttpListener,
    private readonly requestTimeoutMs: number,
  ) {
    this.tcp = createTcp({ noDelay: true }, (socket) => this.accept(socket));
  }

  /** @param requestTimeoutMs until a request must be here whole; 0: a long poll may wait for hours between two invocations */
  static async listen(listener: HttpListener, requestTimeoutMs = 0): Promise<HttpServer> {
    const server = new HttpServer(listener, requestTimeoutMs);
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
      // That it never listened is no failure.
      this.http?.close(() => undefined);
      for (const socket of this.sockets) socket.destroy();
    });
  }

  private accept(socket: Socket): void {
    this.keep(socket);
    // Who connects and says nothing is nobody's request yet: HTTP's server does not know of it.
    if (this.requestTimeoutMs > 0) socket.setTimeout(this.requestTimeoutMs, () => socket.destroy());
    socket.once('readable', () => {
      socket.removeAllListeners('timeout').setTimeout(0);
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
    this.http.requestTimeout = this.requestTimeoutMs;
    this.http.headersTimeout = this.requestTimeoutMs;
    this.http.keepAliveTimeout = 0;
    // It looks after its connections' time once it listens, and it is the port that does.
    if (this.requestTimeoutMs > 0) this.http.emit('listening');
    return this.http;
  }

  private get overHttp2(): Http2Server {
    // Its requests and responses are used as those of HTTP/1.1 are.
    this.http2 ??= createHttp2(this.listener as never);
    return this.http2;
  }
}
