/**
 * The tokens of a text in which quotes and other small signs are wrong, as they were meant: a missing quote costs its own string,
 * not the rest of the text. Read only where a text cannot be read as it is written.
 */
import { createScanner, SyntaxKind } from 'jsonc-parser';
import { phrase, type Phrase } from '../l10n/phrase';
import { jsonStringOffset } from './jsonStringOffset';
import { lineBreakInside, noClosingQuote, placeholderEnd, stringMistake } from './jsonTokens';
import type { JsonMistake, JsonTokens } from './jsonTokens';
import { badnessOf, mendLine, piecesOf } from './mendLine';
import type { MendedPiece, Piece, PieceKind } from './mendLine';

interface Token {
  readonly kind: SyntaxKind;
  readonly start: number;
  readonly end: number;
  readonly value?: string;
  readonly sourceOffset?: (index: number) => number;
  readonly mistake?: JsonMistake;
}

/** Trying many lines would take long, and a text with more mistakes than these is no JSON. */
const MOST_LINES = 30;
/** How far below its beginning the end of a string is looked for. */
const MOST_BELOW = 4_000;

const KINDS: Partial<Record<PieceKind, SyntaxKind>> = {
  '{': SyntaxKind.OpenBraceToken,
  '}': SyntaxKind.CloseBraceToken,
  '[': SyntaxKind.OpenBracketToken,
  ']': SyntaxKind.CloseBracketToken,
  ',': SyntaxKind.CommaToken,
  ':': SyntaxKind.ColonToken,
};

/** What people write in other languages, and what JSON writes instead. */
const OTHER_WORDS: Readonly<Record<string, { readonly kind: SyntaxKind; readonly json: string }>> = {
  True: { kind: SyntaxKind.TrueKeyword, json: 'true' },
  TRUE: { kind: SyntaxKind.TrueKeyword, json: 'true' },
  False: { kind: SyntaxKind.FalseKeyword, json: 'false' },
  FALSE: { kind: SyntaxKind.FalseKeyword, json: 'false' },
  None: { kind: SyntaxKind.NullKeyword, json: 'null' },
  Null: { kind: SyntaxKind.NullKeyword, json: 'null' },
  NULL: { kind: SyntaxKind.NullKeyword, json: 'null' },
};

export function mendedTokens(text: string): JsonTokens {
  const tokens = new MendedLexer(text).read();
  let at = -1;
  const token = (): Token => tokens[Math.min(at, tokens.length - 1)]!;
  return {
    scan() {
      at++;
      return token().kind;
    },
    setPosition(offset) {
      while (at + 1 < tokens.length && tokens[at + 1]!.start < offset) at++;
    },
    getTokenOffset: () => token().start,
    getTokenLength: () => token().end - token().start,
    getTokenValue: () => token().value ?? text.slice(token().start, token().end),
    mistake: () => token().mistake,
    sourceOffset: () => token().sourceOffset,
  };
}

class MendedLexer {
  private readonly tokens: Token[] = [];
  private mended = 0;
  private last: PieceKind | undefined;

  constructor(private readonly text: string) {}

