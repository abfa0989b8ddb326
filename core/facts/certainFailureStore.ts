import { certaintiesOf, type CertainFailure, type Certainties, type CertainResult } from './certainFailures';

/** What is known of expressions, by their text: evaluating them takes turns of the event loop, and rules take none. */
export class CertainFailureStore {
  private readonly known = new Map<string, Certainties>();
  private readonly wanted = new Set<string>();
  /** Those of which the result matters too. */
  private readonly resultWanted = new Set<string>();
  private evaluating = Promise.resolve();
  /** How many of them there is something to say of. */
  private found = 0;

  /** What is known by now; asks for the rest, see {@link settle}. */
  failuresOf(source: string): readonly CertainFailure[] {
    if (PLAIN.test(source)) return NONE;
    return this.knownOf(source)?.failures ?? NONE;
  }

  /** What is known by now of what it gives in every run. */
  resultOf(source: string): CertainResult | undefined {
    if (PLAIN.test(source)) return undefined;
    const known = this.knownOf(source);
    if (!known) this.resultWanted.add(source);
    return known?.result;
  }

  private knownOf(source: string): Certainties | undefined {
    const known = this.known.get(source);
    if (!known) this.wanted.add(source);
    return known;
  }

  get isSettled(): boolean {
    return this.wanted.size === 0;
  }

  /** Evaluates what was asked for; true where rules have more to say now. `giveWay` resolves after others had their turn. */
  async settle(giveWay: () => Promise<void>): Promise<boolean> {
    const before = this.found;
    // One after the other: what the first evaluates, the second may wait for.
    this.evaluating = this.evaluating.then(() => this.evaluateWanted(giveWay));
    await this.evaluating;
    return this.found > before;
  }

  private async evaluateWanted(giveWay: () => Promise<void>): Promise<void> {
    for (const source of this.wanted) {
      await giveWay();
      const certain = await certaintiesOf(source, giveWay);
      this.keep(source, certain);
      this.wanted.delete(source);
      const isResultWanted = this.resultWanted.delete(source) && certain.result !== undefined;
      if (certain.failures.length > 0 || isResultWanted) this.found++;
    }
  }

  private keep(source: string, certain: Certainties): void {
    const oldest = this.known.size < MOST_KEPT ? undefined : this.known.keys().next().value;
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(source, certain);
  }
}

const NONE: readonly CertainFailure[] = [];
const MOST_KEPT = 5_000;
/** Reads a value and does nothing with it. */
const PLAIN = /^\s*\$\w+(?:\.\w+)+\s*$/;
