/** Reads the shape of JavaScript and TypeScript: declarations, scopes, calls. Never fails: what is not understood is passed over. */
import { javascriptTokens, type Token } from '../../core/handlers/javascriptTokens';
import { unescaped } from '../../core/handlers/unescaped';
import { TokenWalk } from '../../core/handlers/javascriptWalk';
import type { CallSite, Code, OpenScope, Parameter } from './code';
import { CodeUnderway } from './codeUnderway';
import { callIn, type CallExpression, type Expression, type ObjectEntry } from './expression';
import { once } from '../once';

export function readJavascript(file: string, text: string): Code {
  return new JavascriptReading(file, text).code();
}

/** Levels of brackets that are read; deeper than people write. */
const DEEPEST = 60;
/** These bind weaker than all that is read as one operand. */
const OPERATORS = new Set('+ - * / % ?? || && == === != !== < > <= >= & | ^'.split(' '));
const LOOPS = new Set(['forEach', 'map', 'flatMap']);
const MODIFIERS = /^(?:public|private|protected|readonly|static|override|declare|async|get|set)$/;
/** Before `(` they are no names of functions. */
const NO_CALLS = /^(?:if|for|while|switch|catch|return|typeof|await|function|import|constructor|of|in)$/;

class JavascriptReading extends TokenWalk {
  /** The opening bracket of a closing one. */
  private readonly opens = new Map<number, number>();
  private readonly read: CodeUnderway;

  constructor(file: string, text: string) {
    super(javascriptTokens(text));
    this.read = new CodeUnderway(file, text, 'javascript', Infinity);
    this.tokens.forEach(({ close }, index) => close >= 0 && this.opens.set(close, index));
  }

  code(): Code {
    for (let at = 0; at < this.tokens.length; at++) {
      this.read.leave((end) => end <= at);
      this.readAt(at);
    }
    const byStart = once(() => new Map(this.tokens.map(({ start }, index) => [start, index])));
    const expressionAt = (start: number): Expression | undefined => {
      const at = byStart().get(start);
      return at === undefined ? undefined : this.expression(at, 0)[0];
    };
    return Object.assign(this.read.code, { expressionAt });
  }

  private readAt(at: number): void {
    const { kind, text } = this.tokens[at]!;
    if (kind === 'mark' && text === '(') this.readBracket(at);
    if (kind !== 'name' || this.isProperty(at)) return;
    this.readAddition(at);
    if (text === 'import') this.readImport(at);
    else if (text === 'class') this.readClass(at);
    else if (text === 'function') this.readFunction(at);
    else if (text === 'for') this.readLoop(at);
    else if (text === 'const' || text === 'let' || text === 'var') this.readDeclarations(at);
    else if (text === 'enum') this.readEnum(at);
    else if (text === 'return') this.readReturn(at);
    else if (text === 'this') this.readOwnProperty(at);
    else if (text === 'export') this.readExport(at);
    else if (this.is(at + 1, '=>')) this.readArrow(at, at + 1, [{ name: text }]);
    else if (this.read.scope.kind === 'class') this.readClassMember(at);
    else if (/^(?:=|\?\?=|\|\|=)$/.test(this.tokens[at + 1]?.text ?? '')) this.readReassignment(at);
    else if (/^(?:[-+*/%]=|\+\+|--)$/.test(this.tokens[at + 1]?.text ?? '')) this.read.noteChange(text);
  }

