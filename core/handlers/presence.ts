/** Where code asks first whether a value has a member, and goes on without it: `if "body" in event:`. */
import { closing, type Piece } from './pieces';

/**
 * Whether a place is read only where the member is there.
 *
 * @param value the name of the value
 * @param at a place at which the member is read
 */
export function isReadWhereThere(pieces: readonly Piece[], value: string, member: string, at: number): boolean {
  return pieces.some((_, index) => {
    if (!isTest(pieces, index, value, member)) return false;
    const region = pieces[0]?.indent === undefined ? ofJavaScript(pieces, index) : ofPython(pieces, index);
    return region !== undefined && region.begin <= at && at < region.end;
  });
}

/** A test that asks for the member, not for its absence. @param index of the member's name */
function isTest(pieces: readonly Piece[], index: number, value: string, member: string): boolean {
  const { kind, text = '' } = pieces[index] ?? {};
  if (kind !== 'string' || text.slice(1, -1) !== member || pieces[index + 1]?.text !== 'in') return false;
  if (pieces[index + 2]?.text !== value || /^(?:\??\.|\[)$/.test(pieces[index + 3]?.text ?? '')) return false;
  const before = pieces[index - 1]?.text ?? '';
  return !/^(?:not|!)$/.test(before === '(' ? (pieces[index - 2]?.text ?? '') : before);
}

interface Region {
  readonly begin: number;
  readonly end: number;
}

/** Undefined: without the member the code fails. */
function ofPython(pieces: readonly Piece[], test: number): Region | undefined {
  const begin = pieces.findLastIndex(({ indent }, at) => at <= test && indent !== undefined);
  const own = pieces[begin]?.indent ?? 0;
  const next = (from: number, isEnd: (indent: number) => boolean): number => {
    const found = pieces.findIndex(({ indent }, at) => at > from && indent !== undefined && isEnd(indent));
    return found < 0 ? pieces.length : found;
  };
  if (!/^(?:if|elif)$/.test(pieces[begin]?.text ?? '')) return { begin, end: next(begin, () => true) };
  const end = next(begin, (indent) => indent <= own);
  const follows = pieces[end]?.text;
  const otherwise =
    follows === 'else'
      ? pieces.slice(
          end,
          next(end, (indent) => indent <= own),
        )
      : [];
  return follows === 'raise' || otherwise.some(({ text }) => text === 'raise') ? undefined : { begin, end };
}

/** As {@link ofPython}. */
function ofJavaScript(pieces: readonly Piece[], test: number): Region | undefined {
  let open = test;
  for (let depth = 0; open >= 0; open--) {
    const { text } = pieces[open]!;
    if (/^[)\]}]$/.test(text)) depth++;
    if (/^[([{;]$/.test(text) && depth-- === 0) break;
  }
  const statementEnd = (from: number): number => {
    if (pieces[from]?.text === '{') return closing(pieces, from + 1);
    const end = pieces.findIndex(({ text }, at) => at >= from && text === ';');
    return end < 0 ? pieces.length : end + 1;
  };
  const isIf = pieces[open]?.text === '(' && pieces[open - 1]?.text === 'if';
  if (!isIf) return { begin: test, end: statementEnd(test) };
  const end = statementEnd(closing(pieces, open + 1));
  const otherwise = pieces[end]?.text === 'else' ? pieces.slice(end, statementEnd(end + 1)) : [];
  const fails = pieces[end]?.text === 'throw' || otherwise.some(({ text }) => text === 'throw');
  return fails ? undefined : { begin: open, end };
}
