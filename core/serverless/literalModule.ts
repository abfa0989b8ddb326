/**
 * The values that a module of JavaScript or TypeScript exports, as far as they stand in it as literals. Nothing runs: what
 * only running would tell becomes a variable `${code:FILE:LINE}`, which nobody here can resolve.
 */
import { javascriptTokens } from '../handlers/javascriptTokens';
import { TokenWalk } from '../handlers/javascriptWalk';
import * as tree from '../syntax/buildTree';
import type { Place } from '../syntax/buildTree';
import { LineTable } from '../syntax/lineTable';
import type { Span, SyntaxNode } from '../syntax/tree';
import { valueOf } from '../syntax/value';

export interface LiteralModuleOptions {
  /** What code in this file is called by: its path from the service's folder, with `/`. */
  readonly name: string;
  /** The module that a specifier leads to; undefined where that cannot be read. */
  readonly imported: (specifier: string) => LiteralModule | undefined;
  /** The text that an expression gives which is no literal, by where it begins; undefined where only running it would tell. */
  readonly computed?: (start: number) => string | undefined;
  /** The text is JSON: its value is what the module exports. */
  readonly isData?: boolean;
}

/** Expressions within one another, names that stand for names. */
const DEEPEST = 100;
/** Values of one module: names that stand for lists of names grow without end. */
const MOST_VALUES = 100_000;

/** A value of the module, by the index of its first token. */
type Binding =
  { readonly at: number } | { readonly from: string; readonly name: string } | { readonly namespace: string };

export class LiteralModule extends TokenWalk {
  private readonly bindings = new Map<string, Binding>();
  private readonly exported = new Map<string, Binding>();
  private readonly reexported: string[] = [];
  private readonly lines: LineTable;
  /** The nodes that another module gave, by the module. */
  readonly origins = new WeakMap<SyntaxNode, LiteralModule>();
  /** Where members of objects stand that only running would name: UTF-16 offsets. */
  readonly leftOut = new Set<number>();
  private depth = 0;
  private valuesLeft = MOST_VALUES;

  constructor(
    private readonly text: string,
    private readonly options: LiteralModuleOptions,
  ) {
    super(javascriptTokens(text));
    this.lines = new LineTable(text);
    if (options.isData) this.exported.set('default', { at: 0 });
    for (let at = 0; at < this.tokens.length && !options.isData; at = Math.max(at + 1, this.next(at)))
      this.statement(at);
  }

  /** Undefined where it exports nothing of that name. */
  value(name: string, place: Place = {}): SyntaxNode | undefined {
    const binding = this.exported.get(name);
    if (binding) return this.bound(binding, place);
    for (const specifier of name === 'default' ? [] : this.reexported) {
      const found = this.fromModule(specifier, name, place);
      if (found) return found;
    }
    return undefined;
  }

  /** Its default export, `module.exports`, or an object of all that it exports by name. */
  whole(place: Place = {}): SyntaxNode | undefined {
    const only = this.value('default', place);
    if (only || this.exported.size === 0) return only;
    return this.object(0, place, [...this.exported.keys()]);
  }

  // --- Statements ----------------------------------------------------------------------------------------------------

  private statement(at: number): void {
    const token = this.tokens[at]!;
    if (token.depth > 0 || token.kind !== 'name' || this.isProperty(at)) return;
    switch (token.text) {
      case 'import':
        return this.importStatement(at);
      case 'export':
        return this.exportStatement(at);
      case 'const':
      case 'let':
      case 'var':
        return void this.declaration(at);
      case 'module':
        if (this.is(at + 1, '.') && this.is(at + 2, 'exports')) this.commonJs(at + 2);
        return;
      case 'exports':
        return this.commonJs(at);
    }
  }

  /** From the index of `exports`: `exports = …`, `exports.name = …`. */
  private commonJs(at: number): void {
    if (this.is(at + 1, '=')) this.exported.set('default', { at: at + 2 });
    else if (this.is(at + 1, '.') && this.is(at + 3, '=')) this.exported.set(this.tokens[at + 2]!.text, { at: at + 4 });
  }

  private importStatement(at: number): void {
    const end = this.tokens.findIndex((token, index) => index > at && token.kind === 'string');
    const specifier = end < 0 ? undefined : this.stringAt(end);
    if (specifier === undefined || end - at > 400) return;
    for (let index = at + 1; index < end; index = this.next(index)) {
      const { kind, text, close } = this.tokens[index]!;
      if (text === '{')
        for (const [name, local] of this.names(index, close)) this.bindings.set(local, { from: specifier, name });
      else if (text === '*' && this.is(index + 1, 'as')) {
        this.bindings.set(this.tokens[index + 2]!.text, { namespace: specifier });
        index += 2;
      } else if (kind === 'name' && text !== 'type' && text !== 'from')
        this.bindings.set(text, { from: specifier, name: 'default' });
    }
  }

