/** Requests as clients send them, for tests. */
import type { WireRequest } from '../../../services/wire';

/** A signature that names the service; nothing here checks more of it. */
export function signedFor(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=AKID/20260807/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0a`;
}

export interface Given {
  /** `PUT /bucket/key?x=1`; `POST /` without. */
  readonly line?: string;
  /** The service that it is signed for; nobody signed it without. */
  readonly signed?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
}

export function request({ line = 'POST /', signed, headers = {}, body = '' }: Given): WireRequest {
  const [method = '', url = ''] = line.split(' ');
  return {
    method,
    url,
    headers: { host: '127.0.0.1:4566', ...(signed ? { authorization: signedFor(signed) } : {}), ...headers },
    body: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
  };
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
export const CBOR = { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' };
export const target = (name: string): { [header: string]: string } => ({ 'x-amz-target': name });
