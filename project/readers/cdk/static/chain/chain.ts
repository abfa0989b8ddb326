/** States as the calls of an app's source chain them: `a.next(b)`, `choice.when(…)`, `map.itemProcessor(…)`. Source: aws-stepfunctions of the AWS CDK. */
import type { Placed } from '../../../../code/evaluate';
import { lastName } from '../../../../code/expression';
import type { CallExpression, Expression } from '../../../../code/expression';
import type { Scope } from '../../../../code/code';
import { once } from '../../../../once';
import { argumentOf, type Construct, type ConstructReader } from '../constructs';
import { STATE_CLASSES } from './states';
import { plain } from '../plain';

export interface State {
  readonly name: string;
  readonly className: string;
  /** With its properties. */
  readonly call: Placed<CallExpression>;
  /** As `LambdaInvoke.jsonata(…)` says. */
  readonly isJsonata?: boolean;
  next?: State;
  otherwise?: State;
  processor?: { readonly chain: Chain; readonly isIterator: boolean; readonly call: Placed<CallExpression> };
  readonly choices: { readonly condition: Placed; readonly next: State; readonly call: Placed<CallExpression> }[];
  readonly branches: Chain[];
  readonly retries: Placed<CallExpression>[];
  readonly catches: { readonly handler: State; readonly call: Placed<CallExpression> }[];
  /** Something is done with it under a condition, or with something that is not known. */
  isUnsure: boolean;
}

export interface Chain {
  readonly start: State;
  /** They get what comes next. */
  readonly ends: readonly State[];
}

/** What changes a state, by the name without underscores. Longer chains than one call's are one {@link Chain}. */
const METHODS = ['next', 'when', 'otherwise', 'branch', 'iterator', 'itemProcessor', 'addCatch', 'addRetry'];
const NAMES = new Set(METHODS.map(plain));
const DEEPEST = 200;
/** Calls in all their ways: what people write are some hundreds. */
const MOST_CALLS = 20_000;
const DEEPEST_KEY = 6;

export class Chains {
  private readonly known = new Map<string, Chain | undefined>();
  private readonly states = new Map<string, State>();
  private depth = 0;
  private calls = 0;

  constructor(private readonly reader: ConstructReader) {}

  /** The chain that a definition is; undefined where it is not known. */
  of(placed: Placed): Chain | undefined {
    // A call that was not looked at may change any state.
    return this.effects() ? this.chainAt(placed) : undefined;
  }

  /** All that is done with states anywhere, in the order of the source. False where that are too many calls. */
  private readonly effects = once(() => {
    const calls = METHODS.flatMap((name) => this.reader.callsOfMethod(name));
    const order = ({ expression }: Placed): number => expression.start * 1_000_000 + expression.end;
    for (const call of calls.sort((left, right) => order(left) - order(right))) {
      if (++this.calls > MOST_CALLS) return false;
      this.reader.evaluate.begin();
      this.chainAt(call);
    }
    return true;
  });

  private chainAt(placed: Placed): Chain | undefined {
    if (this.depth > DEEPEST) return undefined;
    const whole = this.reader.evaluate.follow(placed);
    const { expression } = whole;
    if (expression.kind === 'member') return this.memberChain(whole, expression);
    if (expression.kind !== 'call') return undefined;
    const key = this.keyOf(whole);
    if (this.known.has(key)) return this.known.get(key);
    // A chain that is asked for while it is made is none.
    this.known.set(key, undefined);
    this.depth++;
    const chain = this.called(whole as Placed<CallExpression>, key);
    this.depth--;
    this.known.set(key, chain);
    return chain;
  }

  /** `chain.startState`, `fragment.startState` */
  private memberChain(whole: Placed, { object, name }: Expression & { kind: 'member' }): Chain | undefined {
    if (plain(name) !== 'startstate') return undefined;
    const chain = this.chainAt({ ...whole, expression: object });
    return chain && chainOfState(chain.start);
  }

  private called(whole: Placed<CallExpression>, key: string): Chain | undefined {
    const { callee, items } = whole.expression;
    const method = plain(lastName(callee));
    const isOfChain = callee.kind === 'member' && lastName(callee.object) === 'Chain';
    if (isOfChain && method === 'start') return this.argument(whole, 0, 'state');
    if (isOfChain && method === 'sequence') {
      const [first, second] = [this.argument(whole, 0, 'start'), this.argument(whole, 1, 'next')];
      // It says what begins and what ends, and joins nothing itself.
      return first && second && { start: first.start, ends: second.ends };
    }
    if (callee.kind === 'member' && (NAMES.has(method) || method === 'afterwards')) {
      const chain = this.chainAt({ ...whole, expression: callee.object });
      if (!chain) return undefined;
      if (method === 'afterwards') return items.length > 0 ? unsure(chain) : afterwards(chain);
      if (this.isConditional(whole)) unsure(chain);
      return this.changed(chain, method, whole) ?? unsure(chain);
    }
    return this.made(whole, key);
  }

  private argument(call: Placed<CallExpression>, index: number, ...names: string[]): Chain | undefined {
    const placed = argumentOf(call, index, ...names);
    return placed && this.chainAt(placed);
  }

