/** java.util.Random: what a seed gives in `$random(seed)` and `States.MathRandom(a, b, seed)` (measured). */
const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

export class JavaRandom {
  private state: bigint;

  constructor(seed: number | bigint) {
    // Too large for a long, a number such as 1e999 is no whole number: any seed will do.
    const whole = typeof seed === 'bigint' ? seed : Number.isFinite(seed) ? BigInt(Math.trunc(seed)) : 0n;
    this.state = (whole ^ MULTIPLIER) & MASK;
  }

  private next(bits: number): number {
    this.state = (this.state * MULTIPLIER + 0xbn) & MASK;
    return Number(this.state >> BigInt(48 - bits));
  }

  /** In [0, 1). */
  nextDouble(): number {
    return (this.next(26) * 2 ** 27 + this.next(27)) / 2 ** 53;
  }

  /** From 0 up to `bound`, without it; the bound is positive and of 32 bits. */
  nextInt(bound: number): number {
    const bits = this.next(31);
    if ((bound & (bound - 1)) === 0) return Number((BigInt(bound) * BigInt(bits)) >> 31n);
    // The uppermost numbers would come up more often than others.
    let taken = bits;
    while (taken - (taken % bound) + bound - 1 > 0x7fffffff) taken = this.next(31);
    return taken % bound;
  }
}
