/** Reads the shape of Python: declarations, scopes, calls. Never fails: what is not understood is passed over. */
import { pythonStatements, type PythonToken } from '../../core/handlers/pythonStatements';
import { unescaped } from '../../core/handlers/unescaped';
import type { CallSite, Code, Parameter } from './code';
import { CodeUnderway, isEmpty } from './codeUnderway';
import { callIn, type CallExpression, type Expression, type ObjectEntry } from './expression';
import { once } from '../once';

export function readPython(file: string, text: string): Code {
  return new PythonReading(file, text).code();
}

/** Levels of brackets that are read; deeper than people write. */
const DEEPEST = 60;
const OPERATORS = new Set(['and', 'or', 'in', 'is', 'not', ...'+ - * / % // == != < > <= >= | & ^'.split(' ')]);
const WORDS = new Map<string, boolean | null>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** What their blocks do is done under a condition. */
const CONDITIONS: ReadonlySet<string | undefined> = new Set(['if', 'elif', 'else', 'try', 'except', 'while']);
/** Statements that give no name a value by themselves. */
const BEGINS: ReadonlySet<string | undefined> = new Set(['class', 'def', 'for', 'with', 'return']);

class PythonReading {
  private readonly read: CodeUnderway;
  /** Names that a block has for itself, as in `with open(…) as file:`, the second time that one is taken. */
  private blocks: { readonly name: string; readonly alias: string; readonly indent: number }[] = [];
  /** What is run only if something holds. */
  private conditions: { readonly tokens: readonly PythonToken[]; readonly indent: number }[] = [];

  constructor(
    file: string,
    private readonly text: string,
  ) {
    this.read = new CodeUnderway(file, text, 'python', -1);
  }

  code(): Code {
    for (const { indent, tokens } of pythonStatements(this.text)) {
      this.read.leave((end) => end >= indent);
      this.statement(tokens, indent);
    }
    return this.read.code;
  }

  private statement(written: readonly PythonToken[], indent: number): void {
    this.blocks = this.blocks.filter((block) => block.indent < indent);
    this.conditions = this.conditions.filter((condition) => condition.indent < indent);
    const tokens = this.blocks.reduce((all, { name, alias }) => withName(all, 0, name, alias), written);
    const line = new PythonLine(tokens, this.read.code.file);
    const first = tokens[0]!.text === 'async' ? 1 : 0;
    const word = tokens[first]?.text;
    if (word === 'from' || word === 'import') return this.readImport(tokens);
    const read = (at: number): (() => Expression) => once(() => line.expression(at, 0)[0]);
    if (word === 'class') this.readClass(tokens, indent);
    else if (word === 'def') this.readFunction(tokens, first, indent, read);
    else if (word === 'for') this.readLoop(tokens, indent, read);
    else if (word === 'with') this.readWith(tokens, indent, read);
    else if (word === 'return') this.readReturn(tokens, read);
    if (CONDITIONS.has(word)) this.conditions.push({ tokens, indent });
    this.readAddition(tokens, read);
    const older = BEGINS.has(word) ? undefined : this.readAssignment(tokens, read);
    // What a name is made of in the same statement is what it was before.
    this.readCalls(
      older ? new PythonLine(withName(tokens, older.from, older.name, older.alias), this.read.code.file) : line,
    );
  }

  private readClass(tokens: readonly PythonToken[], indent: number): void {
    const bases = tokens.slice(2).flatMap(({ kind, text }, index, rest) => {
      const goesOn = rest[index + 1]?.text === '.' || rest[index + 1]?.text === '=' || rest[index - 1]?.text === '=';
      return kind === 'name' && !goesOn ? [text] : [];
    });
    this.read.enter(this.read.newScope('class', indent, { name: tokens[1]?.text, bases }));
  }

