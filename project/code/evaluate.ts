/** What an expression is, as far as the texts of a program tell: nothing is run. */
import path from 'node:path';
import type { Json, JsonObject } from '../../core/json';
import { setOwn } from '../../core/syntax/value';
import type { Code, Parameter, Scope } from './code';
import { chainOf, lastName } from './expression';
import type { Addition, CallExpression, Expression, ObjectEntry } from './expression';
import { pathText } from './pathText';
import { methodText, splitPart, type TextReading } from './textMethods';

/** An expression where it stands: what the names in it mean follows from that. */
export interface Placed<E extends Expression = Expression> {
  readonly expression: E;
  readonly scope: Scope;
  readonly bindings: Bindings;
}

/** What parameters are, by the function or loop that has them. */
export type Bindings = ReadonlyMap<Scope, ReadonlyMap<string, Placed>>;

/** The files of a program. */
export interface Program {
  /** Absolute: the folder that it is started in. */
  readonly folder: string;
  /** Where a file stands when it runs: a compiler may have put it elsewhere. */
  runsAt(file: string): string;
  /** The file that an import means, where it is one of the program's own. */
  moduleOf(from: Code, module: string): Code | undefined;
  classNamed(name: string, from: Code): Scope | undefined;
  functionsNamed(name: string, from: Code): readonly Scope[];
  /** Of what the program looks up outside itself when it runs; undefined for what is looked up nowhere. */
  lookedUp?(placed: Placed, evaluate: Evaluator): LookedUp | undefined;
}

/** Absent `found`: nothing says what is there. */
export interface LookedUp {
  readonly found?: Placed;
}

const DEEPEST = 60;
/** Files that pass a name on to each other. */
const DEEPEST_IMPORT = 10;
/** Steps of one question: what people write takes some hundreds. */
const MOST_STEPS = 20_000;
const NO_BINDINGS: Bindings = new Map();
/** They give what they are given. */
const TRANSPARENT = new Set(['freeze', 'toString', 'str', 'trim', 'String']);

export class Evaluator {
  private steps = 0;
  /** Names that get another value later stand for nothing: else for their first value, which is the likeliest. */
  private isExact = false;

  constructor(readonly program: Program) {}

  /** Before a question: it may take so many steps. */
  begin(): void {
    this.steps = 0;
  }

  /** Answers a question with what is certain alone. */
  exactly<T>(question: () => T): T {
    const before = this.isExact;
    this.isExact = true;
    try {
      return question();
    } finally {
      this.isExact = before;
    }
  }

  /** Follows names, members and calls of the program's own functions to what they stand for. */
  follow(placed: Placed, depth = 0): Placed {
    if (depth > DEEPEST || ++this.steps > MOST_STEPS) return placed;
    const { expression } = placed;
    const found = this.oneStep(placed, expression, depth);
    return found && found.expression !== expression ? this.follow(found, depth + 1) : (found ?? placed);
  }

  /** A property of what is an object, or an element of a list by its number. */
  property(placed: Placed, name: string, depth = 0): Placed | undefined {
    const whole = this.follow(placed, depth + 1);
    const { expression } = whole;
    if (expression.kind === 'list') return elementOf(whole, expression.items[Number(name)]);
    if (expression.kind === 'object') return this.entry(whole, expression.entries, name, depth);
    if (expression.kind === 'filled') {
      return this.entries(whole, depth + 1).get(name) ?? this.elements(whole, depth + 1)?.[Number(name)];
    }
    return undefined;
  }

