/** Names that code goes through one after the other, to ask a value for each: `for field in ["id", "lines"]: if field not in order`. */
import type { Piece } from './pieces';

const CALLS_EACH = /^(?:forEach|filter|every|some|map|find|flatMap)$/;
/** Around a list that is written out: `new Set([…])`, `frozenset([…])`. */
const MAKES_A_SET = /^(?:new|Set|set|frozenset|tuple|list|\()$/;
/** Behind a name in its declaration, up to `=`: `const REQUIRED: readonly string[] = […]`. */
const LONGEST_TYPE = 12;

/**
 * @param name that stands for each of them in turn
 * @param at where it is used: of several loops over the name the nearest counts
 * @returns none where it is no loop's, or the list is not written out
 */
export function namesInTurn(pieces: readonly Piece[], name: string, at: number): readonly string[] {
  const loops = pieces.flatMap((piece, index) => {
    if (piece.kind !== 'name' || piece.text !== name) return [];
    const names = goneThrough(pieces, index);
    return names ? [{ names, distance: Math.abs(index - at) }] : [];
  });
  return loops.sort((left, right) => left.distance - right.distance)[0]?.names ?? [];
}

function goneThrough(pieces: readonly Piece[], index: number): readonly string[] | undefined {
  const text = (place: number): string => pieces[place]?.text ?? '';
  if (/^(?:of|in)$/.test(text(index + 1)) && /^(?:for|const|let|var)$/.test(text(index - 1)))
    return listAt(pieces, index + 2);
  const open = text(index - 1) === '(' && text(index - 2) === '(' ? index - 2 : index - 1;
  const isCallback = text(open) === '(' && /^(?:=>|\)|,)$/.test(text(index + 1)) && CALLS_EACH.test(text(open - 1));
  if (!isCallback || !/^\??\.$/.test(text(open - 2))) return undefined;
  return text(open - 3) === ']' ? listEndingAt(pieces, open - 3) : listNamed(pieces, text(open - 3));
}

function listAt(pieces: readonly Piece[], at: number): readonly string[] | undefined {
  if (pieces[at]?.kind === 'name' && !MAKES_A_SET.test(pieces[at].text)) return listNamed(pieces, pieces[at].text);
  let open = at;
  while (MAKES_A_SET.test(pieces[open]?.text ?? '') && pieces[open + 1]?.kind !== 'string') open++;
  if (!/^[([{]$/.test(pieces[open]?.text ?? '')) return undefined;
  const names: string[] = [];
  for (let place = open + 1; place < pieces.length; place++) {
    const { kind, text } = pieces[place]!;
    if (/^[)\]}]$/.test(text)) return names;
    if (kind === 'string') names.push(text.slice(1, -1));
    else if (text !== ',') return undefined;
  }
  return undefined;
}

function listEndingAt(pieces: readonly Piece[], close: number): readonly string[] | undefined {
  let open = close;
  while (open > 0 && pieces[open]!.text !== '[') open--;
  return listAt(pieces, open);
}

/** By its declaration: `REQUIRED = […]`. */
function listNamed(pieces: readonly Piece[], name: string): readonly string[] | undefined {
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'name' || piece.text !== name || /^\??\.$/.test(pieces[index - 1]?.text ?? '')) continue;
    const isTyped = pieces[index + 1]?.text === ':';
    const behind = pieces.slice(index + 1, index + 1 + (isTyped ? LONGEST_TYPE : 1));
    const equals = behind.findIndex(({ text }) => text === '=');
    const found = equals < 0 ? undefined : listAt(pieces, index + equals + 2);
    if (found) return found;
  }
  return undefined;
}

/** The nearest loop above a place that counts with a name: `for (let i = 0; …)`, `for i in range(…)`; `in`: `for (const i in rows)`. */
export function indexLoop(pieces: readonly Piece[], name: string, at: number): 'counting' | 'in' | undefined {
  for (let index = at; index > 0; index--) {
    if (pieces[index]!.text !== name) continue;
    const before = pieces[index - 1]!.text;
    const [next, behind] = [pieces[index + 1]?.text, pieces[index + 2]];
    if (/^(?:let|var)$/.test(before) && next === '=' && pieces[index - 2]?.text === '(' && behind?.kind === 'number')
      return 'counting';
    if (before === 'for' && next === 'in' && behind?.text === 'range') return 'counting';
    if (/^(?:const|let|var)$/.test(before) && next === 'in') return 'in';
  }
  return undefined;
}
