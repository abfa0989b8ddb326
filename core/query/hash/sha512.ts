/** SHA-512 and SHA-384, FIPS 180-4. */
import { padMessage } from './bytes';
import { primeRoots } from './primeRoots';

type Words8 = [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

let constants:
  { readonly starts: Readonly<Record<'SHA-384' | 'SHA-512', bigint[]>>; readonly rounds: bigint[] } | undefined;

function getConstants() {
  if (!constants) {
    const roots = primeRoots(16, 2);
    constants = { starts: { 'SHA-512': roots.slice(0, 8), 'SHA-384': roots.slice(8) }, rounds: primeRoots(80, 3) };
  }
  return constants;
}

const wrap = (value: bigint) => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint) => wrap((value >> by) | (value << (64n - by)));

export function sha512(message: Uint8Array, name: 'SHA-384' | 'SHA-512'): Uint8Array {
  const { starts, rounds } = getConstants();
  const view = padMessage(message, 128, 16, false);
  const state = [...starts[name]];
  const words: bigint[] = [];
  for (let block = 0; block < view.byteLength; block += 128) {
    for (let step = 0; step < 80; step++) {
      words[step] = step < 16 ? view.getBigUint64(block + step * 8) : extend(words, step);
    }
    let [a, b, c, d, e, f, g, h] = state as Words8;
    for (let step = 0; step < 80; step++) {
      const sum1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const first = h + sum1 + ((e & f) ^ (wrap(~e) & g)) + rounds[step]! + words[step]!;
      const sum0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
      const second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + first), c, b, a, wrap(first + second)];
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => (state[index] = wrap(state[index]! + value)));
  }
  const result = new DataView(new ArrayBuffer(64));
  state.forEach((value, index) => result.setBigUint64(index * 8, value));
  return new Uint8Array(result.buffer, 0, name === 'SHA-384' ? 48 : 64);
}

function extend(words: readonly bigint[], step: number): bigint {
  const w15 = words[step - 15]!;
  const w2 = words[step - 2]!;
  const sigma0 = rotate(w15, 1n) ^ rotate(w15, 8n) ^ (w15 >> 7n);
  const sigma1 = rotate(w2, 19n) ^ rotate(w2, 61n) ^ (w2 >> 6n);
  return wrap(words[step - 16]! + sigma0 + words[step - 7]! + sigma1);
}
