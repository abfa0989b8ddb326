/** Calls the Step Functions of another process on this machine, as an SDK would. */
import http from 'node:http';
import type { JsonObject } from '../../core/json';

/** A request that carries it is for this run alone, and not passed on to others. */
export const DIRECT = 'x-stepwise-direct';

export type EndpointAnswer =
  | { readonly answer: JsonObject }
  /** The service's own refusal, or why it could not be asked. */
  | { readonly refusal: string }
  /** `gone`: nothing listens there any more, or something else does. */
  | { readonly problem: string; readonly gone?: boolean };

/** Milliseconds within which a token is answered: nothing is waited for there. */
const PATIENCE = 5000;

/** @param url as `stepwise run` prints it; no other host than this machine is ever called */
export function callEndpoint(url: string, operation: string, input: JsonObject): Promise<EndpointAnswer> {
  const target = parsedUrl(url);
  if (!target || target.protocol !== 'http:' || !/^(127\.0\.0\.1|localhost|\[::1\])$/.test(target.hostname)) {
    return Promise.resolve({ problem: `${url} is no endpoint of a run on this machine: http://127.0.0.1:PORT/…` });
  }
  return new Promise((resolve) => {
    const request = http.request(
      target,
      {
        method: 'POST',
        // A connection that is kept would be one to a run that may end any moment.
        agent: false,
        timeout: PATIENCE,
        headers: {
          'Content-Type': 'application/x-amz-json-1.0',
          'X-Amz-Target': `AWSStepFunctions.${operation}`,
          [DIRECT]: '1',
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(read(text, response.statusCode === 200)));
        // It died while it answered: there is no end to wait for.
        response.on('error', (error) => resolve({ problem: `${url} broke off: ${error.message}.` }));
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      const gone = error.code === 'ECONNREFUSED';
      resolve({ problem: `Nobody answers at ${url}: ${gone ? 'the run has ended' : error.message}.`, gone });
    });
    request.on('timeout', () => request.destroy(new Error(`not within ${PATIENCE / 1000} seconds`)));
    request.end(JSON.stringify(input));
  });
}

function read(text: string, isGood: boolean): EndpointAnswer {
  try {
    const answer = JSON.parse(text) as JsonObject;
    if (isGood) return { answer };
    return { refusal: `${String(answer.__type)}: ${String(answer.message)}` };
  } catch {
    return { problem: 'What answered is no Step Functions endpoint.', gone: true };
  }
}

function parsedUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
