/** A line of JSON whose quotes do not fit: which single quote is missing or too much. */

/** What a sign is meant to be, `;` a comma. `s` a string, also in single quotes, `v` another value, `w` a word that is neither, `u` a string without its closing quote. */
export type PieceKind = '{' | '}' | '[' | ']' | ',' | ':' | 's' | 'v' | 'w' | 'u';

/** A piece of a line, with offsets in it. */
export interface Piece {
  readonly kind: PieceKind;
  readonly start: number;
  readonly end: number;
}

/** What the line should have been. */
export interface MendedLine {
  readonly pieces: readonly MendedPiece[];
  /** How badly the pieces still fit. */
  readonly badness: number;
}

export interface MendedPiece extends Piece {
  /** Of a string whose quotes are not as they should be. */
  readonly fault?: 'missing' | 'extra' | 'inside';
  /** Of such a string: where what is meant begins and ends. */
  readonly content?: readonly [start: number, end: number];
}

/** A longer line is nobody's layout, and trying all its places would take long. */
const LONGEST = 1_000;
const MOST_PLACES = 150;

const PIECE = /"(?:[^"\\]|\\.)*"?|[{}[\]:,;]|=>?|'[^'"]*'|[^\s{}[\]:,;="]+/y;

const VALUE = /^(-?\d[\w.+-]*|true|false|null)$/;

/** @param placeholder where a placeholder ends that begins at an offset of the line */
export function piecesOf(line: string, placeholder: (at: number) => number | undefined): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < line.length;) {
    if (/\s/.test(line.charAt(at))) {
      at++;
      continue;
    }
    const filled = line.charAt(at) === '"' ? undefined : placeholder(at);
    PIECE.lastIndex = at;
    const end = filled ?? at + Math.max(1, PIECE.exec(line)?.[0].length ?? 1);
    pieces.push({ kind: filled === undefined ? kindOf(line.slice(at, end)) : 'v', start: at, end });
    at = end;
  }
  return pieces;
}

function kindOf(text: string): PieceKind {
  if (/^[{}[\]:,]$/.test(text)) return text as PieceKind;
  if (text === ';') return ',';
  if (text === '=' || text === '=>') return ':';
  if (/^'.*'$/.test(text)) return 's';
  if (text.startsWith('"')) return text.length > 1 && /^"(?:[^"\\]|\\.)*"$/s.test(text) ? 's' : 'u';
  return VALUE.test(text) ? 'v' : 'w';
}

const ENDS_VALUE = new Set<PieceKind>(['s', 'v', 'w', 'u', '}', ']']);
const BEGINS_VALUE = new Set<PieceKind>(['s', 'v', 'w', 'u', '{', '[']);

/** How many of the neighbours in a line cannot stand beside each other. 0: the line is as it should be. */
export function badnessOf(
  line: string,
  pieces: readonly MendedPiece[],
  before: PieceKind | undefined,
  behind: PieceKind | undefined,
): number {
  let badness = 0;
  let last = before;
  /** Of each open bracket in the line, whether it holds properties. */
  const properties: boolean[] = [false];
  for (const [index, { kind, start, end, content }] of pieces.entries()) {
    if (kind === 'w' || kind === 'u') badness += 2;
    if (last !== undefined && !fits(last, kind)) badness++;
    if (kind === ':') properties[properties.length - 1] = true;
    else if (kind === '{' || kind === '[') properties.push(false);
    else if (kind === '}' || kind === ']') {
      if (properties.length > 1) properties.pop();
      else properties[0] = false;
    } else if (kind === 's') {
      const next = pieces[index + 1]?.kind;
      if (last === ',' && index > 0 && properties.at(-1) && next !== ':') badness++;
      if (last === ':' && next === ':') badness++;
      badness += strangenessOf(content ? line.slice(...content) : line.slice(start + 1, end - 1));
    }
    last = kind;
  }
  if (last !== undefined && behind !== undefined && !fits(last, behind)) badness++;
  return badness;
}

/** Of the content of a string: whether it begins or ends as if more than a string were in it. */
function strangenessOf(content: string): number {
  const text = content.trim().replace(/\$\{[^{}]*\}/g, 'x');
  if (text.includes('${')) return 0.2;
  if (text.startsWith('{%') !== text.endsWith('%}')) return 0.2;
  if (text.startsWith('{%')) return 0;
  const opens = /^[[{]/.test(text);
  const closes = /[\]}]$/.test(text);
  return /^[,:]|[,:]$/.test(text) || opens !== closes ? 0.1 : 0;
}

function fits(first: PieceKind, second: PieceKind): boolean {
  if (ENDS_VALUE.has(first) && BEGINS_VALUE.has(second)) return false;
  if (second === ':') return first === 's';
  if (first === '{') return second === 's' || second === '}';
  if (first === ':' || first === '[' || first === ',') {
    return BEGINS_VALUE.has(second) || (first === '[' && second === ']');
  }
  return true;
}

