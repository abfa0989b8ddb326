/** A request without what it was wrapped in for its way: chunks with signatures and trailing sums, or compression. */
import { gunzipSync } from 'node:zlib';
import { UnreadableRequest, type WireRequest } from './call';
import { headerOf } from './headers';

/** Of a request that clients compress: metrics, by default. */
const LARGEST = 64 * 1024 * 1024;

/**
 * @param isStored the body is data that are kept as they come, an object of S3: compression is the object's own
 * @throws UnreadableRequest
 */
export function unwrapped(request: WireRequest, isStored: boolean): WireRequest {
  const encodings = (headerOf(request.headers, 'content-encoding') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  const sum = headerOf(request.headers, 'x-amz-content-sha256') ?? '';
  // Signed events are no chunks.
  const isChunked = encodings.includes('aws-chunked') || (sum.startsWith('STREAMING-') && !sum.endsWith('-EVENTS'));
  if (isChunked) {
    const { body, trailers } = readChunks(request.body);
    const rest = encodings.filter((each) => each !== 'aws-chunked').join(',');
    const headers = {
      ...request.headers,
      ...trailers,
      'content-encoding': rest === '' ? undefined : rest,
      ...(request.headers['content-length'] !== undefined && { 'content-length': String(body.length) }),
    };
    return unwrapped({ ...request, body, headers: { ...headers, 'x-amz-content-sha256': undefined } }, isStored);
  }
  if (isStored || !encodings.includes('gzip')) return request;
  try {
    return { ...request, body: gunzipSync(request.body, { maxOutputLength: LARGEST }) };
  } catch {
    throw new UnreadableRequest('The body of the request is no gzip, or is too large when it is unpacked.');
  }
}

interface Chunks {
  readonly body: Buffer;
  readonly trailers: { readonly [name: string]: string };
}

/** `SIZE;chunk-signature=…\r\nBYTES\r\n … 0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n` */
function readChunks(bytes: Uint8Array): Chunks {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = source.indexOf('\r\n', at);
    const size = /^([0-9a-f]{1,8})(?:;|$)/i.exec(
      end < 0 ? '' : source.toString('latin1', at, Math.min(end, at + 200)),
    )?.[1];
    if (size === undefined) throw incomplete();
    const length = parseInt(size, 16);
    at = end + 2;
    if (length === 0) break;
    if (at + length > source.length) throw incomplete();
    parts.push(source.subarray(at, at + length));
    at += length + 2;
  }
  const lines = source.toString('latin1', at).split(/\r?\n/);
  const trailers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
  });
  return { body: Buffer.concat(parts), trailers: Object.fromEntries(trailers) };
}

function incomplete(): UnreadableRequest {
  return new UnreadableRequest('The chunks of the request’s body are incomplete.', 'IncompleteBody');
}
