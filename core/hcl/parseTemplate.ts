import { phrase } from '../l10n/phrase';
import type { Cursor } from './cursor';
import { DEEPEST_NESTING } from './cursor';
import type { Expression, TemplateExpression, TemplatePart, TextPart } from './tree';

/** Reads an expression inside `${ … }`; given, so that expressions and templates may hold each other. */
export type ReadExpression = (cursor: Cursor) => Expression;

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

type Form = TemplateExpression['form'];

/** One part as it stands, before directives are put together. */
type Token =
  | { readonly kind: 'part'; part: TemplatePart; readonly trims: Trims }
  | {
      readonly kind: 'directive';
      readonly directive: Directive;
      readonly start: number;
      end: number;
      readonly trims: Trims;
    };

interface Trims {
  before: boolean;
  behind: boolean;
}

type Directive =
  | { readonly word: 'if'; readonly condition: Expression }
  | { readonly word: 'for'; readonly keyName?: string; readonly valueName: string; readonly collection: Expression }
  | { readonly word: 'else' | 'endif' | 'endfor' };

/** From the opening quote. */
export function parseQuoted(cursor: Cursor, read: ReadExpression): TemplateExpression {
  const start = cursor.at;
  cursor.at++;
  const tokens = tokensUntil(cursor, 'quoted', read, () => cursor.character === '"' || cursor.character === '\n');
  if (!cursor.take('"')) cursor.report(phrase`This text has no closing quote.`, start, cursor.at);
  return { kind: 'template', form: 'quoted', parts: partsOf(tokens, cursor), span: cursor.span(start) };
}

/** From the `<<`. */
export function parseHeredoc(cursor: Cursor, read: ReadExpression): TemplateExpression {
  const start = cursor.at;
  cursor.take('<<');
  const isIndented = cursor.take('-');
  const marker = cursor.takeIdentifier() ?? '';
  cursor.at = Math.min(cursor.lineEnd() + 1, cursor.end);
  const isClosed = new RegExp(`^[ \\t]*${escaped(marker)}[ \\t]*\\r?$`, 'm').test(cursor.text.slice(cursor.at));
  const last = isClosed ? cursor.end : Math.min(cursor.end, cursor.nextTopBlock());
  if (!isClosed) cursor.report(phrase`The end of this text is missing: a line with ${marker} alone.`, start, cursor.at);
  const atMarker = (): boolean => {
    if (cursor.at >= last) return true;
    if (cursor.at > 0 && cursor.text[cursor.at - 1] !== '\n') return false;
    return cursor.text.slice(cursor.at, cursor.lineEnd()).trim() === marker;
  };
  const tokens = tokensUntil(cursor, 'heredoc', read, atMarker);
  if (isClosed && !cursor.isAtEnd) cursor.at = cursor.text.indexOf(marker, cursor.at) + marker.length;
  if (!isClosed) cursor.stop();
  if (isIndented) unindent(tokens);
  return { kind: 'template', form: 'heredoc', parts: partsOf(tokens, cursor), span: cursor.span(start) };
}

/** All of the text, as in a template's own file. */
export function parseWhole(cursor: Cursor, read: ReadExpression): TemplateExpression {
  const start = cursor.at;
  const tokens = tokensUntil(cursor, 'file', read, () => false);
  return { kind: 'template', form: 'file', parts: partsOf(tokens, cursor), span: cursor.span(start) };
}

function tokensUntil(cursor: Cursor, form: Form, read: ReadExpression, isOver: () => boolean): Token[] {
  const tokens: Token[] = [];
  let pieces: Piece[] = [];
  let begin = cursor.at;
  const flush = (): void => {
    if (pieces.length > 0) tokens.push(textToken(pieces, cursor, begin));
    pieces = [];
    begin = cursor.at;
  };
  const add = (text: string, length: number): void => {
    pieces.push({ text, at: cursor.at, isStraight: text.length === length });
    cursor.at += length;
  };
  while (!cursor.isAtEnd && !isOver()) {
    const character = cursor.character;
    if (cursor.sees('$${') || cursor.sees('%%{')) {
      add(character, 2);
      add('{', 1);
    } else if (cursor.sees('${') || cursor.sees('%{')) {
      flush();
      tokens.push(character === '$' ? interpolation(cursor, read) : directive(cursor, read));
      begin = cursor.at;
    } else if (character === '\\' && form === 'quoted') add(...escape(cursor));
    else {
      PLAIN.lastIndex = cursor.at;
      const plain = PLAIN.exec(cursor.text)?.[0] ?? character;
      const text = plain.slice(0, cursor.end - cursor.at);
      add(text, text.length);
      // A heredoc's lines are apart, so that each can lose its indentation.
      if (text === '\n' && form === 'heredoc') flush();
    }
  }
  flush();
  return tokens;
}

