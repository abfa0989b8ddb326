/** The constructs that an app's source makes, found without running it. */
import type { CallSite, Scope } from '../../../code/code';
import { chainOf, lastName } from '../../../code/expression';
import type { CallExpression, Expression } from '../../../code/expression';
import { Evaluator } from '../../../code/evaluate';
import type { Bindings, Placed } from '../../../code/evaluate';
import type { CdkProgram } from './program';

/** One construct as the source makes it. */
export interface Construct {
  /** The class of the CDK's own: `NodejsFunction`, `StateMachine`. */
  readonly className: string;
  /** Ids from the outermost that is known to its own. */
  readonly path: readonly string[];
  /** How many of the path are stacks or stand above them. */
  readonly stackDepth: number;
  readonly call: Placed<CallExpression>;
}

/** Ways to come to one place, such as the calls of a helper. */
const MOST_WAYS = 400;
const DEEPEST_HELPER = 4;
/** Constructs within each other. */
const DEEPEST_PATH = 20;

/** Ids from the outermost on. */
type ConstructPath = Pick<Construct, 'path' | 'stackDepth'>;

const NO_PATH: ConstructPath = { path: [], stackDepth: 0 };

export class ConstructReader {
  readonly evaluate: Evaluator;
  /** By the class. */
  private readonly known = new Map<string, readonly Construct[]>();

  constructor(readonly program: CdkProgram) {
    this.evaluate = new Evaluator(program);
  }

  /** All constructs of a class of the CDK's, in each way in which they are made. */
  all(className: string): readonly Construct[] {
    const found =
      this.known.get(className) ?? this.program.callsOf(className).flatMap((site) => this.made(site, className));
    this.known.set(className, found);
    return found;
  }

  /** What classes of the app's own make by `super(…)` of a class of the CDK's. */
  derived(classNames: ReadonlySet<string>): readonly Construct[] {
    return this.program.callsOf('super').flatMap((site) => {
      const base = ownerOf(site.scope)?.bases.find((name) => classNames.has(name));
      return base === undefined ? [] : this.made(site, base);
    });
  }

  /**
   * What classes of packages that are neither the CDK's nor the app's own make.
   *
   * @param likeness the class of the CDK's that is meant; undefined where none is
   */
  ofPackages(
    name: RegExp,
    likeness: (construct: Construct, reader: ConstructReader) => string | undefined,
  ): readonly Construct[] {
    return this.program.callsNamed(name).flatMap((site) => {
      const { callee } = site.call;
      const [local = ''] = chainOf(callee) ?? [];
      const module = site.code.imports.get(local)?.module ?? '.';
      const isOthers = !/^(?:\.|aws[-_]cdk|@aws-cdk\/)/.test(module) && !this.program.moduleOf(site.code, module);
      if (!isOthers) return [];
      return this.made(site, lastName(callee)).flatMap((construct) => {
        const className = likeness(construct, this);
        return className === undefined ? [] : [{ ...construct, className }];
      });
    });
  }

  /** Calls of a method, each in every way to it. @param name as in JavaScript */
  callsOfMethod(name: string): readonly Placed<CallExpression>[] {
    const sites = [name, snakeCase(name)].flatMap((each) => this.program.callsOf(each));
    return sites.flatMap(({ call, scope }) => {
      this.evaluate.begin();
      return this.waysTo(scope, DEEPEST_HELPER).map((bindings) => ({ expression: call, scope, bindings }));
    });
  }

  private made(site: CallSite, className: string): readonly Construct[] {
    const { call, scope } = site;
    if (!isConstruct(call)) return [];
    this.evaluate.begin();
    return this.waysTo(scope, DEEPEST_HELPER).flatMap((bindings) => {
      this.evaluate.begin();
      return this.constructAt({ expression: call, scope, bindings }, className) ?? [];
    });
  }

  /** The construct that a call makes; undefined where its id is not known. */
  constructAt(call: Placed<CallExpression>, className = lastName(call.expression.callee)): Construct | undefined {
    const { path, stackDepth } = this.pathTo(call);
    const id = this.idOf(call);
    if (id === undefined) return undefined;
    // `super(scope, id)`: the id is that of the object itself, which the way to it ends with.
    const isSuper = lastName(call.expression.callee) !== className;
    return { className, path: isSuper && path.at(-1) === id ? path : [...path, id], stackDepth, call };
  }

