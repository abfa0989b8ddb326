/** What a module of JavaScript or TypeScript exports that may be a function: ES modules and CommonJS. */
import { LineTable } from '../syntax/lineTable';
import type { ExportedFunction } from './handlerLanguage';
import { javascriptTokens, type Token } from './javascriptTokens';
import { TokenWalk } from './javascriptWalk';

/** In order of lines. What code computes the name of (`export *`, `exports[name]`) is not seen. */
export function javascriptExports(text: string): ExportedFunction[] {
  return new ModuleScan(text).exports();
}

/** `callable`: a call or a name that may give a function; only running it would tell. */
type Value = 'function' | 'callable' | 'other';

interface Place {
  /** Indexes of tokens: the statement's first, the one behind its last. */
  readonly first: number;
  readonly behind: number;
}

/** A name of the module itself. */
interface Local extends Place {
  /** Index of the value's first token; absent: it is a function, or what `value` says. */
  readonly initializer?: number;
  readonly value?: Value;
}

interface Found extends Place {
  readonly isFunction: boolean;
}

/** What they give is data. */
const DATA = new Set(
  'undefined null true false NaN Infinity this super process JSON Math Number String Boolean Symbol BigInt Array Date'
    .concat(' Promise Set Map WeakMap WeakSet Buffer RegExp parseInt parseFloat URL Error')
    .split(' '),
);
const NO_VALUES = new Set('type interface enum namespace module declare abstract class'.split(' '));

/** Brackets inside brackets, names of names: deeper than people write. */
const DEEPEST = 40;
/** Tokens before the last target of `a = b = …`. */
const LONGEST_CHAIN = 200;

class ModuleScan extends TokenWalk {
  private readonly locals = new Map<string, Local>();
  private readonly found = new Map<string, Found>();
  private readonly objectsRead = new Set<number>();
  /** Where the value of `a = b = …` begins, by the index behind a `=`. */
  private readonly chains = new Map<number, number>();
  private readonly values = new Map<number, Value>();
  private isEsModule = false;

  constructor(private readonly source: string) {
    super(javascriptTokens(source));
  }

  exports(): ExportedFunction[] {
    this.collectLocals();
    for (let at = 0; at < this.tokens.length; at++) {
      if (this.is(at, 'export') && this.tokens[at]!.depth === 0 && !this.isProperty(at)) this.exportStatement(at);
    }
    for (let at = 0; at < this.tokens.length && !this.isEsModule; at++) {
      if (this.is(at, 'exports') && this.tokens[at]!.bodyDepth === 0) this.commonJs(at);
    }
    const lines = new LineTable(this.source);
    const lineOf = (offset: number): number => lines.positionAt(offset).line;
    return [...this.found]
      .sort(([, a], [, b]) => a.first - b.first)
      .map(([name, { first, behind }]) => {
        const before = this.tokens[first - 1];
        const { start } = this.tokens[first]!;
        const line = lineOf(start);
        const from = before ? Math.min(lineOf(before.end - 1) + 1, line) : 0;
        return { name, start, line, from, to: lineOf(this.tokens[behind - 1]!.end - 1), takesEvent: true };
      });
  }

  // --- What the module declares -----------------------------------------------------------------------------------

  private collectLocals(): void {
    for (let at = 0; at < this.tokens.length; at++) {
      const { depth, kind, text } = this.tokens[at]!;
      if (depth > 0 || kind !== 'name' || this.isProperty(at)) continue;
      const first = this.is(at - 1, 'export') ? at - 1 : at;
      if (text === 'const' || text === 'let' || text === 'var') {
        for (const { name, ...local } of this.declarators(at, first)) this.locals.set(name, local);
      } else if (text === 'function' && !this.is(at - 1, '=')) {
        this.collectFunction(at, first);
      } else if (NO_VALUES.has(text) && this.tokens[at + 1]?.kind === 'name') {
        this.locals.set(this.tokens[at + 1]!.text, { first, behind: at + 2, value: 'other' });
      }
    }
  }

