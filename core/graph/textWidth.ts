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

/** Bold letters take more room, in some fonts much more. */
const BOLD = 1.14;

/** Estimated width in px of a text at a font size in px. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return Math.ceil(width * fontSize * (bold ? BOLD : 1));
}

function characterWidth(character: string): number {
  let width = cache.get(character);
  if (width === undefined) {
    width = WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? OTHERS;
    cache.set(character, width);
  }
  return width;
}

/** Cuts a text to so many characters, with an ellipsis. */
export function shorten(text: string, characters: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= characters ? plain : `${plain.slice(0, characters - 1).trimEnd()}…`;
}