  read(): Token[] {
    const { text } = this;
    for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length;) {
      const newline = text.indexOf('\n', at);
      at = this.line(at, newline < 0 ? text.length : newline);
      if (text.charAt(at) === '\n') this.tokens.push({ kind: SyntaxKind.LineBreakTrivia, start: at, end: ++at });
    }
    this.tokens.push({ kind: SyntaxKind.EOF, start: text.length, end: text.length });
    return this.tokens;
  }

  /** Reads a line, and those that a string of it goes on in. @returns where the next line break stands, or the text ends */
  private line(start: number, end: number): number {
    const { text } = this;
    const begin = start + /^\s*/.exec(text.slice(start, end))![0].length;
    if (text.startsWith('/*', begin)) {
      const close = text.indexOf('*/', begin);
      const behind = close < 0 ? text.length : close + 2;
      this.tokens.push({ kind: SyntaxKind.BlockCommentTrivia, start: begin, end: behind });
      const newline = text.indexOf('\n', behind);
      return this.line(behind, newline < 0 ? text.length : newline);
    }
    const line = text.slice(start, end);
    const pieces = this.pieces(line, start);
    const commentAt = pieces.find((piece) => piece.kind === 'w' && line.startsWith('//', piece.start));
    if (commentAt) {
      this.add(pieces.slice(0, pieces.indexOf(commentAt)), start, line);
      this.tokens.push({ kind: SyntaxKind.LineCommentTrivia, start: start + commentAt.start, end });
      return end;
    }
    const neighbours = { before: this.last, behind: this.kindBelow(end) };
    const badness = badnessOf(line, pieces, neighbours.before, neighbours.behind);
    const open = pieces.at(-1);
    if (open?.kind === 'u') {
      const closed = this.endBelow(start + open.start, end);
      const headFits = badnessOf(line, pieces.slice(0, -1), neighbours.before, 's') < 1;
      if (closed >= 0 && headFits) {
        this.add(pieces.slice(0, -1), start, line);
        this.brokenString(start + open.start, closed);
        const newline = text.indexOf('\n', closed);
        return this.line(closed, newline < 0 ? text.length : newline);
      }
    }
    const canMend = badness >= 1 && this.mended < MOST_LINES;
    const mended = canMend ? mendLine(line, badness, neighbours, this.placeholderIn(start, line)) : undefined;
    if (mended) this.mended++;
    this.add(mended?.pieces ?? pieces, start, line);
    return end;
  }

  private pieces(line: string, start: number): Piece[] {
    return piecesOf(line, this.placeholderIn(start, line));
  }

  private placeholderIn(start: number, line: string): (at: number) => number | undefined {
    if (!line.includes('${') && !line.includes('__')) return () => undefined;
    return (at) => {
      const end = placeholderEnd(this.text, start + at);
      return end === undefined ? undefined : end - start;
    };
  }

  /** What the first line with anything in it begins with. */
  private kindBelow(from: number): PieceKind | undefined {
    const next = /\S/.exec(this.text.slice(from, from + 500))?.[0];
    if (next === undefined) return undefined;
    if (next === '"') return 's';
    return /[{}[\]:,]/.test(next) ? (next as PieceKind) : undefined;
  }

  /** Where a string ends that a line break stands in; -1 where its quote is rather missing. */
  private endBelow(open: number, end: number): number {
    const { text } = this;
    const isExpression = text.startsWith('"{%', open);
    if (isExpression && text.slice(open, end).includes('%}')) return -1;
    // A quote that opens the next string is not followed by what may follow a string.
    const below = /^\r?\n(?:[^"\\]|\\.){0,2000}"(?=\s*(?:[,:}\]]|$))/s.exec(text.slice(end, end + MOST_BELOW));
    const nearest = below ? end + below[0].length : -1;
    if (!isExpression || (below && /%\s*\}\s*"$/.test(text.slice(nearest - 20, nearest)))) return nearest;
    const closing = text.indexOf('%}"', end);
    return closing < 0 ? nearest : closing + 3;
  }

  private brokenString(start: number, end: number): void {
    const message = lineBreakInside();
    const mistake = { message, span: { start, end } };
    const { value, offsets } = withoutBreaks(this.text, start + 1, end - 1);
    const sourceOffset = (index: number): number => offsets[Math.max(0, Math.min(index, value.length))]!;
    this.tokens.push({ kind: SyntaxKind.StringLiteral, start, end, value, sourceOffset, mistake });
    this.last = 's';
  }

  private add(pieces: readonly MendedPiece[], from: number, line: string): void {
    pieces.forEach((piece, index) => {
      const token = this.token(piece, from, line, pieces[index + 1]);
      this.tokens.push(token);
      this.last = token.kind === SyntaxKind.StringLiteral ? 's' : piece.kind;
    });
  }

  private token(piece: MendedPiece, from: number, line: string, next: Piece | undefined): Token {
    const [start, end] = [from + piece.start, from + piece.end];
    const written = line.slice(piece.start, piece.end);
    const span = { start, end };
    const mistaken = (kind: SyntaxKind, message: Phrase, more?: Partial<Token>): Token => ({
      kind,
      ...span,
      mistake: { message, span },
      ...more,
    });
    if (written === ';') {
      return mistaken(SyntaxKind.CommaToken, phrase`A comma must stand here, not a semicolon.`);
    }
    if (written === '=' || written === '=>') {
      return mistaken(SyntaxKind.ColonToken, phrase`A colon must stand between a name and its value.`);
    }
    const quoted = /^'(.*)'$/.exec(written);
    if (quoted) {
      return mistaken(SyntaxKind.StringLiteral, phrase`Text must be in double quotes.`, {
        value: quoted[1]!,
        sourceOffset: (index) => start + 1 + Math.max(0, Math.min(index, quoted[1]!.length)),
      });
    }
    if (piece.kind === 's' || piece.kind === 'u') {
      const content = piece.content?.map((offset) => from + offset) as [number, number] | undefined;
      return this.string(piece, span, content);
    }
    if (piece.kind === 'v') return { kind: valueKind(written), ...span };
    const kind = KINDS[piece.kind];
    if (kind !== undefined) return { kind, ...span };
    const other = Object.hasOwn(OTHER_WORDS, written) ? OTHER_WORDS[written] : undefined;
    if (other) return mistaken(other.kind, phrase`JSON writes ${other.json}, in small letters.`);
    if (/^[\w$.-]+$/.test(written) && next?.kind === ':') {
      return mistaken(SyntaxKind.StringLiteral, phrase`A property name must be in double quotes.`, {
        value: written,
        sourceOffset: (index) => start + Math.max(0, Math.min(index, written.length)),
      });
    }
    return { kind: SyntaxKind.Unknown, ...span };
  }

  private string(
    { fault, kind }: MendedPiece,
    { start, end }: { readonly start: number; readonly end: number },
    content?: [number, number],
  ): Token {
    const [from, to] = content ?? [start + 1, kind === 'u' ? end : end - 1];
    const written = this.text.slice(from, to);
    const inner = fault === 'inside' ? written.replace(/\\?"/g, '\\"') : written;
    const scanner = createScanner(`"${inner}"`, false);
    scanner.scan();
    const value = scanner.getTokenValue();
    const length = fault === 'inside' ? written.length : value.length;
    const message =
      quoteMessage(kind === 'u' ? 'missing' : fault, from > start) ?? stringMistake(scanner.getTokenError());
    return {
      kind: SyntaxKind.StringLiteral,
      start,
      end,
      value,
      sourceOffset: jsonStringOffset(this.text, from - 1, to + 1, length),
      mistake: message && { message, span: { start, end } },
    };
  }
}

function quoteMessage(fault: MendedPiece['fault'], isOpened: boolean): Phrase | undefined {
  if (fault === 'missing') return isOpened ? noClosingQuote() : phrase`This string has no opening quote.`;
  if (fault === 'extra') return phrase`There is one double quote too many here.`;
  return fault === 'inside' ? phrase`A double quote inside a string must be written \\".` : undefined;
}

function valueKind(written: string): SyntaxKind {
  if (written === 'true') return SyntaxKind.TrueKeyword;
  if (written === 'false') return SyntaxKind.FalseKeyword;
  if (written === 'null') return SyntaxKind.NullKeyword;
  return /^-?\d/.test(written) && !/[${_]/.test(written) ? SyntaxKind.NumericLiteral : SyntaxKind.Unknown;
}

/** A text that line breaks stand in: one in the middle of a word is taken out of it, others are blanks. */
function withoutBreaks(text: string, start: number, end: number): { value: string; offsets: number[] } {
  let value = '';
  const offsets: number[] = [];
  for (let at = start; at < end; at++) {
    const written = /^(?:\\(?:u[\da-fA-F]{4}|.)|[ \t]*\r?\n\s*|.)/s.exec(text.slice(at, Math.min(end, at + 500)))![0];
    const isBreak = written.includes('\n') && !written.startsWith('\\');
    const isInside = isBreak && at > start && at + written.length < end && /[ \t]/.test(written);
    if (!isBreak || isInside) {
      offsets.push(at);
      value += isBreak ? ' ' : written.startsWith('\\') ? unescaped(written) : written;
    }
    at += written.length - 1;
  }
  offsets.push(end);
  return { value, offsets };
}

function unescaped(escape: string): string {
  try {
    return JSON.parse(`"${escape}"`) as string;
  } catch {
    return escape.slice(1);
  }
}
