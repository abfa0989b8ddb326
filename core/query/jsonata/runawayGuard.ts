/**
 * Stops expressions that would not end, and those that nobody waits for any more. The library calls it before and after each
 * node it evaluates. It counts work rather than time, so that a run gives the same result on a slow machine.
 */
import { EvaluationFault, STACK_OVERFLOW, tooLarge, tooLong } from './evaluationFault';
import type { JsonataScope } from './compileJsonata';
import { MembersInTurn } from './membersInTurn';
import type { JsonataNode } from './syntaxTree';

/** The depth AWS allows (measured). */
export const DEEPEST = 100;
const MOST_NODES = 5_000_000;
/** How large a value may be (measured): a text by its characters, a list of numbers by {@link NUMBER_BYTES} for each. */
export const MOST_BYTES = 6_990_256;
const NUMBER_BYTES = 8;
/** The longest list of numbers. */
export const MOST_ITEMS = MOST_BYTES / NUMBER_BYTES;
/** How many items all lists of one evaluation may have, thrown away or not: they cost memory and time alike. */
const MOST_LISTED = 20_000_000;
/** How much work, in nodes, is done before others (a stop request, say) get a turn: some milliseconds of it. */
const WORK_BETWEEN_TURNS = 3_000;
/** So many members of a list are measured in some milliseconds. */
const MEASURED_AT_ONCE = 50_000;
/** So many items of a list, looked at or copied, are the work of a node. */
const ITEMS_PER_NODE = 50;

export class RunawayGuard {
  private depth = 0;
  private nodes = 0;
  private workSinceTurn = 0;
  private listed = 0;
  private readonly members = new MembersInTurn();
  private pendingTurn: Promise<void> | undefined;
  /** Why nobody waits for the value any more: what the turn that was given was refused with. */
  interruption: { readonly reason: unknown } | undefined;
  private readonly sizes = new WeakMap<object, number>();

  constructor(private readonly scope: Pick<JsonataScope, 'giveWay' | 'mostNodes' | 'workBetweenTurns'>) {}

  enter(node: JsonataNode): Promise<void> | undefined {
    return this.members.before(node)?.then(() => this.begin(node)) ?? this.begin(node);
  }

  private begin(node: JsonataNode): Promise<void> | undefined {
    if (++this.depth > DEEPEST || node.isTooDeep) {
      throw new EvaluationFault(
        `${STACK_OVERFLOW}. Consider rewriting as tail-recursive. Depth=${this.depth} max=${DEEPEST}`,
      );
    }
    this.nodes += node.work ?? 1;
    if (this.nodes > (this.scope.mostNodes ?? MOST_NODES)) throw tooLong();
    return this.work(1);
  }

  exit(node: JsonataNode, result: unknown): Promise<void> | undefined {
    const isLong = Array.isArray(result) && result.length > MEASURED_AT_ONCE && !this.sizes.has(result);
    return isLong ? this.measure(result).then(() => this.leave(node, result)) : this.leave(node, result);
  }

  private leave(node: JsonataNode, result: unknown): Promise<void> | undefined {
    this.depth--;
    this.members.after(node);
    if (this.sizeOf(result) > MOST_BYTES) throw tooLarge();
    if (!Array.isArray(result)) return undefined;
    if (node.value === '[') {
      this.listed += result.length;
      if (this.listed > MOST_LISTED) throw tooLarge();
    }
    return this.workOnItems(result.length);
  }

  /** For functions that look at all of a list or a text: others get their turn where it is due. */
  workOnItems(count: number): Promise<void> | undefined {
    return count < ITEMS_PER_NODE ? undefined : this.work(count / ITEMS_PER_NODE);
  }

  private work(amount: number): Promise<void> | undefined {
    this.workSinceTurn += amount;
    // What ends and what begins behind it overlap: while one gives others their turn, neither goes on.
    if (this.pendingTurn) return this.pendingTurn;
    return this.workSinceTurn < (this.scope.workBetweenTurns ?? WORK_BETWEEN_TURNS) ? undefined : this.turn();
  }

  /** Work that counts against the bound of an evaluation, unlike that of a list: this takes time of its own. */
  spend(items: number): Promise<void> | undefined {
    this.nodes += items / ITEMS_PER_NODE;
    return this.workOnItems(items);
  }

  /** Ends the evaluation: it rejects with the reason. */
  interrupt(reason: unknown): never {
    this.interruption ??= { reason };
    throw reason;
  }

  /** Gives others their turn. */
  turn(): Promise<void> | undefined {
    this.workSinceTurn = 0;
    this.pendingTurn ??= this.scope.giveWay?.().then(
      () => void (this.pendingTurn = undefined),
      (reason: unknown) => this.interrupt(reason),
    );
    return this.pendingTurn;
  }

  /**
   * About how large the value is, from the sizes of its members: a few lists and objects that share each other may spell out
   * more than the library could compare or print in a lifetime.
   */
  private sizeOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return leastSize(value);
    let size = this.sizes.get(value);
    if (size !== undefined) return size;
    if (Array.isArray(value) && value.length > MOST_BYTES) return value.length;
    size = this.sizeOfMembers(Array.isArray(value) ? value : Object.values(value));
    this.sizes.set(value, size);
    return size;
  }

  private sizeOfMembers(members: readonly unknown[], from = 0, to = members.length): number {
    let size = 0;
    for (let index = from; index < to; index++) {
      const member = members[index];
      size += (typeof member === 'object' && member !== null && this.sizes.get(member)) || leastSize(member);
    }
    return size;
  }

  /** Of a long list: others get their turn meanwhile. */
  private async measure(list: readonly unknown[]): Promise<void> {
    let size = 0;
    for (let from = 0; from < list.length && size <= MOST_BYTES; from += MEASURED_AT_ONCE) {
      size += this.sizeOfMembers(list, from, Math.min(list.length, from + MEASURED_AT_ONCE));
      await this.workOnItems(MEASURED_AT_ONCE);
    }
    this.sizes.set(list, size);
  }
}

/** What a value within another counts where nothing is known of it. */
function leastSize(value: unknown): number {
  if (typeof value === 'number') return NUMBER_BYTES;
  return typeof value === 'string' ? value.length + 2 : 1;
}