  /** Undefined where a call's argument is not known. */
  private changed(chain: Chain, method: string, call: Placed<CallExpression>): Chain | undefined {
    const { start } = chain;
    switch (method) {
      case 'next': {
        const next = this.argument(call, 0, 'next');
        return next && joined(chain, next);
      }
      case 'when': {
        const condition = argumentOf(call, 0, 'condition');
        const next = this.argument(call, 1, 'next');
        if (!condition || !next) return undefined;
        start.choices.push({ condition, next: next.start, call });
        return chainOfState(start);
      }
      case 'otherwise': {
        const next = this.argument(call, 0, 'def');
        start.otherwise = next?.start;
        return next && chainOfState(start);
      }
      case 'branch': {
        const { items, named } = call.expression;
        const branches = items.map((item) => this.chainAt({ ...call, expression: item }));
        if (named.length > 0 || !branches.every((branch) => branch !== undefined)) return undefined;
        start.branches.push(...branches);
        return chainOfState(start);
      }
      case 'iterator':
      case 'itemprocessor': {
        const inner = this.argument(call, 0, 'iterator', 'processor');
        start.processor = inner && { chain: inner, isIterator: method === 'iterator', call };
        return inner && chainOfState(start);
      }
      case 'addcatch': {
        const handler = this.argument(call, 0, 'handler');
        if (handler) start.catches.push({ handler: handler.start, call });
        return handler && chainOfState(start);
      }
      default:
        start.retries.push(call);
        return chainOfState(start);
    }
  }

  /** A state's own constructor, `LambdaInvoke.jsonata(…)`, or a class of the app's own that is derived from one. */
  private made(whole: Placed<CallExpression>, key: string): Chain | undefined {
    const { callee } = whole.expression;
    const factory = callee.kind === 'member' ? plain(callee.name) : '';
    const isFactory = factory === 'jsonata' || factory === 'jsonpath';
    const construct =
      isFactory && callee.kind === 'member'
        ? this.reader.constructAt(whole, lastName(callee.object))
        : this.reader.objectAt(whole);
    if (construct && STATE_CLASSES.has(construct.className)) {
      return chainOfState(this.stateOf(construct, key, isFactory ? factory === 'jsonata' : undefined));
    }
    return this.fragment(whole);
  }

  private stateOf(construct: Construct, key: string, isJsonata: boolean | undefined): State {
    const known = this.states.get(key);
    if (known) return known;
    const { className, call } = construct;
    const given = this.reader.property(construct, 'stateName');
    const id = argumentOf(call, 1, 'id', 'construct_id');
    const name = (given && this.reader.evaluate.text(given)) ?? (id && this.reader.evaluate.text(id));
    const state: State = {
      name: name ?? '',
      className,
      call,
      isJsonata,
      choices: [],
      branches: [],
      retries: [],
      catches: [],
      isUnsure: name === undefined,
    };
    this.states.set(key, state);
    return state;
  }

  /** A class of the app's own with a `startState` and `endStates`. */
  private fragment(whole: Placed<CallExpression>): Chain | undefined {
    const { program, evaluate } = this.reader;
    const owner = program.classNamed(lastName(whole.expression.callee), whole.scope.code);
    const maker = owner && program.functionsNamed(owner.name ?? '', owner.code).find(({ parent }) => parent === owner);
    const [first, last] = ['this.startState', 'this.endStates'].map((name) => owner?.names.get(name));
    if (!maker || !first || !last) return undefined;
    const at = { scope: maker, bindings: evaluate.bind(maker, whole) };
    const start = this.chainAt({ ...at, expression: first() });
    const ends = evaluate.follow({ ...at, expression: last() });
    const { expression } = ends;
    if (!start) return undefined;
    if (expression.kind === 'member' && plain(expression.name) === 'endstates') {
      const chain = this.chainAt({ ...ends, expression: expression.object });
      return chain && { start: start.start, ends: chain.ends };
    }
    const states = evaluate.elements(ends)?.map((each) => this.chainAt(each)?.start);
    return states?.every((state) => state !== undefined) ? { start: start.start, ends: states } : undefined;
  }

  private isConditional({ expression, scope }: Placed<CallExpression>): boolean {
    const sites = scope.code.calls.get(lastName(expression.callee)) ?? [];
    return sites.some(
      ({ call, isConditional }) => call.start === expression.start && call.end === expression.end && isConditional,
    );
  }

  /** The same for the same object: where it is made, and what the functions and loops around it were given. */
  private keyOf({ expression, scope, bindings }: Placed, depth = 0): string {
    const { start, end } = expression;
    const value = expression.kind === 'literal' ? JSON.stringify(expression.value) : '';
    const at = `${scope.code.file}:${start}:${end}${value}`;
    if (depth > DEEPEST_KEY) return at;
    const given: string[] = [];
    for (let around: Scope | undefined = scope; around; around = around.parent) {
      for (const [name, each] of bindings.get(around) ?? []) given.push(`${name}=${this.keyOf(each, depth + 1)}`);
    }
    return `${at}{${given.join()}}`;
  }
}

/** Nothing comes behind them, or what comes is said otherwise. */
const CLOSED = new Set(['Choice', 'Succeed', 'Fail']);

function chainOfState(state: State): Chain {
  return { start: state, ends: CLOSED.has(state.className) ? [] : [state] };
}

function joined(first: Chain, second: Chain): Chain | undefined {
  if (first.ends.length === 0) return undefined;
  for (const end of first.ends) end.next = second.start;
  return { start: first.start, ends: second.ends };
}

function unsure(chain: Chain): undefined {
  for (const state of [chain.start, ...chain.ends]) state.isUnsure = true;
  return undefined;
}

/** `choice.afterwards()`: what comes behind all the ways of a Choice. */
function afterwards({ start }: Chain): Chain {
  const reached = new Set([start]);
  // Grows as it is gone through.
  for (const state of reached) for (const next of followers(state)) reached.add(next);
  return { start, ends: [...reached].filter((state) => followers(state).length === 0 && !CLOSED.has(state.className)) };
}

function followers({ next, otherwise, choices }: State): readonly State[] {
  return [next, otherwise, ...choices.map((each) => each.next)].filter((each) => each !== undefined);
}
