/**
 * What a runtime posts of an invocation: a response as a whole or as a stream, or an error. Sources:
 * docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html and runtimes-custom.html, "Implementing response streaming".
 */
import type { ApiRequest } from './ownClient';
import { RESPONSE_LIMIT } from './failure';
import { readFacts, type PostedFacts } from './failureFacts';
import type { AnswerStream } from './lambda';
import { readBody } from './requestBody';
import { handOn, httpResponse, isHttpResponse, isJson, STREAM_LIMIT } from './streamedAnswer';

export type RuntimeAnswer =
  | { readonly type: 'response'; readonly payload: string }
  | { readonly type: 'tooLarge'; /** Bytes. */ readonly most: number }
  | {
      readonly type: 'error';
      readonly payload: string;
      readonly facts: PostedFacts | undefined;
      /** What the runtime calls it, beside what it posts. */
      readonly errorType: string | undefined;
    };

/**
 * @param stream hears a streamed response as it comes. It may then be larger than one that is given as a whole, and is no
 *   payload but `null`.
 * @returns undefined: the connection broke in the middle, and nothing was answered
 */
export async function readAnswer(
  request: ApiRequest,
  kind: string,
  stream?: AnswerStream,
): Promise<RuntimeAnswer | undefined> {
  const { headers } = request;
  const isStream = kind === 'response' && headers['lambda-runtime-function-response-mode'] === 'streaming';
  const isHandedOn = isStream && stream !== undefined;
  let length = 0;
  if (isHandedOn) {
    handOn(request, stream);
    request.on('data', (piece: Buffer) => (length += piece.length));
  }
  let body: string | undefined;
  try {
    body = await readBody(request, RESPONSE_LIMIT);
  } catch {
    return undefined;
  }
  if (kind === 'error') {
    return { type: 'error', payload: body ?? '{}', facts: factsOf(headers), errorType: textOf(headers[ERROR_TYPE]) };
  }
  const errorType = isStream ? textOf(request.trailers[ERROR_TYPE]) : undefined;
  // It failed in the middle of its stream.
  if (errorType !== undefined)
    return { type: 'error', payload: errorBody(request), facts: factsOf(request.trailers), errorType };
  const most = isHandedOn ? STREAM_LIMIT : RESPONSE_LIMIT;
  if (body === undefined) {
    return isHandedOn && length <= most ? { type: 'response', payload: 'null' } : { type: 'tooLarge', most };
  }
  if (!isStream) {
    // Our own bootstraps answer in JSON alone.
    const isOurs = headers['stepwise-session'] !== undefined;
    return { type: 'response', payload: isOurs ? body : jsonOf(body || 'null') };
  }
  return { type: 'response', payload: (isHttpResponse(request) && httpResponse(body)) || jsonOf(body) };
}

function factsOf(fields: NodeJS.Dict<string | string[]>): PostedFacts | undefined {
  return readFacts(fields['stepwise-facts']);
}

const ERROR_TYPE = 'lambda-runtime-function-error-type';

/** In Base64, since trailers carry ASCII alone. */
function errorBody({ trailers }: ApiRequest): string {
  return Buffer.from(textOf(trailers['lambda-runtime-function-error-body']) ?? '', 'base64').toString() || '{}';
}

/** A client of others may answer any text. */
function jsonOf(text: string): string {
  return isJson(text) ? text : JSON.stringify(text);
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
