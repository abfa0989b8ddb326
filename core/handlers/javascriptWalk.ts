/** Finds its way through the tokens of JavaScript and TypeScript: how far a type, a function, an expression goes. */
import { CLOSING, type Token } from './javascriptTokens';

/** Names that a statement begins with; none of them stands inside an expression, but as a property. */
const STATEMENTS = new Set(
  'export const let var return throw if for while switch try break continue import'.split(' '),
);
const TYPE_WORDS = new Set(['as', 'satisfies']);

/** Tokens that a list of type arguments may hold. */
const LONGEST_TYPE_LIST = 400;

/** Places are indexes of tokens. */
export class TokenWalk {
  private readonly ends = new Map<number, number>();

  constructor(protected readonly tokens: readonly Token[]) {}

  /** Index behind the body of a function whose head goes on at `at`. */
  protected functionBody(at: number): number | undefined {
    const parameters = this.is(at, '<') ? this.behindTypeList(at) : at;
    if (parameters === undefined || !this.is(parameters, '(')) return undefined;
    let index = this.tokens[parameters]!.close + 1;
    // A type between head and body may hold braces of its own.
    for (; index < this.tokens.length; index = this.next(index)) {
      const { text } = this.tokens[index]!;
      const isType = /^(?:[:|&<,]|=>|extends|is)$/.test(this.tokens[index - 1]!.text);
      if (text === '{' && !isType) return Math.min(this.tokens[index]!.close + 1, this.tokens.length);
      if (text === ';' || text === '=' || this.beginsStatement(index) || this.is(index, 'function')) return undefined;
    }
    return undefined;
  }

  protected isFunctionAt(at: number): boolean {
    const start = this.is(at, 'async') && !this.tokens[at + 1]?.onNewLine ? at + 1 : at;
    if (this.is(start, 'function')) return true;
    const parameters = this.is(start, '<') ? this.behindTypeList(start) : start;
    if (parameters === undefined) return false;
    if (this.tokens[parameters]?.kind === 'name') return this.is(parameters + 1, '=>');
    if (!this.is(parameters, '(')) return false;
    const behind = this.tokens[parameters]!.close + 1;
    if (this.is(behind, '=>')) return true;
    if (!this.is(behind, ':')) return false;
    const arrow = this.behindType(behind, true);
    return this.is(arrow, '=>');
  }

  /** Behind `name.name(…)[…]` and what follows such a chain without being an operator. */
  protected behindChain(at: number): number {
    let index = at + 1;
    for (;;) {
      const token = this.tokens[index];
      if (!token) return index;
      if (token.text === '.' || token.text === '?.') index += this.tokens[index + 1]?.kind === 'name' ? 2 : 1;
      else if (token.text === '(' || token.text === '[') {
        if (token.onNewLine && token.text === '(') return index;
        index = token.close + 1;
      } else if (token.text === '!' && !this.is(index + 1, '=')) index++;
      else if (token.text === '<') {
        const behind = this.behindTypeList(index);
        if (behind === undefined || !this.is(behind, '(')) return index;
        index = behind;
      } else return index;
    }
  }

  /** An expression may end here. */
  protected isEnd(at: number): boolean {
    const token = this.tokens[at];
    if (!token || /^[;,)\]}]$/.test(token.text)) return true;
    if (TYPE_WORDS.has(token.text)) return true;
    return token.onNewLine && token.kind === 'name' && token.text !== 'instanceof' && token.text !== 'in';
  }

  /** Index behind the last token of an expression. */
  protected expressionEnd(at: number): number {
    const known = this.ends.get(at) ?? this.newExpressionEnd(at);
    this.ends.set(at, known);
    return known;
  }

  private newExpressionEnd(at: number): number {
    let index = at;
    while (index < this.tokens.length) {
      const { kind, text, onNewLine } = this.tokens[index]!;
      if (/^[;,)\]}]$/.test(text)) return index;
      if (index > at && kind === 'name' && !this.isProperty(index)) {
        if (this.beginsStatement(index)) return index;
        if (onNewLine && this.endsOperand(index - 1) && !/^(?:in|instanceof|as|satisfies)$/.test(text)) return index;
      }
      index = this.next(index);
    }
    return this.tokens.length;
  }

  private beginsStatement(at: number): boolean {
    const { kind, text } = this.tokens[at]!;
    if (kind !== 'name' || !STATEMENTS.has(text) || this.isProperty(at) || this.is(at + 1, ':')) return false;
    if (text === 'const' && this.is(at - 1, 'as')) return false;
    return text !== 'import' || !(this.is(at + 1, '(') || this.is(at + 1, '.'));
  }

  private endsOperand(at: number): boolean {
    const { kind, text } = this.tokens[at]!;
    return kind === 'mark'
      ? /^[)\]}]$/.test(text)
      : kind !== 'name' || !/^(?:return|typeof|await|new|as|extends)$/.test(text);
  }

  /** From the colon of a type (or `!`, `?` before it) to what follows: `=`, the end of a statement, or an arrow. */
  protected behindType(at: number, upToArrow = false): number {
    let index = at;
    while (this.is(index, '!') || this.is(index, '?')) index++;
    if (!this.is(index, ':')) return index;
    let angles = 0;
    for (index++; index < this.tokens.length; index = this.next(index)) {
      const { text } = this.tokens[index]!;
      if (text === '<') angles++;
      else if (text === '>') angles = Math.max(angles - 1, 0);
      else if (angles === 0 && (text === '=' || text === ',' || (upToArrow && text === '=>'))) return index;
      // `Handler<In>= …`
      else if (angles === 1 && text === '>=') return index;
      else if (/^[;)\]}]$/.test(text)) return index;
      else if (this.beginsStatement(index)) return index;
    }
    return index;
  }

  /** Behind `<…>`; undefined where it is no such list. */
  protected behindTypeList(at: number): number | undefined {
    let angles = 0;
    for (let index = at, count = 0; index < this.tokens.length && count < LONGEST_TYPE_LIST; count++) {
      const { text } = this.tokens[index]!;
      if (text === '<') angles++;
      else if (text === '>' && --angles === 0) return index + 1;
      else if (/^[;)\]}]$/.test(text)) return undefined;
      index = this.next(index);
    }
    return undefined;
  }

  /** Whether a token is that mark or name, and no text. */
  protected is(at: number, text: string): boolean {
    const token = this.tokens[at];
    return token !== undefined && token.text === text && (token.kind === 'mark' || token.kind === 'name');
  }

  protected isProperty(at: number): boolean {
    return this.is(at - 1, '.') || this.is(at - 1, '?.');
  }

  /** The next token of the same depth: brackets are passed with what they hold. */
  protected next(at: number): number {
    const { close, text } = this.tokens[at]!;
    if (close < 0) return at + 1;
    return this.tokens[close]?.text === CLOSING[text] ? close + 1 : close;
  }
}
