/** Code as a line of names, texts, numbers and marks, in either language: enough to see what is read of a value. */
import { fieldsOf } from './formattedText';
import { javascriptTokens } from './javascriptTokens';
import { pythonStatements, type PythonStatement, type PythonToken } from './pythonStatements';

export type EventPath = readonly (string | number)[];

export interface Piece {
  readonly kind: 'name' | 'string' | 'number' | 'mark';
  readonly text: string;
  /** Of the first one of a statement of Python: the blanks before it. */
  readonly indent?: number;
}

const DEEPEST = 12;
/** Formatted texts within each other. */
const DEEPEST_TEXT = 3;

export function javascriptPieces(text: string): Piece[] {
  return javascriptTokens(text).map(({ kind, text: word }) => ({
    kind: kind === 'name' || kind === 'string' || kind === 'number' ? kind : 'mark',
    // What stands in a template closes with a brace like any other.
    text: word === '${' ? '{' : word,
  }));
}

export function pythonPieces(statements: readonly PythonStatement[], depth = 0): Piece[] {
  return statements.flatMap(({ indent, tokens }) =>
    tokens.flatMap(({ kind, text: word }, nth): Piece[] => {
      const begins = nth === 0 && depth === 0;
      const piece: Piece = { kind: kindOf(kind, word), text: word, ...(begins && { indent }) };
      // What a formatted text is made of is read as well: `f"Hello {event['who']}"`.
      const fields = kind === 'text' && depth < DEEPEST_TEXT ? fieldsOf(word) : [];
      return [piece, ...fields.flatMap((field) => inBraces(pythonPieces([...pythonStatements(field)], depth + 1)))];
    }),
  );
}

function inBraces(pieces: readonly Piece[]): Piece[] {
  return [{ kind: 'mark', text: '{' }, ...pieces, { kind: 'mark', text: '}' }];
}

/** A text with a letter before it, such as `f"…"`, is more than its characters. */
function kindOf(kind: PythonToken['kind'], word: string): Piece['kind'] {
  if (kind === 'text') return /^["']/.test(word) ? 'string' : 'mark';
  return kind === 'name' && /^[.\d]/.test(word) ? 'number' : kind;
}

/** Of each place of a text; a scanner asks for most of them, and in nests without an end each would be looked for to the end. */
const closings = new WeakMap<readonly Piece[], Int32Array>();

/** The place after the bracket that ends what holds a place. */
export function closing(pieces: readonly Piece[], from: number): number {
  const known = closings.get(pieces) ?? closingsOf(pieces);
  closings.set(pieces, known);
  return known[from] ?? pieces.length;
}

function closingsOf(pieces: readonly Piece[]): Int32Array {
  const found = new Int32Array(pieces.length + 1).fill(pieces.length);
  for (let at = pieces.length - 1; at >= 0; at--) {
    const { text } = pieces[at]!;
    if (/^[)\]}]$/.test(text)) found[at] = at + 1;
    else found[at] = /^[([{]$/.test(text) ? found[found[at + 1]!]! : found[at + 1]!;
  }
  return found;
}

/** The bracket that one at a place closes. */
export function opening(pieces: readonly Piece[], close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (/^[)\]}]$/.test(pieces[at]!.text)) depth++;
    if (/^[([{]$/.test(pieces[at]!.text) && --depth === 0) return at;
  }
  return 0;
}

/** The members that `{ a, b: { c }, d = 1 }` takes: a, b and d; and where it ends. */
export function outerNames(pieces: readonly Piece[], open: number): { readonly names: string[]; readonly end: number } {
  const names: string[] = [];
  let depth = 0;
  for (let at = open; at < pieces.length; at++) {
    const { kind, text } = pieces[at]!;
    if (/^[{[(]$/.test(text)) depth++;
    if (/^[}\])]$/.test(text) && --depth === 0) return { names, end: at };
    if (depth === 1 && kind === 'name' && /^[{,]$/.test(pieces[at - 1]?.text ?? '')) names.push(text);
  }
  return { names, end: pieces.length };
}

/** What is read behind a name, and the place of the first piece that is no part of it. */
export function pathFrom(pieces: readonly Piece[], from: number): { readonly path: EventPath; readonly end: number } {
  const path: (string | number)[] = [];
  let at = from;
  while (path.length < DEEPEST) {
    const { text } = pieces[at] ?? { text: '' };
    const next = pieces[at + 1];
    if (text === '?.' && next?.text === '[') at++;
    else if ((text === '.' || text === '?.') && next?.kind === 'name') {
      const isCall = pieces[at + 2]?.text === '(';
      if (isCall && next.text === 'get' && pieces[at + 3]?.kind === 'string') {
        path.push(pieces[at + 3]!.text.slice(1, -1));
        while (at < pieces.length && pieces[at]!.text !== ')') at++;
        at++;
      } else if (isCall) return { path, end: at };
      else {
        path.push(next.text);
        at += 2;
      }
    } else if (text === '[' && pieces[at + 2]?.text === ']' && (next?.kind === 'string' || next?.kind === 'number')) {
      path.push(next.kind === 'number' ? Number(next.text) : next.text.slice(1, -1));
      at += 3;
    } else if (text === '!') at++;
    else return { path, end: at };
  }
  return { path, end: at };
}
