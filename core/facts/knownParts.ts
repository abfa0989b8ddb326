/** What is known of the parts of a JSONata expression before any run: the value of what is constant, and the kinds of the rest. */
import { evaluateNode, type NodeResult } from '../query/jsonata/evaluateNode';
import { ANY_KIND, DATA_KIND, kindOf, operatorKinds, resultKinds, type Operand } from '../query/jsonata/kinds';
import type { JsonataNode } from '../query/jsonata/syntaxTree';
import { bindings, isData, isEffectivelyPlain, isLibraryFunction, isPathOfData, type Place } from './jsonataNodes';

/** Grows while the parts are visited in their order: what is not evaluated yet is not known. */
export class KnownParts {
  private readonly results = new Map<JsonataNode, NodeResult>();

  constructor(private readonly giveWay: () => Promise<void>) {}

  async evaluate(node: JsonataNode): Promise<NodeResult> {
    let result = this.results.get(node);
    if (!result) this.results.set(node, (result = await evaluateNode(node, this.giveWay)));
    return result;
  }

  /** What its evaluation fails of. */
  faultOf(node: JsonataNode): string | undefined {
    const result = this.results.get(node);
    return result && result !== 'undecided' && 'fault' in result ? result.fault : undefined;
  }

  /** Of one that comes to the same in every run. */
  valueOf(node: JsonataNode): { readonly value?: unknown } | undefined {
    const result = this.results.get(node);
    return result && result !== 'undecided' && 'value' in result ? result : undefined;
  }

  /** Undefined where it is not known yet, or differs from run to run: parts of a node are visited in their order. */
  truthOf(node: JsonataNode | undefined): boolean | undefined {
    if (node?.type === 'value' || node?.type === 'number' || node?.type === 'string') return Boolean(node.value);
    const result = node && this.results.get(node);
    if (!result || result === 'undecided' || 'fault' in result) return undefined;
    const { value } = result;
    return typeof value === 'object' ? undefined : Boolean(value);
  }

  isNeverReached({ value, lhs }: JsonataNode): boolean {
    if (value !== 'and' && value !== 'or') return false;
    return this.truthOf(lhs as JsonataNode) === (value === 'or');
  }

  /** What a part may come to. */
  operand(node: JsonataNode, place: Place): Operand {
    const result = this.results.get(node);
    if (result && result !== 'undecided' && 'value' in result) return { kinds: kindOf(result.value), value: result };
    if (!isEffectivelyPlain(node)) return { kinds: ANY_KIND };
    switch (node.type) {
      case 'lambda':
      case 'partial':
      case 'regex':
        return { kinds: 'f' };
      case 'string':
        return { kinds: 's', value: { value: node.value } };
      case 'number':
        return { kinds: 'n', value: { value: node.value } };
      case 'variable':
        return { kinds: isLibraryFunction(node, place) ? 'f' : isData(node, place) ? DATA_KIND : ANY_KIND };
      case 'path':
        return { kinds: isPathOfData(node, place) ? DATA_KIND : ANY_KIND };
      case 'binary':
      case 'unary':
        return { kinds: operatorKinds(String(node.value), node.type === 'binary') };
      case 'bind':
        return this.operand(node.rhs as JsonataNode, place);
      case 'block': {
        const last = node.expressions!.at(-1);
        return last ? this.operand(last, { ...place, bound: bindings(node, place.bound) }) : { kinds: 'm' };
      }
      case 'condition':
        return { kinds: this.kindsOfBranches(node, place) };
      case 'function':
        return { kinds: this.kindsOfCall(node.procedure, place) };
      case 'apply':
        return { kinds: this.kindsOfCall(node.rhs as JsonataNode, place) };
      default:
        return { kinds: ANY_KIND };
    }
  }

  private kindsOfCall(called: JsonataNode | undefined, place: Place): string {
    const name = called?.type === 'variable' ? String(called.value) : '';
    return place.bound.has(name) ? ANY_KIND : resultKinds(name);
  }

  private kindsOfBranches(node: JsonataNode, place: Place): string {
    const chosen = this.truthOf(node.condition);
    const kindsOf = (branch: JsonataNode | undefined): string => (branch ? this.operand(branch, place).kinds : 'm');
    if (chosen !== undefined) return kindsOf(chosen ? node.then : node.else);
    const kinds = new Set(kindsOf(node.then) + kindsOf(node.else));
    return Array.from(ANY_KIND)
      .filter((kind) => kinds.has(kind))
      .join('');
  }
}