  private readFunction(
    tokens: readonly PythonToken[],
    def: number,
    indent: number,
    read: (at: number) => () => Expression,
  ): void {
    const isMethod = this.read.scope.kind === 'class';
    const name = tokens[def + 1]?.text;
    const parameters = parametersOf(tokens, def + 2, read).filter(({ name: each }) => !isMethod || each !== 'self');
    this.read.enter(
      this.read.newScope('function', indent, {
        name: isMethod && name === '__init__' ? 'constructor' : name,
        parameters,
      }),
    );
  }

  private readLoop(tokens: readonly PythonToken[], indent: number, read: (at: number) => () => Expression): void {
    const at = tokens.findIndex(({ text }) => text === 'in');
    if (at < 0) return;
    const names = tokens.slice(1, at).filter(({ kind }) => kind === 'name');
    const fields = new Map(names.map(({ text }, index) => [text, String(index)]));
    const parameter: Parameter = names.length === 1 ? { name: names[0]!.text } : { fields };
    this.read.enter(this.read.newScope('loop', indent, { parameters: [parameter], over: read(at + 1) }));
  }

  private readReturn(tokens: readonly PythonToken[], read: (at: number) => () => Expression): void {
    const target = this.read.nearest('function');
    if (!target || tokens.length < 2) return;
    target.returnCount++;
    target.returns = target.returnCount === 1 ? read(1) : undefined;
  }

  /** `with open(…) as name:` */
  private readWith(tokens: readonly PythonToken[], indent: number, read: (at: number) => () => Expression): void {
    const as = outerIndex(tokens, 'as');
    const name = tokens[as + 1];
    if (as <= 0 || name?.kind !== 'name') return;
    const { names } = this.read.scope;
    const alias = names.has(name.text) ? `${name.text}'${names.size}` : name.text;
    names.set(alias, read(1));
    if (alias !== name.text) this.blocks.push({ name: name.text, alias, indent });
  }

  /** `name = …`, `name: Type = …`, `self.name = …` */
  private readAssignment(
    tokens: readonly PythonToken[],
    read: (at: number) => () => Expression,
  ): { readonly name: string; readonly alias: string; readonly from: number } | undefined {
    const equals = outerIndex(tokens, '=');
    if (/^[-+*/%]=?$/.test(tokens[1]?.text ?? '') && tokens[0]!.kind === 'name') this.read.noteChange(tokens[0]!.text);
    if (equals < 1) return undefined;
    const isOwn = tokens[0]!.text === 'self' && tokens[1]?.text === '.';
    const name = isOwn ? tokens[2] : tokens[0];
    const behind = tokens[isOwn ? 3 : 1]?.text;
    if (name?.kind !== 'name' || (behind !== '=' && behind !== ':')) return undefined;
    const target = isOwn ? this.read.nearest('class') : this.read.scope;
    const isOfClass = isOwn || target?.kind === 'class';
    const key = isOfClass ? `this.${name.text}` : name.text;
    const before = target?.names.get(key);
    const isParameter = target?.kind === 'function' && target.parameters.some((each) => each.name === key);
    const condition = this.conditions.at(-1);
    if (isParameter && !before && condition && condition.indent > target.end) {
      // What a call gives stays, unless the condition is that it gives nothing.
      if (asksForNothing(condition.tokens, key)) this.read.standardOf(key, read(equals + 1), target);
      return undefined;
    }
    const isMadeOfItself = tokens.slice(equals + 1).some(({ text }) => text.includes(key));
    const isFirst = before ? !isOfClass && isEmpty(before()) : !(isParameter && isMadeOfItself);
    if (target && isFirst) target.names.set(key, read(equals + 1));
    else if (target && !isOfClass && isMadeOfItself) {
      const alias = this.read.reassign(key, read(equals + 1), target);
      return alias === undefined ? undefined : { name: key, alias, from: equals + 1 };
    } else if (before) target?.changed.add(key);
    return undefined;
  }