  private collectFunction(at: number, first: number): void {
    const isAsync = this.is(at - 1, 'async');
    const name = this.is(at + 1, '*') ? at + 2 : at + 1;
    const declared = this.tokens[name];
    if (declared?.kind !== 'name') return;
    const body = this.functionBody(name + 1);
    // An overload, or half-typed.
    if (body === undefined) return;
    const begin = isAsync ? (this.is(at - 2, 'export') ? at - 2 : at - 1) : first;
    this.locals.set(declared.text, { first: begin, behind: body, value: 'function' });
  }

  /** `const a = …, { b, c: d } = …` from the index of `const`. */
  private *declarators(at: number, first: number): Generator<Local & { readonly name: string }> {
    let begin = first;
    for (let index = at + 1; index < this.tokens.length;) {
      const token = this.tokens[index]!;
      const isPattern = token.text === '{' || token.text === '[';
      if (!isPattern && token.kind !== 'name') return;
      const equals = this.behindType(isPattern ? token.close + 1 : index + 1);
      const initializer = this.is(equals, '=') ? equals + 1 : undefined;
      const behind = initializer === undefined ? equals : this.expressionEnd(initializer);
      const place = { first: begin, behind: Math.max(behind, index + 1) };
      if (isPattern) yield* this.patternNames(index);
      else if (initializer === undefined) yield { name: token.text, ...place, value: 'other' };
      else yield { name: token.text, ...place, initializer };
      if (!this.is(behind, ',')) return;
      index = behind + 1;
      begin = index;
    }
  }

  /** The names that `{ a, b: c = 1, ...d }` binds, without those of patterns inside it. */
  private *patternNames(open: number): Generator<Local & { readonly name: string }> {
    const { close } = this.tokens[open]!;
    for (let index = open + 1; index < close; index = this.next(index)) {
      const { kind, text } = this.tokens[index]!;
      const behind = this.tokens[index + 1]?.text;
      const isValueOfDefault = this.is(index - 1, '=');
      if (kind === 'name' && !isValueOfDefault && (behind === ',' || behind === '=' || index + 1 === close)) {
        yield { name: text, first: index, behind: index + 1, value: 'callable' };
      }
    }
  }

  // --- ES modules --------------------------------------------------------------------------------------------------

  private exportStatement(at: number): void {
    const { text = '', kind } = this.tokens[at + 1] ?? {};
    // TypeScript's own compiler takes `exports.handler = …` beside types, and beside `export {}`, which says "a module".
    const isOfTypes = /^(?:type|interface|declare)$/.test(text) || (text === '{' && this.is(at + 2, '}'));
    this.isEsModule ||= !isOfTypes || this.is(at + 3, 'from');
    if (text === '{') this.exportList(at);
    else if (text === 'default') this.exportDefault(at);
    else if (text === '=') this.exportsValue(at + 2);
    else if (text === 'async' || text === 'function') {
      const name = this.tokens
        .slice(at + 1, at + 5)
        .find((token) => token.kind === 'name' && !/^(async|function)$/.test(token.text));
      if (name) this.addLocal(name.text, name.text, { first: at, behind: at + 1 });
    } else if (kind === 'name' && /^(?:const|let|var)$/.test(text) && !this.is(at + 2, 'enum')) {
      for (const { name, ...local } of this.declarators(at + 1, at)) this.add(name, this.localValue(local), local);
    }
  }

  /** `export { a, b as c }`, also of another module. */
  private exportList(at: number): void {
    const { close } = this.tokens[at + 1]!;
    const isOfOther = this.is(close + 1, 'from');
    for (let index = at + 2; index < close; index++) {
      const isType = this.is(index, 'type') && this.tokens[index + 1]?.kind === 'name' && !this.is(index + 1, 'as');
      const place = { first: index, behind: index + 1 };
      const local = this.tokens[index]!;
      const exported = this.is(index + 1, 'as') ? this.tokens[index + 2]! : local;
      const name = unquoted(exported);
      while (index < close && !this.is(index, ',')) index++;
      if (isType || name === undefined) continue;
      if (isOfOther) this.add(name, 'callable', place);
      else this.addLocal(name, local.text, place);
    }
  }

