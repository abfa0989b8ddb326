/**
 * Reads a mapping template of API Gateway: the part of Velocity that such templates are written in. What is not read is a
 * mistake, never guessed.
 *
 * Source: Apache Velocity, "VTL Reference"; API Gateway, "Mapping template and access logging variable reference".
 */
import { phrase, type Phrase } from '../../core/l10n/phrase';

/** A piece of a template. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: Expression; readonly written: string; readonly isQuiet: boolean }
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly Piece[] }
  | { readonly kind: 'if'; readonly ways: readonly { readonly test?: Expression; readonly body: readonly Piece[] }[] }
  | { readonly kind: 'each'; readonly name: string; readonly list: Expression; readonly body: readonly Piece[] };

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** A text in double quotes, in which references stand for values. */
  | { readonly kind: 'template'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'call'; readonly of: Expression; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'not'; readonly value: Expression }
  | { readonly kind: 'pair'; readonly sign: string; readonly left: Expression; readonly right: Expression };

/** What a template has that is not read or not known here: a sentence. */
export class TemplateFault extends Error {
  constructor(readonly sentence: Phrase) {
    super(sentence);
  }
}

const NAME = /[A-Za-z][\w-]*/y;
const DIRECTIVE = /#(?:\{(\w+)\}|(\w+))/y;
/** The weakest first. */
const SIGNS: readonly (readonly string[])[] = [
  ['||', 'or'],
  ['&&', 'and'],
  ['==', '!=', 'eq', 'ne'],
  ['<=', '>=', '<', '>', 'le', 'ge', 'lt', 'gt'],
  ['+', '-'],
  ['*', '/', '%'],
];
const DEEPEST = 60;

