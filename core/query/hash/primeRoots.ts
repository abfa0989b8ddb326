/** The constants of SHA-2: fractional parts of roots of the first primes, as 64-bit integers. */
export function primeRoots(count: number, degree: 2 | 3): bigint[] {
  return firstPrimes(count).map((prime) => {
    // floor(root(prime) * 2^64), without the whole part.
    const scaled = BigInt(prime) << BigInt(64 * degree);
    return integerRoot(scaled, degree) & 0xffffffffffffffffn;
  });
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

/** Newton's method on integers, from above. */
function integerRoot(value: bigint, degree: 2 | 3): bigint {
  const n = BigInt(degree);
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / degree));
  for (;;) {
    const next = ((n - 1n) * root + value / root ** (n - 1n)) / n;
    if (next >= root) return root;
    root = next;
  }
}
