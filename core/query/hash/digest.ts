/** The five digests of States.Hash and `$hash`, synchronous and without Node. */
import type { DigestAlgorithm } from './algorithm';
import { hexText, padMessage, utf8Bytes } from './bytes';
import { md5 } from './md5';
import { sha1 } from './sha1';
import { sha256 } from './sha256';
import { sha384, sha512 } from './sha512';

const DIGESTS = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
} satisfies Record<string, DigestAlgorithm>;

export type DigestName = keyof typeof DIGESTS;
export const DIGEST_NAMES = Object.keys(DIGESTS) as DigestName[];

export function isDigestName(name: unknown): name is DigestName {
  return DIGEST_NAMES.some((known) => known === name);
}

/** In lower-case hexadecimal. */
export function digest(text: string, name: DigestName): string {
  const { length, work, result } = digestInParts(text, name);
  work(0, length);
  return result();
}

/** The same for long texts: all `length` bytes must be worked on, in order, a part after the other. */
export interface DigestInParts {
  readonly length: number;
  work(from: number, to: number): void;
  result(): string;
}

export function digestInParts(text: string, name: DigestName): DigestInParts {
  const { blockSize, lengthSize, littleEndian, begin } = DIGESTS[name];
  const message = padMessage(utf8Bytes(text), blockSize, lengthSize, littleEndian);
  const state = begin();
  const work = (from: number, to: number): void => {
    for (let block = Math.ceil(from / blockSize) * blockSize; block < to; block += blockSize)
      state.take(message, block);
  };
  return { length: message.byteLength, work, result: () => hexText(state.result()) };
}
