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
/** How many nodes pass before other work (a stop request, say) gets a turn. */
const NODES_BETWEEN_TURNS = 20_000;

export class RunawayGuard {
  private depth = 0;
  private nodes = 0;
  private constructors = 0;

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

  exit(node: JsonataNode): void {
    this.depth--;
    if (isConstructor(node)) this.constructors--;
  }
}

function isConstructor(node: JsonataNode): boolean {
  return (node.type === 'unary' && (node.value === '[' || node.value === '{')) || node.group !== undefined;
}
