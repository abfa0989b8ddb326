/** A handler's call over HTTP to what a project deploys: as mocks name it, and as they answer it. */
import type { IncomingMessage } from 'node:http';
import { HTTP_ACTIONS } from '../../core/catalog/services/httpActions';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { jsonText, parsedJson, prettyJsonText } from '../../core/jsonText';
import { callSnippet } from '../../project';
import { readAddress } from '../../services/wire';
import type { WireResponse } from '../../services/wire';
import type { ServiceCall } from '../calls/serviceCall';
import type { MockQuestion } from '../run';
import type { Caller } from '../stepFunctions/service';

export interface HttpCall extends ServiceCall {
  /** `api` by its name in the template, `method`, `path`, and where they are there `query` and `body`. */
  readonly input: JsonObject;
}

/** Undefined: it is none. */
export function httpCallOf(
  { method = 'GET', headers, url }: Pick<IncomingMessage, 'method' | 'headers'> & { readonly url: string },
  body: Buffer,
): HttpCall | undefined {
  const { path, query, resource, signedFor } = readAddress({ url, headers });
  const action = HTTP_ACTIONS.get(resource?.service ?? signedFor ?? '');
  if (!action) return undefined;
  const text = body.toString('utf8');
  return {
    ...action,
    input: {
      ...(resource && { api: resource.name }),
      method,
      path,
      ...(query.size > 0 && { query: Object.fromEntries(query) }),
      ...(text !== '' && { body: parsedJson(text) ?? text }),
    },
  };
}

/** What a mock says is what a function behind the API would: a status, headers and a body, which may be JSON as it is. */
export function httpAnswer({ statusCode, headers, body = '' }: JsonObject): WireResponse {
  const text = typeof body === 'string' ? body : jsonText(body);
  const named = Object.entries(isJsonObject(headers) ? headers : {}).map(([name, value]) => [name, String(value)]);
  const bytes = Buffer.from(text, 'utf8');
  return {
    status: typeof statusCode === 'number' ? statusCode : 200,
    headers: { 'Content-Type': 'application/json', ...(Object.fromEntries(named) as { [name: string]: string }) },
    body: bytes,
  };
}

/** What a person is asked about it. @param functionName which calls, where no state does */
export function questionOfHttp(call: HttpCall, caller: Caller | undefined, functionName: string): MockQuestion {
  const { api, method, path } = call.input;
  const action = `${call.service}:${call.action}`;
  const answer = { statusCode: 200, body: {} };
  // What is asked at another path, or another API, is another answer.
  const input = { ...(api !== undefined && { api }), method: method as Json, path: path as Json };
  return {
    machine: caller?.machine ?? '',
    state: caller?.call.state.name ?? functionName,
    resource: action,
    input: call.input,
    suggestion: prettyJsonText(answer),
    snippet: callSnippet(action, [{ input, return: answer }]),
    action,
  };
}