  /** `text = text.replace(…)`, and of a parameter `options ??= {}`, `if (!options) options = {}` */
  private readReassignment(at: number): void {
    const { text: name, onNewLine } = this.tokens[at]!;
    const guard = this.is(at - 1, '{') ? at - 2 : at - 1;
    const isGuarded =
      this.is(guard, ')') && this.is(guard - 3, '(') && this.is(guard - 2, '!') && this.is(guard - 1, name);
    if (isGuarded || !this.is(at + 1, '=')) {
      this.read.standardOf(name, this.lazily(at + 2), this.read.scope);
      return;
    }
    const before = this.tokens[at - 1]?.text ?? ';';
    if (!onNewLine && /^(?:\)|else)$/.test(before)) return this.read.noteChange(name);
    if (!onNewLine && !/^[;{}]$/.test(before)) return;
    const end = this.expressionEnd(at + 2);
    if (this.tokens.slice(at + 2, end).some(({ kind, text }) => kind === 'name' && text === name))
      this.read.reassign(name, this.lazily(at + 2));
    else this.read.noteChange(name);
  }

  /** `list.push(…)`, `object[key] = …`, `object.key = …`, `this.list.push(…)` */
  private readAddition(first: number): void {
    const isOwn = this.is(first, 'this') && this.is(first + 1, '.');
    const at = isOwn ? first + 2 : first;
    const name = this.tokens[at]?.text ?? '';
    const [mark, member, behind] = [1, 2, 3].map((count) => this.tokens[at + count]);
    const note = (value: number, key?: () => Expression): void => {
      const { scope } = this.read;
      const addition = { key, value: this.lazily(value), isConditional: this.isConditional(first, scope) };
      this.read.noteAddition(isOwn ? `this.${name}` : name, addition);
    };
    if (mark?.text === '[' && mark.kind === 'mark' && this.is(mark.close + 1, '=')) {
      note(mark.close + 2, this.lazily(at + 2));
    } else if (mark?.text === '.' && member?.kind === 'name') {
      const { text: key, start, end } = member;
      if (behind?.text === '=') note(at + 4, () => ({ kind: 'literal', value: key, start, end }));
      if (key !== 'push' || behind?.text !== '(') return;
      for (let item = at + 4; item < behind.close; item++) {
        note(item);
        while (item < behind.close && !this.is(item, ',')) item = this.next(item);
      }
    }
  }

  private declare(name: string, at: number, scope: OpenScope = this.read.scope): void {
    if (!scope.names.has(name)) scope.names.set(name, this.lazily(at));
  }

  private lazily(at: number): () => Expression {
    return once(() => this.expression(at, 0)[0]);
  }

  // --- Scopes -----------------------------------------------------------------------------------------------------

  private readClass(at: number): void {
    let brace = at + 1;
    while (brace < this.tokens.length && !this.is(brace, '{') && !this.is(brace, ';')) brace = this.next(brace);
    const open = this.tokens[brace];
    if (open?.text !== '{') return;
    const head = this.tokens.slice(at + 1, brace);
    const name = head[0]?.kind === 'name' && head[0].text !== 'extends' ? head[0].text : undefined;
    const begin = head.findIndex(({ text }) => text === 'extends');
    let base: string | undefined;
    for (let index = begin + 1; begin >= 0 && index < head.length; index += 2) {
      base = head[index]?.text;
      if (head[index + 1]?.text !== '.') break;
    }
    this.read.enter(this.read.newScope('class', open.close + 1, { name, bases: base === undefined ? [] : [base] }));
  }

  private readFunction(at: number): void {
    const star = this.is(at + 1, '*') ? at + 2 : at + 1;
    const named = this.tokens[star]?.kind === 'name';
    const name = named ? this.tokens[star]!.text : this.nameBefore(at);
    this.pushFunction(named ? star + 1 : star, name);
  }

  private pushFunction(head: number, name: string | undefined): void {
    const behind = this.functionBody(head);
    const open = this.is(head, '<') ? this.behindTypeList(head) : head;
    if (behind === undefined || open === undefined) return;
    this.read.enter(this.read.newScope('function', behind, { name, parameters: this.parameters(open) }));
  }

  private readClassMember(at: number): void {
    const { text } = this.tokens[at]!;
    if (MODIFIERS.test(text) && this.tokens[at + 1]?.kind === 'name') return;
    if (this.is(at + 1, '(') || this.is(at + 1, '<')) return this.pushFunction(at + 1, text);
    const equals = this.behindType(at + 1);
    if (this.is(equals, '=')) this.declare(`this.${text}`, equals + 1);
  }

  private readBracket(at: number): void {
    this.readCall(at);
    if (!this.isFunctionAt(at)) return;
    const behind = this.tokens[at]!.close + 1;
    const arrow = this.is(behind, '=>') ? behind : this.behindType(behind, true);
    if (this.is(arrow, '=>')) this.readArrow(at, arrow, this.parameters(at));
  }

  /** @param at of the head */
  private readArrow(at: number, arrow: number, parameters: readonly Parameter[]): void {
    const before = this.is(at - 1, 'async') ? at - 1 : at;
    const body = arrow + 1;
    const isBlock = this.is(body, '{');
    const end = isBlock ? this.tokens[body]!.close + 1 : this.expressionEnd(body);
    const over = this.listLoopedOver(before);
    const scope = over
      ? this.read.newScope('loop', end, { parameters, over })
      : this.read.newScope('function', end, { parameters, name: this.nameBefore(before) });
    if (!isBlock) Object.assign(scope, { returns: this.lazily(body), returnCount: 1 });
    this.read.enter(scope);
  }

  /** `LIST.forEach(` before a function */
  private listLoopedOver(at: number): (() => Expression) | undefined {
    const isLoop = this.is(at - 1, '(') && LOOPS.has(this.tokens[at - 2]?.text ?? '') && this.is(at - 3, '.');
    const begin = isLoop ? this.chainBegin(at - 4) : undefined;
    if (begin === undefined) return undefined;
    return once(() => {
      const [whole] = this.expression(begin, 0);
      const list = whole.kind === 'call' && whole.callee.kind === 'member' ? whole.callee.object : whole;
      return list;
    });
  }

  /** `const NAME = ` or `NAME: ` before a function */
  private nameBefore(at: number): string | undefined {
    const before = this.is(at - 1, '=') || this.is(at - 1, ':') ? this.tokens[at - 2] : undefined;
    // `const NAME: Type = (…) => …`
    let type = at - 2;
    while (this.is(type - 1, '.')) type -= 2;
    const typed = this.is(at - 1, '=') && this.is(type - 1, ':') ? this.tokens[type - 2] : before;
    if (before?.kind === 'name') return typed?.text;
    for (let index = at - 2; this.is(at - 1, '=') && index > at - 30 && index > 0; index--) {
      if (this.is(index, ':') && this.tokens[index - 1]?.kind === 'name') return this.tokens[index - 1]!.text;
      if (/^(?:const|let|var)$/.test(this.tokens[index]!.text)) return undefined;
    }
    return undefined;
  }

  private readLoop(at: number): void {
    const head = this.tokens[at + 1];
    if (head?.text !== '(' || !/^(?:const|let|var)$/.test(this.tokens[at + 2]?.text ?? '')) return;
    const target = at + 3;
    const parameter = this.parameter(target, this.next(target));
    const of = this.next(target);
    if (!this.is(of, 'of')) return;
    const body = head.close + 1;
    const end = this.is(body, '{') ? this.tokens[body]!.close + 1 : this.expressionEnd(body);
    this.read.enter(this.read.newScope('loop', end, { parameters: [parameter], over: this.lazily(of + 1) }));
  }

  private parameters(open: number): Parameter[] {
    const { close } = this.tokens[open]!;
    const found: Parameter[] = [];
    for (let at = open + 1; at < close;) {
      let end = at;
      let angles = 0;
      while (end < close && !(angles === 0 && this.is(end, ','))) {
        if (this.is(end, '<')) angles++;
        if (this.is(end, '>')) angles--;
        end = this.next(end);
      }
      found.push(this.parameter(at, end));
      at = end + 1;
    }
    return found;
  }

  private parameter(at: number, end: number): Parameter {
    let first = at;
    const isRest = this.is(first, '...');
    if (isRest) first++;
    while (MODIFIERS.test(this.tokens[first]?.text ?? '') && this.tokens[first + 1]?.kind === 'name') first++;
    const token = this.tokens[first];
    if (!token) return {};
    const equals = this.behindType(this.next(first));
    const standard = equals < end && this.is(equals, '=') ? this.lazily(equals + 1) : undefined;
    if (token.text === '{' || token.text === '[') {
      const standards = new Map<string, () => Expression>();
      return { fields: this.patternFields(first, standards), standards, standard };
    }
    return { name: token.text, standard, isRest };
  }

  /** `{ a, b: c = 1 }`: local name → property. @param standards is given what they are where there is none */
  private patternFields(open: number, standards?: Map<string, () => Expression>): Map<string, string> {
    const fields = new Map<string, string>();
    const isList = this.is(open, '[');
    const { close } = this.tokens[open]!;
    let count = 0;
    for (let at = open + 1; at < close;) {
      const property = this.tokens[at]!;
      const isRenamed = !isList && this.is(at + 1, ':') && this.tokens[at + 2]?.kind === 'name';
      const local = isRenamed ? this.tokens[at + 2]! : property;
      if (local.kind === 'name') fields.set(local.text, isList ? String(count) : property.text);
      const equals = isRenamed ? at + 3 : at + 1;
      if (this.is(equals, '=')) standards?.set(local.text, this.lazily(equals + 1));
      while (at < close && !this.is(at, ',')) at = this.next(at);
      at++;
      count++;
    }
    return fields;
  }

  // --- Declarations -----------------------------------------------------------------------------------------------

  private readDeclarations(at: number): void {
    for (let index = at + 1; index < this.tokens.length;) {
      const token = this.tokens[index]!;
      const isPattern = token.text === '{' || token.text === '[';
      if (!isPattern && token.kind !== 'name') return;
      const equals = this.behindType(this.next(index));
      if (!this.is(equals, '=')) return;
      if (isPattern) this.declareFields(index, equals + 1);
      else this.declare(token.text, equals + 1);
      const end = this.expressionEnd(equals + 1);
      if (!this.is(end, ',')) return;
      index = end + 1;
    }
  }

  private declareFields(open: number, at: number): void {
    const isList = this.is(open, '[');
    for (const [local, property] of this.patternFields(open)) {
      const whole = this.lazily(at);
      const read = once((): Expression => {
        const object = whole();
        const { start, end } = object;
        if (!isList) return { kind: 'member', object, name: property, start, end };
        return { kind: 'item', object, index: { kind: 'literal', value: Number(property), start, end }, start, end };
      });
      if (!this.read.scope.names.has(local)) this.read.scope.names.set(local, read);
    }
  }

  private readEnum(at: number): void {
    const name = this.tokens[at + 1];
    const open = this.tokens[at + 2];
    if (name?.kind !== 'name' || open?.text !== '{') return;
    this.read.scope.names.set(
      name.text,
      once(() => {
        const entries: ObjectEntry[] = [];
        for (let index = at + 3; index < open.close;) {
          const key = this.tokens[index]!;
          if (this.is(index + 1, '=')) entries.push({ key: key.text, value: this.expression(index + 2, 0)[0] });
          while (index < open.close && !this.is(index, ',')) index = this.next(index);
          index++;
        }
        return { kind: 'object', entries, start: open.start, end: this.tokens[open.close]?.end ?? open.end };
      }),
    );
  }

  private readReturn(at: number): void {
    const target = this.read.nearest('function');
    if (!target || this.isEnd(at + 1)) return;
    target.returnCount++;
    target.returns = target.returnCount === 1 ? this.lazily(at + 1) : undefined;
  }

  /** `this.NAME = …` */
  private readOwnProperty(at: number): void {
    const target = this.read.nearest('class');
    if (target && this.is(at + 1, '.') && this.is(at + 3, '=')) {
      this.declare(`this.${this.tokens[at + 2]!.text}`, at + 4, target);
    }
  }

  /** `export default …`, `export * from './a'`, `export { b as c } from './a'` */
  private readExport(at: number): void {
    if (this.is(at + 1, 'default')) return this.declare('default', at + 2);
    const isAll = this.is(at + 1, '*') && this.is(at + 2, 'from');
    const module = this.tokens[at + 3];
    if (isAll && module?.kind === 'string') this.read.wildcards.push(module.text.slice(1, -1));
    if (!this.is(at + 1, '{')) return;
    const closed = this.tokens.findIndex(({ text, kind }, index) => index > at && kind === 'mark' && text === '}');
    if (this.is(closed + 1, 'from')) this.readImport(at);
  }

  private readImport(at: number): void {
    if (this.is(at + 1, '(') || this.is(at + 1, '.')) return;
    const from = this.tokens.findIndex(({ text, kind }, index) => index > at && (text === 'from' || kind === 'string'));
    const module = this.tokens[from]?.kind === 'string' ? this.tokens[from] : this.tokens[from + 1];
    if (module?.kind !== 'string') return;
    const named = module.text.slice(1, -1);
    for (let index = at + 1; index < from; index++) {
      const { kind, text } = this.tokens[index]!;
      if (kind !== 'name' || text === 'type' || text === 'as') continue;
      if (this.is(index + 1, 'as')) continue;
      const isAll = this.is(index - 1, 'as') && this.is(index - 2, '*');
      const isListed = this.tokens[index]!.depth > this.tokens[at]!.depth;
      const original = this.is(index - 1, 'as') ? this.tokens[index - 2]!.text : text;
      this.read.imports.set(text, { module: named, name: isAll ? undefined : isListed ? original : 'default' });
    }
  }

  // --- Calls ------------------------------------------------------------------------------------------------------

  private readCall(at: number): void {
    let last = at - 1;
    if (this.is(last, '>')) {
      for (let index = last; index > Math.max(0, last - 60); index--) {
        if (this.is(index, '<') && this.behindTypeList(index) === at) last = index - 1;
      }
    }
    const name = this.tokens[last];
    if (name?.kind !== 'name' || this.is(last - 1, 'function')) return;
    if (NO_CALLS.test(name.text) && !this.isProperty(last)) return;
    const begin = this.chainBegin(last) ?? last;
    const isNew = this.is(begin - 1, 'new');
    const { code, scope } = this.read;
    const first = isNew ? begin - 1 : begin;
    const make = once(() => this.expression(first, 0)[0]);
    const asks = once(() => this.isConditional(first, scope));
    const site: CallSite = {
      code,
      scope,
      start: this.tokens[first]!.start,
      get call() {
        return callIn(make(), name.end) ?? NO_CALL;
      },
      get isConditional() {
        return asks();
      },
    };
    this.read.noteCall(name.text, site);
  }

  /** @param within the function or loop that it stands in */
  private isConditional(from: number, within: OpenScope): boolean {
    let at = from;
    while (at > 0) {
      const before = this.tokens[at - 1]!;
      if (before.kind === 'name' && before.text === 'else') return true;
      const head = before.text === ')' ? this.tokens[(this.opens.get(at - 1) ?? 0) - 1] : undefined;
      // `for (const each of list) call(each);`
      if (head?.text === 'for') return within.kind !== 'loop';
      if (head && /^(?:if|while|switch|catch)$/.test(head.text)) return true;
      const open = this.enclosing(at);
      if (open === undefined) return true;
      if (open < 0 || this.tokens[open]!.close + 1 >= within.end) return false;
      at = this.is(open, '(') ? (this.chainBegin(open - 1) ?? open) : open;
      if (this.is(at - 1, 'new')) at--;
    }
    return false;
  }

  /** The bracket around a token, -1 where there is none; undefined where the token is one of several that are chosen from. */
  private enclosing(from: number): number | undefined {
    let isSameExpression = true;
    for (let at = from - 1; at >= 0; at--) {
      const { kind, text, close } = this.tokens[at]!;
      const next = this.tokens[at + 1]!;
      if (next.onNewLine && next.kind === 'name' && (kind !== 'mark' || /^[)\]}]$/.test(text)))
        isSameExpression = false;
      if (kind !== 'mark') continue;
      if (close > from) return at;
      const open = this.opens.get(at);
      if (open !== undefined) at = open;
      else if (/^(?:[,;]|=|=>)$/.test(text)) isSameExpression = false;
      else if (isSameExpression && /^(?:&&|\|\||\?\??)$/.test(text)) return undefined;
    }
    return -1;
  }

  /** Where `a.b(…).c` begins that ends at a token; undefined where it begins with something else. */
  private chainBegin(last: number): number | undefined {
    let at = last;
    for (;;) {
      const { text, kind } = this.tokens[at] ?? { text: '', kind: 'mark' };
      if (text === ')' || text === ']') {
        const open = this.opens.get(at);
        if (open === undefined) return undefined;
        const before = this.tokens[open - 1];
        const goesOn = before && (before.kind === 'name' || before.text === ')' || before.text === ']');
        if (!goesOn || NO_CALLS.test(before.text)) return open;
        at = open - 1;
        continue;
      }
      if (kind !== 'name' && kind !== 'string') return undefined;
      if (!this.is(at - 1, '.') && !this.is(at - 1, '?.')) return at;
      at -= 2;
      if (this.is(at, '!')) at--;
    }
  }

  // --- Expressions ------------------------------------------------------------------------------------------------

  /** The expression that begins at a token, and the index behind it. */
  private expression(at: number, depth: number): [Expression, number] {
    let [left, end] = this.operand(at, depth);
    while (this.isOperator(end)) {
      const operator = this.tokens[end]!.text;
      const [right, behind] = this.operand(end + 1, depth);
      const isSame = left.kind === 'operation' && left.operator === operator && operator === '+';
      const operands = isSame && left.kind === 'operation' ? [...left.operands, right] : [left, right];
      left = { kind: 'operation', operator, operands, start: left.start, end: right.end };
      if (behind <= end) break;
      end = behind;
    }
    if (!this.is(end, '?')) return [left, end];
    const [yes, colon] = this.expression(end + 1, depth + 1);
    if (!this.is(colon, ':')) return [this.other(at, colon), colon];
    const [no, behind] = this.expression(colon + 1, depth + 1);
    return [{ kind: 'operation', operator: '?', operands: [left, yes, no], start: left.start, end: no.end }, behind];
  }

  private isOperator(at: number): boolean {
    const token = this.tokens[at];
    return token?.kind === 'mark' && OPERATORS.has(token.text);
  }

  private other(at: number, end: number): Expression {
    const start = this.tokens[at]?.start ?? this.read.code.text.length;
    return { kind: 'other', start, end: Math.max(start, this.tokens[end - 1]?.end ?? start) };
  }

  private operand(at: number, depth: number): [Expression, number] {
    const token = this.tokens[at];
    if (!token || depth > DEEPEST) return [this.other(at, at + 1), at + 1];
    if (this.is(at, 'await') || this.is(at, '...')) return this.operand(at + 1, depth + 1);
    if (this.is(at, '!') || this.is(at, '-') || this.is(at, 'typeof')) {
      const [inner, end] = this.operand(at + 1, depth + 1);
      const isNumber = token.text === '-' && inner.kind === 'literal' && typeof inner.value === 'number';
      const value = isNumber ? -(inner.value as number) : 0;
      return [isNumber ? { ...inner, value, start: token.start } : this.other(at, end), end];
    }
    if (this.isFunctionAt(at)) {
      const end = this.expressionEnd(at);
      return [{ kind: 'function', start: token.start, end: this.tokens[end - 1]?.end ?? token.end }, end];
    }
    if (this.is(at, 'new')) return this.newObject(at, depth);
    return this.postfix(...this.primary(at, token, depth), depth);
  }

  private newObject(at: number, depth: number): [Expression, number] {
    let end = at + 1;
    let callee: Expression = this.nameAt(end++);
    while (this.is(end, '.')) {
      const name = this.tokens[end + 1];
      callee = { kind: 'member', object: callee, name: name?.text ?? '', start: callee.start, end: name?.end ?? 0 };
      end += 2;
    }
    if (this.is(end, '<')) end = this.behindTypeList(end) ?? end;
    const { start } = this.tokens[at]!;
    if (!this.is(end, '(')) return [{ kind: 'call', callee, items: [], named: [], start, end: callee.end }, end];
    const [items, behind] = this.list(end, depth + 1);
    const whole: Expression = { kind: 'call', callee, items, named: [], start, end: this.tokens[behind - 1]?.end ?? 0 };
    return this.postfix(whole, behind, depth);
  }

  private nameAt(at: number): Expression {
    const { text = '', start = 0, end = 0, kind } = this.tokens[at] ?? {};
    return kind === 'name' ? { kind: 'name', name: text, start, end } : { kind: 'other', start, end };
  }

  private primary(at: number, token: Token, depth: number): [Expression, number] {
    const { kind, text, start, end } = token;
    const close = token.close < 0 ? at : token.close;
    const closeEnd = this.tokens[close]?.end ?? end;
    switch (kind) {
      case 'string':
        return [{ kind: 'literal', value: unescaped(text.slice(1, -1)), start, end }, at + 1];
      case 'template':
        return this.template(at, depth);
      case 'number': {
        const value = Number(text.replaceAll('_', ''));
        return [Number.isNaN(value) ? this.other(at, at + 1) : { kind: 'literal', value, start, end }, at + 1];
      }
      case 'name': {
        const value = WORDS.get(text);
        return [value === undefined ? this.nameAt(at) : { kind: 'literal', value, start, end }, at + 1];
      }
      case 'mark':
        break;
      default:
        return [this.other(at, at + 1), at + 1];
    }
    if (text === '(') {
      const [inner] = this.expression(at + 1, depth + 1);
      return [inner, close + 1];
    }
    if (text === '[') return [{ kind: 'list', items: this.list(at, depth + 1)[0], start, end: closeEnd }, close + 1];
    if (text === '{') return [{ kind: 'object', entries: this.entries(at, depth), start, end: closeEnd }, close + 1];
    return [this.other(at, at + 1), at + 1];
  }

  private template(at: number, depth: number): [Expression, number] {
    const parts: Expression[] = [];
    const { start } = this.tokens[at]!;
    let index = at;
    let end = start;
    for (;;) {
      const token = this.tokens[index];
      if (token?.kind !== 'template') break;
      const isLast = token.text.endsWith('`') && !(index === at && token.text.length === 1);
      const text = token.text.slice(index === at ? 1 : 0, isLast ? -1 : undefined);
      if (text !== '') parts.push({ kind: 'literal', value: unescaped(text), start: token.start, end: token.end });
      end = token.end;
      index++;
      if (isLast || !this.is(index, '${')) break;
      const { close } = this.tokens[index]!;
      parts.push(this.expression(index + 1, depth + 1)[0]);
      index = close + 1;
    }
    return [{ kind: 'text', parts, start, end }, Math.max(index, at + 1)];
  }

  /** What stands between brackets, and the index behind the closing one. */
  private list(open: number, depth: number): [Expression[], number] {
    const items: Expression[] = [];
    const { close } = this.tokens[open]!;
    for (let at = open + 1; at < close;) {
      const [item, end] = this.expression(at, depth);
      items.push(this.is(at, '...') ? this.other(at, end) : item);
      at = end;
      // What is not understood, such as `as Type`, ends at the next comma.
      while (at < close && !this.is(at, ',')) at = this.next(at);
      at++;
    }
    return [items, close + 1];
  }

  private entries(open: number, depth: number): ObjectEntry[] {
    const entries: ObjectEntry[] = [];
    const { close } = this.tokens[open]!;
    for (let at = open + 1; at < close;) {
      const token = this.tokens[at]!;
      const key = token.kind === 'string' ? unescaped(token.text.slice(1, -1)) : token.text;
      if (token.text === '...') entries.push({ value: this.expression(at + 1, depth + 1)[0] });
      else if (this.is(at + 1, ':')) entries.push({ key, value: this.expression(at + 2, depth + 1)[0] });
      else if (token.text === '[' && this.is(token.close + 1, ':')) {
        const computed = this.expression(at + 1, depth + 1)[0];
        const value = this.expression(token.close + 2, depth + 1)[0];
        entries.push(computed.kind === 'literal' ? { key: String(computed.value), value } : { computed, value });
      } else if (token.kind === 'name' && (this.is(at + 1, ',') || at + 1 === close)) {
        entries.push({ key, value: this.nameAt(at) });
      }
      while (at < close && !this.is(at, ',')) at = this.next(at);
      at++;
    }
    return entries;
  }

  private postfix(first: Expression, from: number, depth: number): [Expression, number] {
    let whole = first;
    let at = from;
    for (;;) {
      const token = this.tokens[at];
      if (token?.kind !== 'mark' && !(token?.kind === 'name' && /^(?:as|satisfies)$/.test(token.text)))
        return [whole, at];
      const { start } = whole;
      if (token.text === '.' || token.text === '?.') {
        const name = this.tokens[at + 1];
        if (name?.kind !== 'name') return [whole, at + 1];
        whole = { kind: 'member', object: whole, name: name.text, start, end: name.end };
        at += 2;
      } else if (token.text === '(') {
        const [items, behind] = this.list(at, depth + 1);
        whole = {
          kind: 'call',
          callee: whole,
          items,
          named: [],
          start,
          end: this.tokens[behind - 1]?.end ?? token.end,
        };
        at = behind;
      } else if (token.text === '[' && !token.onNewLine) {
        const [index] = this.expression(at + 1, depth + 1);
        whole = { kind: 'item', object: whole, index, start, end: this.tokens[token.close]?.end ?? token.end };
        at = token.close + 1;
      } else if (token.text === '!' && !this.is(at + 1, '=')) at++;
      else if (token.text === 'as' || token.text === 'satisfies') at = this.behindTypeName(at + 1);
      else if (token.text === '<') {
        const behind = this.behindTypeList(at);
        if (behind === undefined || !this.is(behind, '(')) return [whole, at];
        at = behind;
      } else return [whole, at];
    }
  }

  private behindTypeName(from: number): number {
    let at = from;
    while (at < this.tokens.length && !this.isEnd(at) && !this.isOperator(at) && !this.is(at, '?')) at = this.next(at);
    return at;
  }
}

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);

const NO_CALL: CallExpression = {
  kind: 'call',
  callee: { kind: 'other', start: 0, end: 0 },
  items: [],
  named: [],
  start: 0,
  end: 0,
};
