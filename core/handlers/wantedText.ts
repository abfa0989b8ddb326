/** The text that code goes on with where it compares a value with some. */
import { closing, type Piece } from './pieces';

interface Wanted {
  readonly text: string;
  /** All else is turned away. */
  readonly isRequired: boolean;
}

/**
 * `kind == "Bounce"`, `kind in ("Bounce", …)`, `match kind:` and `switch (kind)` with the first of their cases, and
 * `if (kind !== "Bounce") return`, where all else is turned away.
 *
 * @param begin of the value @param behind it
 */
export function wantedText(pieces: readonly Piece[], begin: number, behind: number): Wanted | undefined {
  const text = (at: number): string => pieces[at]?.text ?? '';
  if (/^===?$/.test(text(behind))) return askedFor(pieces[behind + 1], selects(pieces, begin, behind + 2));
  if (/^!==?$/.test(text(behind)))
    return turnsAway(pieces, behind + 2) ? askedFor(pieces[behind + 1], true) : undefined;
  const isNot = text(behind) === 'not';
  const asked = isNot ? behind + 1 : behind;
  if (text(asked) === 'in' && /^[[({]$/.test(text(asked + 1))) {
    const end = closing(pieces, asked + 2);
    return !isNot || turnsAway(pieces, end) ? askedFor(pieces[asked + 2], isNot) : undefined;
  }
  const isSwitch = text(begin - 1) === '(' && text(begin - 2) === 'switch' && text(behind) === ')';
  if (isSwitch && text(behind + 1) === '{') return firstCase(pieces, behind + 2);
  const isMatch = text(begin - 1) === 'match' && pieces[begin - 1]?.indent !== undefined && text(behind) === ':';
  return isMatch ? firstCase(pieces, behind + 1) : undefined;
}

function firstCase(pieces: readonly Piece[], at: number): Wanted | undefined {
  return pieces[at]?.text === 'case' ? askedFor(pieces[at + 1]) : undefined;
}

/** Whether what is behind a comparison ends the way: `) return`, `) { throw`, `: raise`. */
function turnsAway(pieces: readonly Piece[], at: number): boolean {
  const [first, second] = [pieces[at]?.text, pieces[at + 1]?.text];
  if (!/^[):]$/.test(first ?? '')) return false;
  return /^(?:return|throw|raise|continue)$/.test((second === '{' ? pieces[at + 2]?.text : second) ?? '');
}

/** Whether a comparison chooses of a list what the code goes on with: `.find((x) => x.kind === "A")`, `next(x for x in all if x["kind"] == "A")`. */
function selects(pieces: readonly Piece[], begin: number, end: number): boolean {
  const text = (at: number): string => pieces[at]?.text ?? '';
  if (text(begin - 1) === 'if') return pieces[begin - 1]?.indent !== undefined && /^[)\]]$/.test(text(end));
  if (text(begin - 1) !== '=>') return false;
  // The parameter stands in parentheses or alone.
  const call = text(begin - 2) === ')' ? begin - 5 : begin - 3;
  return text(call) === '(' && /^(?:find|findLast|filter)$/.test(text(call - 1));
}

/** An empty one is what is missing. */
function askedFor(piece: Piece | undefined, isRequired = false): Wanted | undefined {
  return piece?.kind === 'string' && piece.text.length > 2 ? { text: piece.text.slice(1, -1), isRequired } : undefined;
}
