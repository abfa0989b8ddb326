/**
 * The Lambda Runtime API (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) on loopback: a port for each handler
 * process, so that whatever client of it is the process can be one. Who asks is known: see {@link RuntimePeer}.
 */
import type { Socket } from 'node:net';
import { randomHex } from '../processes/chance';
import type { PostedFacts } from './failureFacts';
import { HttpServer } from './httpServer';
import type { AnswerStream } from './lambda';
import { serveOwnClient, type ApiRequest, type ApiResponse } from './ownClient';
import { readBody } from './requestBody';
import { readAnswer } from './runtimeAnswer';
import { isJson } from './streamedAnswer';

/** One delivery to a handler process. */
export interface Invocation {
  readonly requestId: string;
  readonly eventText: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly clientContext?: string;
  /** Ours, not AWS's: a debugger is to stop at the handler's first line. */
  readonly stepInto?: boolean;
  readonly stream?: AnswerStream;
}

/** What stands beside a posted error. */
export interface ErrorDetails {
  readonly facts: PostedFacts | undefined;
  /** What the runtime calls it. */
  readonly errorType: string | undefined;
}

/** What a handler process says. */
export interface RuntimeListener {
  /** It asked for its next invocation: the code is loaded, the previous answer is complete. */
  ready(): void;
  /** Ours, not AWS's: it waits for its event loop to be empty before it answers; after a while, what for. */
  calledBack(kept: UnderWay | undefined): void;
  /** Ours, not AWS's: what it had not finished when it answered. */
  leftBehind(underWay: UnderWay): void;
  response(requestId: string, payload: string): void;
  /** @param most bytes that it may have */
  responseTooLarge(requestId: string, most: number): void;
  error(requestId: string, payload: string, more: ErrorDetails): void;
  initError(payload: string, more: ErrorDetails): void;
  /** Ours, not AWS's: a debugger listens on this port; code is loaded once the promise settles. */
  debuggerListens(port: number): Promise<boolean>;
  /** Ours, not AWS's: its debugger lets it go on, and it is about to load the code. */
  released(): void;
}

/** How much of what a handler began it has not waited for when it answered, or waits for before it does. */
export interface UnderWay {
  readonly timers?: number;
  /** That are being opened. */
  readonly connections?: number;
  /** Of `fetch`, without an answer. */
  readonly requests?: number;
  /** Open connections. */
  readonly sockets?: number;
  readonly servers?: number;
  readonly processes?: number;
}

/** Ours, not AWS's. */
function underWayIn({ headers }: ApiRequest): UnderWay | undefined {
  const text = headers['stepwise-under-way'];
  return typeof text === 'string' && isJson(text) ? (JSON.parse(text) as UnderWay) : undefined;
}

/** Who may ask: the process that was started, and what it started. */
export interface RuntimePeer {
  /** That the process and we hold an end of; none where it could not be started. */
  readonly pipe?: Socket | undefined;
  /** Whether a text is the secret that was put into its environment, which our own bootstraps send. */
  knows(secret: string): boolean;
  /** Whether one of its processes holds the other end; undefined: the system does not tell. */
  holds(connection: { readonly localPort?: number; readonly remotePort?: number }): Promise<boolean | undefined>;
}

const API = '/2018-06-01/runtime';

export class RuntimeApi {
  private listener: RuntimeListener | undefined;
  private peer: RuntimePeer | undefined;
  /** A `next` that is not answered yet. */
  private waiting: ApiResponse | undefined;
  /** To be delivered to the next `next`, since the one that waited has gone. */
  private queued: Invocation | undefined;
  /** What was delivered and not answered. Whoever knows the id was told it, so that nobody else can answer. */
  private current: Invocation | undefined;
  /** An answer that is being read. */
  private answering: Promise<void> | undefined;
  /** By connection, since it is looked up once. */
  private readonly known = new WeakMap<object, Promise<boolean>>();

  /** For `AWS_LAMBDA_RUNTIME_API`: host and port. */
  readonly address: string;

  private constructor(private readonly server: HttpServer) {
    this.address = `127.0.0.1:${server.port}`;
  }

  /** Listens at once; {@link open} says to whom. */
  static async listen(): Promise<RuntimeApi> {
    const api: RuntimeApi = new RuntimeApi(
      await HttpServer.listen((request, response) => void api.handle(request, response)),
    );
    return api;
  }

  open(listener: RuntimeListener, peer: RuntimePeer): void {
    this.listener = listener;
    this.peer = peer;
    // Our bootstrap of Node.js asks through it: half of what a connection takes, and of what an answer takes on its way.
    if (peer.pipe) serveOwnClient(peer.pipe, (request, response) => void this.handle(request, response));
  }

