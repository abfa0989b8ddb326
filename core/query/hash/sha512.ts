/** SHA-512 and SHA-384, FIPS 180-4. A word of 64 bits is two of 32, the high one first: bigints take ten times as long. */
import { wordBytes, type DigestAlgorithm } from './algorithm';
import { primeRoots } from './primeRoots';

interface Constants {
  readonly starts: Readonly<Record<'SHA-384' | 'SHA-512', Int32Array>>;
  readonly rounds: Int32Array;
}

let constants: Constants | undefined;

function getConstants(): Constants {
  if (!constants) {
    const roots = primeRoots(16, 2);
    constants = {
      starts: { 'SHA-512': halves(roots.slice(0, 8)), 'SHA-384': halves(roots.slice(8)) },
      rounds: halves(primeRoots(80, 3)),
    };
  }
  return constants;
}

function halves(values: readonly bigint[]): Int32Array {
  return Int32Array.from(values.flatMap((value) => [Number(value >> 32n) | 0, Number(value & 0xffffffffn) | 0]));
}

const WORDS = 160;
const STATE = 16;

export const sha512 = algorithm('SHA-512', 64);
export const sha384 = algorithm('SHA-384', 48);

function algorithm(name: 'SHA-384' | 'SHA-512', size: number): DigestAlgorithm {
  return {
    blockSize: 128,
    lengthSize: 16,
    littleEndian: false,
    begin() {
      const { starts, rounds } = getConstants();
      const state = Int32Array.from(starts[name]);
      const words = new Int32Array(WORDS);
      const work = new Int32Array(STATE);
      return {
        take(message, block) {
          for (let half = 0; half < 32; half++) words[half] = message.getInt32(block + half * 4);
          for (let at = 32; at < WORDS; at += 2) extend(words, at);
          work.set(state);
          for (let at = 0; at < WORDS; at += 2) round(work, words, rounds, at);
          for (let at = 0; at < STATE; at += 2) add(state, at, work[at]!, work[at + 1]!);
        },
        result: () => wordBytes(state, false).subarray(0, size),
      };
    },
  };
}

/** Half of a rotation to the right by fewer than 32: the high half of `(high, low)`, the low one of `(low, high)`. */
function turned(half: number, other: number, by: number): number {
  return (half >>> by) | (other << (32 - by));
}

/** What a sum of low halves carries over. */
function carry(sum: number): number {
  return (sum / 0x1_0000_0000) | 0;
}

function add(target: Int32Array, at: number, high: number, low: number): void {
  const sum = (target[at + 1]! >>> 0) + (low >>> 0);
  target[at + 1] = sum;
  target[at] = target[at]! + high + carry(sum);
}

function extend(words: Int32Array, at: number): void {
  const [high15, low15, high2, low2] = [words[at - 30]!, words[at - 29]!, words[at - 4]!, words[at - 3]!];
  const sigma0High = turned(high15, low15, 1) ^ turned(high15, low15, 8) ^ (high15 >>> 7);
  const sigma0Low = turned(low15, high15, 1) ^ turned(low15, high15, 8) ^ turned(low15, high15, 7);
  // By 61 is by 29 with the halves changed.
  const sigma1High = turned(high2, low2, 19) ^ turned(low2, high2, 29) ^ (high2 >>> 6);
  const sigma1Low = turned(low2, high2, 19) ^ turned(high2, low2, 29) ^ turned(low2, high2, 6);
  const low = (words[at - 31]! >>> 0) + (sigma0Low >>> 0) + (words[at - 13]! >>> 0) + (sigma1Low >>> 0);
  words[at + 1] = low;
  words[at] = words[at - 32]! + sigma0High + words[at - 14]! + sigma1High + carry(low);
}

/** `work` holds a to h, two halves each. */
function round(work: Int32Array, words: Int32Array, rounds: Int32Array, at: number): void {
  const [eHigh, eLow] = [work[8]!, work[9]!];
  const sum1High = turned(eHigh, eLow, 14) ^ turned(eHigh, eLow, 18) ^ turned(eLow, eHigh, 9);
  const sum1Low = turned(eLow, eHigh, 14) ^ turned(eLow, eHigh, 18) ^ turned(eHigh, eLow, 9);
  const chooseHigh = (eHigh & work[10]!) ^ (~eHigh & work[12]!);
  const chooseLow = (eLow & work[11]!) ^ (~eLow & work[13]!);
  const firstLow =
    (work[15]! >>> 0) + (sum1Low >>> 0) + (chooseLow >>> 0) + (rounds[at + 1]! >>> 0) + (words[at + 1]! >>> 0);
  const firstHigh = (work[14]! + sum1High + chooseHigh + rounds[at]! + words[at]! + carry(firstLow)) | 0;
  const [aHigh, aLow] = [work[0]!, work[1]!];
  const sum0High = turned(aHigh, aLow, 28) ^ turned(aLow, aHigh, 2) ^ turned(aLow, aHigh, 7);
  const sum0Low = turned(aLow, aHigh, 28) ^ turned(aHigh, aLow, 2) ^ turned(aHigh, aLow, 7);
  const mostHigh = (aHigh & work[2]!) ^ (aHigh & work[4]!) ^ (work[2]! & work[4]!);
  const mostLow = (aLow & work[3]!) ^ (aLow & work[5]!) ^ (work[3]! & work[5]!);
  work.copyWithin(2, 0, STATE - 2);
  add(work, 8, firstHigh, firstLow | 0);
  const low = (firstLow >>> 0) + (sum0Low >>> 0) + (mostLow >>> 0);
  work[1] = low;
  work[0] = firstHigh + sum0High + mostHigh + carry(low);
}
