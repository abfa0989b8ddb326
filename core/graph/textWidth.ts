/** Widths of text nobody has drawn yet: the layout runs where there is no screen. */

/** Shares of the font size, a little generous: fonts differ, and a label must not leave its box. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;|'!`]/, 0.29],
  [/[ ftrI()[\]{}/\\-]/, 0.38],
  [/[mwMW@%…—]/, 0.88],
  [/[A-Z0-9$&+<>=~#?_^]/, 0.64],
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
  return plain.length <= characters ? plain : `${plain.slice(0, characters - 1).trimEnd()}…`;
}
