import type { Json } from '../json';
import { doubleOf, isNumber } from '../jsonNumber';
import type { ScalarField } from './fields';

/** A whole number; behind a path also a text that spells one, as AWS takes the text of either (measured with counts of a Map). */
export function longOf({ path }: Pick<ScalarField, 'path'>, value: Json): number | undefined {
  if (isNumber(value)) return Number.isInteger(doubleOf(value)) ? doubleOf(value) : undefined;
  return path !== undefined && typeof value === 'string' && /^[-+]?\d{1,19}$/.test(value) ? Number(value) : undefined;
}