  /** The construct that an object is: what a call makes, also by `super(…)` of a class of the app's own; of `this`, its class's. */
  objectAt(object: Placed): Construct | undefined {
    const { expression, scope, bindings } = object;
    if (isSelf(expression)) return this.bySuper(ownerOf(scope), bindings);
    if (expression.kind !== 'call') return undefined;
    const call: Placed<CallExpression> = { expression, scope, bindings };
    return this.byOwnClass(lastName(expression.callee), call, 0) ?? this.constructAt(call);
  }

  /** @param call of the class's constructor */
  private byOwnClass(className: string, call: Placed<CallExpression>, depth: number): Construct | undefined {
    const owner = this.program.classNamed(className, call.scope.code);
    const maker = owner && this.makerOf(owner);
    return maker && this.bySuper(owner, this.evaluate.bind(maker, call), depth);
  }

  private bySuper(owner: Scope | undefined, bindings: Bindings, depth = 0): Construct | undefined {
    const base = owner?.bases[0];
    const site = owner && this.program.callsOf('super').find(({ scope }) => ownerOf(scope) === owner);
    if (base === undefined || !site || !isConstruct(site.call) || depth > DEEPEST_HELPER) return undefined;
    const call = { expression: site.call, scope: site.scope, bindings };
    return this.byOwnClass(base, call, depth + 1) ?? this.constructAt(call, base);
  }

  private makerOf(owner: Scope): Scope | undefined {
    return this.program.functionsNamed(owner.name ?? '', owner.code).find((each) => each.parent === owner);
  }

  /** An argument by its name, such as `entry`: of the properties in JavaScript, of the call itself in Python. */
  property({ call }: Construct, name: string): Placed | undefined {
    this.evaluate.begin();
    return propertyOf(this.evaluate, call, name);
  }

  private idOf(call: Placed<CallExpression>): string | undefined {
    const id = argumentOf(call, 1, 'id', 'construct_id');
    return id && this.idText(id);
  }

  /** Of an id that is put together from more than is known, what is known. */
  private idText(placed: Placed): string | undefined {
    const whole = this.evaluate.follow(placed);
    const { expression } = whole;
    const known = this.evaluate.text(whole);
    const isMade = expression.kind === 'text' || (expression.kind === 'operation' && expression.operator === '+');
    if (known !== undefined || !isMade) return known;
    const parts = expression.kind === 'text' ? expression.parts : expression.operands;
    return parts.map((part) => this.evaluate.text({ ...whole, expression: part }) ?? '').join('') || undefined;
  }

  /** The ids down to the object that a construct is made in, which its first argument is. */
  private pathTo(call: Placed<CallExpression>, depth = 0): ConstructPath {
    const scope = argumentOf(call, 0, 'scope');
    return scope ? this.pathOf(scope, depth) : this.enclosingPath(call.bindings);
  }

  private pathOf(object: Placed, depth: number): ConstructPath {
    const whole = this.evaluate.follow(object);
    const { expression, bindings } = whole;
    if (depth > DEEPEST_PATH) return NO_PATH;
    if (expression.kind === 'call') {
      const id = isConstruct(expression) ? this.idOf({ ...whole, expression }) : undefined;
      if (id === undefined) return this.enclosingPath(bindings);
      const name = lastName(expression.callee);
      const bases = this.program.classNamed(name, whole.scope.code)?.bases ?? [name];
      return below(this.pathTo({ ...whole, expression }, depth + 1), id, bases);
    }
    return (isSelf(expression) ? this.ownPath(whole, depth) : undefined) ?? this.enclosingPath(bindings);
  }

  /** Of `this`, where it is known how its object is made. */
  private ownPath({ scope, bindings }: Placed, depth: number): ConstructPath | undefined {
    const owner = ownerOf(scope);
    const maker = owner && this.makerOf(owner);
    if (!maker) return undefined;
    // What a method makes is below each object of its class: with one alone it is known which.
    const ways = bindings.has(maker) ? [bindings] : this.waysTo(maker, DEEPEST_HELPER);
    const bound = ways.length === 1 ? ways[0]!.get(maker) : undefined;
    const [scopeName, ...others] = maker.parameters.map(({ name }) => name);
    const idName = others.find((name) => name !== undefined && ID.test(name));
    const given = scopeName === undefined ? undefined : bound?.get(scopeName);
    const id = idName === undefined ? undefined : bound?.get(idName);
    const text = id && this.evaluate.text(id);
    return given && text !== undefined ? below(this.pathOf(given, depth + 1), text, owner.bases) : undefined;
  }