export function parseTemplate(text: string): readonly Piece[] {
  return new Reader(text).template();
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  template(): readonly Piece[] {
    const { pieces, end } = this.pieces([]);
    if (end !== undefined) throw new TemplateFault(phrase`It has #${end} without a beginning.`);
    return pieces;
  }

  /** Up to one of the directives that end a body, which is read too. */
  private pieces(ends: readonly string[]): { readonly pieces: Piece[]; readonly end?: string } {
    if (++this.depth > DEEPEST) throw new TemplateFault(phrase`It is nested too deeply.`);
    const pieces: Piece[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') pieces.push({ kind: 'text', text });
      text = '';
    };
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === '#') {
        if (this.skip('##')) {
          const end = this.text.indexOf('\n', this.at);
          this.at = end < 0 ? this.text.length : end + 1;
          continue;
        }
        if (this.skip('#*')) {
          const end = this.text.indexOf('*#', this.at);
          this.at = end < 0 ? this.text.length : end + 2;
          continue;
        }
        const word = this.directive();
        if (word !== undefined) {
          if (['end', 'else', 'elseif'].includes(word)) {
            flush();
            if (ends.includes(word)) {
              this.depth--;
              return { pieces, end: word };
            }
            throw new TemplateFault(phrase`It has #${word} without a beginning.`);
          }
          flush();
          pieces.push(this.made(word));
          continue;
        }
      }
      if (char === '$') {
        const value = this.reference();
        if (value) {
          flush();
          pieces.push(value);
          continue;
        }
      }
      // `\$name` and `\#if` stand for themselves.
      if (char === '\\' && /[$#]/.test(this.text[this.at + 1] ?? '')) this.at++;
      text += this.text[this.at++];
    }
    flush();
    if (ends.length > 0) throw new TemplateFault(phrase`A directive of it has no #end.`);
    this.depth--;
    return { pieces };
  }

  private directive(): string | undefined {
    const found = this.exec(DIRECTIVE);
    return found?.[1] ?? found?.[2];
  }

  private made(word: string): Piece {
    if (word === 'set') {
      this.open();
      const name = this.variable();
      this.expect('=');
      const value = this.expression();
      this.close();
      this.line();
      return { kind: 'set', name, value };
    }
    if (word === 'define') {
      this.open();
      const name = this.variable();
      this.close();
      return { kind: 'define', name, body: this.pieces(['end']).pieces };
    }
    if (word === 'foreach') {
      this.open();
      const name = this.variable();
      this.blanks();
      if (!this.skip('in')) throw new TemplateFault(phrase`Its #foreach has no list.`);
      const list = this.expression();
      this.close();
      return { kind: 'each', name, list, body: this.pieces(['end']).pieces };
    }
    if (word === 'if') {
      const ways: { test?: Expression; body: readonly Piece[] }[] = [];
      for (let end: string | undefined = 'elseif'; end !== 'end';) {
        const test = end === 'else' ? undefined : this.test();
        const body = this.pieces(end === 'else' ? ['end'] : ['end', 'else', 'elseif']);
        ways.push({ test, body: body.pieces });
        end = body.end;
      }
      return { kind: 'if', ways };
    }
    throw new TemplateFault(phrase`It uses #${word}, which is not known here.`);
  }

  private test(): Expression {
    this.open();
    const test = this.expression();
    this.close();
    return test;
  }

  /** `$name.member(…)[0]`, `$!{name}`; undefined: a mere dollar. */
  private reference(): Piece | undefined {
    const start = this.at;
    this.at++;
    const isQuiet = this.skip('!');
    const isBraced = this.skip('{');
    const name = this.match(NAME);
    if (name === undefined) {
      this.at = start;
      return undefined;
    }
    const value = this.chain({ kind: 'variable', name });
    if (isBraced && !this.skip('}')) throw new TemplateFault(phrase`A brace of it is not closed.`);
    return { kind: 'value', value, written: this.text.slice(start, this.at), isQuiet };
  }

  private chain(from: Expression): Expression {
    let value = from;
    for (;;) {
      const start = this.at;
      if (this.skip('.')) {
        const name = this.match(NAME);
        if (name === undefined) {
          this.at = start;
          return value;
        }
        value = this.skip('(')
          ? { kind: 'call', of: value, name, args: this.list(')') }
          : { kind: 'member', of: value, name };
      } else if (this.skip('[')) {
        const [index] = this.list(']');
        if (!index) throw new TemplateFault(phrase`A bracket of it is empty.`);
        value = { kind: 'index', of: value, index };
      } else return value;
    }
  }

  private list(end: string): Expression[] {
    const items: Expression[] = [];
    this.blanks();
    while (!this.skip(end)) {
      items.push(this.expression());
      this.blanks();
      if (this.skip(',')) continue;
      if (!this.text.startsWith(end, this.at)) throw new TemplateFault(phrase`A bracket of it is not closed.`);
    }
    return items;
  }

  private expression(strength = 0): Expression {
    if (strength === SIGNS.length) return this.operand();
    let left = this.expression(strength + 1);
    for (;;) {
      this.blanks();
      const sign = SIGNS[strength]!.find((each) =>
        /\w/.test(each)
          ? new RegExp(`^${each}\\b`).test(this.text.slice(this.at, this.at + 4))
          : this.text.startsWith(each, this.at),
      );
      if (sign === undefined) return left;
      this.at += sign.length;
      left = { kind: 'pair', sign, left, right: this.expression(strength + 1) };
    }
  }

  private operand(): Expression {
    this.blanks();
    const char = this.text[this.at];
    if (this.skip('!') || this.word('not')) return { kind: 'not', value: this.operand() };
    if (this.skip('(')) {
      const value = this.expression();
      this.close();
      return value;
    }
    if (char === '$') {
      const found = this.reference();
      if (found?.kind === 'value') return found.value;
    }
    if (this.skip("'")) return { kind: 'literal', value: this.quoted("'") };
    if (this.skip('"')) return { kind: 'template', pieces: parseTemplate(this.quoted('"')) };
    if (this.skip('[')) return { kind: 'list', items: this.list(']') };
    if (this.skip('{')) return { kind: 'map', entries: this.entries() };
    const number = this.match(/-?\d+(?:\.\d+)?/y);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    if (this.word('true')) return { kind: 'literal', value: true };
    if (this.word('false')) return { kind: 'literal', value: false };
    if (this.word('null')) return { kind: 'literal', value: null };
    throw new TemplateFault(phrase`It cannot be read at “${this.text.slice(this.at, this.at + 20).trim()}”.`);
  }

  private entries(): (readonly [Expression, Expression])[] {
    const entries: (readonly [Expression, Expression])[] = [];
    this.blanks();
    while (!this.skip('}')) {
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
      this.blanks();
      if (!this.skip(',') && !this.text.startsWith('}', this.at))
        throw new TemplateFault(phrase`A brace of it is not closed.`);
      this.blanks();
    }
    return entries;
  }

  /** A quote within a text stands twice. */
  private quoted(quote: string): string {
    let text = '';
    while (this.at < this.text.length) {
      if (this.skip(quote + quote)) text += quote;
      else if (this.skip(quote)) return text;
      else text += this.text[this.at++];
    }
    throw new TemplateFault(phrase`A text of it is not closed.`);
  }

  private variable(): string {
    this.blanks();
    const name = this.exec(/\$!?\{?([A-Za-z][\w-]*)\}?/y)?.[1];
    if (name === undefined || /[.[]/.test(this.text[this.at] ?? ''))
      throw new TemplateFault(phrase`It sets something other than a variable.`);
    return name;
  }

  private open(): void {
    this.expect('(');
  }

  private close(): void {
    this.expect(')');
  }

  private expect(sign: string): void {
    this.blanks();
    if (!this.skip(sign)) throw new TemplateFault(phrase`It lacks a ${sign}.`);
  }

  /** A directive alone on its line takes the line's end with it. */
  private line(): void {
    this.match(/[ \t]*\r?\n/y);
  }

  private word(word: string): boolean {
    return new RegExp(`^${word}\\b`).test(this.text.slice(this.at, this.at + word.length + 1)) && this.skip(word);
  }

  private blanks(): void {
    this.match(/\s+/y);
  }

  private match(pattern: RegExp): string | undefined {
    return this.exec(pattern)?.[0];
  }

  /** @param pattern a sticky one */
  private exec(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }

  private skip(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}
