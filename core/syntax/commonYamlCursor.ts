/** A place in a common YAML text, and what can be read of it without knowing what it is for. */
import { blockText, foldedLines, unescaped } from './commonYamlScalars';
import type { ScalarStyle } from './yamlScalarOffset';

/** Thrown where a text has more than is read here: it ends the attempt, and nobody sees it. */
export const MORE = Symbol('more of YAML than is read here');

export function more(): never {
  throw MORE;
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const DOUBLE = 34;
export const SHARP = 35;
const SINGLE = 39;
export const COMMA = 44;
export const DASH = 45;
const DOT = 46;
export const COLON = 58;
const QUESTION = 63;
export const OPEN_LIST = 91;
const BACKSLASH = 92;
export const CLOSE_LIST = 93;
export const OPEN_MAP = 123;
export const CLOSE_MAP = 125;
export const GREATER = 62;

/** `% & * @` and the backtick begin no plain text, nor do brackets, commas, quotes, and what opens a block, a tag, a comment. */
const NO_PLAIN_START = new Set([...'%&*@`,[]{}\'"|>!#'].map((each) => each.charCodeAt(0)));

export interface Scalar {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly style: ScalarStyle;
}

export abstract class YamlCursor {
  /** The next character. */
  protected at = 0;
  /** Where the line at hand begins. */
  protected lineStart = 0;
  /** Columns before the first character of the line at hand; -1 at the end of the text. */
  protected indent = -1;
  /** Where the value that was read last ends with the comment behind it; -1 where more comments may belong to it. */
  protected tail = -1;

  constructor(protected readonly text: string) {}

  protected code(at: number): number {
    return at < this.text.length ? this.text.charCodeAt(at) : -1;
  }

  /** Whether what stands between two things may stand here: a blank, a line break, the end. */
  protected isEmpty(at: number): boolean {
    const code = this.code(at);
    return code === SPACE || code === NEWLINE || code === -1 || code === RETURN || code === TAB;
  }

  protected skipSpaces(): void {
    while (this.code(this.at) === SPACE) this.at++;
    if (this.code(this.at) === TAB) more();
  }

  protected isLineEnd(at: number): boolean {
    const code = this.code(at);
    return code === NEWLINE || code === RETURN || code === -1;
  }

  /** `- `, at the place at hand. */
  protected isItem(): boolean {
    return this.code(this.at) === DASH && this.isEmpty(this.at + 1);
  }

  /** `---` or `...` */
  protected isMarker(at: number): boolean {
    const code = this.code(at);
    if (at !== this.lineStart || (code !== DASH && code !== DOT)) return false;
    return this.code(at + 1) === code && this.code(at + 2) === code && this.isEmpty(at + 3);
  }

  protected isColon(): boolean {
    return this.code(this.at) === COLON && this.isEmpty(this.at + 1);
  }

  /** Leaves the line of a value that ends here, behind which only a comment may stand. */
  protected endLine(end: number): void {
    this.at = end;
    this.skipSpaces();
    this.tail = end;
    if (this.code(this.at) === SHARP) {
      if (this.at === end) more();
      const newline = this.text.indexOf('\n', this.at);
      this.at = newline < 0 ? this.text.length : newline;
      this.tail = this.trimmed(end, this.at);
    }
    if (!this.isLineEnd(this.at)) more();
    const newline = this.text.indexOf('\n', this.at);
    this.toLine(newline < 0 ? this.text.length : newline + 1);
    if (this.isMarker(this.at)) more();
  }

  /** Goes to the next line that holds something. @param start of a line */
  protected toLine(start: number): void {
    for (let line = start; ;) {
      let at = line;
      while (this.code(at) === SPACE) at++;
      const code = this.code(at);
      if (code === -1 || (code !== NEWLINE && code !== RETURN && code !== SHARP)) {
        if (code === TAB) more();
        this.at = at;
        this.lineStart = line;
        this.indent = code === -1 ? -1 : at - line;
        return;
      }
      if (code === SHARP) this.tail = -1;
      const newline = this.text.indexOf('\n', at);
      line = newline < 0 ? this.text.length : newline + 1;
    }
  }

  /** Blanks, line breaks and comments. @param least columns before what stands in brackets; their end may have one less */
  protected skipInBrackets(least: number, level: number): void {
    for (let isFirst = true; ; isFirst = false) {
      this.skipSpaces();
      const { at } = this;
      if (this.code(at) === SHARP) {
        if (!this.isEmpty(at - 1)) more();
        this.at = this.text.indexOf('\n', at);
        if (this.at < 0) more();
      } else if (!this.isLineEnd(at)) {
        if (isFirst) return;
        const columns = at - this.text.lastIndexOf('\n', at) - 1;
        const isEnd = level === 1 && columns === least - 1 && [CLOSE_LIST, CLOSE_MAP].includes(this.code(at));
        if ((columns < least && !isEnd) || (columns === 0 && /^(?:---|\.\.\.)/.test(this.text.slice(at, at + 3))))
          more();
        return;
      }
      if (this.code(this.at) === RETURN) this.at++;
      if (this.code(this.at) !== NEWLINE) more();
      this.at++;
    }
  }

  /** A plain or a quoted text. @param least columns before its further lines; -1: it has none */
  protected scalar(least: number, isInBrackets: boolean): Scalar {
    const code = this.code(this.at);
    if (code === DOUBLE || code === SINGLE) return this.quoted(code);
    return this.plain(least, isInBrackets);
  }

  protected quoted(quote: number): Scalar {
    const { text, at: start } = this;
    const isDouble = quote === DOUBLE;
    let hasEscapes = false;
    let at = start + 1;
    for (; ; at++) {
      const code = this.code(at);
      if (code === NEWLINE || code === -1) more();
      if (isDouble && code === BACKSLASH) at++;
      else if (code !== quote) continue;
      else if (isDouble || this.code(at + 1) !== SINGLE) break;
      else at++;
      if (this.isLineEnd(at)) more();
      hasEscapes = true;
    }
    this.at = at + 1;
    const written = text.slice(start + 1, at);
    const value = !hasEscapes ? written : isDouble ? (unescaped(written) ?? more()) : written.replaceAll("''", "'");
    return { start, end: this.at, value, style: isDouble ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE' };
  }

  protected plain(least: number, isInBrackets: boolean): Scalar {
    const { at: start } = this;
    const first = this.code(start);
    const isSign = first === DASH || first === QUESTION || first === COLON;
    if (
      NO_PLAIN_START.has(first) ||
      (isSign && (this.isEmpty(start + 1) || (isInBrackets && (first === COLON || isBracket(this.code(start + 1))))))
    )
      more();
    let isFolded = false;
    let end = this.plainEnd(start, isInBrackets);
    while (least >= 0 && this.isLineEnd(this.at)) {
      const next = this.nextOfPlain(least);
      if (next === undefined) break;
      isFolded = true;
      end = this.plainEnd(next, isInBrackets);
      if (this.code(this.at) === COLON) more();
    }
    if (end === start || (this.text.charCodeAt(end - 1) > 127 && this.trimmed(start, end) !== end)) more();
    this.at = end;
    const written = this.text.slice(start, end);
    return { start, end, value: isFolded ? foldedLines(written) : written, style: 'PLAIN' };
  }

  /** The end of a plain text's line; {@link at} is at what ends it. */
  protected plainEnd(from: number, isInBrackets: boolean): number {
    let end = from;
    let at = from;
    for (; ; at++) {
      const code = this.code(at);
      if (code === NEWLINE || code === RETURN || code === -1) break;
      if (code === SPACE || code === TAB) {
        if (this.code(at + 1) === SHARP) break;
        continue;
      }
      if (code === COLON) {
        if (this.isEmpty(at + 1) || (isInBrackets && isBracket(this.code(at + 1)))) break;
      } else if (isInBrackets && isBracket(code)) break;
      end = at + 1;
    }
    this.at = at;
    return end;
  }

  /** Where a plain text goes on below; undefined where it does not. */
  protected nextOfPlain(least: number): number | undefined {
    for (let line = this.text.indexOf('\n', this.at) + 1; line > 0;) {
      let at = line;
      while (this.code(at) === SPACE) at++;
      const code = this.code(at);
      if (code === TAB) more();
      if (code !== NEWLINE && code !== RETURN)
        return code === -1 || code === SHARP || at - line < least ? undefined : at;
      line = this.text.indexOf('\n', at) + 1;
    }
    return undefined;
  }

  /** `|` and `>`. @param least columns before its lines */
  protected block(least: number): Scalar {
    const { text, at: start } = this;
    const isFolded = this.code(start) === GREATER;
    this.at++;
    const isStripped = this.code(this.at) === DASH;
    if (isStripped) this.at++;
    this.skipSpaces();
    if (!this.isLineEnd(this.at)) more();
    const read = blockText(text, text.indexOf('\n', this.at) + 1, least, { isFolded, isStripped }) ?? more();
    this.toLine(read.next);
    const end = this.trimmed(start, read.end);
    // A comment between belongs to nobody's value.
    this.tail = this.tail === -1 && this.hasCommentBetween(read.next) ? -1 : end;
    if (this.isMarker(this.at)) more();
    return { start, end, value: read.value, style: isFolded ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL' };
  }

  protected hasCommentBetween(from: number): boolean {
    return this.text.slice(from, this.at).includes('#');
  }

  /** Without the blanks of any kind at its end. */
  protected trimmed(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.text.charAt(last - 1))) last--;
    return last;
  }
}

function isBracket(code: number): boolean {
  return code === COMMA || code === OPEN_LIST || code === CLOSE_LIST || code === OPEN_MAP || code === CLOSE_MAP;
}
