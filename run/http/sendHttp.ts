/** One request over HTTP/1.1, through the proxy that the environment or the editor names. Redirects are the caller's. */
import http from 'node:http';
import https from 'node:https';
import { Readable, type Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { agentFor, type EditorProxy } from '../awsSdk/worker/proxyAgent.cjs';

export interface SendOptions {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly proxy?: EditorProxy;
}

/** Rejects with what the system says where no answer comes. */
export function sendHttp(url: URL, { method, headers, body, signal, proxy }: SendOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const agent = agentFor(url, { env: process.env, editor: proxy });
    const { request: begin } = url.protocol === 'https:' ? https : http;
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes ?? (['POST', 'PUT', 'PATCH'].includes(method) ? Buffer.alloc(0) : undefined);
    const request = begin(url, {
      method,
      agent,
      signal,
      headers: { accept: '*/*', ...headers, ...(length && { 'content-length': length.length }) },
    });
    request.once('error', reject);
    request.once('response', (message) => resolve(responseOf(message, method)));
    request.end(bytes);
  });
}

const DECODERS: { readonly [encoding: string]: () => Duplex } = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function responseOf(message: http.IncomingMessage, method: string): Response {
  const { statusCode: status = 0, statusMessage: statusText, rawHeaders } = message;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  const hasBody = method !== 'HEAD' && ![204, 205, 304].includes(status);
  if (!hasBody) message.resume();
  const decoder = DECODERS[headers.get('content-encoding')?.trim().toLowerCase() ?? '']?.();
  // Whoever has read enough lets go of the connection, too.
  decoder?.once('close', () => message.destroy());
  if (decoder) message.once('error', (error) => decoder.destroy(error));
  const body = decoder ? message.pipe(decoder) : message;
  return new Response(hasBody ? (Readable.toWeb(body) as ReadableStream) : null, { status, statusText, headers });
}
