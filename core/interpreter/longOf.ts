import type { Json } from '../json';
import type { ScalarField } from './fields';

/** A whole number; behind a path also a text that spells one, as AWS takes the text of either (measured with counts of a Map). */
export function longOf({ path }: Pick<ScalarField, 'path'>, value: Json): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  return path !== undefined && typeof value === 'string' && /^[-+]?\d{1,19}$/.test(value) ? Number(value) : undefined;
}
