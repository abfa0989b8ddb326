/** Long answers in pages; the token of the next page holds the key of its first item. */
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
}

/** Items of a page where the request names no number, or 0. */
const DEFAULT_PAGE = 100;

/** @param name the member of the answer that holds the items */
export function page<T>(
  name: string,
  items: readonly T[],
  { maxResults, nextToken }: PageRequest,
  { key, show }: Paged<T>,
): JsonObject | ApiError {
  const first = nextToken == null ? 0 : items.findIndex((item) => tokenOf(name, key(item)) === nextToken);
  if (first < 0) return apiError.invalidToken();
  const end = first + (maxResults || DEFAULT_PAGE);
  const next = items[end];
  return {
    [name]: items.slice(first, end).map(show),
    ...(next !== undefined && { nextToken: tokenOf(name, key(next)) }),
  };
}

function tokenOf(name: string, key: string): string {
  return Buffer.from(`${name}/${key}`).toString('base64');
}
