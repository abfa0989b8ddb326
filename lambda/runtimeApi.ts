/**
 * The Lambda Runtime API (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) on loopback.
 * One server for a host; every handler process has a secret path of its own, so that no other local process
 * can take or answer its invocations. Whatever comes to any other path is somebody else's to answer.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_LIMIT } from './failure';
import { readFacts, type FailureFacts } from './failureFacts';
import { HttpServer, type HttpListener } from './httpServer';
import { readBody } from './requestBody';

/** One delivery to a handler process. */
export interface Invocation {
  readonly requestId: string;
  readonly eventText: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly clientContext?: string;
  /** Ours, not AWS's: a debugger is to stop at the handler's first line. */
  readonly stepInto?: boolean;
}

/** What a handler process says. */
export interface RuntimeListener {
  /** It asked for its next invocation: the code is loaded, the previous answer is complete. */
  ready(): void;
  response(requestId: string, payload: string): void;
  responseTooLarge(requestId: string): void;
  error(requestId: string, payload: string, facts: FailureFacts | undefined): void;
  initError(payload: string, facts: FailureFacts | undefined): void;
  /** Ours, not AWS's: a debugger listens on this port; code is loaded once the promise settles. */
  debuggerListens(port: number): Promise<boolean>;
  /** Ours, not AWS's: its debugger lets it go on, and it is about to load the code. */
  released(): void;
}

/** The server's side of one handler process. */
export interface RuntimeChannel {
  /** For `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Only after {@link RuntimeListener.ready}. */
  deliver(invocation: Invocation): void;
  close(): void;
}

const API = '/2018-06-01/runtime';

export class RuntimeApi {
  private constructor(
    private readonly server: HttpServer,
    private readonly sessions: Map<string, Session>,
  ) {}

  static async listen(other: HttpListener): Promise<RuntimeApi> {
    const sessions = new Map<string, Session>();
    const server = await HttpServer.listen((request, response) => {
      const [, secret = ''] = (request.url ?? '').split('/', 2);
      const session = sessions.get(secret);
      if (session) session.handle((request.url ?? '').slice(secret.length + 1), request, response);
      else other(request, response);
    });
    return new RuntimeApi(server, sessions);
  }

  get port(): number {
    return this.server.port;
  }

  open(listener: RuntimeListener): RuntimeChannel {
    const secret = randomBytes(16).toString('hex');
    const session = new Session(listener);
    this.sessions.set(secret, session);
    return {
      address: `127.0.0.1:${this.port}/${secret}`,
      deliver: (invocation) => session.deliver(invocation),
      close: () => this.sessions.delete(secret),
    };
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

class Session {
  private waiting: ServerResponse | undefined;

  constructor(private readonly listener: RuntimeListener) {}

  deliver(invocation: Invocation): void {
    const response = this.waiting;
    if (!response) throw new Error('No process is waiting for an invocation.');
    this.waiting = undefined;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(invocation.eventText),
      'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
      'Lambda-Runtime-Deadline-Ms': String(invocation.deadlineMs),
      'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
      'Lambda-Runtime-Trace-Id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
      ...(invocation.clientContext && { 'Lambda-Runtime-Client-Context': asciiJson(invocation.clientContext) }),
      ...(invocation.stepInto && { 'Stepwise-Step-Into': '1' }),
    });
    response.end(invocation.eventText);
  }

  handle(path: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'GET' && path === `${API}/invocation/next`) {
      this.waiting = response;
      this.listener.ready();
      return;
    }
    if (request.method !== 'POST') return answer(response, 404);
    const [, requestId, kind] = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    // Ours, not AWS's.
    const facts = readFacts(request.headers['stepwise-facts']);
    const whole = readBody(request, RESPONSE_LIMIT).catch(() => '');
    void whole.then((body) => {
      if (requestId && kind === 'response') {
        if (body === undefined) {
          answer(response, 413);
          this.listener.responseTooLarge(requestId);
        } else {
          answer(response, 202);
          this.listener.response(requestId, body);
        }
      } else if (requestId && kind === 'error') {
        answer(response, 202);
        this.listener.error(requestId, body ?? '{}', facts);
      } else if (path === `${API}/init/error`) {
        answer(response, 202);
        this.listener.initError(body ?? '{}', facts);
      } else if (path === '/debugger') {
        void this.listener.debuggerListens(Number(body)).then((attached) => answer(response, attached ? 200 : 204));
      } else if (path === '/released') {
        answer(response, 204);
        this.listener.released();
      } else {
        answer(response, 404);
      }
    });
  }
}

function answer(response: ServerResponse, status: number): void {
  const body = status === 202 ? '{"status":"OK"}' : '';
  const type = { 'Content-Type': 'application/json' };
  response.writeHead(status, status === 204 ? type : { ...type, 'Content-Length': body.length });
  response.end(body);
}

/** HTTP headers carry ASCII alone; in JSON every other character can be escaped. */
function asciiJson(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (c) =>
    /\s/.test(c) ? ' ' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
