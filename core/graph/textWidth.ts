/** Widths of text nobody has drawn yet: the layout runs where there is no screen. */

/** Shares of the font size, a little generous: fonts differ, and a label must not leave its box. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;|'!`]/, 0.29],
  [/[ ftrI()[\]{}/\\-]/, 0.38],
  [/[mwMW@%…—]/, 0.88],
  [/[&+<>=~#]/, 0.74],
  [/[A-Z0-9$?_^]/, 0.64],
  // Joiners and marks lie on what is before them.
  [/[\u200c\u200d\p{Mn}]/u, 0],
  [/\p{Extended_Pictographic}/u, 1.3],
  [/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffef]/, 1.05],
];
const OTHERS = 0.57;

const cache = new Map<string, number>();
/** By the code of the character: most texts have no others. */
const ascii: number[] = Array.from({ length: 128 }, (_, code) => shareOf(String.fromCharCode(code)));

/** Bold letters take more room, in some fonts much more. */
const BOLD = 1.14;

/** Estimated width in px of a text at a font size in px. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const share = ascii[text.charCodeAt(index)];
    if (share === undefined) return Math.ceil(sharesOf(text) * fontSize * (bold ? BOLD : 1));
    width += share;
  }
  return Math.ceil(width * fontSize * (bold ? BOLD : 1));
}

function sharesOf(text: string): number {
  let width = 0;
  for (const character of text) {
    const share = cache.get(character) ?? shareOf(character);
    cache.set(character, share);
    width += share;
  }
  return width;
}

function shareOf(character: string): number {
  return WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? OTHERS;
}

/** Cuts a text to so many characters, with an ellipsis. */
export function shorten(text: string, characters: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= characters ? plain : `${beginningOf(plain, characters - 1).trimEnd()}…`;
}

/** So many UTF-16 units of a text, or one less: half a character of two is none. */
export function beginningOf(text: string, length: number): string {
  return text.slice(0, isSplit(text, length) ? length - 1 : length);
}

/** What is behind so many UTF-16 units, without the second half of a character. */
export function endOf(text: string, from: number): string {
  return text.slice(isSplit(text, from) ? from + 1 : from);
}

function isSplit(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
