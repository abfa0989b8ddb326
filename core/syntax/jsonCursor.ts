import { SyntaxKind } from 'jsonc-parser';
import { phrase, type Phrase } from '../l10n/phrase';
import * as tree from './buildTree';
import type { Place } from './buildTree';
import type { JsonLayout } from './jsonLayout';
import { jsonStringOffset } from './jsonStringOffset';
import { lineBreakInside, placeholderEnd } from './jsonTokens';
import type { JsonMistake, JsonTokens } from './jsonTokens';
import { ProblemList } from './problemList';
import type { Span, SyntaxNode } from './tree';

/** The token at hand of a JSON text: what it is, what follows it, and the strings and placeholders that one token makes. */
export class JsonCursor {
  protected readonly problems = new ProblemList();
  protected token = SyntaxKind.EOF as SyntaxKind;
  protected previous = SyntaxKind.EOF as SyntaxKind;
  protected start = 0;
  protected end = 0;
  /** The end of the token before this one: where something missing is missed. */
  protected previousEnd = 0;
  protected lineBreakBefore = false;
  /** The nearest `%}"` found so far, -1 once there is no other. */
  private lastExpressionEnd = 0;

  /** @param layout of a text whose brackets are to be understood by its lines */
  constructor(
    protected readonly text: string,
    protected readonly scanner: JsonTokens,
    protected readonly layout?: JsonLayout,
  ) {}

  /** Whether what is read is what was meant, as far as that is known, and no longer what is written. */
  protected get isMended(): boolean {
    return this.scanner.sourceOffset !== undefined;
  }

  protected at(kind: SyntaxKind): boolean {
    return this.token === kind;
  }

  protected advance(): void {
    this.previousEnd = this.end;
    this.previous = this.token;
    this.lineBreakBefore = false;
    for (;;) {
      this.token = this.scanner.scan();
      this.start = this.scanner.getTokenOffset();
      this.end = this.start + this.scanner.getTokenLength();
      if (this.at(SyntaxKind.LineBreakTrivia)) this.lineBreakBefore = true;
      else if (this.at(SyntaxKind.LineCommentTrivia) || this.at(SyntaxKind.BlockCommentTrivia)) {
        this.reportSmall(phrase`JSON does not allow comments. In a definition, use a Comment field.`);
      } else if (!this.at(SyntaxKind.Trivia)) break;
    }
    this.layout?.moveTo(this.previousEnd, this.start);
    if (!this.at(SyntaxKind.StringLiteral)) this.tell(this.scanner.mistake());
  }

  protected report(message: Phrase, start: number, end: number): void {
    this.problems.add({ code: 'json-syntax', message, span: { start, end } });
  }

  /** Reports the token at hand, without which all is well. */
  protected reportSmall(message: Phrase, span: Span = { start: this.start, end: this.end }): void {
    this.problems.add({ code: 'json-syntax', message, span, isSmall: true });
  }

  /** Reports something that should stand behind the previous token, at that token's last character. */
  protected reportMissing(message: Phrase): void {
    this.report(message, Math.max(0, this.previousEnd - 1), this.previousEnd);
  }

  protected valueBegins(): boolean {
    return [
      SyntaxKind.StringLiteral,
      SyntaxKind.NumericLiteral,
      SyntaxKind.TrueKeyword,
      SyntaxKind.FalseKeyword,
      SyntaxKind.NullKeyword,
      SyntaxKind.OpenBraceToken,
      SyntaxKind.OpenBracketToken,
      SyntaxKind.Unknown,
    ].includes(this.token);
  }

  /** In half-typed text the string on the next line is no value but the next property's name. */
  protected nextPropertyBegins(): boolean {
    return this.at(SyntaxKind.StringLiteral) && this.lineBreakBefore && this.nameFollows();
  }

  /** Whether a colon stands behind the token at hand. */
  protected nameFollows(): boolean {
    return /^\s*:/.test(this.text.slice(this.end, this.end + 200));
  }

  protected string(place: Place) {
    const { start } = this;
    let { end } = this;
    let value = this.scanner.getTokenValue();
    const mistake = this.scanner.mistake();
    const mended = this.scanner.sourceOffset?.();
    const closed = mistake && !mended ? this.endBelow(value, end) : -1;
    if (closed >= 0) {
      // Written over several lines: one mistake, not one for every line.
      end = closed;
      value = decodedLines(this.text.slice(start, end));
      this.reportSmall(lineBreakInside(), { start, end });
      this.scanner.setPosition(end);
    } else this.tell(mistake);
    const offset = mended ?? jsonStringOffset(this.text, start, end, value.length);
    this.end = end;
    this.advance();
    return tree.stringNode({ start, end }, value, offset, place);
  }

  /** What is wrong with a token that its reader does not look into. */
  protected tell(mistake: JsonMistake | undefined): void {
    if (mistake) this.report(mistake.message, mistake.span.start, mistake.span.end);
  }

  /** Where a string ends that a line break stands in; -1 where its quote is rather missing. */
  private endBelow(value: string, end: number): number {
    if (value.startsWith('{%')) {
      const closing = this.expressionEnd(end);
      if (closing >= 0) return closing + 3;
    }
    // A quote that opens the next string is not followed by what may follow a string.
    const rest = /^\r?\n(?:[^"\\]|\\.){0,2000}"(?=\s*(?:[,:}\]]|$))/s.exec(this.text.slice(end, end + 2_100));
    return rest ? end + rest[0].length : -1;
  }

  /** Where the expression that begins before `from` ends; -1 where none does. Looks no further than it did before. */
  private expressionEnd(from: number): number {
    if (this.lastExpressionEnd !== -1 && this.lastExpressionEnd < from) {
      this.lastExpressionEnd = this.text.indexOf('%}"', from);
    }
    return this.lastExpressionEnd;
  }

  /** `${Name}` (also nested, also with text around it) or `__name__`; undefined where the token is neither. */
  protected placeholder(place: Place): SyntaxNode | undefined {
    const { start, text } = this;
    const end = placeholderEnd(text, start);
    if (end === undefined) return undefined;
    this.scanner.setPosition(end);
    this.end = end;
    this.advance();
    return tree.placeholderNode({ start, end }, text.slice(start, end), place);
  }
}

/** The value of a string that line breaks stand in. */
function decodedLines(written: string): string {
  try {
    return JSON.parse(
      written.replace(/[\u0000-\u001f]/g, (character) => JSON.stringify(character).slice(1, -1)),
    ) as string;
  } catch {
    return written.slice(1, -1);
  }
}
