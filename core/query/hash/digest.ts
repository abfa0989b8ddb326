/** The five digests of States.Hash and `$hash`, synchronous and without Node. */
import { hexText, utf8Bytes } from './bytes';
import { md5 } from './md5';
import { sha1 } from './sha1';
import { sha256 } from './sha256';
import { sha512 } from './sha512';

const DIGESTS = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': (message: Uint8Array) => sha512(message, 'SHA-384'),
  'SHA-512': (message: Uint8Array) => sha512(message, 'SHA-512'),
} satisfies Record<string, (message: Uint8Array) => Uint8Array>;

export type DigestName = keyof typeof DIGESTS;
export const DIGEST_NAMES = Object.keys(DIGESTS) as DigestName[];

export function isDigestName(name: unknown): name is DigestName {
  return DIGEST_NAMES.some((known) => known === name);
}

/** In lower-case hexadecimal. */
export function digest(text: string, name: DigestName): string {
  return hexText(DIGESTS[name](utf8Bytes(text)));
}
