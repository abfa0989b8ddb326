/**
 * What of somebody's own may stand in an event that was copied out of a log: tokens, account numbers in ARNs and addresses. Each
 * gets a stand-in of its own kind, the same wherever it occurs, so that the event still fits together.
 */

interface Kind {
  readonly pattern: RegExp;
  /** @param count how many others of its kind came before, from 1 */
  standIn(found: string, count: number): string;
}

const token = (_: string, count: number): string => `TOKEN-${count}`;

/** None finds a stand-in: what was masked stays as it is. */
const KINDS: readonly Kind[] = [
  // A JSON Web Token: three parts in base64url, of which the first two are objects.
  { pattern: /\beyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*/g, standIn: token },
  { pattern: /(?<=\b(?:Bearer|Basic)\s+)(?!TOKEN-)[\w.~+/-]{8,}=*/gi, standIn: token },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  {
    pattern: /\b(?:AKIA|ASIA)(?!0{8})[A-Z0-9]{16}\b/g,
    standIn: (found, count) => `${found.slice(0, 4)}${String(count).padStart(16, '0')}`,
  },
  // Accounts of samples begin with 9999, and 123456789012 is what AWS's documentation writes for any account.
  {
    pattern: /(?<=\barn:aws[\w-]*:[\w-]*:[\w-]*:)(?!9999|123456789012)\d{12}(?=:)/g,
    standIn: (_, count) => `9999${String(count).padStart(8, '0')}`,
  },
  // https://www.rfc-editor.org/rfc/rfc2606
  {
    pattern: /(?<![\w.%+-])[\w.%+-]+@(?!example\.(?:com|org|net)\b)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi,
    standIn: (_, count) => `person${count}@example.com`,
  },
];

/** Whether there is anything that {@link withoutPersonalTexts} would change. */
export function hasPersonalTexts(text: string): boolean {
  return withoutPersonalTexts(text) !== text;
}

/** @param text JSON: stand-ins need no escape in it */
export function withoutPersonalTexts(text: string): string {
  return KINDS.reduce((masked, { pattern, standIn }) => {
    const known = new Map<string, string>();
    for (const [found] of masked.matchAll(pattern)) {
      if (!known.has(found)) known.set(found, standIn(found, known.size + 1));
    }
    // An account number or a token may stand by itself elsewhere, and the end of one may be another: the long ones first.
    const longest = [...known].sort(([one], [other]) => other.length - one.length);
    return longest.reduce((text, [found, instead]) => text.replaceAll(found, instead), masked);
  }, text);
}