  /** The ids of the objects in whose constructors something stands. */
  private enclosingPath(bindings: Bindings): ConstructPath {
    let found = NO_PATH;
    for (const [target, bound] of bindings) {
      if (target.name !== 'constructor') continue;
      const id = target.parameters.map(({ name }) => name).find((name) => name !== undefined && ID.test(name));
      const given = id === undefined ? undefined : bound.get(id);
      const text = given && this.evaluate.text(given);
      found = below(found, text, ownerOf(target)?.bases ?? []);
    }
    return found;
  }

  /** What parameters and variables of loops may be at a place; never empty. */
  private waysTo(scope: Scope | undefined, depth: number): readonly Bindings[] {
    if (!scope) return [new Map()];
    const outside = this.waysTo(scope.parent, depth);
    if (scope.kind === 'loop')
      return outside.flatMap((bindings) => this.evaluate.turnsOf(scope, bindings) ?? [bindings]).slice(0, MOST_WAYS);
    // What a method without parameters is called with, too: the object whose method it is.
    const isBound = scope.parameters.length > 0 || isMethod(scope);
    if (scope.kind !== 'function' || !isBound || depth === 0) return outside;
    const ways = this.callsOf(scope).flatMap((site) => {
      if (isInside(site.scope, scope)) return [];
      return this.waysTo(site.scope, depth - 1).map((bindings) =>
        this.evaluate.bind(scope, { expression: site.call, scope: site.scope, bindings }),
      );
    });
    return ways.length > 0 ? ways.slice(0, MOST_WAYS) : outside;
  }

  private callsOf(target: Scope): readonly CallSite[] {
    const isConstructor = target.name === 'constructor';
    const name = isConstructor ? target.parent?.name : target.name;
    if (name === undefined) return [];
    const aliases = isMethod(target) ? [] : this.program.aliasesOf(name);
    const named = [name, ...aliases].flatMap((each) => this.program.callsOf(each));
    const calls = named.filter((site) => !isMethod(target) || mayMean(site, target));
    const ofClass = isConstructor ? target.parent : undefined;
    const derived = ofClass
      ? this.program.callsOf('super').filter(({ scope }) => ownerOf(scope)?.bases.includes(ofClass.name ?? ''))
      : [];
    return [...calls, ...derived];
  }
}

function below({ path, stackDepth }: ConstructPath, id: string | undefined, bases: readonly string[]): ConstructPath {
  const own = id === undefined ? path : [...path, id];
  return { path: own, stackDepth: bases.some((base) => /(?:Stack|Stage)$/.test(base)) ? own.length : stackDepth };
}

function isMethod({ kind, name, parent }: Scope): boolean {
  return kind === 'function' && parent?.kind === 'class' && name !== 'constructor';
}

/** `this.build()` is a method of the class that it stands in, or of one that this is derived from; `build()` is none. */
function mayMean({ call: { callee }, scope }: CallSite, { parent }: Scope): boolean {
  if (callee.kind !== 'member') return false;
  const owner = scope && isSelf(callee.object) ? ownerOf(scope) : undefined;
  return !owner || owner === parent || owner.bases.includes(parent?.name ?? '');
}

function isSelf(expression: Expression): boolean {
  return expression.kind === 'name' && (expression.name === 'this' || expression.name === 'self');
}

const ID = /^(?:id|construct_id|name|constructId|_id|stack_id|stackId)$/;

/** An argument by its place, or in Python by one of its names. */
export function argumentOf(
  call: Placed<CallExpression>,
  index: number,
  ...names: readonly string[]
): Placed | undefined {
  const { items, named } = call.expression;
  const expression = items[index] ?? named.find(({ key }) => key !== undefined && names.includes(key))?.value;
  return expression && { ...call, expression };
}

/** Python's spelling of a name of JavaScript. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** By its name in JavaScript; Python's is the same in small letters. */
export function propertyOf(evaluate: Evaluator, call: Placed<CallExpression>, name: string): Placed | undefined {
  const { items, named } = call.expression;
  if (call.scope.code.language === 'python') {
    return evaluate.entry(call, named, snakeCase(name)) ?? evaluate.entry(call, named, name);
  }
  const properties = items.at(-1);
  return properties && evaluate.property({ ...call, expression: properties }, name);
}

/** `new lambda.Function(scope, id, …)`: with a scope that is an object of the app's. */
function isConstruct({ items, named }: CallExpression): boolean {
  const [scope] = items;
  if (!scope) return named.some(({ key }) => key === 'scope');
  return chainOf(scope) !== undefined && (items.length >= 2 || named.length > 0);
}

export function ownerOf(scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.kind === 'class') return at;
  return undefined;
}

function isInside(inner: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}
