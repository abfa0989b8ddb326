/** HTTP over one connection to a port of this machine and over no other: what was proven of its other end stays true. */
import http from 'node:http';
import net from 'node:net';

const HOST = '127.0.0.1';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** The connection is no more, and the request was not sent. */
export class ConnectionLost extends Error {}

/** The other end says too much, or speaks another protocol. */
export class UnfitAnswer extends Error {}

class OneSocketAgent extends http.Agent {
  private isOpened = false;

  constructor() {
    super({ keepAlive: true, maxSockets: 1 });
  }

  override createConnection(
    { port }: http.ClientRequestArgs,
    done?: (error: Error | null, socket: net.Socket) => void,
  ): net.Socket | undefined {
    if (this.isOpened) {
      done?.(new ConnectionLost(), undefined as unknown as net.Socket);
      return undefined;
    }
    this.isOpened = true;
    return net.connect({ host: HOST, port: Number(port), noDelay: true });
  }
}

export class OneConnection {
  private readonly agent = new OneSocketAgent();
  private readonly signal: AbortSignal;

  /** @param patience milliseconds for everything that is ever asked over it, however slowly bytes come */
  constructor(
    private readonly port: number,
    patience: number,
  ) {
    this.signal = AbortSignal.timeout(patience);
  }

  /** Whether the time is over. */
  get isLate(): boolean {
    return this.signal.aborted;
  }

  /**
   * Rejects with {@link ConnectionLost}, {@link UnfitAnswer} or an error of the system's.
   *
   * @param largest bytes of an answer
   */
  post(path: string, headers: { readonly [name: string]: string }, body: string, largest: number): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const { port, agent, signal } = this;
      const length = Buffer.byteLength(body);
      const options = { host: HOST, port, path, method: 'POST', agent, signal };
      const request = http.request({ ...options, headers: { ...headers, 'Content-Length': length } }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > largest) request.destroy(new UnfitAnswer());
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      request.on('error', reject);
      // An answer that changes the protocol ends the request without an error.
      request.on('close', () => reject(new UnfitAnswer()));
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
