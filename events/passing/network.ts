/** Networks in CIDR notation: which addresses are in one. */

/** A network's bits up to its prefix. */
export interface Network {
  readonly address: bigint;
  readonly bits: 32 | 128;
  readonly prefix: number;
}

/** @returns undefined where the text is not an address, with or without the length of a prefix */
export function networkOf(text: string): Network | undefined {
  const [, written = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = written.includes(':') ? 128 : 32;
  const address = bits === 128 ? ofIpv6(written) : ofIpv4(written);
  const prefix = length === undefined ? bits : Number(length);
  return address === undefined || prefix > bits ? undefined : { address, bits, prefix };
}

/** Whether a text is an address in a network, of the same version of IP. */
export function isWithin({ address, bits, prefix }: Network, text: string): boolean {
  const other = text.includes('/') ? undefined : networkOf(text);
  const rest = BigInt(bits - prefix);
  return other?.bits === bits && other.address >> rest === address >> rest;
}

function ofIpv4(text: string): bigint | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || bytes.some((byte) => !/^\d{1,3}$/.test(byte) || Number(byte) > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** Eight groups, of which `::` stands for as many zeros as are missing; the last two may be written as IPv4. */
function ofIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = withoutIpv4(text).split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const all = [...before, ...Array<string>(missing).fill('0'), ...after];
  if (all.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function withoutIpv4(text: string): string {
  const written = text.slice(text.lastIndexOf(':') + 1);
  const address = written.includes('.') ? ofIpv4(written) : undefined;
  if (address === undefined) return text;
  return `${text.slice(0, -written.length)}${(address >> 16n).toString(16)}:${(address & 65_535n).toString(16)}`;
}
