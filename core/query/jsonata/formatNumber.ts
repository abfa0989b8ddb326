/** `$formatNumber` where the library would fail of its own mistakes, or never end. */
import { jsonataError, tooLong } from './evaluationFault';

type Options = { readonly [name: string]: unknown };

/** The library looks at each separator of a picture with all of the picture. */
const LONGEST_PICTURE = 2_000;

/** Throws what AWS says in the library's place (D3086: measured). What it lets through, the library formats. */
export function checkPicture(value: number | undefined, picture: string, options: Options = {}): void {
  if (value === undefined) return;
  if (picture.length > LONGEST_PICTURE) throw tooLong();
  const symbol = (name: string, usual: string): string => {
    const given = options[name];
    if (given === undefined) return usual;
    // Without one, the library goes through the number for ever.
    if (given === '') throw tooLong();
    return String(given);
  };
  const zero = symbol('zero-digit', '0').charCodeAt(0);
  const exponent = symbol('exponent-separator', 'e');
  const separator = symbol('pattern-separator', ';');
  const active = [
    ...Array.from({ length: 10 }, (_, digit) => String.fromCharCode(zero + digit)),
    ...[symbol('decimal-separator', '.'), symbol('grouping-separator', ','), symbol('digit', '#'), separator],
  ];
  const parts = picture.split(separator);
  if (parts.length > 2) return;
  for (const part of parts) {
    if (Array.from(part).some((character) => active.includes(character))) continue;
    if (part === '') throw jsonataError('D3085');
    throw jsonataError(part.includes(exponent) ? 'D3093' : 'D3086');
  }
  const chosen = value >= 0 ? parts[0]! : parts.at(-1)!;
  // It multiplies the number by ten until it has enough digits.
  if (hasExponent(chosen, exponent, active) && !(value > 0 && Number.isFinite(value))) throw tooLong();
}

/** Behind the first of the characters that mean something, and before the last. */
function hasExponent(part: string, exponent: string, active: readonly string[]): boolean {
  const characters = Array.from(part);
  const first = characters.findIndex((character) => active.includes(character));
  const last = characters.findLastIndex((character) => active.includes(character));
  const place = characters.indexOf(exponent, first);
  return place !== -1 && place < last;
}