  /** A runtime finds it as `default`, and what an object holds as `default.name`. */
  private exportDefault(at: number): void {
    const value = at + 2;
    const isAsync = this.is(value, 'async') && this.is(value + 1, 'function');
    if (isAsync || this.is(value, 'function')) {
      const keyword = isAsync ? value + 1 : value;
      const star = this.is(keyword + 1, '*') ? keyword + 2 : keyword + 1;
      const body = this.functionBody(this.tokens[star]?.kind === 'name' ? star + 1 : star);
      if (body !== undefined) this.add('default', 'function', { first: at, behind: body });
      return;
    }
    if (this.is(value, 'interface') || this.is(value, 'abstract')) return;
    const object = this.objectAt(value);
    if (object !== undefined) return this.addObject(object, 'default.');
    this.addValue('default', value, { first: at, behind: this.expressionEnd(value) });
  }

  // --- CommonJS ----------------------------------------------------------------------------------------------------

  private commonJs(at: number): void {
    const isOfModule = this.is(at - 1, '.') && this.is(at - 2, 'module') && !this.isProperty(at - 2);
    if (!isOfModule && this.isProperty(at)) return;
    const first = this.statementStart(isOfModule ? at - 2 : at);
    if (this.is(at + 1, '=')) return this.exportsValue(at + 2);
    const inDots = this.is(at + 1, '.') && this.tokens[at + 2]?.kind === 'name' && this.is(at + 3, '=');
    const inBrackets = this.is(at + 1, '[') && this.is(at + 3, ']') && this.is(at + 4, '=');
    const isQuoted = inBrackets && this.tokens[at + 2]!.kind === 'string';
    const name = inDots ? this.tokens[at + 2]!.text : isQuoted ? unquoted(this.tokens[at + 2]!) : undefined;
    if (name === undefined) return;
    const value = this.chainValue(at + (inDots ? 4 : 5));
    this.addValue(name, value, { first, behind: this.expressionEnd(value) });
  }

  /** `module.exports = { … }`: what the object holds. */
  private exportsValue(at: number): void {
    const object = this.objectAt(this.chainValue(at));
    if (object !== undefined) this.addObject(object, '');
  }

  /** Where a chain of assignments that goes through here begins. */
  private statementStart(at: number): number {
    let first = at;
    while (first > 0 && at - first < LONGEST_CHAIN) {
      const before = this.tokens[first - 1]!;
      if (this.tokens[first]!.onNewLine || !/^[=.\w$]+$/.test(before.text) || before.kind === 'number') break;
      first--;
    }
    return first;
  }

  /** Where the value of `a = b.c = …` begins. */
  private chainValue(at: number): number {
    const passed: number[] = [];
    let index = at;
    for (;;) {
      const known = this.chains.get(index);
      if (known !== undefined) {
        index = known;
        break;
      }
      passed.push(index);
      if (this.tokens[index]?.kind !== 'name') break;
      let behind = index + 1;
      while (this.is(behind, '.') || this.is(behind, '['))
        behind = this.is(behind, '.') ? behind + 2 : this.next(behind);
      if (!this.is(behind, '=')) break;
      index = behind + 1;
    }
    for (const each of passed) this.chains.set(each, index);
    return index;
  }

  /** The object that an expression is, or that the name it is stands for. */
  private objectAt(at: number): number | undefined {
    if (this.is(at, '{')) return at;
    const isName = this.tokens[at]?.kind === 'name' && this.isEnd(at + 1);
    const initializer = isName ? this.locals.get(this.tokens[at]!.text)?.initializer : undefined;
    return initializer !== undefined && this.is(initializer, '{') ? initializer : undefined;
  }

