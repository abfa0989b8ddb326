/** The statements of a module of JavaScript or TypeScript: what its names stand for, and what it exports. Nothing is evaluated. */
import { TokenWalk } from '../handlers/javascriptWalk';
import { unescaped } from '../handlers/unescaped';

/** A value of the module, by the index of its first token. */
export type Binding =
  { readonly at: number } | { readonly from: string; readonly name: string } | { readonly namespace: string };

export class LiteralStatements extends TokenWalk {
  protected readonly bindings = new Map<string, Binding>();
  protected readonly exported = new Map<string, Binding>();
  protected readonly reexported: string[] = [];
  /** By the index of `function`. */
  protected readonly functions = new Map<string, number>();
  protected readonly exportedFunctions = new Map<string, number>();

  protected readStatements(): void {
    for (let at = 0; at < this.tokens.length; at = Math.max(at + 1, this.next(at))) this.statement(at);
  }

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
      case 'function':
        return void this.functions.set(this.tokens[at + 1]?.text ?? '', at);
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
    } else if (next.text === 'function') {
      const name = this.tokens[at + 2]?.text ?? '';
      this.functions.set(name, at + 1);
      this.exportedFunctions.set(name, at + 1);
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

  protected stringAt(at: number): string | undefined {
    const token = this.tokens[at];
    return token?.kind === 'string' ? unescaped(token.text.slice(1, -1)) : undefined;
  }
}
