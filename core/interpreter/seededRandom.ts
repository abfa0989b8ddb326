/** Chance that repeats itself: the same seed gives the same numbers and ids, and so the same history. */
export interface SeededRandom {
  /** In [0, 1). */
  random(): number;
  /** Version 4, from the same source. */
  uuid(): string;
}

/** Mulberry32: small, fast, and good enough for jitter and ids. Not for secrets. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const hex = (bits: number): string => bits.toString(16).padStart(8, '0');
  return {
    random: () => next() / 0x1_0000_0000,
    uuid() {
      const digits = hex(next()) + hex((next() & 0xffff0fff) >>> 0) + hex(next()) + hex(next());
      const variant = ((parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}