  private exportStatement(at: number): void {
    const next = this.tokens[at + 1];
    if (!next) return;
    if (next.text === 'default' || next.text === '=') this.exported.set('default', { at: at + 2 });
    else if (next.text === '{') {
      const specifier = this.is(next.close + 1, 'from') ? this.stringAt(next.close + 2) : undefined;
      for (const [name, as] of this.names(at + 1, next.close)) {
        const local = this.bindings.get(name);
        if (specifier !== undefined) this.exported.set(as, { from: specifier, name });
        else if (local) this.exported.set(as, local);
      }
    } else if (next.text === '*' && this.is(at + 2, 'from')) {
      const specifier = this.stringAt(at + 3);
      if (specifier !== undefined) this.reexported.push(specifier);
    } else if (/^(const|let|var)$/.test(next.text)) {
      const name = this.declaration(at + 1);
      const binding = name === undefined ? undefined : this.bindings.get(name);
      if (name !== undefined && binding) this.exported.set(name, binding);
    }
  }

  /** The pairs of `{ a, b as c }`. */
  private names(open: number, close: number): [string, string][] {
    const names: [string, string][] = [];
    for (let index = open + 1; index < close; index++) {
      const { kind, text } = this.tokens[index]!;
      if (kind !== 'name' || text === 'type') continue;
      const renames = this.is(index + 1, 'as') || this.is(index + 1, ':');
      names.push([text, renames ? (this.tokens[index + 2]?.text ?? text) : text]);
      if (renames) index += 2;
    }
    return names;
  }

  /** `const name: Type = …`, `const { a, b: c } = require('…')` from the index of `const`; the name. */
  private declaration(at: number): string | undefined {
    const token = this.tokens[at + 1];
    if (!token) return undefined;
    const isPattern = token.text === '{';
    const equals = this.behindType(isPattern ? token.close + 1 : at + 2);
    if (!this.is(equals, '=')) return undefined;
    if (!isPattern) {
      this.bindings.set(token.text, { at: equals + 1 });
      return token.text;
    }
    const specifier = this.is(equals + 1, 'require') ? this.stringAt(equals + 3) : undefined;
    if (specifier === undefined) return undefined;
    for (const [name, local] of this.names(at + 1, token.close)) this.bindings.set(local, { from: specifier, name });
    return undefined;
  }

  // --- Values --------------------------------------------------------------------------------------------------------

  private bound(binding: Binding, place: Place): SyntaxNode | undefined {
    if ('at' in binding) return this.expression(binding.at, place);
    if ('namespace' in binding) return this.fromModule(binding.namespace, undefined, place);
    return this.fromModule(binding.from, binding.name, place);
  }

  /** @param name undefined: all of it */
  private fromModule(specifier: string, name: string | undefined, place: Place): SyntaxNode | undefined {
    const module = ++this.depth > DEEPEST ? undefined : this.options.imported(specifier);
    const found = name === undefined ? module?.whole(place) : module?.value(name, place);
    this.depth--;
    if (module && found) this.origins.set(found, module.origins.get(found) ?? module);
    return found;
  }

  /** An expression, up to its end; what is not a literal becomes a variable. */
  private expression(at: number, place: Place): SyntaxNode {
    const found = ++this.depth > DEEPEST || --this.valuesLeft < 0 ? undefined : this.operand(at, place);
    this.depth--;
    if (!found) return this.code(at, place);
    const behind = this.tokens[found.behind];
    if (behind?.text === '+' && found.node.kind === 'string') return this.sum(at, found, place);
    if (behind && /^(\|\||\?\?)$/.test(behind.text) && found.node.kind === 'string')
      return this.alternative(found, place) ?? this.code(at, place);
    return this.isEnd(found.behind) || behind?.onNewLine ? found.node : this.code(at, place);
  }

  /** `'a' + 'b'`. */
  private sum(at: number, left: Operand, place: Place): SyntaxNode {
    const right = this.expression(left.behind + 1, {});
    if (left.node.kind !== 'string' || (right.kind !== 'string' && right.kind !== 'number'))
      return this.code(at, place);
    return this.string(at, this.expressionEnd(at), left.node.value + String(right.value), place);
  }

