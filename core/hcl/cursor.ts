import type { Phrase } from '../l10n/phrase';
import type { Span } from '../syntax/tree';
import type { HclProblem } from './tree';

/** Blocks that stand in no other: where one begins at a line's very start, whatever was open before is over. */
const TOP_BLOCK =
  /^(?:(?:resource|data|ephemeral)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:module|variable|output|provider|check)[ \t]+"[^"\n]*"|locals|terraform)[ \t]*\{/;

const LONGEST_HEAD = 400;

/** More than anybody nests; what is deeper is not read. */
export const DEEPEST_NESTING = 200;

export const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A place in a text that is being read, with what is wrong in it. */
export class Cursor {
  at = 0;
  depth = 0;
  /** Where the last expression ended, before the blanks behind it. */
  lastEnd = 0;
  readonly problems: HclProblem[] = [];
  /** Where reading ends: with the text, or where the next statement begins that cannot be within this one. */
  private limit: number;

  /** @param place where an offset of the text stands in the file */
  constructor(
    readonly text: string,
    private readonly place?: (offset: number) => number,
  ) {
    this.limit = text.length;
  }

  /** Whether the text stands in the file letter by letter. */
  get isStraight(): boolean {
    return this.place === undefined;
  }

  get isAtEnd(): boolean {
    return this.at >= this.limit;
  }

  get end(): number {
    return this.limit;
  }

  get character(): string {
    return this.at < this.limit ? this.text.charAt(this.at) : '';
  }

  sees(word: string): boolean {
    return this.at + word.length <= this.limit && this.text.startsWith(word, this.at);
  }

  take(word: string): boolean {
    if (!this.sees(word)) return false;
    this.at += word.length;
    return true;
  }

  /** Reads a whole word, such as `for`. */
  takeWord(word: string): boolean {
    return this.word() === word && this.take(word);
  }

  /** The identifier here, without going on. */
  word(): string | undefined {
    if (this.isAtEnd) return undefined;
    IDENTIFIER.lastIndex = this.at;
    return IDENTIFIER.exec(this.text)?.[0];
  }

  takeIdentifier(): string | undefined {
    const word = this.word();
    if (word !== undefined) this.at += word.length;
    return word;
  }

  /** Skips blanks and comments, and line breaks where they mean nothing. */
  skip(acrossLines: boolean): void {
    while (!this.isAtEnd) {
      const character = this.character;
      if (character === '\n') {
        if (!acrossLines) return;
        this.at++;
        if (this.endsStatement()) return;
      } else if (character === ' ' || character === '\t' || character === '\r' || character === '\ufeff') this.at++;
      else if (character === '#' || this.sees('//')) this.at = this.lineEnd();
      else if (this.sees('/*')) {
        const end = this.text.indexOf('*/', this.at + 2);
        this.at = end < 0 ? this.limit : Math.min(this.limit, end + 2);
      } else return;
    }
  }

  /** Where the line ends, before its break. */
  lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.limit : Math.min(end, this.limit);
  }

  /** Whether a block begins here that cannot be within anything; from there on nothing more is seen. */
  private endsStatement(): boolean {
    if (this.depth === 0 || !TOP_BLOCK.test(this.text.slice(this.at, this.at + LONGEST_HEAD))) return false;
    this.limit = this.at;
    return true;
  }

  /** Where the next block begins that cannot be within anything; the text's end where there is none. */
  nextTopBlock(): number {
    for (let at = this.text.indexOf('\n', this.at); at >= 0; at = this.text.indexOf('\n', at + 1)) {
      if (TOP_BLOCK.test(this.text.slice(at + 1, at + 1 + LONGEST_HEAD))) return at + 1;
    }
    return this.text.length;
  }

  /** What is open ends here, where a block begins that cannot be within it. */
  stop(): void {
    this.limit = this.at;
  }

  /** Nothing is open any more: all of the text is seen again. */
  release(): void {
    this.limit = this.text.length;
  }

  report(message: Phrase, start: number, end: number): void {
    // What follows from one mistake is no second one.
    if (this.problems.length < 100) this.problems.push({ message, span: this.span(start, Math.max(start, end)) });
  }

  span(start: number, end = this.at): Span {
    return { start: this.offset(start), end: this.offset(end) };
  }

  offset(at: number): number {
    return this.place ? this.place(at) : at;
  }
}
