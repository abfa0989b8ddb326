/** Patterns that give names to parts of a value: `{ Item: card }`, `[first, { id }]`, and of Python `day, total`. */
import { closing, type EventPath, type Piece } from './pieces';

/** A name that a pattern gives, and the part of the value that it stands for. */
export interface GivenName {
  readonly path: EventPath;
  readonly name: string;
}

/** @param open the bracket that a pattern of JavaScript begins with */
export function namesOfPattern(pieces: readonly Piece[], open: number, before: EventPath = []): readonly GivenName[] {
  const end = closing(pieces, open + 1) - 1;
  const isList = pieces[open]?.text === '[';
  const found: GivenName[] = [];
  let index = 0;
  for (let at = open + 1; at < end; at = partEnd(pieces, at, end) + 1) {
    const piece = pieces[at]!;
    if (isList) found.push(...namesOfPart(pieces, at, [...before, index++]));
    else if (/^(?:name|string)$/.test(piece.kind)) {
      const key = piece.kind === 'string' ? piece.text.slice(1, -1) : piece.text;
      const isNamed = pieces[at + 1]?.text === ':';
      found.push(...namesOfPart(pieces, isNamed ? at + 2 : at, [...before, key]));
    }
  }
  return found;
}

/** What stands for one part: a name, or a pattern again. */
export function namesOfPart(pieces: readonly Piece[], at: number, path: EventPath): readonly GivenName[] {
  const { kind, text } = pieces[at] ?? { kind: 'mark', text: '' };
  if (kind === 'name') return [{ path, name: text }];
  return /^[{[]$/.test(text) ? namesOfPattern(pieces, at, path) : [];
}

/** The comma that ends a part of a pattern, or the pattern's own end. */
function partEnd(pieces: readonly Piece[], from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const { text } = pieces[at]!;
    if (text === ',') return at;
    if (/^[{[(]$/.test(text)) at = closing(pieces, at + 1) - 1;
  }
  return end;
}

/**
 * Of Python: the names before `=` or `in`, where there are several; each stands for an item, one with a star for the rest.
 * @param last the last of them
 */
export function namesOfTuple(pieces: readonly Piece[], last: number): readonly string[] {
  const names: string[] = [];
  let at = /^[)\]]$/.test(pieces[last]?.text ?? '') ? last - 1 : last;
  for (; pieces[at]?.kind === 'name' && !/^\??\.$/.test(pieces[at - 1]?.text ?? ''); at -= 2) {
    names.unshift(pieces[at]!.text);
    if (pieces[at - 1]?.text !== ',') break;
  }
  return names.length > 1 ? names : [];
}