  /** `process.env.STAGE || 'dev'` is a variable with what follows its comma. */
  private alternative(left: Operand, place: Place): SyntaxNode | undefined {
    const name = left.node.kind === 'string' ? /^\$\{(env:[\w.-]+)\}$/.exec(left.node.value)?.[1] : undefined;
    const right = this.expression(left.behind + 1, {});
    if (name === undefined || right.kind !== 'string' || /['{}]/.test(right.value)) return undefined;
    return this.string(left.at, this.expressionEnd(left.at), `\${${name}, '${right.value}'}`, place);
  }

  private operand(at: number, place: Place): Operand | undefined {
    const token = this.tokens[at];
    if (!token) return undefined;
    const { kind, text, close } = token;
    const one = (node: SyntaxNode): Operand => ({ node, at, behind: at + 1 });
    if (kind === 'string') return one(this.string(at, at + 1, unescaped(text.slice(1, -1)), place));
    if (kind === 'number' && Number.isFinite(Number(text)))
      return one(tree.numberNode(this.spanOf(at, at + 1), text, Number(text), place));
    if (kind === 'template') return this.template(at, place);
    if (text === '{') return { node: this.object(at, place), at, behind: close + 1 };
    if (text === '[') return { node: this.array(at, place), at, behind: close + 1 };
    if (text === '(') return this.isFunctionAt(at) ? undefined : this.inBrackets(at, place);
    if (text === '-' && this.tokens[at + 1]?.kind === 'number') {
      const number = `-${this.tokens[at + 1]!.text}`;
      return { node: tree.numberNode(this.spanOf(at, at + 2), number, Number(number), place), at, behind: at + 2 };
    }
    if (kind !== 'name' || this.isFunctionAt(at)) return undefined;
    if (text === 'true' || text === 'false')
      return one(tree.booleanNode(this.spanOf(at, at + 1), text === 'true', place));
    if (text === 'null' || text === 'undefined') return one(tree.nullNode(this.spanOf(at, at + 1), place));
    return this.named(at, place);
  }

  private inBrackets(at: number, place: Place): Operand | undefined {
    const inner = this.operand(at + 1, place);
    const { close } = this.tokens[at]!;
    return inner && inner.behind === close ? { ...inner, at, behind: close + 1 } : undefined;
  }

  /** A name of this module, `a.b` of it, `require('…')`, `process.env.NAME`, `handlerPath(__dirname)`. */
  private named(at: number, place: Place): Operand | undefined {
    const { text } = this.tokens[at]!;
    const behind = this.behindChain(at);
    const written = this.text.slice(this.tokens[at]!.start, this.tokens[behind - 1]!.end);
    const variable = /^process\s*\.\s*env\s*\.\s*(\w+)!?$/.exec(written)?.[1];
    if (variable !== undefined) return { node: this.string(at, behind, `\${env:${variable}}`, place), at, behind };
    // The starters of the framework have this helper: the folder of the file, from that of the service.
    if (/^handlerPath\(\s*__dirname\s*\)$/.test(written)) {
      const folder = this.options.name.replace(/(^|\/)[^/]*$/, '');
      return { node: this.string(at, behind, folder === '' ? '.' : folder, place), at, behind };
    }
    const specifier = text === 'require' && this.is(at + 1, '(') ? this.stringAt(at + 2) : undefined;
    const start = specifier === undefined ? at + 1 : at + 4;
    const binding: Binding | undefined = specifier === undefined ? this.bindings.get(text) : { namespace: specifier };
    const names: string[] = [];
    for (let index = start; index < behind; index += 2) {
      if (!this.is(index, '.') || this.tokens[index + 1]?.kind !== 'name') return undefined;
      names.push(this.tokens[index + 1]!.text);
    }
    let node = binding && this.bound(binding, place);
    for (const name of names) node = node?.kind === 'object' ? valueOf(node, name) : undefined;
    return node && { node, at, behind };
  }

  private template(at: number, place: Place): Operand | undefined {
    let text = '';
    for (let index = at; index < this.tokens.length; index++) {
      const { kind, text: written, close } = this.tokens[index]!;
      if (kind === 'template') {
        text += unescaped(written.replace(/^`/, index === at ? '' : '`').replace(/`$/, ''));
        if (written.endsWith('`') && !(index === at && written === '`')) {
          return { node: this.string(at, index + 1, text, place), at, behind: index + 1 };
        }
        continue;
      }
      if (written !== '${') return undefined;
      const value = this.expression(index + 1, {});
      if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean') return undefined;
      text += String(value.value);
      index = close;
    }
    return undefined;
  }

  private array(at: number, place: Place): SyntaxNode {
    const { start, close } = this.tokens[at]!;
    const array = tree.arrayNode(start, place);
    array.span.end = this.endOf(close);
    for (let index = at + 1; index < close; index = this.expressionEnd(index) + 1) {
      const isSpread = this.is(index, '...');
      const item = this.expression(isSpread ? index + 1 : index, { parent: array });
      if (isSpread && item.kind === 'array') array.items.push(...item.items);
      else array.items.push(item);
    }
    return array;
  }

  /** @param exported the object that a module is for who imports all of it */
  private object(at: number, place: Place, exported?: readonly string[]): SyntaxNode {
    const token = this.tokens[at]!;
    const object = tree.objectNode(exported ? 0 : token.start, place);
    object.span.end = exported ? this.text.length : this.endOf(token.close);
    const add = (name: string, key: Span, end: number, value: (place: Place) => SyntaxNode | undefined): void => {
      const property = tree.openProperty(object, key.start, end, (inner) =>
        tree.stringNode(key, name, (index) => Math.min(key.start + index, key.end), inner),
      );
      property.value = value({ parent: object, property: property as never });
    };
    for (const name of exported ?? []) add(name, { start: 0, end: 0 }, 0, (inner) => this.value(name, inner));
    for (let index = at + 1; !exported && index < token.close;) {
      const end = Math.min(this.expressionEnd(index), token.close);
      const { kind, text } = this.tokens[index]!;
      const key = this.spanOf(index, index + 1);
      const last = this.endOf(end - 1);
      if (text === '...') {
        const spread = this.expression(index + 1, {});
        if (spread.kind === 'object') object.properties.push(...spread.properties);
        else this.leftOut.add(key.start);
      } else if (text === '[') {
        const { close } = this.tokens[index]!;
        const name = this.computedKey(index, close);
        if (name === undefined) this.leftOut.add(key.start);
        else add(name, this.spanOf(index, close + 1), last, (inner) => this.expression(close + 2, inner));
      } else if (this.is(index + 1, ':') && (kind === 'name' || kind === 'string' || kind === 'number')) {
        const name = kind === 'string' ? unescaped(text.slice(1, -1)) : text;
        // The text of an object is wanted: the object itself has places.
        const value = name === 'DefinitionString' ? this.stringified(index + 2) : undefined;
        add(name, key, last, (inner) => this.expression(value ?? index + 2, inner));
      } else if (kind === 'name' && end === index + 1) {
        add(text, key, last, (inner) => this.expression(index, inner));
      } else {
        this.leftOut.add(key.start);
      }
      index = end + 1;
    }
    return object;
  }

  /** The index of what `JSON.stringify(…)` is given, where one stands there. */
  private stringified(at: number): number | undefined {
    const isCall = ['JSON', '.', 'stringify', '('].every((text, index) => this.is(at + index, text));
    return isCall ? at + 4 : undefined;
  }

  /** `[name]` from its bracket on, where it is followed by a value and no variable is in it. */
  private computedKey(at: number, close: number): string | undefined {
    const found = this.is(close + 1, ':') ? this.operand(at + 1, {}) : undefined;
    if (found?.behind !== close || (found.node.kind !== 'string' && found.node.kind !== 'number')) return undefined;
    const name = String(found.node.value);
    return name.includes('${') ? undefined : name;
  }

  private code(at: number, place: Place): SyntaxNode {
    const computed = this.options.computed?.(this.tokens[at]?.start ?? 0);
    if (computed !== undefined) return this.string(at, this.expressionEnd(at), computed, place);
    const line = this.lines.positionAt(this.tokens[at]?.start ?? 0).line + 1;
    return this.string(at, this.expressionEnd(at), `\${code:${this.options.name}:${line}}`, place);
  }

  /** A string that stands from one token to before another. */
  private string(from: number, behind: number, value: string, place: Place): SyntaxNode {
    const span = this.spanOf(from, behind);
    return tree.stringNode(span, value, (index) => Math.min(span.start + 1 + index, span.end), place);
  }

  private stringAt(at: number): string | undefined {
    const token = this.tokens[at];
    return token?.kind === 'string' ? unescaped(token.text.slice(1, -1)) : undefined;
  }

  private spanOf(from: number, behind: number): Span {
    const start = this.tokens[from]?.start ?? this.text.length;
    return { start, end: Math.max(start, this.endOf(behind - 1)) };
  }

  private endOf(at: number): number {
    return this.tokens[at]?.end ?? this.text.length;
  }
}

interface Operand {
  readonly node: SyntaxNode;
  readonly at: number;
  /** Index of the token behind it. */
  readonly behind: number;
}

const ESCAPES: { readonly [letter: string]: string } = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

function unescaped(text: string): string {
  return text.replace(/\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|\r?\n|([^]))/gi, (_, ...groups: string[]) => {
    const [braced, four, two, letter] = groups;
    const code = braced ?? four ?? two;
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    return letter === undefined ? '' : (ESCAPES[letter] ?? letter);
  });
}
