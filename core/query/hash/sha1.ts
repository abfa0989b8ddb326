/** SHA-1, FIPS 180-4. */
import { wordBytes, type DigestAlgorithm } from './algorithm';

const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));

export const sha1: DigestAlgorithm = {
  blockSize: 64,
  lengthSize: 8,
  littleEndian: false,
  begin() {
    const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0);
    const words = new Int32Array(80);
    return { take: (message, block) => take(state, words, message, block), result: () => wordBytes(state, false) };
  },
};

function take(state: Int32Array, words: Int32Array, message: DataView, block: number): void {
  for (let step = 0; step < 80; step++) {
    words[step] =
      step < 16
        ? message.getInt32(block + step * 4)
        : rotate(words[step - 3]! ^ words[step - 8]! ^ words[step - 14]! ^ words[step - 16]!, 1);
  }
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let step = 0; step < 80; step++) {
    const [mixed, constant] = mix(step, b, c, d);
    const sum = (rotate(a, 5) + mixed + e + constant + words[step]!) | 0;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, sum];
  }
  [a, b, c, d, e].forEach((value, index) => (state[index]! += value));
}

function mix(step: number, b: number, c: number, d: number): [number, number] {
  if (step < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (step < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (step < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}
