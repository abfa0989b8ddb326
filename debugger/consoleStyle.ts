/**
 * Colours of the debug console. VS Code shows the category `console` as a warning, so progress goes out as ordinary output in
 * the theme's plain text colour, its sign coloured; what handlers print and the result keep the console's own colour.
 */
import type { Mark } from '../run';

const PLAIN = 37;

/** By the sign a line begins with: green, cyan, yellow, magenta. */
const SIGNS: Readonly<Record<Mark, number>> = {
  '✓': 32,
  '✗': 31,
  '→': 36,
  '⇢': 36,
  '≈': 33,
  '↻': 33,
  '↷': 33,
  '⏳': 35,
  '▦': 36,
  '■': 33,
};

/** For a client that knows ANSI styling. */
export function styledProgress(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, indent = '', sign = ''] = /^( *)(\S?)/u.exec(line)!;
      if (!Object.hasOwn(SIGNS, sign)) return coloured(PLAIN, line);
      const rest = line.slice(indent.length + sign.length);
      return indent + coloured(SIGNS[sign as Mark], sign) + coloured(PLAIN, rest);
    })
    .join('\n');
}

function coloured(colour: number, text: string): string {
  return text === '' ? '' : `\u001b[${colour}m${text}\u001b[0m`;
}
