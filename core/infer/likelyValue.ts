/** What stands for a value of which only its name is known: of the kind that the name tells, and recognizable as inferred. */
import { INFERRED } from '../inferredText';
import { inferredText, wordsOfName } from '../textsByName';
import type { DatumType } from './datum';

/** One that every run has passed: a state that waits for it goes on at once. */
export const PAST_MOMENT = '2020-01-31T08:00:00Z';

/** Counted or weighed things, where nothing says that they are text. */
const NUMBERS = new Set([
  'count',
  'quantity',
  'qty',
  'amount',
  'price',
  'total',
  'age',
  'percentage',
  'seconds',
  'minutes',
]);

/** @param type where it is known */
export function likelyValue(name: string, type: DatumType | undefined): string | number {
  if (type === undefined && NUMBERS.has(wordsOfName(name).at(-1) ?? '')) return 1;
  return inferredText(name) ?? (name === '' ? INFERRED : `${INFERRED}-${name}`);
}
