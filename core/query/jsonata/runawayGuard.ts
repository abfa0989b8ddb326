/**
 * Stops expressions that would not end. The library calls it before and after each node it evaluates.
 * It counts nodes rather than time, so that a run gives the same result on a slow machine.
 */
import type { JsonataScope } from './compileJsonata';
import type { JsonataNode } from './syntaxTree';

/** The depth AWS allows (measured). */
const DEEPEST = 100;
/** The library walks the members of constructors side by side, so that depths add up there. */
const DEEPEST_IN_CONSTRUCTORS = 20_000;
const MOST_NODES = 5_000_000;
/** Neither a text nor the JSON of a list may be longer than this (measured); each item takes two characters at least. */
export const MOST_BYTES = 6_990_256;
const MOST_ITEMS = MOST_BYTES / 2;
/** How many items all lists of one evaluation may have, thrown away or not: they cost memory and time alike. */
const MOST_LISTED = 20_000_000;
/** How many nodes pass before other work (a stop request, say) gets a turn. */
const NODES_BETWEEN_TURNS = 20_000;

export class RunawayGuard {
  private depth = 0;
  private nodes = 0;
  private constructors = 0;
  private listed = 0;
  private readonly sizes = new WeakMap<object, number>();

  constructor(private readonly scope: Pick<JsonataScope, 'giveWay' | 'mostNodes'>) {}

  enter(node: JsonataNode): Promise<void> | undefined {
    this.depth++;
    this.nodes++;
    if (isConstructor(node)) this.constructors++;
    const deepest = this.constructors > 0 ? DEEPEST_IN_CONSTRUCTORS : DEEPEST;
    if (this.depth > deepest) {
      throw new Error(
        `Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. Depth=${this.depth} max=${deepest}`,
      );
    }
    if (this.nodes > (this.scope.mostNodes ?? MOST_NODES))
      throw new Error('Expression evaluation timeout. Check for infinite loop');
    return this.nodes % NODES_BETWEEN_TURNS === 0 ? this.scope.giveWay?.() : undefined;
  }

  exit(node: JsonataNode, result: unknown): void {
    this.depth--;
    if (isConstructor(node)) this.constructors--;
    if (this.sizeOf(result) > MOST_BYTES || isLonger(result, MOST_ITEMS)) throw tooLarge();
    if (node.value === '[' && Array.isArray(result)) {
      this.listed += result.length;
      if (this.listed > MOST_LISTED) throw tooLarge();
    }
  }

  /**
   * About how long the value's JSON is, from the sizes of its members: a few lists and objects that share each other
   * may spell out more than the library could compare or print in a lifetime.
   */
  private sizeOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return leastSize(value);
    let size = this.sizes.get(value);
    if (size !== undefined) return size;
    size = 1;
    for (const member of Array.isArray(value) ? value : Object.values(value)) {
      size += (typeof member === 'object' && member !== null && this.sizes.get(member as object)) || leastSize(member);
    }
    this.sizes.set(value, size);
    return size;
  }
}

/** What a value within another counts where nothing is known of it. */
function leastSize(value: unknown): number {
  return typeof value === 'string' ? value.length + 2 : 1;
}

function isLonger(value: unknown, most: number): boolean {
  return Array.isArray(value) && value.length > most;
}

/** Also for functions that must not even begin. */
export function tooLarge(): Error {
  return new Error(`The expression makes more than the maximum of ${MOST_BYTES} bytes`);
}

function isConstructor(node: JsonataNode): boolean {
  return (node.type === 'unary' && (node.value === '[' || node.value === '{')) || node.group !== undefined;
}