  /** Of an object, or of the named arguments of a call: the last that has the name counts. */
  entry(placed: Placed, entries: readonly ObjectEntry[], name: string, depth = 0): Placed | undefined {
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries[index]!;
      const inner: Placed = { ...placed, expression: entry.value };
      if (this.keyOf(placed, entry, depth) === name) return inner;
      const spread = isSpread(entry) && depth < DEEPEST ? this.property(inner, name, depth + 1) : undefined;
      if (spread) return spread;
    }
    return undefined;
  }

  /** All entries of an object by name, those of spreads with them. */
  entries(placed: Placed, depth = 0): ReadonlyMap<string, Placed> {
    const whole = this.follow(placed, depth);
    const found = new Map<string, Placed>();
    if (whole.expression.kind === 'filled') return this.filledEntries(whole, whole.expression.of, depth);
    if (whole.expression.kind !== 'object' || depth > DEEPEST) return found;
    for (const entry of whole.expression.entries) {
      const inner: Placed = { ...whole, expression: entry.value };
      const key = this.keyOf(whole, entry, depth);
      if (key !== undefined) found.set(key, inner);
      else if (isSpread(entry)) this.entries(inner, depth + 1).forEach((each, name) => found.set(name, each));
    }
    return found;
  }

  /** Whether {@link entries} has all that an object will have, those of spreads with them, or it is a literal such as `undefined`. */
  isKnownWhole(placed: Placed, depth = 0): boolean {
    const { expression, ...where } = this.follow(placed, depth);
    if (expression.kind === 'literal') return true;
    if (expression.kind === 'filled') {
      const { of, additions } = expression;
      const isExact = ({ key, isConditional, scope }: Addition): boolean =>
        key !== undefined && !isConditional && this.turnsTo(scope, where.scope, where.bindings, depth) !== undefined;
      return additions.every(isExact) && this.isKnownWhole({ ...where, expression: of }, depth + 1);
    }
    if (expression.kind !== 'object' || depth > DEEPEST) return false;
    return expression.entries.every(
      (entry) => !isSpread(entry) || this.isKnownWhole({ ...where, expression: entry.value }, depth + 1),
    );
  }

  private keyOf(placed: Placed, { key, computed }: ObjectEntry, depth: number): string | undefined {
    return key ?? (computed && this.text({ ...placed, expression: computed }, depth + 1));
  }

  /** The elements of a list that is written out, also of what an object is made into one by. */
  elements(placed: Placed, depth = 0): readonly Placed[] | undefined {
    const whole = this.follow(placed, depth);
    const { expression } = whole;
    const isPython = whole.scope.code.language === 'python';
    if (expression.kind === 'list') return expression.items.map((item) => ({ ...whole, expression: item }));
    if (expression.kind === 'filled') return this.filledElements(whole, expression, depth);
    if (expression.kind === 'object' && isPython) return this.keysOf(whole);
    if (expression.kind !== 'call') return undefined;
    const kind = lastName(expression.callee);
    const of = isPython && expression.callee.kind === 'member' ? expression.callee.object : expression.items[0];
    if (!/^(?:entries|items|keys|values)$/.test(kind) || !of) return undefined;
    const { start, end } = expression;
    return [...this.entries({ ...whole, expression: of })].map(([name, value]): Placed => {
      const key: Expression = { kind: 'literal', value: name, start, end };
      if (kind === 'keys') return { ...whole, expression: key };
      if (kind === 'values') return value;
      // The value keeps its own place by a name of a scope that has nothing else.
      const pair: Scope = { ...whole.scope, kind: 'loop', parent: whole.scope, names: new Map(), parameters: [PAIR] };
      const bindings = new Map([...whole.bindings, [pair, new Map([[PAIR.name, value]])]]);
      const items: Expression[] = [key, { kind: 'name', name: PAIR.name, start, end }];
      return { expression: { kind: 'list', items, start, end }, scope: pair, bindings };
    });
  }

  /** What a loop over an object goes over in Python. */
  private keysOf(whole: Placed): readonly Placed[] | undefined {
    if (!this.isKnownWhole(whole)) return undefined;
    const { start, end } = whole.expression;
    return [...this.entries(whole).keys()].map((value) => ({
      ...whole,
      expression: { kind: 'literal', value, start, end },
    }));
  }

  /** In the order of the source: undefined where not all are known. */
  private filledElements(
    { scope, bindings }: Placed,
    { of, additions }: Expression & { kind: 'filled' },
    depth: number,
  ): readonly Placed[] | undefined {
    if (depth > DEEPEST || additions.some(({ key, isConditional }) => key || isConditional)) return undefined;
    const first = this.elements({ expression: of, scope, bindings }, depth + 1);
    const added = additions.map((each) =>
      this.turnsTo(each.scope, scope, bindings, depth)?.map((turn): Placed => ({
        expression: each.value(),
        scope: each.scope,
        bindings: turn,
      })),
    );
    return first && added.every((each) => each !== undefined) ? [...first, ...added.flat()] : undefined;
  }

  /** Those that may be put in as well: which of them are not, is not known. */
  private filledEntries({ expression, scope, bindings }: Placed, of: Expression, depth: number): Map<string, Placed> {
    const found = new Map(depth > DEEPEST ? [] : this.entries({ expression: of, scope, bindings }, depth + 1));
    const additions = expression.kind === 'filled' && depth <= DEEPEST ? expression.additions : [];
    for (const { key, value, scope: at } of additions) {
      for (const turn of (key && this.turnsTo(at, scope, bindings, depth, true)) ?? []) {
        const name = this.text({ expression: key!(), scope: at, bindings: turn }, depth + 1);
        if (name !== undefined) found.set(name, { expression: value(), scope: at, bindings: turn });
      }
    }
    return found;
  }

  /** The turns of the loops around a place within a scope; undefined where they are not known. @param isAny of a filtered list all */
  private turnsTo(
    scope: Scope | undefined,
    within: Scope,
    bindings: Bindings,
    depth: number,
    isAny = false,
  ): readonly Bindings[] | undefined {
    if (!scope || scope === within || (scope.kind !== 'loop' && scope.parent?.kind === 'class')) return [bindings];
    const outside = this.turnsTo(scope.parent, within, bindings, depth, isAny);
    if (scope.kind !== 'loop' || depth > DEEPEST) return undefined;
    const turns = outside?.map((each) => this.turnsOf(scope, each, isAny, depth + 1));
    return turns?.every((each) => each !== undefined) ? turns.flat() : undefined;
  }

  /** What the variable of a loop is in each of its turns; undefined where that is not known. */
  turnsOf(loop: Scope, bindings: Bindings, isAny = false, depth = 0): readonly Bindings[] | undefined {
    const list = loop.over?.();
    const [parameter] = loop.parameters;
    const placed = list && loop.parent && { expression: list, scope: loop.parent, bindings };
    const elements = placed && this.elements(isAny ? this.unfiltered(placed, depth) : placed, depth);
    if (!elements || !parameter) return undefined;
    return elements.map((element) => {
      const bound = new Map<string, Placed>();
      this.bindParameter(parameter, element, bound);
      return new Map([...bindings, ...element.bindings, [loop, bound]]);
    });
  }

  /** `list.filter(…)` → `list` */
  private unfiltered(placed: Placed, depth: number): Placed {
    const whole = this.follow(placed, depth);
    const { expression } = whole;
    const isFilter =
      expression.kind === 'call' && expression.callee.kind === 'member' && expression.callee.name === 'filter';
    return isFilter && expression.callee.kind === 'member' ? { ...whole, expression: expression.callee.object } : whole;
  }

  /** The text that an expression gives; undefined where that is not known. */
  text(placed: Placed, depth = 0): string | undefined {
    if (depth > DEEPEST) return undefined;
    const whole = this.follow(placed, depth);
    const { expression } = whole;
    const textOf = (inner: Expression): string | undefined => this.text({ ...whole, expression: inner }, depth + 1);
    switch (expression.kind) {
      case 'literal':
        return expression.value === null ? undefined : String(expression.value);
      case 'text':
        return joined(expression.parts.map(textOf), '');
      case 'call':
        return (
          formatted(expression, textOf) ??
          pathText(expression, whole.scope.code, this.program, textOf) ??
          methodText(expression, readingOf(whole, textOf))
        );
      case 'item':
        return (
          pathText(expression, whole.scope.code, this.program, textOf) ??
          splitPart(expression.object, expression.index, readingOf(whole, textOf))
        );
      case 'operation':
        // Numbers are computed, not put together.
        if (expression.operands.every((each) => this.isNumber({ ...whole, expression: each }, depth))) return undefined;
        if (expression.operator === '+') return joined(expression.operands.map(textOf), '');
        // Python's paths.
        if (expression.operator === '/') return joined(expression.operands.map(textOf), path.sep);
        return undefined;
      default:
        return pathText(expression, whole.scope.code, this.program, textOf);
    }
  }

  private isNumber(placed: Placed, depth: number): boolean {
    const { expression } = this.follow(placed, depth + 1);
    return expression.kind === 'literal' && typeof expression.value === 'number';
  }

  /** The value that an expression gives; undefined where a part of it is not known. */
  json(placed: Placed, depth = 0): Json | undefined {
    if (depth > DEEPEST) return undefined;
    const whole = this.follow(placed, depth);
    const { expression } = whole;
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'list') {
      const items = expression.items.map((item) => this.json({ ...whole, expression: item }, depth + 1));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    if (expression.kind === 'filled') {
      const items = this.filledElements(whole, expression, depth)?.map((item) => this.json(item, depth + 1));
      if (items?.every((item) => item !== undefined)) return items;
      return this.isKnownWhole(whole, depth) ? this.entriesJson(whole, depth) : undefined;
    }
    if (expression.kind !== 'object') return this.text(whole, depth);
    const object: JsonObject = {};
    for (const entry of expression.entries) {
      const inner = this.json({ ...whole, expression: entry.value }, depth + 1);
      const key = this.keyOf(whole, entry, depth);
      if (inner === undefined || (key === undefined && !isSpread(entry))) return undefined;
      if (key !== undefined) setOwn(object, key, inner);
      else if (typeof inner === 'object') Object.assign(object, inner);
    }
    return object;
  }

  private entriesJson(whole: Placed, depth: number): Json | undefined {
    const entries = [...this.entries(whole, depth)].map(
      ([name, value]) => [name, this.json(value, depth + 1)] as const,
    );
    const isKnown = (entry: readonly [string, Json | undefined]): entry is [string, Json] => entry[1] !== undefined;
    return entries.every(isKnown) ? Object.fromEntries(entries) : undefined;
  }

  /** What the parameters of a function are in one call of it. */
  bind(target: Scope, call: Placed<CallExpression>): Bindings {
    const { expression, scope, bindings } = call;
    const bound = new Map<string, Placed>();
    const { items, named } = expression;
    const used = new Set<string>();
    // `call(...all)`: which of them a parameter gets is not known.
    const spread = items.find(({ kind }) => kind === 'other');
    target.parameters.forEach((parameter, index) => {
      const item = parameter.isRest ? undefined : items[index];
      const value = item ?? named.find(({ key }) => key === parameter.name && key !== undefined)?.value ?? spread;
      if (parameter.name !== undefined) used.add(parameter.name);
      if (value) this.bindParameter(parameter, { expression: value, scope, bindings }, bound);
    });
    const rest = target.parameters.find(({ isRest, name }) => isRest && name !== undefined);
    if (rest?.name !== undefined && named.length > 0) {
      const entries = named.filter(({ key }) => key === undefined || !used.has(key));
      const { start, end } = expression;
      bound.set(rest.name, { expression: { kind: 'object', entries, start, end }, scope, bindings });
    }
    return new Map([...bindings, [target, bound]]);
  }

  bindParameter(parameter: Parameter, value: Placed, bound: Map<string, Placed>): void {
    if (parameter.name !== undefined) bound.set(parameter.name, value);
    for (const [local, property] of parameter.fields ?? []) {
      const found = this.property(value, property) ?? this.standardOf(parameter, local, value);
      if (found) bound.set(local, found);
    }
  }

  /** `{ timeout = 10 }`, for an object that certainly has none. */
  private standardOf({ standards }: Parameter, local: string, given: Placed): Placed | undefined {
    const standard = standards?.get(local)?.();
    if (standard?.kind !== 'literal' && standard?.kind !== 'object') return undefined;
    const { expression } = this.follow(given);
    return expression.kind === 'object' && namesAll(expression) ? { ...given, expression: standard } : undefined;
  }

  private oneStep(placed: Placed, expression: Expression, depth: number): Placed | undefined {
    switch (expression.kind) {
      case 'name':
        return this.named(placed, expression.name, expression.isGiven);
      case 'member':
        return this.member(placed, expression.object, expression.name, depth) ?? this.lookedUp(placed)?.found;
      case 'item': {
        const index = this.text({ ...placed, expression: expression.index }, depth + 1);
        const own =
          index === undefined ? undefined : this.property({ ...placed, expression: expression.object }, index, depth);
        return own ?? this.lookedUp(placed)?.found;
      }
      case 'call':
        return this.called(placed as Placed<CallExpression>, depth) ?? this.lookedUp(placed)?.found;
      case 'operation':
        return this.chosen(placed, expression.operator, expression.operands, depth);
      default:
        return undefined;
    }
  }

  /** `process.env.STAGE`, and `tryGetContext('stage') ?? process.env.STAGE`. */
  private isLookedUp(placed: Placed): boolean {
    const { expression } = placed;
    return expression.kind === 'operation' && expression.operator !== '+'
      ? expression.operands.every((operand) => this.isLookedUp({ ...placed, expression: operand }))
      : this.lookedUp(placed) !== undefined;
  }

  private lookedUp(placed: Placed): LookedUp | undefined {
    return this.program.lookedUp?.(placed, this);
  }

  /** @param isGiven not what the function makes of it */
  private named({ scope, bindings }: Placed, name: string, isGiven = false): Placed | undefined {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const declared = at.names.get(name);
      if (declared && this.isExact && at.changed.has(name)) return undefined;
      if (declared && !isGiven) return { expression: filled(declared(), at.additions.get(name)), scope: at, bindings };
      const bound = bindings.get(at)?.get(name);
      if (bound) return bound;
      const parameter = at.parameters.find((each) => each.name === name || each.fields?.has(name));
      if (parameter?.standard && parameter.name === name)
        return { expression: parameter.standard(), scope: at, bindings };
      // What a call leaves out is nothing.
      const isLeftOut =
        isGiven || (parameter?.name === name && !parameter.isRest && scope.code.language === 'javascript');
      if (parameter && isLeftOut && bindings.has(at))
        return { expression: { ...NOTHING, ...AT_START }, scope, bindings };
      if (parameter) return undefined;
    }
    return this.imported(scope.code, name);
  }

  /** What a file itself declares under a name, or passes on. */
  private declaredIn(code: Code, name: string, depth: number): Placed | undefined {
    const declared = code.scope.names.get(name);
    return declared
      ? {
          expression: filled(declared(), code.scope.additions.get(name)),
          scope: code.scope,
          bindings: NO_BINDINGS,
        }
      : this.imported(code, name, depth);
  }

  private imported(code: Code, name: string, depth = 0): Placed | undefined {
    if (depth > DEEPEST_IMPORT || ++this.steps > MOST_STEPS) return undefined;
    const imported = code.imports.get(name);
    if (imported) {
      const module = this.program.moduleOf(code, imported.module);
      return module && imported.name !== undefined ? this.declaredIn(module, imported.name, depth + 1) : undefined;
    }
    for (const wildcard of code.wildcards.toReversed()) {
      const module = this.program.moduleOf(code, wildcard);
      const found = module && this.declaredIn(module, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  private member(placed: Placed, object: Expression, name: string, depth: number): Placed | undefined {
    if (object.kind === 'name' && (object.name === 'this' || object.name === 'self')) return ownProperty(placed, name);
    const module = this.importedModule(placed, object);
    if (module) return this.declaredIn(module, name, 0);
    const whole = this.follow({ ...placed, expression: object }, depth + 1);
    if (whole.expression.kind === 'object' || whole.expression.kind === 'filled') {
      const found = this.property(whole, name, depth + 1);
      // What a finished object does not have is nothing.
      if (found || !this.isKnownWhole(whole, depth + 1)) return found;
      return { ...whole, expression: { ...NOTHING, ...placeOf(object) } };
    }
    if (whole.expression.kind !== 'call') return undefined;
    const made = this.program.classNamed(lastName(whole.expression.callee), whole.scope.code);
    const declared = made?.names.get(`this.${name}`);
    if (!made || !declared) return undefined;
    const maker = this.program.functionsNamed(made.name ?? '', made.code).find(({ parent }) => parent === made);
    const bindings = maker ? this.bind(maker, whole as Placed<CallExpression>) : whole.bindings;
    return { expression: filled(declared(), made.additions.get(`this.${name}`)), scope: maker ?? made, bindings };
  }

  private importedModule({ scope }: Placed, object: Expression): Code | undefined {
    if (object.kind !== 'name') return undefined;
    const { code } = scope;
    const imported = code.imports.get(object.name);
    if (!imported || imported.name === undefined) return imported && this.program.moduleOf(code, imported.module);
    // `from . import settings`, `from app import settings`
    if (code.language !== 'python') return undefined;
    const inside = imported.module.endsWith('.') ? imported.module : `${imported.module}.`;
    return this.program.moduleOf(code, inside + imported.name);
  }

  /** A call of a function of the program's own that returns at one place. */
  private called(placed: Placed<CallExpression>, depth: number): Placed | undefined {
    const { callee, items, named } = placed.expression;
    const name = lastName(callee);
    if (callee.kind === 'name' && name === 'dict' && placed.scope.code.language === 'python') {
      const entries = [...items.map((value) => ({ value })), ...named];
      return { ...placed, expression: objectOf(entries, placed.expression) };
    }
    const built = this.builtObject(placed, depth);
    if (built) return built;
    if (TRANSPARENT.has(name)) {
      const given = callee.kind === 'member' && items.length === 0 ? callee.object : items[0];
      return given && { ...placed, expression: given };
    }
    const chain = chainOf(callee);
    const isOwn = chain?.length === 1 || chain?.[0] === 'this' || chain?.[0] === 'self';
    const isImported =
      chain?.length === 2 && this.importedModule(placed, { kind: 'name', name: chain[0]!, ...AT_START });
    if (!isOwn && !isImported) return undefined;
    const [target, ...others] = this.program
      .functionsNamed(name, placed.scope.code)
      .filter((each) => each.returns && each.name === name);
    if (!target?.returns || others.length > 0 || depth > DEEPEST) return undefined;
    return { expression: target.returns(), scope: target, bindings: this.bind(target, placed) };
  }

  /** `Object.assign(a, b)`, `Object.fromEntries([[name, value]])` */
  private builtObject(placed: Placed<CallExpression>, depth: number): Placed | undefined {
    const { callee, items } = placed.expression;
    const [first] = items;
    const [of, method, ...more] = chainOf(callee) ?? [];
    if (of !== 'Object' || more.length > 0 || !first) return undefined;
    if (method === 'assign')
      return {
        ...placed,
        expression: objectOf(
          items.map((value) => ({ value })),
          callee,
        ),
      };
    if (method !== 'fromEntries') return undefined;
    const isAgain = first.kind === 'call' && chainOf(first.callee)?.join('.') === 'Object.entries';
    if (isAgain && first.items[0]) return { ...placed, expression: first.items[0] };
    const { expression, ...where } = this.follow({ ...placed, expression: first }, depth + 1);
    if (expression.kind !== 'list') return undefined;
    const entries = expression.items.flatMap((pair): ObjectEntry[] => {
      const [computed, value] = pair.kind === 'list' ? pair.items : [];
      return computed && value ? [{ computed, value }] : [];
    });
    return entries.length < expression.items.length ? undefined : { ...where, expression: objectOf(entries, callee) };
  }

  private chosen(placed: Placed, operator: string, operands: readonly Expression[], depth: number): Placed | undefined {
    const [left, right, otherwise] = operands.map((expression): Placed => ({ ...placed, expression }));
    if (!left || !right) return undefined;
    if (operator === '?') {
      const condition = this.follow(left, depth + 1).expression;
      if (condition.kind !== 'literal') return undefined;
      return condition.value ? right : otherwise;
    }
    if (operator !== '??' && operator !== '||' && operator !== 'or') return undefined;
    const first = this.follow(left, depth + 1);
    if (first.expression.kind !== 'literal') {
      // `tryGetContext('stage') ?? 'dev'`, where nothing is given
      if (this.isLookedUp(first)) return this.json(right, depth + 1) === undefined ? undefined : right;
      return ['name', 'member', 'other', 'item'].includes(first.expression.kind) ? undefined : first;
    }
    const { value } = first.expression;
    return value === null || (operator !== '??' && !value) ? right : first;
  }
}

/** What a name stands for, with what is put into it: into other things than lists and objects nothing that matters is. */
function filled(of: Expression, additions: readonly Addition[] | undefined): Expression {
  const isDict = of.kind === 'call' && of.callee.kind === 'name' && of.callee.name === 'dict';
  if (!additions || (of.kind !== 'list' && of.kind !== 'object' && !isDict)) return of;
  return { kind: 'filled', of, additions, ...placeOf(of) };
}

function readingOf({ scope: { code } }: Placed, textOf: TextReading['textOf']): TextReading {
  return { language: code.language, program: code.text, textOf };
}

/** Whether what an object does not name it does not have. */
function namesAll({ entries }: { readonly entries: readonly ObjectEntry[] }): boolean {
  return entries.every(({ key }) => key !== undefined);
}

function isSpread({ key, computed }: ObjectEntry): boolean {
  return key === undefined && computed === undefined;
}

const PAIR = { name: '*value' } as const;
const AT_START = { start: 0, end: 0 } as const;
const NOTHING = { kind: 'literal', value: null } as const;

function objectOf(entries: readonly ObjectEntry[], at: Expression): Expression {
  return { kind: 'object', entries, ...placeOf(at) };
}

function placeOf({ start, end }: Expression): { readonly start: number; readonly end: number } {
  return { start, end };
}

function elementOf(placed: Placed, expression: Expression | undefined): Placed | undefined {
  return expression && { ...placed, expression };
}

/** `this.name` in a class: what it assigns, else a parameter of its constructor that is a property. */
function ownProperty({ scope, bindings }: Placed, name: string): Placed | undefined {
  let owner: Scope | undefined = scope;
  while (owner && owner.kind !== 'class') owner = owner.parent;
  const declared = owner?.names.get(`this.${name}`);
  const maker = [...bindings.keys()].find((each) => each.parent === owner && each.name === 'constructor');
  if (owner && declared) {
    return { expression: filled(declared(), owner.additions.get(`this.${name}`)), scope: maker ?? owner, bindings };
  }
  return maker && bindings.get(maker)?.get(name);
}

/** Python's `"{}-flow".format(name)`. */
function formatted(
  { callee, items, named }: CallExpression,
  textOf: (inner: Expression) => string | undefined,
): string | undefined {
  const isFormat = callee.kind === 'member' && callee.name === 'format';
  const pattern = isFormat ? textOf(callee.object) : undefined;
  if (pattern === undefined) return undefined;
  let next = 0;
  let isKnown = true;
  const text = pattern.replace(/\{(\w*)\}/g, (_, name: string) => {
    const index = name === '' ? next++ : Number(name);
    const value = Number.isNaN(index) ? named.find(({ key }) => key === name)?.value : items[index];
    const written = value && textOf(value);
    isKnown &&= written !== undefined;
    return written ?? '';
  });
  return isKnown ? text : undefined;
}

function joined(parts: readonly (string | undefined)[], separator: string): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join(separator) : undefined;
}
