/** A handler's request where it goes, and its answer on the way back: what is not too long is read before the handler has it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { WireAnswer } from '../../services/wire';
import { EVENT_STREAM } from '../../services/wire/eventStream';
import { forward, kept, type Destination, type ForwardedRequest } from './forward';

/** Bytes of an answer that is read. */
const MOST = 1 << 20;

export interface PassedOn {
  /** Undefined: it is too long to be read. */
  readonly answer?: WireAnswer;
  /** Gives it to the handler. */
  send(): void;
}

/** @param changed another body in the place of the one that came */
export async function passOn(
  destination: Destination,
  request: ForwardedRequest,
  response: ServerResponse,
  changed: (body: Buffer) => Buffer = (body) => body,
): Promise<PassedOn | { readonly problem: string }> {
  let answer: IncomingMessage;
  try {
    answer = await forward(destination, request);
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
  const status = answer.statusCode ?? 502;
  const headers = kept(answer.headers);
  answer.on('error', () => response.destroy());
  if (headers['content-type'] === EVENT_STREAM) {
    response.writeHead(status, headers);
    const body = collected(answer);
    answer.pipe(response);
    return { ...read(answer, await body), send: () => undefined };
  }
  const body = await collected(answer, true);
  if (body === undefined) return { problem: 'its answer was cut off' };
  if (!body.isWhole) {
    const send = (): void => {
      response.writeHead(status, headers);
      response.write(body.bytes);
      answer.pipe(response);
    };
    return { send };
  }
  const bytes = changed(body.bytes);
  const send = (): void => {
    const length =
      headers['content-length'] === undefined || bytes === body.bytes ? {} : { 'content-length': String(bytes.length) };
    response.writeHead(status, { ...headers, ...length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
  return { ...read(answer, { ...body, bytes }), send };
}

interface Collected {
  readonly bytes: Buffer;
  /** Otherwise the rest is still to come. */
  readonly isWhole: boolean;
}

/** @param stops where there is more than is read: whoever goes on takes the rest */
function collected(answer: IncomingMessage, stops = false): Promise<Collected | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= MOST || stops) chunks.push(chunk);
      if (length <= MOST || !stops) return;
      answer.pause();
      answer.off('data', take);
      resolve({ bytes: Buffer.concat(chunks), isWhole: false });
    };
    answer.on('data', take);
    answer.on('end', () => resolve({ bytes: Buffer.concat(chunks), isWhole: length <= MOST }));
    answer.on('close', () => resolve(undefined));
  });
}

function read(answer: IncomingMessage, body: Collected | undefined): { readonly answer?: WireAnswer } {
  const bytes = body?.isWhole ? unpacked(body.bytes, answer) : undefined;
  return bytes ? { answer: { status: answer.statusCode ?? 502, headers: answer.headers, body: bytes } } : {};
}

function unpacked(bytes: Buffer, { headers }: IncomingMessage): Buffer | undefined {
  if (headers['content-encoding'] !== 'gzip' || bytes.length === 0) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST });
  } catch {
    return undefined;
  }
}
