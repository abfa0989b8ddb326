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
  return {
    random: () => next() / 0x1_0000_0000,
    uuid() {
      // Digit 13 is the version, digit 17 the variant.
      const a = next();
      const b = (next() & 0xffff_0fff) | 0x4000;
      const c = (next() & 0x3fff_ffff) | 0x8000_0000;
      const d = next();
      const first = `${hex(a >>> 16)}${hex(a)}-${hex(b >>> 16)}-${hex(b)}`;
      return `${first}-${hex(c >>> 16)}-${hex(c)}${hex(d >>> 16)}${hex(d)}`;
    },
  };
}

/** A Map asks for two ids an item: a table is several times as fast as making the digits each time. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The four digits of the lower half. */
function hex(bits: number): string {
  return (BYTES[(bits >>> 8) & 0xff] ?? '') + (BYTES[bits & 0xff] ?? '');
}
