/** RFC 1952 with stored blocks of RFC 1951: what any reader of gzip takes, without a compressor. */
const LARGEST_BLOCK = 0xffff;

export function gzip(bytes: Uint8Array): Uint8Array {
  const out: number[] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
  for (let at = 0; at === 0 || at < bytes.length; at += LARGEST_BLOCK) {
    const block = bytes.subarray(at, at + LARGEST_BLOCK);
    const isLast = at + LARGEST_BLOCK >= bytes.length;
    out.push(isLast ? 1 : 0, ...little(block.length, 2), ...little(~block.length, 2), ...block);
  }
  return Uint8Array.from([...out, ...little(crc32(bytes), 4), ...little(bytes.length, 4)]);
}

function little(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);
}

function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}
