/**
 * How deep a YAML text is nested, before it is read: the library calls itself for each level, and where its stack ends
 * while an expression is being compiled, the whole process ends, which nothing can catch.
 */

/**
 * The place where a text is nested deeper than so many levels; undefined where it is not. Brackets count wherever they
 * stand, so that a text may count as deeper than it is by those of its strings that are not closed.
 */
export function nestedBeyond(text: string, most: number): number | undefined {
  /** Indentations of the lines that hold the one at hand. */
  const indentations: number[] = [];
  let brackets = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let at = start;
    while (text[at] === ' ') at++;
    // A line of a comment stands in nothing.
    if (at < end && text[at] !== '\r' && text[at] !== '#') {
      while ((indentations.at(-1) ?? -1) >= at - start) indentations.pop();
      indentations.push(at - start);
    }
    let inLine = 0;
    // `- - - a` is a list in a list in a list.
    for (; at < end && isIndicator(text, at); inLine++) {
      at++;
      while (text[at] === ' ' || text[at] === '\t') at++;
      if (indentations.length + inLine > most) return at;
    }
    for (; at < end; at++) {
      const character = text[at];
      if (character === '[' || character === '{') brackets++;
      else if ((character === ']' || character === '}') && brackets > 0) brackets--;
      if (indentations.length + inLine + brackets > most) return at;
    }
    start = end + 1;
  }
  return undefined;
}

function isIndicator(text: string, at: number): boolean {
  const character = text[at];
  return (character === '-' || character === '?' || character === ':') && /\s/.test(text[at + 1] ?? ' ');
}
