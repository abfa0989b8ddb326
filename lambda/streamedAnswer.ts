/**
 * An answer that comes in pieces. Sources: docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html, "Implementing response
 * streaming"; configuration-response-streaming.html.
 */
import type { ApiRequest } from './ownClient';
import type { AnswerStream } from './lambda';

/** Largest streamed response, in bytes (Lambda quotas, since July 2025). */
export const STREAM_LIMIT = 200 << 20;

/** The prelude of an HTTP response: JSON, and eight zeros before the body. */
const HTTP_RESPONSE = 'application/vnd.awslambda.http-integration-response';
/** What a stream is that says nothing of itself. */
export const ANY_BYTES = 'application/octet-stream';
const PRELUDE_END = Buffer.alloc(8);
/** What is longer before the zeros is no prelude. */
const LONGEST_PRELUDE = 1 << 20;

export function isHttpResponse({ headers }: ApiRequest): boolean {
  return headers['content-type']?.startsWith(HTTP_RESPONSE) === true;
}

/** Hands a request's body on as it comes, no more than may be streamed, its prelude apart. */
export function handOn(request: ApiRequest, to: AnswerStream): void {
  let head: Buffer | undefined = isHttpResponse(request) ? Buffer.alloc(0) : undefined;
  let length = 0;
  const type = request.headers['content-type'] ?? ANY_BYTES;
  if (!head) to.begins(undefined, type);
  /** What takes slowly is not given more than it takes: the handler waits, as behind a slow client on AWS. */
  const give = (piece: Buffer): void => {
    const taken = to.piece(piece);
    if (!(taken instanceof Promise)) return;
    request.pause();
    void taken.finally(() => request.resume());
  };
  const begin = (prelude: string | undefined, rest: Buffer) => {
    head = undefined;
    to.begins(prelude, type);
    if (rest.length > 0) give(rest);
  };
  request.on('data', (piece: Buffer) => {
    length += piece.length;
    if (length > STREAM_LIMIT) return;
    if (!head) return give(piece);
    head = Buffer.concat([head, piece]);
    const end = head.indexOf(PRELUDE_END);
    if (end >= 0) {
      const text = head.toString('utf8', 0, end);
      if (isJson(text)) begin(text, head.subarray(end + PRELUDE_END.length));
      else begin(undefined, head);
    } else if (head.length > LONGEST_PRELUDE) begin(undefined, head);
  });
  request.on('end', () => head && begin(undefined, head));
}

/** As an integration of API Gateway would get it; undefined: it has no prelude. */
export function httpResponse(text: string): string | undefined {
  const zeros = PRELUDE_END.toString('latin1');
  const end = text.indexOf(zeros);
  try {
    const prelude: unknown = JSON.parse(text.slice(0, Math.max(end, 0)));
    return JSON.stringify({ ...(prelude as object), body: text.slice(end + zeros.length) });
  } catch {
    return undefined;
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
