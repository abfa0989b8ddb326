/** SHA-256, FIPS 180-4. */
import { wordBytes, type DigestAlgorithm } from './algorithm';
import { primeRoots } from './primeRoots';

const top32 = (value: bigint) => Number(value >> 32n) | 0;
let constants: { readonly start: Int32Array; readonly rounds: Int32Array } | undefined;

function getConstants() {
  constants ??= {
    start: Int32Array.from(primeRoots(8, 2), top32),
    rounds: Int32Array.from(primeRoots(64, 3), top32),
  };
  return constants;
}

const rotate = (value: number, by: number) => (value >>> by) | (value << (32 - by));

export const sha256: DigestAlgorithm = {
  blockSize: 64,
  lengthSize: 8,
  littleEndian: false,
  begin() {
    const state = Int32Array.from(getConstants().start);
    const words = new Int32Array(64);
    return { take: (message, block) => take(state, words, message, block), result: () => wordBytes(state, false) };
  },
};

function take(state: Int32Array, words: Int32Array, message: DataView, block: number): void {
  const { rounds } = getConstants();
  for (let step = 0; step < 64; step++)
    words[step] = step < 16 ? message.getInt32(block + step * 4) : extend(words, step);
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let step = 0; step < 64; step++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + rounds[step]! + words[step]!) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => (state[index]! += value));
}

function extend(words: Int32Array, step: number): number {
  const w15 = words[step - 15]!;
  const w2 = words[step - 2]!;
  const sigma0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
  const sigma1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
  return words[step - 16]! + sigma0 + words[step - 7]! + sigma1;
}
