/** Long answers in pages. A token is of one request: the next page must be asked for with the same arguments. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../core/json';
import { apiError, type ApiError } from './apiError';

export interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface Paged<T> {
  /** Names an item for as long as the list lives. */
  key(item: T): string;
  show(item: T): Json;
  /**
   * Where an item stands in the list, the highest first, for lists whose items come and go between two pages: the next page
   * goes on behind the last item, though that is there no longer.
   */
  place?(item: T): number;
}

/** Items of a page where the request names no number, or 0. */
const DEFAULT_PAGE = 100;

/** @param name the member of the answer that holds the items */
export function page<T>(
  name: string,
  items: readonly T[],
  request: PageRequest,
  { key, show, place }: Paged<T>,
): JsonObject | ApiError {
  const { maxResults, nextToken } = request;
  const scope = scopeOf(name, request);
  const at = nextToken == null ? '' : keyIn(nextToken, scope);
  if (at === undefined) return apiError.invalidToken();
  const isNext = (item: T): boolean => (place ? place(item) < Number(at) : key(item) === at);
  const first = nextToken == null ? 0 : items.findIndex(isNext);
  if (first < 0 && !place) return apiError.invalidToken();
  const shown = first < 0 ? [] : items.slice(first, first + (maxResults || DEFAULT_PAGE));
  const next = first < 0 ? undefined : items[first + shown.length];
  const [last] = shown.slice(-1);
  return {
    [name]: shown.map(show),
    ...(next !== undefined && {
      nextToken: tokenOf(scope, place && last !== undefined ? String(place(last)) : key(next)),
    }),
  };
}

/** What a token holds of its request: too little to read it. */
function scopeOf(name: string, request: PageRequest): string {
  const others = Object.entries(request).filter(([member, value]) => !PAGING.has(member) && value != null);
  const text = JSON.stringify([name, ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(text).digest('base64url');
}

const PAGING = new Set(['maxResults', 'nextToken']);

function tokenOf(scope: string, key: string): string {
  return Buffer.from(JSON.stringify([scope, key])).toString('base64');
}

function keyIn(token: string, scope: string): string | undefined {
  try {
    const [given, key] = JSON.parse(Buffer.from(token, 'base64').toString()) as unknown[];
    return given === scope && typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
