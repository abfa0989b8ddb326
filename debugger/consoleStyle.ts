/**
 * Colours of the debug console. VS Code shows the category `console` as a warning, so progress goes out as ordinary output in
 * the theme's plain text colour, its sign coloured; what handlers print and the result keep the console's own colour.
 */
const PLAIN = 37;

/** By the sign a line begins with: green, cyan, yellow, magenta. */
const SIGNS: Readonly<Record<string, number>> = { '✓': 32, '→': 36, '↻': 33, '↷': 33, '⏳': 35, '■': 33 };

/** For a client that knows ANSI styling. */
export function styledProgress(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [sign = ''] = line;
      const colour = SIGNS[sign];
      return colour === undefined
        ? coloured(PLAIN, line)
        : coloured(colour, sign) + coloured(PLAIN, line.slice(sign.length));
    })
    .join('\n');
}

function coloured(colour: number, text: string): string {
  return text === '' ? '' : `\u001b[${colour}m${text}\u001b[0m`;
}
