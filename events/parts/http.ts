/** What requests over HTTP have in common, whichever service hands them to a function. */
import { choice, jsonObject, text } from '../parameters';
import { phrase } from '../../core/l10n/phrase';
import type { JsonObject } from '../../core/json';
import type { Fresh } from '../fresh';
import type { Filled } from '../source';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** The parameters of all of them. */
export const REQUEST = {
  method: choice(METHODS, () => phrase`the HTTP method`),
  path: text('', () => phrase`the path of the request (default: made from the route)`),
  query: text('', () => phrase`the query string, such as size=10&tag=new`),
  headers: jsonObject({}, () => phrase`more headers, as a JSON object`),
  body: text('', () => phrase`the body of the request`),
};

export const ROUTE = {
  route: text('/orders/{orderId}', () => phrase`the route as the API declares it, such as /orders/{orderId}`),
};

/** What the client writes, of a request without its body. */
export const HEAD_FILLED: Filled = {
  query: { at: ['queryStringParameters'], as: 'query' },
  headers: { at: ['headers'], as: 'more' },
};

export const REQUEST_FILLED: Filled = { body: { at: ['body'] }, ...HEAD_FILLED };

export interface Way {
  /** As the API declares it. */
  readonly route: string;
  /** As it was asked for. */
  readonly path: string;
  /** Of the places in the route; undefined where it has none. */
  readonly parameters?: { readonly [name: string]: string };
}

/** Goes with each other what was given of route and path: a path that the route does not match is a route of its own. */
export function wayOf({ route, path }: { readonly route: string; readonly path: string }, fresh: Fresh): Way {
  const wanted = path === '' ? filled(route, fresh) : path;
  const names = [...route.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name!);
  const pattern = route
    .split(/(\{[^}]+\})/)
    .map((part) =>
      /^\{.*\+\}$/.test(part) ? '(.+)' : part.startsWith('{') ? '([^/]+)' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'),
    )
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(wanted);
  if (!found) return { route: wanted, path: wanted };
  if (names.length === 0) return { route, path: wanted };
  return { route, path: wanted, parameters: Object.fromEntries(names.map((name, index) => [name, found[index + 1]!])) };
}

function filled(route: string, fresh: Fresh): string {
  return route.replace(/\{[^}]+\}/g, () => fresh.digits(4));
}

/** The names of a query with all their values, in order. */
export function queryOf(query: string): { readonly [name: string]: readonly string[] } | undefined {
  const pairs = query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => decoded(part)) as [string, string?]);
  if (pairs.length === 0) return undefined;
  const values: { [name: string]: string[] } = {};
  for (const [name, value = ''] of pairs) (values[name] ??= []).push(value);
  return values;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}

/** Headers as texts. */
export function headerTexts(headers: JsonObject): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

export function mapValues<A, B>(map: { readonly [name: string]: A }, change: (value: A) => B): { [name: string]: B } {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}

/** A body is JSON where it looks like it. */
export function contentType(body: string): string {
  return /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain';
}
