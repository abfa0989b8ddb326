import type { JsonObject } from '../core/json';
import type { RunServices } from './run';

export interface ResponseFacts {
  readonly contentType: string;
  /** Of the body, in bytes. */
  readonly length: number;
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
}

/** `SdkHttpMetadata` and `SdkResponseMetadata`, which AWS adds to the answer of every integration. Shape: recorded. */
export function sdkMetadata(run: Pick<RunServices, 'now' | 'uuid'>, facts: ResponseFacts): JsonObject {
  const requestId = run.uuid();
  const headers: { [name: string]: string } = {
    Connection: 'keep-alive',
    'Content-Length': String(facts.length),
    'Content-Type': facts.contentType,
    Date: new Date(run.now()).toUTCString(),
    ...facts.headers,
    'x-amzn-RequestId': requestId,
  };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: facts.status ?? 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