  private addObject(open: number, prefix: string): void {
    if (this.objectsRead.has(open)) return;
    this.objectsRead.add(open);
    const { close } = this.tokens[open]!;
    let index = open + 1;
    while (index < close) {
      const first = index;
      while (/^(?:async|get|set|\*)$/.test(this.tokens[index]!.text) && !this.endsKey(index + 1)) index++;
      const name = unquoted(this.tokens[index]!);
      let behind = index;
      while (behind < close && !this.is(behind, ',')) behind = this.next(behind);
      const place = { first, behind: Math.min(behind, close) };
      const isAccessor = first < index && /^[gs]et$/.test(this.tokens[first]!.text);
      if (name !== undefined && !isAccessor) {
        if (this.is(index + 1, '(') || this.is(index + 1, '<')) this.add(prefix + name, 'function', place);
        else if (this.is(index + 1, ':')) this.addValue(prefix + name, index + 2, place);
        else if (index + 1 === behind) this.addValue(prefix + name, index, place);
      }
      index = behind + 1;
    }
  }

  private endsKey(at: number): boolean {
    return /^[(:,}<]$/.test(this.tokens[at]?.text ?? '');
  }

  // --- Values ------------------------------------------------------------------------------------------------------

  private localValue({ initializer, value }: Local, depth = 0): Value {
    return value ?? this.valueAt(initializer!, depth);
  }

  /** What an expression gives, as far as its form tells. */
  private valueAt(at: number, depth = 0): Value {
    const known = this.values.get(at) ?? this.newValueAt(at, depth);
    this.values.set(at, known);
    return known;
  }

  private newValueAt(at: number, depth: number): Value {
    const token = this.tokens[at];
    if (!token || depth > DEEPEST) return 'callable';
    const { text } = token;
    if (this.isFunctionAt(at)) return 'function';
    if (text === '(') {
      const behind = token.close + 1;
      if (!this.isEnd(behind))
        return this.is(behind, '(') || this.is(behind, '.') ? 'callable' : this.operation(behind);
      return this.valueAt(at + 1, depth + 1);
    }
    if (text === 'await') return 'callable';
    // What cannot begin a value is a mistake: running it says so.
    if (token.kind === 'mark' && !/^[[{<!~+-]{1,2}$/.test(text)) return 'callable';
    if (token.kind !== 'name' || /^(?:new|class|typeof|void|delete)$/.test(text)) return 'other';
    const behind = this.behindChain(at);
    if (DATA.has(text)) return this.is(behind, '?') ? this.operation(behind) : 'other';
    if (behind !== at + 1) return this.isEnd(behind) ? 'callable' : this.operation(behind);
    if (!this.isEnd(behind)) return this.operation(behind);
    const local = this.locals.get(text);
    return local ? this.localValue(local, depth + 1) : 'callable';
  }

  /** What operators make of the value before them: a choice may give what stands behind it. */
  private operation(at: number): Value {
    const end = this.expressionEnd(at);
    for (let index = at; index < end; index = this.next(index)) {
      if (!/^(?:\?|\?\?|&&|\|\|)$/.test(this.tokens[index]!.text)) continue;
      const chosen = this.tokens[index + 1];
      return chosen?.kind === 'name' || chosen?.text === '(' ? 'callable' : 'other';
    }
    return 'other';
  }

  // --- Found -------------------------------------------------------------------------------------------------------

  /** A value that is a name alone stands where the name is declared. */
  private addValue(name: string, at: number, place: Place): void {
    const token = this.tokens[at];
    const isName = token?.kind === 'name' && this.isEnd(at + 1) && this.locals.has(token.text);
    if (isName) this.addLocal(name, token.text, place);
    else this.add(name, this.valueAt(at), place);
  }

  private addLocal(name: string, localName: string, place: Place): void {
    const local = this.locals.get(localName);
    if (local) this.add(name, this.localValue(local), local);
    // Imported, or made in a way that is not seen.
    else if (!DATA.has(localName)) this.add(name, 'callable', place);
  }

  private add(name: string, value: Value, { first, behind }: Place): void {
    const known = this.found.get(name);
    if (value === 'other' || (known && (known.isFunction || value !== 'function'))) return;
    this.found.set(name, { first, behind, isFunction: value === 'function' });
  }
}

function unquoted({ kind, text }: Token): string | undefined {
  if (kind === 'name') return text;
  return kind === 'string' && /^["'][\w$]+["']$/.test(text) ? text.slice(1, -1) : undefined;
}
