/** What stands for a value of which only its name is known: of the kind that the name tells, and recognizable as inferred. */
import { INFERRED } from '../inferredText';
import type { DatumType } from './datum';

/** A moment that no run is likely to have passed, for texts that must hold one. */
export const MOMENT = '2030-01-31T08:00:00Z';

/** One that every run has passed: a state that waits for it goes on at once. */
export const PAST_MOMENT = '2020-01-31T08:00:00Z';

/** By the last word of a name: `startDate`, `created_at`, `AccountEmail`. */
const LIKELY: readonly { readonly words: ReadonlySet<string>; readonly text: (name: string) => string }[] = [
  { words: new Set(['date', 'day', 'fecha']), text: () => MOMENT.slice(0, MOMENT.indexOf('T')) },
  { words: new Set(['time', 'timestamp', 'datetime', 'deadline', 'at']), text: () => MOMENT },
  { words: new Set(['email', 'mail']), text: () => `${INFERRED}@example.com` },
  { words: new Set(['arn']), text: (name) => `arn:aws:${INFERRED}:us-east-1:123456789012:${INFERRED}-${name}` },
  {
    words: new Set(['url', 'uri', 'endpoint', 'website', 'link']),
    text: (name) => `https://example.com/${INFERRED}-${name}`,
  },
];

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
  if (type === undefined && NUMBERS.has(lastWord(name).toLowerCase())) return 1;
  return likelyText(name) ?? (name === '' ? INFERRED : `${INFERRED}-${name}`);
}

/** Undefined where the name tells nothing of the form that its text has. */
export function likelyText(name: string): string | undefined {
  const last = lastWord(name);
  // "at" alone is a place.
  return name === 'at' ? undefined : LIKELY.find(({ words }) => words.has(last.toLowerCase()))?.text(name);
}

/** `Date` of `startDate`, and nothing of `candidate`. */
function lastWord(name: string): string {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)?.at(-1) ?? '';
}
