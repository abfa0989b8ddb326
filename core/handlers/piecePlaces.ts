/** Where parts of code begin and end, by its pieces alone: a value, a block, a choice, a bracket. */
import { SAME_TEXT, WORDS } from './readWords';
import { arrowBehind, bodyBehind, braceBehind, endOfBlock } from './functionPlaces';
import { closing, opening, type Piece } from './pieces';

/** A member that a pattern takes: `{ Item } =`, `{ Item: card } =`, `({ Item }) =>`; also in a pattern within. */
export function isDestructured(pieces: readonly Piece[], index: number): boolean {
  if (!/^[{,]$/.test(pieces[index - 1]?.text ?? '') || !/^[,}=:]$/.test(pieces[index + 1]?.text ?? '')) return false;
  let open = enclosing(pieces, index);
  if (pieces[open]?.text !== '{') return false;
  while (/^[{[]$/.test(pieces[open]?.text ?? '')) {
    const end = closing(pieces, open + 1);
    const next = pieces[end]?.text;
    if (next === '=' || (next === ')' && pieces[end + 1]?.text === '=>')) return true;
    open = enclosing(pieces, open);
  }
  return false;
}

/** Of JavaScript, where the block ends in which a name is declared. */
export function blockEnd(pieces: readonly Piece[], from: number): number | undefined {
  if (pieces[0]?.indent !== undefined) return undefined;
  let depth = 0;
  for (let at = from; at < pieces.length; at++) {
    const { text } = pieces[at]!;
    if (text === '{') depth++;
    if (text === '}' && --depth < 0) return at;
  }
  return undefined;
}

/** Whether a name there is declared for its block alone. */
export function isDeclared(pieces: readonly Piece[], at: number): boolean {
  return /^(?:const|let)$/.test(pieces[at - 1]?.text ?? '');
}

/** Whether what is read there may be absent: it is asked for, or something stands in for it. */
export function isGuarded(pieces: readonly Piece[], begin: number, after: number): boolean {
  const before = pieces[beginOf(pieces, begin) - 1]?.text ?? '';
  const next = pieces[after]?.text ?? '';
  if (/^(?:\|\||\?\?|\?\.|\?|&&|[!=]==?|or|is|in|and)$/.test(next) || /^(?:!|not|&&|in)$/.test(before)) return true;
  if (/^(?:if|elif|while)$/.test(before)) return next === ':';
  // `event.get("a")`, and what is asked alone: `if (event.a)`.
  const isGet = pieces[after - 1]?.text === ')';
  const isAsked =
    before === '(' && next === ')' && /^(?:if|while)$/.test(pieces[beginOf(pieces, begin) - 2]?.text ?? '');
  return isGet || isAsked;
}

/** Behind calls that leave what a value says: `.read().decode("utf-8")`. */
export function sameText(pieces: readonly Piece[], at: number): number {
  const isCall = /^\??\.$/.test(pieces[at]?.text ?? '') && pieces[at + 2]?.text === '(';
  return isCall && SAME_TEXT.has(pieces[at + 1]!.text) ? sameText(pieces, closing(pieces, at + 3)) : at;
}

/** `response.body` begins with `response`. */
export function beginOf(pieces: readonly Piece[], at: number): number {
  let begin = at;
  while (begin > 1 && (/^\??\.$/.test(pieces[begin - 1]!.text) || pieces[begin - 1]!.text === '[')) {
    begin -= 2;
    while (begin > 0 && /^[)\]]$/.test(pieces[begin]!.text)) {
      const open = opening(pieces, begin);
      const { kind, text } = pieces[open - 1] ?? { kind: 'mark', text: '' };
      if ((kind !== 'name' || WORDS.test(text)) && !/^[)\]]$/.test(text)) return open;
      begin = open - 1;
    }
  }
  return begin;
}

/** `JSON.parse`, `json.loads`, `json.load`, and no schema's `parse`. */
export function isFromJson(pieces: readonly Piece[], at: number): boolean {
  const called = pieces[at]?.text;
  return called === 'loads' || (/^(?:parse|load)$/.test(called ?? '') && /json/i.test(pieces[at - 2]?.text ?? ''));
}

/** What stands before the whole expression in which a value is one of several. */
export function beginOfChoice(pieces: readonly Piece[], from: number): number {
  let depth = 0;
  for (let at = from; at > 0; at--) {
    const { text, indent } = pieces[at]!;
    if (/^[)\]}]$/.test(text)) depth++;
    else if (/^[([{]$/.test(text)) {
      if (depth === 0) return at;
      depth--;
    } else if (depth === 0 && (/^(?:=|=>|return|,|;)$/.test(text) || indent !== undefined)) return at;
  }
  return from;
}

/** The bracket that is open at a place. */
export function enclosing(pieces: readonly Piece[], at: number): number {
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    const { text } = pieces[index]!;
    if (/^[)\]}]$/.test(text)) depth++;
    if (/^[([{]$/.test(text) && --depth < 0) return index;
  }
  return -1;
}

/** Of Python: what is done with each stands before its `for`. */
export function beginOfComprehension(pieces: readonly Piece[], at: number): number {
  let depth = 0;
  for (let index = at; index > Math.max(0, at - 60); index--) {
    const { text } = pieces[index]!;
    if (/^[)\]}]$/.test(text)) depth++;
    if (/^[([{]$/.test(text) && --depth < 0) return index + 1;
    if (/^(def|return|=)$/.test(text) && depth === 0) break;
  }
  return at;
}

/** Of Python: the colon that ends the head of a statement. */
export function headEnd(pieces: readonly Piece[], at: number): number {
  let depth = 0;
  for (let index = at; index < pieces.length; index++) {
    const { text } = pieces[index]!;
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text)) depth--;
    else if (text === ':' && depth === 0) return index;
  }
  return pieces.length;
}

/** Where a function ends that has a parameter at a place: within, the name is its own. Undefined: there is none. */
export function ownNameEnd(pieces: readonly Piece[], at: number): number | undefined {
  if (pieces[at + 1]?.text === '=>') return bodyBehind(pieces, at + 2).end;
  // Every use of a name comes through here, and the bracket around it may be far away.
  if (!/^[(,*.]/.test(pieces[at - 1]?.text ?? '')) return undefined;
  const open = enclosing(pieces, at);
  if (pieces[open]?.text !== '(') return undefined;
  const before = pieces[open - 1];
  const behind = closing(pieces, open + 1);
  if (pieces[open - 2]?.text === 'def') return endOfBlock(pieces, open - 2);
  if (before?.text === 'function' || pieces[open - 2]?.text === 'function') {
    const brace = braceBehind(pieces, behind);
    return brace === undefined ? undefined : bodyBehind(pieces, brace).end;
  }
  // Behind another name it is a call.
  if (before?.kind === 'name' && before.text !== 'async') return undefined;
  const arrow = arrowBehind(pieces, behind);
  return arrow === undefined ? undefined : bodyBehind(pieces, arrow + 1).end;
}
