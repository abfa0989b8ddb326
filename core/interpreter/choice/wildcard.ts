/** StringMatches: `*` stands for any characters, `\*` for an asterisk, `\\` for a backslash. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const pieces = splitPattern(pattern);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === first;
  const last = pieces[pieces.length - 1] ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/** The literal pieces between the asterisks. */
function splitPattern(pattern: string): string[] {
  const pieces = [''];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '*') pieces.push('');
    else {
      const escaped = character === '\\' && index + 1 < pattern.length ? pattern.charAt(++index) : character;
      pieces[pieces.length - 1] += escaped;
    }
  }
  return pieces;
}
