/**
 * The values that a module of JavaScript or TypeScript exports, as far as they stand in it as literals, or are what a function
 * that only returns makes of literals. Nothing runs: what only running would tell becomes a variable `${code:FILE:LINE}`, which nobody here can resolve.
 */
import { javascriptTokens } from '../handlers/javascriptTokens';
import { unescaped } from '../handlers/unescaped';
import * as tree from '../syntax/buildTree';
import type { Place } from '../syntax/buildTree';
import { LineTable } from '../syntax/lineTable';
import type { Span, SyntaxNode } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import { LiteralStatements, type Binding } from './literalStatements';

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

/** A function whose body is one expression, by the index of its `function` or of its parameters. */
interface Callable {
  readonly module: LiteralModule;
  readonly at: number;
}

/** What a parameter stands for: the argument, evaluated where it was written. */
type Parameters = ReadonlyMap<string, (place: Place) => SyntaxNode>;

export class LiteralModule extends LiteralStatements {
  /** Of the function whose body is evaluated. */
  private parameters: Parameters = new Map();
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
    else this.readStatements();
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

  /** `process.env.STAGE || 'dev'` is a variable with what follows its comma: a text, a number, or what another variable has inside. */
  private alternative(left: Operand, place: Place): SyntaxNode | undefined {
    const name = left.node.kind === 'string' ? /^\$\{(env:[\w.-]+)\}$/.exec(left.node.value)?.[1] : undefined;
    const right = this.expression(left.behind + 1, {});
    if (name === undefined || (right.kind !== 'string' && right.kind !== 'number')) return undefined;
    const text = String(right.value);
    const inner = /^\$\{([^{}]+)\}$/.exec(text)?.[1];
    if (inner === undefined && /['{}]/.test(text)) return undefined;
    return this.string(left.at, this.expressionEnd(left.at), `\${${name}, ${inner ?? `'${text}'`}}`, place);
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
    const behind = this.behindChain(at);
    const written = this.text.slice(this.tokens[at]!.start, this.tokens[behind - 1]!.end);
    const variable = this.variableAt(at, behind);
    if (variable !== undefined) return { node: this.string(at, behind, `\${env:${variable}}`, place), at, behind };
    // The starters of the framework have this helper: the folder of the file, from that of the service.
    if (/^handlerPath\(\s*__dirname\s*\)$/.test(written)) {
      const folder = this.options.name.replace(/(^|\/)[^/]*$/, '');
      return { node: this.string(at, behind, folder === '' ? '.' : folder, place), at, behind };
    }
    const { start, value } = this.begun(at);
    const names: string[] = [];
    for (let index = start; index < behind; index += 2) {
      if (!this.is(index, '.') || this.tokens[index + 1]?.kind !== 'name') return undefined;
      names.push(this.tokens[index + 1]!.text);
    }
    let node = value(place);
    for (const name of names) node = node?.kind === 'object' ? valueOf(node, name) : undefined;
    return node && { node, at, behind };
  }

  /** The name of `process.env.NAME`, `process.env['NAME']`, `process.env?.[name]`, where nothing more belongs to the chain. */
  private variableAt(at: number, behind: number): string | undefined {
    if (!['process', '.', 'env'].every((text, index) => this.is(at + index, text))) return undefined;
    let index = at + 3;
    const isDotted = this.is(index, '.') || this.is(index, '?.');
    if (isDotted) index++;
    const token = this.tokens[index];
    if (this.is(token?.text === '[' ? token.close + 1 : index + 1, '!')) behind--;
    if (token?.text === '[') {
      const name = token.close + 1 === behind ? this.operand(index + 1, {}) : undefined;
      return name?.behind === token.close && name.node.kind === 'string' && /^\w+$/.test(name.node.value)
        ? name.node.value
        : undefined;
    }
    return isDotted && token?.kind === 'name' && index + 1 === behind ? token.text : undefined;
  }

  /** What a chain begins with, and the index behind it. */
  private begun(at: number): { readonly start: number; readonly value: (place: Place) => SyntaxNode | undefined } {
    const { text } = this.tokens[at]!;
    const specifier = text === 'require' && this.is(at + 1, '(') ? this.stringAt(at + 2) : undefined;
    if (specifier !== undefined)
      return { start: at + 4, value: (place) => this.bound({ namespace: specifier }, place) };
    if (['Object', '.', 'freeze', '('].every((each, index) => this.is(at + index, each))) {
      return { start: this.tokens[at + 3]!.close + 1, value: (place) => this.expression(at + 4, place) };
    }
    const called = this.calledAt(at);
    if (called) {
      const { open, callable } = called;
      return { start: this.tokens[open]!.close + 1, value: (place) => this.returned(callable, open, place) };
    }
    const parameter = this.parameters.get(text);
    const binding = this.bindings.get(text);
    return { start: at + 1, value: parameter ?? ((place) => binding && this.bound(binding, place)) };
  }

  // --- Functions -----------------------------------------------------------------------------------------------------

  /** The function that `f(…)` or `module.f(…)` calls, and the index of the bracket. */
  private calledAt(at: number): { readonly open: number; readonly callable: Callable } | undefined {
    const { text } = this.tokens[at]!;
    const binding = this.bindings.get(text);
    const isMember = binding && 'namespace' in binding && this.is(at + 1, '.') && this.is(at + 3, '(');
    if (isMember) {
      const callable = this.options.imported(binding.namespace)?.callable(this.tokens[at + 2]!.text);
      return callable && { open: at + 3, callable };
    }
    const callable = this.is(at + 1, '(') ? this.ownCallable(text) : undefined;
    return callable && { open: at + 1, callable };
  }

  private ownCallable(name: string): Callable | undefined {
    const own = this.functions.get(name);
    return own === undefined ? this.boundCallable(this.bindings.get(name)) : { module: this, at: own };
  }

  /** A function that the module exports. */
  private callable(name: string): Callable | undefined {
    const own = this.exportedFunctions.get(name);
    if (own !== undefined) return { module: this, at: own };
    const found = ++this.depth > DEEPEST ? undefined : this.boundCallable(this.exported.get(name));
    const reexported = found ?? (this.depth > DEEPEST ? undefined : this.reexportedCallable(name));
    this.depth--;
    return reexported;
  }

  private reexportedCallable(name: string): Callable | undefined {
    for (const specifier of this.reexported) {
      const found = this.options.imported(specifier)?.callable(name);
      if (found) return found;
    }
    return undefined;
  }

  private boundCallable(binding: Binding | undefined): Callable | undefined {
    if (!binding || 'namespace' in binding) return undefined;
    if ('from' in binding) return this.options.imported(binding.from)?.callable(binding.name);
    return this.isFunctionAt(binding.at) ? { module: this, at: binding.at } : undefined;
  }

  /** @param open the index of the bracket that the arguments stand in */
  private returned({ module, at }: Callable, open: number, place: Place): SyntaxNode | undefined {
    const { close } = this.tokens[open]!;
    const { parameters } = this;
    const given: ((place: Place) => SyntaxNode)[] = [];
    for (let index = open + 1; index < close; index = this.expressionEnd(index) + 1) {
      given.push((inner) => this.within(parameters, () => this.expression(index, inner)));
    }
    const node = ++this.depth > DEEPEST ? undefined : module.result(at, given, place);
    this.depth--;
    if (node && module !== this) this.origins.set(node, module.origins.get(node) ?? module);
    return node;
  }

  /** What a function returns; undefined where it does more than that. */
  private result(at: number, given: readonly ((place: Place) => SyntaxNode)[], place: Place): SyntaxNode | undefined {
    const isNamed = this.is(at, 'function') && !this.is(at + 1, '(');
    const head = isNamed ? at + 2 : this.is(at, 'function') ? at + 1 : at;
    const token = this.tokens[head];
    const isList = token?.text === '(';
    const names = isList ? this.parameterNames(head, token.close) : token && [token.text];
    if (!names || this.is(head, 'async')) return undefined;
    let body = this.behindType(isList ? token.close + 1 : head + 1, true);
    if (this.is(body, '=>')) body++;
    else if (!this.is(body, '{')) return undefined;
    if (this.is(body, '{')) {
      if (!this.is(body + 1, 'return')) return undefined;
      body += 2;
    }
    const parameters = names.flatMap((name, index) => (given[index] ? [[name, given[index]] as const] : []));
    return this.within(new Map(parameters), () => this.expression(body, place));
  }

  /** `(a, b: string)`; undefined where they are taken apart. */
  private parameterNames(open: number, close: number): string[] | undefined {
    const names: string[] = [];
    for (let index = open + 1; index < close; index = this.expressionEnd(index) + 1) {
      if (this.tokens[index]!.kind !== 'name') return undefined;
      names.push(this.tokens[index]!.text);
    }
    return names;
  }

  private within<T>(parameters: Parameters, evaluate: () => T): T {
    const before = this.parameters;
    this.parameters = parameters;
    const result = evaluate();
    this.parameters = before;
    return result;
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
