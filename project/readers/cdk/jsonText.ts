import type { Json } from '../../../core/json';

/** A text as it is; anything else as JSON. */
export function jsonText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