/** The line with one quote more, one less, or with quotes that belong into a string; undefined where none of these helps. */
export function mendLine(
  line: string,
  badness: number,
  neighbours: { readonly before?: PieceKind; readonly behind?: PieceKind },
  placeholder: (at: number) => number | undefined,
): MendedLine | undefined {
  if (line.length > LONGEST) return undefined;
  let best: MendedLine | undefined;
  const consider = (pieces: readonly MendedPiece[]): void => {
    const found = badnessOf(line, pieces, neighbours.before, neighbours.behind);
    if (found < (best?.badness ?? badness)) best = { pieces, badness: found };
  };
  const quotes = [...line.matchAll(/\\.|"/g)].filter(([text]) => text === '"').map(({ index }) => index);
  if (quotes.length % 2 === 1) {
    for (const at of placesForQuotes(line)) consider(withQuote(line, at, placeholder));
    for (const at of quotes) consider(withoutQuote(line, at, placeholder));
  }
  for (const pieces of withQuotesInside(line, quotes, placeholder)) consider(pieces);
  return best;
}

/** Before and behind whatever is not a blank, a comma and the like. */
function placesForQuotes(line: string): number[] {
  const places: number[] = [];
  for (let at = 0; at <= line.length && places.length < MOST_PLACES; at++) {
    if (at === line.length || isBorder(line.charAt(at)) !== isBorder(line.charAt(at - 1))) places.push(at);
    // "a": "b": between a colon and what follows directly.
    else if (/[,:{}[\]]/.test(line.charAt(at)) && at > 0) places.push(at);
  }
  return places;
}

function isBorder(character: string): boolean {
  return character === '' || /[\s,:{}[\]]/.test(character);
}

type Placeholder = (at: number) => number | undefined;

function withQuote(line: string, at: number, placeholder: Placeholder): MendedPiece[] {
  const changed = `${line.slice(0, at)}"${line.slice(at)}`;
  const back = (offset: number): number => (offset > at ? offset - 1 : offset);
  return piecesOf(changed, (offset) => moved(placeholder(back(offset)), at, 1)).map((piece) => {
    const mended = { ...piece, start: back(piece.start), end: back(piece.end) };
    if (piece.kind !== 's' || (piece.start !== at && piece.end !== at + 1)) return mended;
    const isOpening = piece.start === at;
    const content = isOpening ? ([at, mended.end - 1] as const) : ([mended.start + 1, at] as const);
    return { ...mended, fault: 'missing', content };
  });
}

function withoutQuote(line: string, at: number, placeholder: Placeholder): MendedPiece[] {
  const changed = line.slice(0, at) + line.slice(at + 1);
  const startOf = (offset: number): number => (offset >= at ? offset + 1 : offset);
  const endOf = (offset: number): number => (offset > at ? offset + 1 : offset);
  return piecesOf(changed, (offset) => moved(placeholder(startOf(offset)), at, -1)).map((piece) => {
    const start = startOf(piece.start);
    const end = endOf(piece.end);
    if (piece.kind !== 's' || at < start - 1 || at > end) return { ...piece, start, end };
    // Of two quotes side by side neither is content.
    const content = [start + (at === start + 1 ? 2 : 1), end - (at === end - 2 ? 2 : 1)] as const;
    return { ...piece, start: Math.min(start, at), end: Math.max(end, at + 1), fault: 'extra', content };
  });
}

function moved(offset: number | undefined, at: number, by: number): number | undefined {
  return offset === undefined ? undefined : offset > at ? offset + by : offset;
}

/** From each quote that may open a string to each that may close one, what is between as its content. */
function* withQuotesInside(
  line: string,
  quotes: readonly number[],
  placeholder: Placeholder,
): Generator<MendedPiece[]> {
  const opening = quotes.filter((at) => /[\s,:{[]|^$/.test(line.charAt(at - 1)));
  const closing = quotes.filter((at) => /^"\s*([,:}\]]|$)/.test(line.slice(at, at + 40)));
  let tries = 0;
  for (const start of opening) {
    for (const end of closing) {
      const inside = quotes.filter((at) => start < at && at < end).length;
      if (inside === 0 || tries++ > MOST_PLACES || !mayHaveQuotes(line.slice(start + 1, end))) continue;
      const head = piecesOf(line.slice(0, start), placeholder);
      const tail = piecesOf(line.slice(end + 1), (at) => moved(placeholder(at + end + 1), -1, -end - 1));
      yield [
        ...head,
        { kind: 's', start, end: end + 1, fault: 'inside', content: [start + 1, end] },
        ...tail.map((piece) => ({ ...piece, start: piece.start + end + 1, end: piece.end + end + 1 })),
      ];
    }
  }
}

/** Whether the quotes in a text may belong to it: in an expression, or around words and not between names and values. */
function mayHaveQuotes(content: string): boolean {
  return /^\{%.*%\}$/.test(content) || !/"\s*:|"[\s=,{}[\]]*"/.test(content);
}
