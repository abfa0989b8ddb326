/** Sends a handler's request on as it came, to an endpoint or to AWS, and its answer back. */
import { request as requestHttp } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface ForwardedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** Bytes, or the request itself where there are too many to hold. */
  readonly body: Buffer | IncomingMessage;
}

export interface Destination {
  /** Its path stands before that of requests. */
  readonly url: string;
  /** Whom requests name; default: that of the address. */
  readonly host?: string;
  /** Default: the direct way. */
  readonly agent?: Agent;
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
export function forward(
  { url: address, host, agent }: Destination,
  { method, url, headers, body }: ForwardedRequest,
): Promise<IncomingMessage> {
  const base = new URL(address);
  const send = base.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = send(
      base,
      {
        method,
        path: `${base.pathname.replace(/\/$/, '')}${url}`,
        headers: {
          ...kept(headers),
          host: host ?? base.host,
          ...(Buffer.isBuffer(body) && { 'content-length': body.length }),
        },
        agent,
      },
      resolve,
    );
    sent.on('error', reject);
    if (Buffer.isBuffer(body)) sent.end(body);
    else body.on('error', () => sent.destroy()).pipe(sent);
  });
}

/** Without what is of one connection alone, and without what HTTP/2 has in the place of a first line. */
export function kept(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const isKept = (name: string): boolean => !OF_CONNECTION.includes(name) && !name.startsWith(':');
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
}
