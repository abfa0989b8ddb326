/**
 * The request of an HTTP Task. Source: AWS, "Call HTTPS APIs in Step Functions workflows" (fields, defaults, refused
 * headers, merging with the connection).
 */
import type { Json, JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import type { HttpConnection } from '../../project';
import { isLoopbackHost } from '../consent/origin';
import { urlEncoded } from './urlEncoded';
import type { ArrayFormat } from './urlEncoded';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
const ARRAY_FORMATS: readonly ArrayFormat[] = ['INDICES', 'BRACKETS', 'COMMAS', 'REPEAT'];

/** Headers that Step Functions sets itself or refuses. */
const REFUSED_HEADER =
  /^(x-forwarded|x-amzn?-).*|^(authorization|connection|content-md5|date|expect|host|max-forwards|proxy-authenticate|server|te|transfer-encoding|trailer|upgrade|via|www-authenticate)$/i;

/** What the task asks for, or the sentence that says why it cannot be sent. */
export function httpRequest(input: Json, connection: HttpConnection = {}): HttpRequest | { readonly problem: string } {
  const given = isJsonObject(input) ? input : {};
  const { ApiEndpoint: endpoint, Method: method } = given;
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) {
    return {
      problem: `ApiEndpoint must be a URL such as https://example.com/orders, not ${JSON.stringify(endpoint ?? null)}.`,
    };
  }
  const url = new URL(endpoint);
  // A person's own machine has no certificate for its services.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname))) {
    return {
      problem: `ApiEndpoint must begin with https://, not ${endpoint}. Plain HTTP is allowed only for this machine (localhost).`,
    };
  }
  if (typeof method !== 'string' || !METHODS.includes(method)) {
    return { problem: `Method must be one of ${METHODS.join(', ')}, not ${JSON.stringify(method ?? null)}.` };
  }
  for (const [name, value] of Object.entries(connection.query ?? {})) url.searchParams.set(name, value);
  for (const [name, value] of pairs(given.QueryParameters)) {
    if (!connection.query || !Object.hasOwn(connection.query, name)) url.searchParams.append(name, value);
  }
  const encoding = encodingOf(given.Transform);
  if (typeof encoding === 'string') return { problem: encoding };
  const headers = headersOf(given.Headers);
  if ('problem' in headers) return headers as { problem: string };
  const forbidden = Object.keys(connection.headers ?? {}).find(
    (name) => REFUSED_HEADER.test(name) && !/^authorization$/i.test(name),
  );
  if (forbidden !== undefined) return { problem: `The connection must not set the header ${forbidden}.` };
  const wrong = Object.entries(connection.headers ?? {}).find(([name, value]) => !isHeader(name, value.trim()));
  // Its value is a secret: it is shown nowhere.
  if (wrong)
    return {
      problem: `The header ${wrong[0]} of the connection cannot be sent: its name or value contains characters that are not allowed.`,
    };
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(given.RequestBody, connection, encoding);
  const contentType = encoding.isUrlEncoded ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    method,
    url,
    headers: {
      'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1',
      range: 'bytes=0-262144',
      ...(body !== undefined && { 'content-type': contentType }),
      ...headers,
      ...authorization(connection),
      ...lowerCased(connection.headers ?? {}),
    },
    ...(body !== undefined && { body }),
  };
}

interface Encoding {
  readonly isUrlEncoded: boolean;
  readonly arrays: ArrayFormat;
}

function encodingOf(transform: Json | undefined): Encoding | string {
  const { RequestBodyEncoding: encoding = 'NONE', RequestEncodingOptions: options } = isJsonObject(transform)
    ? transform
    : {};
  const { ArrayFormat: format = 'INDICES' } = isJsonObject(options) ? options : {};
  if (encoding !== 'NONE' && encoding !== 'URL_ENCODED') {
    return `RequestBodyEncoding must be NONE or URL_ENCODED, not ${JSON.stringify(encoding)}.`;
  }
  const arrays = ARRAY_FORMATS.find((known) => known === format);
  if (!arrays) return `ArrayFormat must be one of ${ARRAY_FORMATS.join(', ')}, not ${JSON.stringify(format)}.`;
  return { isUrlEncoded: encoding === 'URL_ENCODED', arrays };
}

function headersOf(given: Json | undefined): { readonly [name: string]: string } | { readonly problem: string } {
  const headers: { [name: string]: string } = {};
  for (const [name, value] of pairs(given)) {
    if (REFUSED_HEADER.test(name)) return { problem: `The header ${name} cannot be set: Step Functions refuses it.` };
    if (!isHeader(name, value)) {
      return {
        problem: `The header ${JSON.stringify(name)} with the value ${JSON.stringify(value)} cannot be sent: it contains characters that are not allowed.`,
      };
    }
    const key = name.toLowerCase();
    headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

/** Source: Fetch, "header name" and "header value". */
function isHeader(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[^\t\x20-\x7e\x80-\xff]/.test(value);
}

/** Of a list each item is one pair more; what is no text is sent as JSON. */
function pairs(given: Json | undefined): [string, string][] {
  if (!isJsonObject(given)) return [];
  return Object.entries(given).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, textOf(each)]),
  );
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value);
}

function bodyOf(given: Json | undefined, { body: added }: HttpConnection, encoding: Encoding): string | undefined {
  const whole = added ? { ...(isJsonObject(given) ? given : {}), ...added } : given;
  if (whole === undefined) return undefined;
  if (encoding.isUrlEncoded && isJsonObject(whole)) return urlEncoded(whole as JsonObject, encoding.arrays);
  return textOf(whole);
}

function authorization({ basic }: HttpConnection): { readonly [name: string]: string } {
  if (!basic) return {};
  return { authorization: `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}` };
}

function lowerCased(headers: { readonly [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
