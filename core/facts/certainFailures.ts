/** What of a JSONata expression fails on every input: its constant parts are evaluated as a run would evaluate them. */
import { JSONATA_FUNCTION_BY_NAME } from '../catalog/jsonataFunctions';
import type { Json } from '../json';
import { NO_JSON, NOTHING } from '../query/jsonata/evaluationFault';
import { isRangeAlone } from '../query/jsonata/compileJsonata';
import { evaluateNode } from '../query/jsonata/evaluateNode';
import {
  NOT_APPLICABLE,
  notAFunction,
  ANY_KIND,
  certainCallFault,
  certainEnd,
  certainOperatorFault,
  kindOf,
} from '../query/jsonata/kinds';
import { parametersOf } from '../query/jsonata/libraryFunctions';
import { parseJsonata } from '../query/jsonata/parseJsonata';
import { plainJson, TOO_LARGE, UNSUPPORTED } from '../query/jsonata/plainJson';
import { walkJsonata, type JsonataNode } from '../query/jsonata/syntaxTree';
import {
  ROOT,
  bindings,
  isConstant,
  isEffectivelyPlain,
  isLibraryFunction,
  isVariable,
  libraryNames,
  type Place,
} from './jsonataNodes';
import { evaluatedParts } from './evaluatedParts';
import { KnownParts } from './knownParts';

/** Offsets count in the expression's source. */
export interface CertainFailure {
  readonly offset: number;
  readonly length: number;
  /** What the run says behind the name of the field, in AWS's words. */
  readonly words: string;
  /** Functions of the library it rests on: a variable of that name would take their place. */
  readonly names: readonly string[];
  /** A call of this variable, which no data can make a function. */
  readonly variable?: string;
}

/** What an expression that does not fail gives in every run. */
export interface CertainResult {
  /** Letters of the kinds that it may be of. */
  readonly kinds: string;
  /** Where it is always the same. */
  readonly value?: Json;
  /** As of a failure. */
  readonly names: readonly string[];
}

export interface Certainties {
  readonly failures: readonly CertainFailure[];
  readonly result?: CertainResult;
}

/** Empty where nothing is certain, where it takes long to tell, or where the expression cannot be read. */
export async function certaintiesOf(source: string, giveWay: () => Promise<void>): Promise<Certainties> {
  let root: JsonataNode;
  try {
    root = parseJsonata(source).ast() as unknown as JsonataNode;
  } catch {
    return NONE;
  }
  // Nobody writes such an expression, and every walk over it would be a deep one.
  let count = 0;
  walkJsonata(root, (node) => {
    count++;
    if (node.type === 'apply') callDirectly(node);
  });
  if (count > MOST_NODES) return NONE;
  const reader = new FailureReader(source, giveWay);
  await reader.readWhole(root);
  const { failures } = reader;
  return failures.length > 0 ? { failures } : { failures, result: reader.resultOf(root) };
}

const NONE: Certainties = { failures: [] };

/** `a ~> $f(b)` calls `$f(a, b)`: the library, too, evaluates it so. */
function callDirectly(node: JsonataNode): void {
  const [given, call] = [node.lhs as JsonataNode, node.rhs as JsonataNode];
  if (call.type !== 'function' || !isEffectivelyPlain(call)) return;
  Object.assign(node, call, { arguments: [given, ...(call.arguments ?? [])], lhs: undefined, rhs: undefined });
}

const MOST_NODES = 2_000;

/** Whoever calls them wants the failure; of arguments that they do not take they fail, too. */
const FAILS_BY_WISH: ReadonlySet<string> = new Set(['error', 'assert']);
const ERROR: ReadonlySet<string> = new Set(['error']);

/** A value for each kind of a parameter. */
const LITERALS: { readonly [kind: string]: JsonataNode } = {
  s: { type: 'string', value: 'a' },
  n: { type: 'number', value: 1 },
};
/** Where not every value of a kind is as good as another: which picture, which radix, which algorithm. */
const TAKEN: { readonly [name: string]: readonly (JsonataNode | undefined)[] } = {
  formatNumber: [undefined, { type: 'string', value: '#0' }],
  formatInteger: [undefined, { type: 'string', value: '0' }],
  parseInteger: [
    { type: 'string', value: '1' },
    { type: 'string', value: '0' },
  ],
  formatBase: [undefined, { type: 'number', value: 10 }],
  hash: [undefined, { type: 'string', value: 'SHA-1' }],
  toMillis: [
    { type: 'string', value: '2020' },
    { type: 'string', value: '[Y0001]' },
  ],
  fromMillis: [undefined, { type: 'string', value: '[Y0001]' }],
};
/** Errors that say nothing of the value that is worked on. */
const OF_LITERALS = /\. (?:D3137: (?:Hash|Second)|D30[1248]\d|D309\d|D31(?:00|3[1-6]))/;