  /** Only after {@link RuntimeListener.ready}. */
  deliver(invocation: Invocation): void {
    const response = this.waiting;
    if (!response) {
      this.queued = invocation;
      return;
    }
    this.waiting = undefined;
    this.current = invocation;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(invocation.eventText),
      'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
      'Lambda-Runtime-Deadline-Ms': String(invocation.deadlineMs),
      'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
      'Lambda-Runtime-Trace-Id': newTraceId(),
      ...(invocation.clientContext && { 'Lambda-Runtime-Client-Context': asciiJson(invocation.clientContext) }),
      ...(invocation.stepInto && { 'Stepwise-Step-Into': '1' }),
    });
    response.end(invocation.eventText);
  }

  close(): Promise<void> {
    this.peer?.pipe?.destroy();
    return this.server.close();
  }

  private async handle(request: ApiRequest, response: ApiResponse): Promise<void> {
    const { listener } = this;
    const { method, url: path = '' } = request;
    if (!listener || looksLikeBrowser(request, this.address)) return refuse(response, FORBIDDEN);
    const [, requestId, kind] = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (method === 'POST' && requestId && kind) {
      if (requestId !== this.current?.requestId) return refuse(response, UNKNOWN_ID);
      this.answering = this.answered(listener, requestId, kind, request, response);
      return this.answering;
    }
    if (!(await this.isPeer(request))) return refuse(response, FORBIDDEN);
    if (method === 'GET' && path === `${API}/invocation/next`) {
      // It may be asked for before the answer has come as a whole.
      await this.answering;
      return this.current === undefined ? this.next(listener, response) : refuse(response, STILL_RUNS);
    }
    if (method !== 'POST') return answer(response, 404);
    if (path === `${API}/init/error`) {
      const read = await readAnswer(request, 'error');
      if (read?.type !== 'error') return;
      answer(response, 202);
      listener.initError(read.payload, read);
    } else if (path === '/debugger') {
      answer(response, (await listener.debuggerListens(Number(await readBody(request, 100)))) ? 200 : 204);
    } else if (path === '/called-back') {
      answer(response, 204);
      if (this.current) listener.calledBack(underWayIn(request));
    } else if (path === '/released') {
      answer(response, 204);
      listener.released();
    } else {
      answer(response, 404);
    }
  }

  private next(listener: RuntimeListener, response: ApiResponse): void {
    this.waiting?.destroy();
    this.waiting = response;
    response.once('close', () => {
      if (this.waiting === response) this.waiting = undefined;
    });
    const { queued } = this;
    this.queued = undefined;
    if (queued) this.deliver(queued);
    else listener.ready();
  }

  private async answered(
    listener: RuntimeListener,
    requestId: string,
    kind: string,
    request: ApiRequest,
    response: ApiResponse,
  ): Promise<void> {
    const read = await readAnswer(request, kind, this.current?.stream);
    if (!read) return;
    this.current = undefined;
    if (read.type === 'tooLarge') {
      refuse(response, tooLarge(read.most));
      return listener.responseTooLarge(requestId, read.most);
    }
    answer(response, 202);
    const underWay = underWayIn(request);
    if (underWay) listener.leftBehind(underWay);
    if (read.type === 'response') listener.response(requestId, read.payload);
    else listener.error(requestId, read.payload, read);
  }

  private isPeer({ headers, socket }: ApiRequest): Promise<boolean> | boolean {
    const { peer } = this;
    if (!peer) return false;
    const secret = headers['stepwise-session'];
    if (typeof secret === 'string') return peer.knows(secret);
    // Where the system does not tell, the port is known to the process alone that it was made for.
    const known = this.known.get(socket) ?? peer.holds(socket).then((held) => held ?? true);
    this.known.set(socket, known);
    return known;
  }
}

/** A page may send requests to loopback, and have its own name resolve to it; no client of the Runtime API says where it is from. */
function looksLikeBrowser({ headers }: ApiRequest, address: string): boolean {
  const isHere = headers.host === undefined || headers.host === address;
  return !isHere || headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

interface Refusal {
  readonly status: number;
  readonly errorType: string;
  readonly errorMessage: string;
}

const FORBIDDEN: Refusal = {
  status: 403,
  errorType: 'Forbidden',
  errorMessage: 'Only the function that this Runtime API was started for may use it.',
};
/** AWS's words, as of its open Runtime Interface Emulator. */
const UNKNOWN_ID: Refusal = { status: 400, errorType: 'InvalidRequestID', errorMessage: 'Invalid request ID' };
const STILL_RUNS: Refusal = {
  status: 403,
  errorType: 'InvalidStateTransition',
  errorMessage: 'Transition from Running to Ready is not allowed.',
};
const tooLarge = (most: number): Refusal => ({
  status: 413,
  errorType: 'RequestEntityTooLarge',
  errorMessage: `Exceeded maximum allowed payload size (${most} bytes).`,
});

function refuse(response: ApiResponse, { status, ...body }: Refusal): void {
  // What is left of the request must be read for its sender to hear the answer.
  response.req?.resume();
  send(response, status, JSON.stringify(body));
}

function answer(response: ApiResponse, status: number): void {
  send(response, status, status === 202 ? '{"status":"OK"}' : '');
}

function send(response: ApiResponse, status: number, body: string): void {
  const type = { 'Content-Type': 'application/json' };
  response.writeHead(status, status === 204 ? type : { ...type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

/** Of no trace that anybody keeps, but of AWS's form: time, chance, the segment's chance. */
function newTraceId(): string {
  const chance = randomHex(20);
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${chance.slice(0, 24)};Parent=${chance.slice(24)};Sampled=0`;
}

/** HTTP headers carry ASCII alone; in JSON every other character can be escaped. */
function asciiJson(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (c) =>
    /\s/.test(c) ? ' ' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
