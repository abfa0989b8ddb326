/**
 * What a runtime posts of an invocation: a response as a whole or as a stream, or an error. Sources:
 * docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html and runtimes-custom.html, "Implementing response streaming".
 */
import type { IncomingMessage } from 'node:http';
import { RESPONSE_LIMIT } from './failure';
import { readFacts, type PostedFacts } from './failureFacts';
import { readBody } from './requestBody';

export type RuntimeAnswer =
  | { readonly type: 'response'; readonly payload: string }
  | { readonly type: 'tooLarge' }
  | {
      readonly type: 'error';
      readonly payload: string;
      readonly facts: PostedFacts | undefined;
      /** What the runtime calls it, beside what it posts. */
      readonly errorType: string | undefined;
    };

/** Largest streamed response, in bytes (Lambda quotas). */
const STREAM_LIMIT = 20 << 20;

/** The prelude of an HTTP response: JSON, and eight zeros before the body. */
const HTTP_RESPONSE = 'application/vnd.awslambda.http-integration-response';
const PRELUDE_END = '\0'.repeat(8);

/** Undefined: the connection broke in the middle, and nothing was answered. */
export async function readAnswer(request: IncomingMessage, kind: string): Promise<RuntimeAnswer | undefined> {
  const { headers } = request;
  const isStream = kind === 'response' && headers['lambda-runtime-function-response-mode'] === 'streaming';
  let body: string | undefined;
  try {
    body = await readBody(request, isStream ? STREAM_LIMIT : RESPONSE_LIMIT);
  } catch {
    return undefined;
  }
  if (kind === 'error') {
    const facts = readFacts(headers['stepwise-facts']);
    return { type: 'error', payload: body ?? '{}', facts, errorType: textOf(headers[ERROR_TYPE]) };
  }
  const errorType = isStream ? textOf(request.trailers[ERROR_TYPE]) : undefined;
  // It failed in the middle of its stream.
  if (errorType !== undefined) return { type: 'error', payload: errorBody(request), facts: undefined, errorType };
  if (body === undefined) return { type: 'tooLarge' };
  if (!isStream) {
    // Our own bootstraps answer in JSON alone.
    const isOurs = headers['stepwise-session'] !== undefined;
    return { type: 'response', payload: isOurs ? body : jsonOf(body || 'null') };
  }
  const isHttp = textOf(headers['content-type'])?.startsWith(HTTP_RESPONSE);
  return { type: 'response', payload: (isHttp && httpResponse(body)) || jsonOf(body) };
}

const ERROR_TYPE = 'lambda-runtime-function-error-type';

/** In Base64, since trailers carry ASCII alone. */
function errorBody({ trailers }: IncomingMessage): string {
  return Buffer.from(textOf(trailers['lambda-runtime-function-error-body']) ?? '', 'base64').toString() || '{}';
}

/** As an integration of API Gateway would get it; undefined: it has no prelude. */
function httpResponse(text: string): string | undefined {
  const end = text.indexOf(PRELUDE_END);
  try {
    const prelude: unknown = JSON.parse(text.slice(0, Math.max(end, 0)));
    return JSON.stringify({ ...(prelude as object), body: text.slice(end + PRELUDE_END.length) });
  } catch {
    return undefined;
  }
}

/** A client of others may answer any text. */
function jsonOf(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