class FailureReader {
  readonly failures: CertainFailure[] = [];
  private readonly known: KnownParts;

  constructor(
    private readonly source: string,
    private readonly giveWay: () => Promise<void>,
  ) {
    this.known = new KnownParts(giveWay);
  }

  async readWhole(root: JsonataNode): Promise<void> {
    const place = ROOT;
    await this.visit(root, place);
    if (this.failures.length > 0) return;
    const constant = this.known.valueOf(root);
    const end = constant ? constant.value === undefined && NOTHING : await this.endOf(root, place);
    if (end) return this.report(root, end);
    await this.readResult(root, place);
    // What holds the function is made by a call.
    const isNoJson = this.failures.length === 0 && constant && plainJson(constant.value) === UNSUPPORTED;
    if (isNoJson) this.report(root, NO_JSON);
  }

  /** What the run says of a call that gives no value. */
  private async endOf(node: JsonataNode, place: Place): Promise<string | undefined> {
    const { procedure, arguments: args = [] } = node;
    if (node.type !== 'function' || !isEffectivelyPlain(node) || !procedure) return undefined;
    if (!isLibraryFunction(procedure, place)) return undefined;
    const end = certainEnd(
      String(procedure.value),
      args.map((argument) => this.known.operand(argument, place)),
    );
    if (end === undefined || !isConstant(node, place)) return end;
    await this.known.evaluate(node);
    return this.known.faultOf(node) ?? end;
  }

  /** Undefined where nothing is known of it. */
  resultOf(root: JsonataNode): CertainResult | undefined {
    if (isRangeAlone(root)) return { kinds: 'an', names: [] };
    const { kinds, value: constant } = this.known.operand(root, ROOT);
    if (kinds === ANY_KIND) return undefined;
    const value = constant && plainJson(constant.value);
    if (value === TOO_LARGE || value === UNSUPPORTED) return undefined;
    const names = libraryNames(root);
    return value === undefined ? { kinds, names } : { kinds: kindOf(value), value, names };
  }

  /** The parts of the value that no JSON can hold. */
  private async readResult(node: JsonataNode, place: Place): Promise<void> {
    if (isEffectivelyPlain(node)) {
      if (node.type === 'block') {
        return this.readEach([node.expressions!.at(-1)], { ...place, bound: bindings(node, place.bound) });
      }
      if (node.type === 'condition') return this.readEach([node.then, node.else], place);
      if (node.type === 'unary' && node.value === '[') return this.readEach(node.expressions!, place);
      if (node.type === 'unary' && node.value === '{') {
        return this.readEach(
          (node.lhs as JsonataNode[][]).map(([, member]) => member),
          place,
        );
      }
    }
    const isFunction = node.type === 'lambda' || node.type === 'partial' || isLibraryFunction(node, place);
    if (isFunction) this.report(node, NO_JSON);
  }

  private async readEach(nodes: readonly (JsonataNode | undefined)[], place: Place): Promise<void> {
    for (const node of nodes) if (node) await this.readResult(node, place);
  }

  /** Whether something in it fails for certain. */
  private async visit(node: JsonataNode, place: Place): Promise<boolean> {
    if (node.type === 'function' && isVariable(node.procedure, ERROR)) return false;
    const mayFailByWish = node.type === 'function' && isVariable(node.procedure, FAILS_BY_WISH);
    // A function that nobody calls fails of nothing: its body is looked at.
    const isSame = node.type !== 'lambda' && !mayFailByWish && isConstant(node, place);
    if (isSame) {
      const result = await this.known.evaluate(node);
      if (result === 'undecided' || !('fault' in result)) return false;
    }
    let failed = false;
    for (const [child, at] of evaluatedParts(node, place, this.known)) failed = (await this.visit(child, at)) || failed;
    if (failed) return true;
    const fault = isSame
      ? this.known.faultOf(node)
      : (this.certainFault(node, place) ?? (await this.faultOfLiterals(node, place)));
    if (fault === undefined) return false;
    if (fault !== '') this.report(node, fault, node.type === 'function' ? this.calledVariable(node, place) : undefined);
    return true;
  }

