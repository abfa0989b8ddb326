/** Sends a handler's request on to an endpoint as it came, and its answer back. */
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface ForwardedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Of one connection alone. Source: RFC 9110, section 7.6.1. */
const OF_CONNECTION = [
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
];

/** @returns the answer, whose body has not come yet; rejects where nothing answers */
export function forward(endpoint: string, { method, url, headers, body }: ForwardedRequest): Promise<IncomingMessage> {
  const base = new URL(endpoint);
  const send = base.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = send(
      base,
      {
        method,
        path: `${base.pathname.replace(/\/$/, '')}${url}`,
        headers: { ...kept(headers), host: base.host, 'content-length': body.length },
      },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Without what is of one connection alone, and without what HTTP/2 has in the place of a first line. */
export function kept(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const isKept = (name: string): boolean => !OF_CONNECTION.includes(name) && !name.startsWith(':');
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
}
