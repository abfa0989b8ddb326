/** Where a request goes, as its path, its host and its signature tell. */
import type { WireRequest } from './call';
import { headerOf } from './headers';

export interface Address {
  /** Percent-encoded as it came; begins with a slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** As the request is signed for it, `dynamodb`; undefined where it is not signed. */
  readonly signedFor?: string;
  /** A signature is there and names no service. */
  readonly malformed: boolean;
  /** What AWS would tell by the host, an API or the URL of a function: its service and name. */
  readonly resource?: { readonly service: string; readonly name: string };
}

/** Begins the path of what AWS tells by its host: `/_aws/execute-api/Orders/prod/items`. */
const RESOURCE = /^\/_aws\/([^/]+)\/([^/]+)/;

export function readAddress(request: Pick<WireRequest, 'url' | 'headers'>): Address {
  const url = request.url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const end = url.indexOf('?');
  const path = (end < 0 ? url : url.slice(0, end)) || '/';
  const query = new URLSearchParams(end < 0 ? '' : url.slice(end + 1));
  const signature = readSignature(request, query);
  const resource = RESOURCE.exec(path);
  if (resource) {
    const [whole, service = '', name = ''] = resource;
    return { path: path.slice(whole.length) || '/', query, ...signature, resource: { service, name: decoded(name) } };
  }
  const bucket = bucketOfHost(headerOf(request.headers, 'host') ?? '', signature.signedFor);
  return { path: bucket ? `/${bucket}${path}` : path, query, ...signature };
}

/** Signing names under which another service's requests travel. */
const OTHER_NAMES: { readonly [signingName: string]: string } = { s3express: 's3', 's3-object-lambda': 's3' };

function readSignature(
  { headers }: Pick<WireRequest, 'headers'>,
  query: URLSearchParams,
): Pick<Address, 'signedFor' | 'malformed'> {
  const line = headerOf(headers, 'authorization');
  const scope = line === undefined ? query.get('X-Amz-Credential') : /Credential=([^,\s]*)/.exec(line)?.[1];
  // AWS4-ECDSA signs for several regions, and its scope names none.
  const service = /^.+\/\d{8}\/(?:[^/]*\/)?([^/]+)\/aws4_request$/.exec(scope ?? '')?.[1];
  if (service !== undefined) return { signedFor: OTHER_NAMES[service] ?? service, malformed: false };
  const old =
    line?.startsWith('AWS ') || (query.has('AWSAccessKeyId') && query.has('Signature') && !query.has('Action'));
  if (old) return { signedFor: 's3', malformed: false };
  return { malformed: line?.startsWith('AWS4') || (line === undefined && scope !== null && scope !== undefined) };
}

/** The bucket that a host names: `orders.s3.eu-west-1.amazonaws.com`, or `orders.localhost:4566` when signed for S3. */
export function bucketOfHost(host: string, signedFor?: string): string | undefined {
  const name = host.replace(/:\d+$/, '');
  const atAws = /^(.+)\.s3(?:[.-][^/]*)?\.amazonaws\.com(?:\.cn)?$/.exec(name);
  const here = signedFor === 's3' ? /^(.+)\.localhost$/.exec(name) : null;
  return (atAws ?? here)?.[1];
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