  /** What fails whatever the parts that differ from run to run may be. */
  private certainFault(node: JsonataNode, place: Place): string | undefined {
    if (node.type === 'function') return this.certainCall(node, place);
    if (node.type === 'apply') {
      const right = node.rhs as JsonataNode;
      return right.type === 'function' || this.known.operand(right, place).kinds.includes('f')
        ? undefined
        : NOT_APPLICABLE;
    }
    const [left, right] = [node.lhs ?? node.expression, node.rhs] as (JsonataNode | undefined)[];
    if (!left || Array.isArray(left) || (node.type !== 'binary' && node.type !== 'unary')) return undefined;
    return certainOperatorFault(
      String(node.value),
      node.type === 'binary',
      this.known.operand(left, place),
      right && this.known.operand(right, place),
    );
  }

  private certainCall(node: JsonataNode, place: Place): string | undefined {
    const { procedure } = node;
    const args = node.arguments ?? [];
    if (procedure?.type === 'path' && procedure.steps?.length === 1 && procedure.steps[0]!.type === 'name') {
      const name = String(procedure.steps[0]!.value);
      // Data holds no functions; and AWS refuses a name that stands against nothing.
      if (place.isRoot && !JSONATA_FUNCTION_BY_NAME.has(name)) return '';
      return JSONATA_FUNCTION_BY_NAME.has(name) ? notAFunction(name) : notAFunction();
    }
    if (procedure?.type !== 'variable') return undefined;
    const name = String(procedure.value);
    if (place.bound.has(name) || name === '') return undefined;
    if (!JSONATA_FUNCTION_BY_NAME.has(name)) return notAFunction();
    const words = certainCallFault(
      name,
      args.map((argument) => this.known.operand(argument, place)),
      place.isRoot,
    );
    return words;
  }

  /** What the call fails of for its literals alone, such as the name of a digest: tried with a value of the right kind for the rest. */
  private async faultOfLiterals(node: JsonataNode, place: Place): Promise<string | undefined> {
    const { procedure, arguments: args = [] } = node;
    if (node.type !== 'function' || !procedure || !isLibraryFunction(procedure, place)) return undefined;
    const name = String(procedure.value);
    const parameters = parametersOf(name);
    const isLiteral = args.map((argument) => isConstant(argument, place));
    if (!isLiteral.includes(true)) return undefined;
    const tried: JsonataNode[] = [];
    for (const [index, argument] of args.entries()) {
      const value = isLiteral[index] ? argument : (TAKEN[name]?.[index] ?? LITERALS[parameters[index] ?? '']);
      if (!value) return undefined;
      tried.push(value);
    }
    const result = await evaluateNode({ ...node, arguments: tried }, this.giveWay);
    if (result === 'undecided' || !('fault' in result)) return undefined;
    return OF_LITERALS.test(result.fault) ? result.fault : undefined;
  }

  private calledVariable({ procedure }: JsonataNode, place: Place): string | undefined {
    const name = procedure?.type === 'variable' ? String(procedure.value) : '';
    return name === '' || place.bound.has(name) || JSONATA_FUNCTION_BY_NAME.has(name) ? undefined : name;
  }

  private report(node: JsonataNode, words: string, variable?: string): void {
    const names = libraryNames(node);
    this.failures.push({ ...this.spanOf(node), words, names, ...(variable !== undefined && { variable }) });
  }

  /** The name of what is called, the sign of an operator, a literal or variable; of anything else all of the expression. */
  private spanOf(node: JsonataNode): { readonly offset: number; readonly length: number } {
    const procedure = node.type === 'function' ? node.procedure : undefined;
    const marked = procedure?.type === 'path' ? procedure.steps?.[0] : (procedure ?? node);
    const { position = 0, value, type } = marked ?? node;
    const length = String(value ?? '').length + (type === 'variable' ? 1 : 0);
    const offset = position - length;
    const isThere =
      offset >= 0 && this.source.slice(offset, position) === `${type === 'variable' ? '$' : ''}${String(value)}`;
    if (isThere && length > 0 && type !== 'unary') return { offset, length };
    return { offset: this.source.search(/\S/), length: this.source.trim().length };
  }
}
