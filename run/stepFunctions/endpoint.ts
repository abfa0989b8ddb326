/**
 * The Step Functions API on loopback, as SDKs call it (AWS JSON 1.0). Its URL holds a secret: no other local process
 * that was not told of it can answer a task or start a machine. Pages in a browser cannot either: they would need to
 * be told of it too, and whatever carries a browser's marks or another host's name is refused. Who was told of it and
 * doubts that this is still the run may have it proven first.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import { HttpServer } from '../../lambda/httpServer';
import { readBody } from '../../lambda/requestBody';
import { randomHex, randomId } from '../../processes/chance';
import { ApiError } from './apiError';
import { announce } from './addresses';
import { DIRECT } from './callEndpoint';
import type { ApiAnswer } from './operations/operation';
import { nonceOf, proofOf } from './proof';

export interface Endpoint {
  /** `http://127.0.0.1:PORT/SECRET`, for `AWS_ENDPOINT_URL_SFN`. */
  readonly url: string;
  close(): Promise<void>;
}

type Serve = (operation: string, input: JsonObject, signal: AbortSignal, caller: CallerMarks) => Promise<ApiAnswer>;

interface CallerMarks {
  readonly isDirect: boolean;
  /** Of a handler's process; absent: somebody else calls. */
  readonly processId?: string;
}

/** Bytes of a request: data may have 262,144 characters, and every one of them may be escaped. */
const LARGEST_REQUEST = 4 << 20;

/** Until a request is here whole; its answer may take minutes. */
const REQUEST_TIMEOUT_MS = 30_000;

const TARGET = /^AWSStepFunctions\.(\w+)$/;

export async function openEndpoint(serve: Serve): Promise<Endpoint> {
  const secret = randomHex(16);
  const server: HttpServer = await HttpServer.listen((request, response) => {
    handle(request, response, { secret, port, serve }).catch(() => response.destroy());
  }, REQUEST_TIMEOUT_MS);
  const { port } = server;
  const url = `http://127.0.0.1:${port}/${secret}`;
  const withdraw = announce(url);
  return {
    url,
    close: () => {
      withdraw();
      return server.close();
    },
  };
}

interface Door {
  readonly secret: string;
  readonly port: number;
  readonly serve: Serve;
}

async function handle(request: IncomingMessage, response: ServerResponse, door: Door): Promise<void> {
  response.setHeader('x-amzn-RequestId', randomId());
  const nonce = nonceOf(request.url ?? '');
  const refused = strangeness(request, door) ?? (nonce === undefined ? misdirection(request, door) : undefined);
  if (nonce !== undefined && refused === undefined) {
    request.resume();
    return send(response, 200, proofOf(door, nonce), 'text/plain');
  }
  const operation = TARGET.exec(String(request.headers['x-amz-target'] ?? ''))?.[1];
  if (refused !== undefined || operation === undefined) {
    request.resume();
    const why = refused ?? 'X-Amz-Target must name an operation of AWSStepFunctions.';
    return send(response, refused === undefined ? 400 : 403, errorBody(new ApiError('AccessDeniedException', why)));
  }
  const body = await readBody(request, LARGEST_REQUEST).catch(() => undefined);
  const input = body === undefined ? undefined : parsed(body);
  if (input === undefined) {
    const why = body === undefined ? 'The request is too large.' : 'The request must be a JSON object.';
    return send(response, 400, errorBody(new ApiError('SerializationException', why)));
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  let answer: ApiAnswer;
  try {
    const processId = placeOf(request)?.processId;
    const isDirect = request.headers[DIRECT] !== undefined;
    answer = await door.serve(operation, input, gone.signal, { isDirect, ...(processId && { processId }) });
  } catch (error) {
    // A bug of ours: the caller hears of it, and the run goes on.
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return send(response, 500, errorBody(new ApiError('InternalFailure', `Stepwise itself failed: ${words}`)));
  }
  if (answer instanceof ApiError) send(response, 400, errorBody(answer));
  else send(response, 200, JSON.stringify(answer));
}

/** SDKs put `sync-` before the host of StartSyncExecution. */
const HOSTS = ['127.0.0.1', 'localhost', 'sync-127.0.0.1', 'sync-localhost'];

/** Why the request is none of a program on this machine. */
function strangeness({ headers, method }: IncomingMessage, { port }: Door): string | undefined {
  if (!HOSTS.some((host) => headers.host === `${host}:${port}`))
    return `Requests for the host ${headers.host} are not answered.`;
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    return 'Requests from pages in a browser are not answered.';
  return method === 'POST' ? undefined : 'Only POST requests are answered here.';
}

/** Why whoever sends the request was not told the URL. */
function misdirection(request: IncomingMessage, { secret }: Door): string | undefined {
  return placeOf(request)?.secret === secret ? undefined : 'The path of this endpoint is part of its URL.';
}

/** `/SECRET`, with the id of a handler's process behind it where one calls. */
function placeOf({ url = '' }: IncomingMessage): { readonly secret: string; readonly processId?: string } | undefined {
  const [path = ''] = url.split('?', 1);
  const [, secret, processId] = /^\/([0-9a-f]{32})(?:\/([0-9a-f]{8}))?\/?$/.exec(path) ?? [];
  return secret === undefined ? undefined : { secret, ...(processId !== undefined && { processId }) };
}

function errorBody({ code, message }: ApiError): string {
  return JSON.stringify({ __type: code, message });
}

function send(response: ServerResponse, status: number, body: string, type = 'application/x-amz-json-1.0'): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = (text === '' ? {} : JSON.parse(text)) as JsonObject;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
