/** A source map of lines: where each line of a text stands in another file. Source: ECMA-426, "Source map format". */

export interface LinePlace {
  /** Zero-based. */
  readonly line: number;
  /** Zero-based, UTF-16. */
  readonly character: number;
}

/**
 * @param source of the file, as a map names it: relative to the map, with `/`
 * @param lines of each line of the text where it stands; undefined: nowhere
 */
export function lineMap(source: string, lines: readonly (LinePlace | undefined)[]): string {
  let last: LinePlace = { line: 0, character: 0 };
  const mappings = lines.map((place) => {
    if (!place) return '';
    const segment = [0, 0, place.line - last.line, place.character - last.character].map(base64Vlq).join('');
    last = place;
    return segment;
  });
  return JSON.stringify({ version: 3, sources: [source], names: [], mappings: mappings.join(';') });
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Five bits a digit, the lowest first; the sixth says that more follow, the first is the sign. */
function base64Vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? digit | 32 : digit]!;
  } while (rest > 0);
  return text;
}
