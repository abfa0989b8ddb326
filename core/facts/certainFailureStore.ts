import { certainFailures, type CertainFailure } from './certainFailures';

/** What is known of expressions, by their text: evaluating them takes turns of the event loop, and rules take none. */
export class CertainFailureStore {
  private readonly known = new Map<string, readonly CertainFailure[]>();
  private readonly wanted = new Set<string>();
  private evaluating = Promise.resolve();
  /** How many of them were found to fail. */
  private failing = 0;

  /** What is known by now; asks for the rest, see {@link settle}. */
  failuresOf(source: string): readonly CertainFailure[] {
    if (PLAIN.test(source)) return NONE;
    const failures = this.known.get(source);
    if (!failures) this.wanted.add(source);
    return failures ?? NONE;
  }

  get isSettled(): boolean {
    return this.wanted.size === 0;
  }

  /** Evaluates what was asked for; true where rules have more to say now. `giveWay` resolves after others had their turn. */
  async settle(giveWay: () => Promise<void>): Promise<boolean> {
    const before = this.failing;
    // One after the other: what the first evaluates, the second may wait for.
    this.evaluating = this.evaluating.then(() => this.evaluateWanted(giveWay));
    await this.evaluating;
    return this.failing > before;
  }

  private async evaluateWanted(giveWay: () => Promise<void>): Promise<void> {
    for (const source of this.wanted) {
      await giveWay();
      const failures = await certainFailures(source, giveWay);
      this.keep(source, failures);
      this.wanted.delete(source);
      if (failures.length > 0) this.failing++;
    }
  }

  private keep(source: string, failures: readonly CertainFailure[]): void {
    const oldest = this.known.size < MOST_KEPT ? undefined : this.known.keys().next().value;
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(source, failures);
  }
}

const NONE: readonly CertainFailure[] = [];
const MOST_KEPT = 5_000;
/** Reads a value and does nothing with it. */
const PLAIN = /^\s*\$\w+(?:\.\w+)+\s*$/;