  /** `list.append(…)`, `object[key] = …`, `self.list.append(…)` */
  private readAddition(tokens: readonly PythonToken[], read: (at: number) => () => Expression): void {
    const isOwn = tokens[0]?.text === 'self' && tokens[1]?.text === '.';
    const at = isOwn ? 2 : 0;
    const name = isOwn ? `this.${tokens[2]?.text}` : tokens[0]!.text;
    const isConditional = this.isAsked();
    const behind = tokens.slice(at + 1, at + 4).map(({ text }) => text);
    if (behind.join('') === '.append(') this.read.noteAddition(name, { value: read(at + 4), isConditional });
    const equals = outerIndex(tokens, '=');
    if (behind[0] === '[' && equals > 0 && tokens[equals - 1]?.text === ']')
      this.read.noteAddition(name, { key: read(at + 2), value: read(equals + 1), isConditional });
  }

  /** Whether what is read is run only if something holds, within its function. */
  private isAsked(): boolean {
    const within = this.read.nearest('function')?.end ?? -1;
    return this.conditions.some(({ tokens: [, asked], indent }) => indent > within && asked?.text !== '__name__');
  }

  /** `from .a import b as c`, `import a.b as c`, `from .a import *` */
  private readImport(tokens: readonly PythonToken[]): void {
    const begin = tokens.findIndex(({ text }) => text === 'import');
    const module = tokens[0]!.text === 'from' ? joined(tokens.slice(1, begin)) : undefined;
    if (module !== undefined && tokens[begin + 1]?.text === '*') this.read.wildcards.push(module);
    let names: PythonToken[] = [];
    for (const token of [...tokens.slice(begin + 1), undefined]) {
      if (token && token.text !== ',') {
        if (token.text !== '(' && token.text !== ')') names.push(token);
        continue;
      }
      const as = names.findIndex(({ text }) => text === 'as');
      const original = joined(as < 0 ? names : names.slice(0, as));
      const local = as < 0 ? original : names[as + 1]?.text;
      if (local) this.read.imports.set(local, module === undefined ? { module: original } : { module, name: original });
      names = [];
    }
  }

  private readCalls(line: PythonLine): void {
    const { tokens } = line;
    const isAsked = this.isAsked();
    const isChoice = ({ kind, text }: PythonToken): boolean => kind === 'name' && text === 'if';
    const isAlternative = ({ kind, text }: PythonToken): boolean => kind === 'name' && /^(?:else|and|or)$/.test(text);
    tokens.forEach(({ kind, text, start }, at) => {
      if (kind !== 'name' || tokens[at + 1]?.text !== '(') return;
      const before = tokens[at - 1]?.text;
      if (before === 'def' || before === 'class') return;
      // `super().__init__(…)` makes what the class's base makes.
      const isSuper = text === '__init__' && before === '.' && tokens[at - 2]?.text === ')';
      const { scope, code } = this.read;
      const make = once(() => line.callAt(isSuper ? at : line.chainBegin(at), at));
      const isConditional = isAsked || tokens.slice(at).some(isChoice) || tokens.slice(0, at).some(isAlternative);
      const name = isSuper ? 'super' : text;
      const site: CallSite = {
        code,
        scope,
        start,
        get call() {
          return make();
        },
        isConditional,
      };
      this.read.noteCall(name, site);
    });
  }
}

/** `if not name:`, `if name is None:` */
function asksForNothing(tokens: readonly PythonToken[], name: string): boolean {
  const condition = tokens.map(({ text }) => text).join(' ');
  return condition === `if not ${name} :` || condition === `if ${name} is None :`;
}

/** The same tokens, in which a name has another. A member or an argument of that name keeps it. */
function withName(tokens: readonly PythonToken[], from: number, name: string, alias: string): readonly PythonToken[] {
  return tokens.map((token, at) => {
    const isOther = at < from || token.kind !== 'name' || token.text !== name;
    return isOther || tokens[at - 1]?.text === '.' || tokens[at + 1]?.text === '=' ? token : { ...token, text: alias };
  });
}

