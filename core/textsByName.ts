/** What a text looks like of which only the name is known: `startDate`, `created_at`, `AccountEmail`. */
import { INFERRED } from './inferredText';

/** A moment that no run is likely to have passed, for texts that must hold one. */
export const MOMENT = '2030-01-31T08:00:00Z';

interface NamedText {
  /** Of a name's words, in small letters. */
  is(words: readonly string[]): boolean;
  /** As a person would write one in an example. */
  readonly sample?: string;
  /** Recognizable as inferred, or a moment to come. */
  inferred?(name: string): string;
}

/** The first that fits. */
const NAMED_TEXTS: readonly NamedText[] = [
  {
    is: ends('email', 'mail', 'email address', 'mail address', 'e mail'),
    sample: 'ada@example.com',
    inferred: () => `${INFERRED}@example.com`,
  },
  { is: whole('authorization'), sample: 'Bearer 1042' },
  { is: whole('content type'), sample: 'application/json' },
  { is: ends('phone', 'mobile', 'phone number', 'mobile number'), sample: '+12025550142' },
  { is: ends('arn'), inferred: (name) => `arn:aws:${INFERRED}:us-east-1:123456789012:${INFERRED}-${name}` },
  {
    is: ends('url', 'uri', 'endpoint', 'website', 'link'),
    sample: 'https://example.com/orders/1042',
    inferred: (name) => `https://example.com/${INFERRED}-${name}`,
  },
  { is: ends('date', 'day', 'fecha'), sample: '2026-03-04', inferred: () => MOMENT.slice(0, MOMENT.indexOf('T')) },
  {
    // "at" alone is a place.
    is: (words) => ends('time', 'timestamp', 'datetime', 'deadline', 'at')(words) && words.join(' ') !== 'at',
    sample: '2026-03-04T05:06:07Z',
    inferred: () => MOMENT,
  },
  { is: ends('currency'), sample: 'EUR' },
  { is: ends('country'), sample: 'DE' },
  { is: ends('id'), sample: '1042' },
];

/** As an example has it; undefined where the name tells nothing of the form that its text has. */
export function sampleText(name: string): string | undefined {
  return find(name, ({ sample }) => sample !== undefined)?.sample;
}

/** As {@link sampleText}, where nobody may take it for what was really there. */
export function inferredText(name: string): string | undefined {
  return find(name, ({ inferred }) => inferred !== undefined)?.inferred?.(name);
}

/** Nothing of `candidate` is a date. */
export function wordsOfName(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

function find(name: string, has: (text: NamedText) => boolean): NamedText | undefined {
  const words = wordsOfName(name);
  return NAMED_TEXTS.find((each) => has(each) && each.is(words));
}

function ends(...endings: readonly string[]): NamedText['is'] {
  return (words) => endings.some((ending) => ` ${words.join(' ')}`.endsWith(` ${ending}`));
}

function whole(name: string): NamedText['is'] {
  return (words) => words.join(' ') === name;
}
