/** SHA-1, FIPS 180-4. */
import { padMessage } from './bytes';

const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));

export function sha1(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, 8, false);
  const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0);
  const words = new Int32Array(80);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let step = 0; step < 80; step++) {
      words[step] =
        step < 16
          ? view.getInt32(block + step * 4)
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
  const result = new DataView(new ArrayBuffer(20));
  state.forEach((value, index) => result.setInt32(index * 4, value));
  return new Uint8Array(result.buffer);
}

function mix(step: number, b: number, c: number, d: number): [number, number] {
  if (step < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (step < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (step < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}
