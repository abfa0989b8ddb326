/** What nobody can guess, from the system's own source: Node's cryptography would take a tenth of a handler's start to load. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** So many random bytes, two hexadecimal digits each. */
export function randomHex(bytes: number): string {
  return (ofSystem(bytes) ?? randomBytes(bytes)).toString('hex');
}

/** A UUID of version 4. Source: RFC 9562, section 5.4. */
export function randomId(): string {
  const digits = randomHex(16);
  const variant = ((parseInt(digits.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}

/** Undefined where there is none, as on Windows. Source: random(4). */
function ofSystem(bytes: number): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync('/dev/urandom', 'r');
    const taken = Buffer.alloc(bytes);
    return readSync(file, taken) === bytes ? taken : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