function joined(tokens: readonly PythonToken[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** Outside of all brackets. */
function outerIndex(tokens: readonly PythonToken[], wanted: string): number {
  let depth = 0;
  return tokens.findIndex(({ kind, text }) => {
    if (kind === 'mark' && /^[([{]$/.test(text)) depth++;
    if (kind === 'mark' && /^[)\]}]$/.test(text)) depth--;
    return depth === 0 && kind !== 'text' && text === wanted;
  });
}

function parametersOf(
  tokens: readonly PythonToken[],
  open: number,
  read: (at: number) => () => Expression,
): readonly Parameter[] {
  const found: Parameter[] = [];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    if (/^[([{]$/.test(text)) depth++;
    if (/^[)\]}]$/.test(text) && --depth === 0) break;
    const before = tokens[at - 1]?.text;
    const isRest = before === '*' || before === '**';
    const begins = depth === 1 && kind === 'name' && (before === '(' || before === ',' || isRest);
    if (!begins || (isRest && !/^[(,]$/.test(tokens[at - 2]?.text ?? ''))) continue;
    let end = at + 1;
    for (let inner = 0; end < tokens.length; end++) {
      const mark = tokens[end]!.text;
      if (/^[([{]$/.test(mark)) inner++;
      if (/^[)\]}]$/.test(mark) && inner-- === 0) break;
      if (inner === 0 && (mark === ',' || mark === '=')) break;
    }
    found.push({ name: text, isRest, standard: tokens[end]?.text === '=' ? read(end + 1) : undefined });
  }
  return found;
}

/** The expressions of one statement. */
class PythonLine {
  constructor(
    readonly tokens: readonly PythonToken[],
    private readonly file: string,
  ) {}

  private is(at: number, text: string): boolean {
    const token = this.tokens[at];
    return token !== undefined && token.kind !== 'text' && token.text === text;
  }

  /** The call of a name at `at`, whose chain begins at `begin`. */
  callAt(begin: number, at: number): CallExpression {
    const name = this.tokens[at]!;
    const [whole] = this.operand(begin, 0);
    const bare: Expression = { kind: 'name', name: name.text, start: name.start, end: name.end };
    return callIn(whole, name.end) ?? this.call(bare, at + 1, 0)[0];
  }

  /** Where `a.b(…).c` begins that ends at a token. */
  chainBegin(last: number): number {
    let begin = last;
    while (this.is(begin - 1, '.')) {
      let before = begin - 2;
      while (this.is(before, ')') || this.is(before, ']')) before = this.opening(before) - 1;
      if (this.tokens[before]?.kind !== 'name') return begin;
      begin = before;
    }
    return begin;
  }

  /** The bracket that one at `close` closes; -1 where there is none. */
  private opening(close: number): number {
    let depth = 0;
    for (let at = close; at >= 0; at--) {
      const { kind, text } = this.tokens[at]!;
      if (kind !== 'mark') continue;
      if (/^[)\]}]$/.test(text)) depth++;
      if (/^[([{]$/.test(text) && --depth === 0) return at;
    }
    return -1;
  }

  expression(at: number, depth: number): [Expression, number] {
    let [left, end] = this.operand(at, depth);
    while (OPERATORS.has(this.tokens[end]?.text ?? '') && this.tokens[end]!.kind !== 'text') {
      const operator = this.tokens[end]!.text;
      const [right, behind] = this.operand(end + 1, depth);
      left = { kind: 'operation', operator, operands: [left, right], start: left.start, end: right.end };
      if (behind <= end) break;
      end = behind;
    }
    if (this.is(end, 'for')) return [this.other(at, this.closing(end)), this.closing(end)];
    if (!this.is(end, 'if')) return [left, end];
    const [condition, otherwise] = this.expression(end + 1, depth + 1);
    if (!this.is(otherwise, 'else')) return [this.other(at, otherwise), otherwise];
    const [no, behind] = this.expression(otherwise + 1, depth + 1);
    const operands = [condition, left, no];
    return [{ kind: 'operation', operator: '?', operands, start: left.start, end: no.end }, behind];
  }

  private other(at: number, end: number): Expression {
    const start = this.tokens[at]?.start ?? this.tokens.at(-1)!.end;
    return { kind: 'other', start, end: Math.max(start, this.tokens[end - 1]?.end ?? start) };
  }

  /** The bracket that closes what is open at a token. */
  private closing(from: number): number {
    let depth = 0;
    for (let at = from; at < this.tokens.length; at++) {
      const { kind, text } = this.tokens[at]!;
      if (kind !== 'mark') continue;
      if (/^[([{]$/.test(text)) depth++;
      if (/^[)\]}]$/.test(text) && depth-- === 0) return at;
    }
    return this.tokens.length;
  }

  private operand(at: number, depth: number): [Expression, number] {
    const token = this.tokens[at];
    if (!token || depth > DEEPEST) return [this.other(at, at + 1), at + 1];
    if (this.is(at, 'await') || this.is(at, '*')) return this.operand(at + 1, depth + 1);
    if (this.is(at, 'lambda')) {
      const colon = this.tokens.findIndex(({ text }, index) => index > at && text === ':');
      const [, end] = this.expression(colon + 1, depth + 1);
      return [{ kind: 'function', start: token.start, end: this.tokens[end - 1]?.end ?? token.end }, end];
    }
    if (this.is(at, 'not') || this.is(at, '-')) {
      const [, end] = this.operand(at + 1, depth + 1);
      return [this.other(at, end), end];
    }
    return this.postfix(...this.primary(at, token, depth), depth);
  }

  private primary(at: number, { kind, text, start, end }: PythonToken, depth: number): [Expression, number] {
    if (kind === 'text') return this.texts(at, depth);
    if (kind === 'name') {
      const word = WORDS.get(text);
      if (word !== undefined) return [{ kind: 'literal', value: word, start, end }, at + 1];
      const number = /^[.\d]/.test(text) ? Number(text.replaceAll('_', '')) : NaN;
      if (!Number.isNaN(number)) return [{ kind: 'literal', value: number, start, end }, at + 1];
      return [{ kind: 'name', name: text, start, end }, at + 1];
    }
    const close = this.closing(at + 1);
    const closeEnd = this.tokens[close]?.end ?? end;
    if (text === '(' || text === '[') {
      const { items, hasComma } = this.items(at + 1, close, depth);
      if (text === '(' && !hasComma && items.length === 1) return [items[0]!, close + 1];
      return [{ kind: 'list', items, start, end: closeEnd }, close + 1];
    }
    if (text === '{')
      return [{ kind: 'object', entries: this.entries(at, close, depth), start, end: closeEnd }, close + 1];
    return [this.other(at, at + 1), at + 1];
  }

  private items(from: number, close: number, depth: number): { items: Expression[]; hasComma: boolean } {
    const items: Expression[] = [];
    let hasComma = false;
    for (let at = from; at < close;) {
      const [item, end] = this.expression(at, depth + 1);
      items.push(item);
      at = Math.max(end, at + 1);
      while (at < close && !this.is(at, ',')) at++;
      if (at < close) hasComma = true;
      at++;
    }
    return { items, hasComma };
  }

  private entries(open: number, close: number, depth: number): ObjectEntry[] {
    const entries: ObjectEntry[] = [];
    for (let at = open + 1; at < close;) {
      if (this.is(at, '**')) {
        const [value, end] = this.expression(at + 1, depth + 1);
        entries.push({ value });
        at = end;
      } else {
        const [key, colon] = this.expression(at, depth + 1);
        const [value, end] = this.is(colon, ':') ? this.expression(colon + 1, depth + 1) : [undefined, colon];
        if (value) entries.push(key.kind === 'literal' ? { key: String(key.value), value } : { computed: key, value });
        at = Math.max(end, at + 1);
      }
      at = this.behindComma(at, close);
    }
    return entries;
  }

  private behindComma(from: number, close: number): number {
    let at = from;
    while (at < close && !this.is(at, ',')) {
      const { kind, text } = this.tokens[at]!;
      at = kind === 'mark' && /^[([{]$/.test(text) ? this.closing(at + 1) + 1 : at + 1;
    }
    return at + 1;
  }

  /** Neighbours are one text; `f"…"` has expressions in it. */
  private texts(from: number, depth: number): [Expression, number] {
    const parts: Expression[] = [];
    let at = from;
    for (; this.tokens[at]?.kind === 'text'; at++) parts.push(...this.textParts(this.tokens[at]!, depth));
    const [only] = parts;
    const { start } = this.tokens[from]!;
    const { end } = this.tokens[at - 1]!;
    if (parts.length === 1 && only?.kind === 'literal') return [{ ...only, start, end }, at];
    return [{ kind: 'text', parts, start, end }, at];
  }

  private textParts({ text, start, end }: PythonToken, depth: number): Expression[] {
    const [, prefix = '', quote = '"'] = /^([a-z]*)("""|'''|"|')/i.exec(text) ?? [];
    const closed = text.endsWith(quote) && text.length >= prefix.length + 2 * quote.length;
    const body = text.slice(prefix.length + quote.length, closed ? -quote.length : undefined);
    const literal = (written: string): Expression => ({
      kind: 'literal',
      value: /r/i.test(prefix) ? written : unescaped(written),
      start,
      end,
    });
    if (!/f/i.test(prefix)) return [literal(body)];
    return body.split(/(\{\{|\}\}|\{[^{}]*\})/).flatMap((part) => {
      if (part === '') return [];
      if (part === '{{' || part === '}}') return [literal(part[0]!)];
      if (!part.startsWith('{')) return [literal(part)];
      const [statement] = pythonStatements(part.slice(1, -1).replace(/(?:!\w)?(?::[^:[\]]*)?$/, ''));
      const inner = statement && new PythonLine(statement.tokens, this.file).expression(0, depth + 1)[0];
      return [inner ?? { kind: 'other', start, end }];
    });
  }

  private postfix(first: Expression, from: number, depth: number): [Expression, number] {
    let whole = first;
    let at = from;
    for (;;) {
      const { start } = whole;
      if (this.is(at, '.') && this.tokens[at + 1]?.kind === 'name') {
        const { text, end } = this.tokens[at + 1]!;
        whole = { kind: 'member', object: whole, name: text, start, end };
        at += 2;
      } else if (this.is(at, '(')) [whole, at] = this.call(whole, at, depth);
      else if (this.is(at, '[')) {
        const close = this.closing(at + 1);
        const [index] = this.expression(at + 1, depth + 1);
        whole = { kind: 'item', object: whole, index, start, end: this.tokens[close]?.end ?? whole.end };
        at = close + 1;
      } else return [whole, at];
    }
  }

  private call(callee: Expression, open: number, depth: number): [Expression & { readonly kind: 'call' }, number] {
    const close = this.closing(open + 1);
    const items: Expression[] = [];
    const named: ObjectEntry[] = [];
    for (let at = open + 1; at < close;) {
      const isNamed = this.tokens[at]?.kind === 'name' && this.is(at + 1, '=');
      const isSpread = this.is(at, '**');
      const [value, end] = this.expression(isNamed ? at + 2 : isSpread ? at + 1 : at, depth + 1);
      if (isNamed) named.push({ key: this.tokens[at]!.text, value });
      else if (isSpread) named.push({ value });
      else items.push(value);
      at = this.behindComma(Math.max(end, at + 1), close);
    }
    const end = this.tokens[close]?.end ?? callee.end;
    return [{ kind: 'call', callee, items, named, start: callee.start, end }, close + 1];
  }
}
