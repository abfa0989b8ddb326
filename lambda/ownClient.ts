/**
 * Serves our own bootstrap of Node.js over the pipe that it holds: HTTP/1.1 as `bootstrap/ownerConnection.cjs` writes it. Node's
 * own server takes longer to begin than such a handler to answer. What comes by the port may be anybody's: `httpServer.ts`.
 */
import { Readable } from 'node:stream';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { MOST_HEADERS } from './httpServer';

/** A request as an API reads it, over whatever it came. */
export type ApiRequest = Readable &
  Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'trailers'> & {
    readonly socket: { readonly localPort?: number | undefined; readonly remotePort?: number | undefined };
  };

/** A response as an API gives it. */
export interface ApiResponse {
  readonly req?: ApiRequest | undefined;
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  end(body: string): unknown;
  /** Ends the connection. */
  destroy(): unknown;
  /** Once it has left, or its connection has ended before. */
  once(event: 'close', listener: () => void): unknown;
}

export type ApiListener = (request: ApiRequest, response: ApiResponse) => void;

/** Each request is handed over once its head is there; answers leave in the order of their requests. */
export function serveOwnClient(socket: Socket, listener: ApiListener): void {
  const answers: Answer[] = [];
  const leave = (): void => {
    for (let [first] = answers; first?.text !== undefined; [first] = answers) {
      answers.shift();
      socket.write(first.text);
      first.close();
    }
  };
  const reader = new RequestReader(socket, (request) => {
    const response = new Answer(request, socket, leave);
    answers.push(response);
    listener(request, response);
  });
  socket.on('data', (piece: Buffer) => reader.take(piece));
  socket.once('close', () => {
    // Nobody reads what is left of it.
    reader.end();
    for (const answer of answers.splice(0)) answer.close();
  });
}

class Answer implements ApiResponse {
  text: string | undefined;
  private head = '';
  private readonly listeners: (() => void)[] = [];

  constructor(
    readonly req: PipeRequest,
    private readonly socket: Socket,
    private readonly leave: () => void,
  ) {}

  writeHead(status: number, headers: OutgoingHttpHeaders): void {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    this.head = `HTTP/1.1 ${status} \r\n${lines.join('')}\r\n`;
  }

  end(body: string): void {
    this.text = this.head + body;
    // What is left of the request would stand before the next.
    this.req.resume();
    this.leave();
  }

  destroy(): void {
    this.socket.destroy();
  }

  once(_event: 'close', listener: () => void): void {
    this.listeners.push(listener);
  }

  /** It has left, or never will. */
  close(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }
}

class PipeRequest extends Readable {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  trailers: NodeJS.Dict<string> = {};

  constructor(
    readonly socket: Socket,
    { method, url, headers }: { method: string; url: string; headers: IncomingHttpHeaders },
  ) {
    super({ read: () => void socket.resume() });
    [this.method, this.url, this.headers] = [method, url, headers];
    // Nobody may have listened to it any more when its connection broke.
    this.on('error', () => undefined);
  }
}

/** What is read next. */
type Step = 'head' | 'body' | 'size' | 'chunk' | 'chunk end' | 'trailers';

class RequestReader {
  private step: Step = 'head';
  private rest: Buffer = Buffer.alloc(0);
  /** Bytes of the body, or of its chunk, that are still to come. */
  private left = 0;
  /** From its head to its end. */
  private request: PipeRequest | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly begins: (request: PipeRequest) => void,
  ) {}

  take(piece: Buffer): void {
    this.rest = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    while (!this.socket.destroyed && this.advance());
    // It is a program of the user's that may write here, too.
    if (this.rest.length > MOST_HEADERS) this.socket.destroy();
  }

  /** The connection has ended, perhaps in the middle of a request. */
  end(): void {
    this.request?.destroy(new Error('aborted'));
  }

  /** One step further. @returns false: more must come for it */
  private advance(): boolean {
    const { step, request } = this;
    if (step === 'body' || step === 'chunk') {
      if (this.left > 0 && this.rest.length === 0) return false;
      const piece = this.rest.subarray(0, this.left);
      this.rest = this.rest.subarray(piece.length);
      this.left -= piece.length;
      if (piece.length > 0 && request?.push(piece) === false) this.socket.pause();
      if (this.left === 0) this.bodyHas(step);
      return true;
    }
    if (step === 'head' || (step === 'trailers' && !this.startsWithEnd)) {
      const lines = this.upTo('\r\n\r\n')?.split('\r\n');
      if (!lines) return false;
      if (step === 'trailers') this.ends(fieldsOf(lines));
      else this.headIs(lines);
      return true;
    }
    const line = this.upTo('\r\n');
    if (line === undefined) return false;
    if (step === 'size') this.chunkOf(parseInt(line, 16));
    else if (step === 'chunk end') this.step = 'size';
    else this.ends({});
    return true;
  }

  private headIs([first = '', ...lines]: readonly string[]): void {
    const [method = '', url = ''] = first.split(' ');
    const request = (this.request = new PipeRequest(this.socket, { method, url, headers: fieldsOf(lines) }));
    const isChunked = request.headers['transfer-encoding'] === 'chunked';
    this.left = isChunked ? 0 : Number(request.headers['content-length'] ?? 0);
    this.step = isChunked ? 'size' : 'body';
    if (Number.isNaN(this.left)) this.socket.destroy();
    else this.begins(request);
  }

  private chunkOf(size: number): void {
    this.left = size;
    if (Number.isNaN(size)) this.socket.destroy();
    this.step = size === 0 ? 'trailers' : 'chunk';
  }

  private bodyHas(step: 'body' | 'chunk'): void {
    if (step === 'chunk') this.step = 'chunk end';
    else this.ends({});
  }

  private ends(trailers: NodeJS.Dict<string>): void {
    const { request } = this;
    this.request = undefined;
    this.step = 'head';
    if (!request) return;
    request.trailers = trailers;
    request.push(null);
    // What has ended asks for no more, and the next comes by the same pipe.
    this.socket.resume();
  }

  /** No trailers: an empty line alone. */
  private get startsWithEnd(): boolean {
    return this.rest.length > 1 && this.rest[0] === 13 && this.rest[1] === 10;
  }

  /** What stands before an end that has come, which is taken with it. */
  private upTo(end: string): string | undefined {
    const at = this.rest.indexOf(end);
    if (at < 0) return undefined;
    const text = this.rest.toString('latin1', 0, at);
    this.rest = this.rest.subarray(at + end.length);
    return text;
  }
}

function fieldsOf(lines: readonly string[]): NodeJS.Dict<string> {
  const fields: NodeJS.Dict<string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return fields;
}