/** Letters that mean themselves wherever they stand. */
const PLAIN = /[^$%\\"\n]+/y;

/** A part of a text: where it stands, and whether letter by letter. */
interface Piece {
  readonly text: string;
  readonly at: number;
  readonly isStraight: boolean;
}

function textToken(pieces: readonly Piece[], cursor: Cursor, begin: number): Token {
  const text = pieces.map((piece) => piece.text).join('');
  const span = cursor.span(begin);
  const isStraight = pieces.every((piece) => piece.isStraight) && cursor.isStraight;
  const offsets = isStraight
    ? undefined
    : pieces.flatMap(({ text: letters, at, isStraight: each }) =>
        Array.from({ length: letters.length }, (_, index) => cursor.offset(each ? at + index : at)),
      );
  const part: TextPart = { kind: 'text', text, span, ...(offsets && { offsets }) };
  return { kind: 'part', part, trims: { before: false, behind: false } };
}

/** What an escape means, and how long it is. */
function escape(cursor: Cursor): [text: string, length: number] {
  const letter = cursor.text.charAt(cursor.at + 1);
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const code = cursor.text.slice(cursor.at + 2, cursor.at + 2 + digits);
  if (digits > 0 && code.length === digits && /^[\da-f]+$/i.test(code) && parseInt(code, 16) <= 0x10ffff) {
    return [String.fromCodePoint(parseInt(code, 16)), 2 + digits];
  }
  const meant = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (meant !== undefined) return [meant, 2];
  cursor.report(phrase`This escape does not exist in HCL; write \\\\ for a backslash.`, cursor.at, cursor.at + 2);
  return ['\\', 1];
}

function interpolation(cursor: Cursor, read: ReadExpression): Token {
  const start = cursor.at;
  cursor.take('${');
  const trims = { before: cursor.take('~'), behind: false };
  const from = cursor.at;
  const expression = nested(cursor, read);
  const to = cursor.at;
  trims.behind = closed(cursor, start);
  const written = cursor.text.slice(from, to).trim();
  return { kind: 'part', part: { kind: 'interpolation', expression, written, span: cursor.span(start) }, trims };
}

function directive(cursor: Cursor, read: ReadExpression): Token {
  const start = cursor.at;
  cursor.take('%{');
  const trims = { before: cursor.take('~'), behind: false };
  cursor.skip(true);
  const word = cursor.takeIdentifier() ?? '';
  let found: Directive = { word: 'endif' };
  if (word === 'if') found = { word, condition: nested(cursor, read) };
  else if (word === 'for') found = forDirective(cursor, read);
  else if (word === 'else' || word === 'endif' || word === 'endfor') found = { word };
  else cursor.report(phrase`Only if, else, endif, for and endfor may stand after %{.`, start, cursor.at);
  trims.behind = closed(cursor, start);
  return { kind: 'directive', directive: found, start, end: cursor.at, trims };
}

function forDirective(cursor: Cursor, read: ReadExpression): Directive {
  const names = forNames(cursor);
  return { word: 'for', ...names, collection: nested(cursor, read) };
}

/** `key, value in`, as after `for` in expressions and in directives. */
export function forNames(cursor: Cursor): { keyName?: string; valueName: string } {
  cursor.skip(true);
  const start = cursor.at;
  const first = cursor.takeIdentifier() ?? '';
  cursor.skip(true);
  let second: string | undefined;
  if (cursor.take(',')) {
    cursor.skip(true);
    second = cursor.takeIdentifier() ?? '';
    cursor.skip(true);
  }
  if (!cursor.takeWord('in')) cursor.report(phrase`The word in is missing here.`, start, cursor.at);
  return second === undefined ? { valueName: first } : { keyName: first, valueName: second };
}

function nested(cursor: Cursor, read: ReadExpression): Expression {
  cursor.skip(true);
  if (cursor.depth < DEEPEST_NESTING) return read(cursor);
  cursor.report(phrase`This is nested too deep to be read.`, cursor.at, cursor.at);
  return { kind: 'missing', span: cursor.span(cursor.at) };
}

/** Reads the `}` behind an expression, and whether a `~` stands before it. */
function closed(cursor: Cursor, start: number): boolean {
  cursor.skip(true);
  const trims = cursor.take('~');
  if (cursor.take('}')) return trims;
  cursor.report(phrase`A closing } is missing for this.`, start, start + 2);
  // Not beyond the line, the quote or the next of its kind.
  const rest = /[}"\n]/g;
  rest.lastIndex = cursor.at;
  const found = rest.exec(cursor.text)?.index ?? cursor.end;
  cursor.at = Math.min(cursor.end, cursor.text[found] === '}' ? found + 1 : found);
  return trims;
}

/** Takes from each line of a `<<-` heredoc what all of them begin with. */
function unindent(tokens: Token[]): void {
  let least = Infinity;
  const starts: { token: Token & { kind: 'part' }; text: TextPart }[] = [];
  let atStart = true;
  for (const token of tokens) {
    if (token.kind === 'part' && token.part.kind === 'text') {
      if (atStart) {
        starts.push({ token, text: token.part });
        const { text } = token.part;
        if (text.trim() !== '' || !text.endsWith('\n')) least = Math.min(least, /^[ \t]*/.exec(text)![0].length);
      }
      atStart = token.part.text.endsWith('\n');
    } else {
      if (atStart) least = 0;
      atStart = false;
    }
  }
  if (!Number.isFinite(least)) return;
  for (const { token, text } of starts) {
    const blanks = Math.min(least, /^[ \t]*/.exec(text.text)![0].length);
    token.part = cut(text, blanks, text.text.length);
  }
}

function cut(part: TextPart, from: number, to: number): TextPart {
  if (from === 0 && to === part.text.length) return part;
  const offsets = part.offsets ?? Array.from(part.text, (_, index) => part.span.start + index);
  const text = part.text.slice(from, to);
  if (part.offsets) return { ...part, text, offsets: offsets.slice(from, to) };
  return { kind: 'text', text, span: { start: part.span.start + from, end: part.span.start + to } };
}

/** Cuts the blanks that `~` takes away, and makes one part of a directive and all that belongs to it. */
function partsOf(tokens: Token[], cursor: Cursor): readonly TemplatePart[] {
  tokens.forEach((token, index) => {
    if (token.trims.before) trimBack(tokens, index);
    if (token.trims.behind) trimOn(tokens, index);
  });
  const items = tokens.filter((token) => !(token.kind === 'part' && token.part.kind === 'text' && !token.part.text));
  let next = 0;
  const until = (ends: readonly string[], depth: number): TemplatePart[] => {
    const parts: TemplatePart[] = [];
    for (; next < items.length; next++) {
      const token = items[next]!;
      if (token.kind === 'part') {
        parts.push(token.part);
        continue;
      }
      const { directive, start, end } = token;
      if (ends.includes(directive.word)) return parts;
      if ((directive.word !== 'if' && directive.word !== 'for') || depth > DEEPEST_NESTING) {
        cursor.report(phrase`Nothing is open that this could end.`, start, end);
        continue;
      }
      next++;
      parts.push(whole(directive, start, end, depth));
    }
    return parts;
  };
  const whole = (
    directive: Directive & { word: 'if' | 'for' },
    start: number,
    opened: number,
    depth: number,
  ): TemplatePart => {
    const inner = until(directive.word === 'if' ? ['else', 'endif'] : ['endfor'], depth + 1);
    let otherwise: TemplatePart[] = [];
    const middle = items[next];
    if (middle?.kind === 'directive' && middle.directive.word === 'else') {
      next++;
      otherwise = until(['endif'], depth + 1);
    }
    const last = items[next];
    if (!last) cursor.report(phrase`The end of this is missing: %{ end${directive.word} }.`, start, opened);
    const span = cursor.span(start, last?.kind === 'directive' ? last.end : cursor.at);
    if (directive.word === 'if') return { kind: 'if', condition: directive.condition, then: inner, otherwise, span };
    const { keyName, valueName, collection } = directive;
    return { kind: 'for', keyName, valueName, collection, parts: inner, span };
  };
  return until([], 0);
}

function trimBack(tokens: Token[], index: number): void {
  for (let at = index - 1; at >= 0; at--) {
    const token = tokens[at]!;
    if (token.kind !== 'part' || token.part.kind !== 'text') return;
    const kept = token.part.text.trimEnd().length;
    token.part = cut(token.part, 0, kept);
    if (kept > 0) return;
  }
}

function trimOn(tokens: Token[], index: number): void {
  for (let at = index + 1; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind !== 'part' || token.part.kind !== 'text') return;
    const { text } = token.part;
    const kept = text.trimStart().length;
    token.part = cut(token.part, text.length - kept, text.length);
    if (kept > 0) return;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
