/**
 * The blocks that `Fn::Cidr` makes of one: so many, each with so many bits for its hosts; undefined where they do not fit,
 * or are of IPv6.
 */
export function cidrBlocks(block: string, count: number, hostBits: number): readonly string[] | undefined {
  const [, address = '', prefix = ''] = /^([\d.]+)\/(\d+)$/.exec(block) ?? [];
  const bytes = address.split('.').map(Number);
  const spare = 32 - Number(prefix) - hostBits;
  if (bytes.length !== 4 || bytes.some((byte) => !(byte <= 255)) || !(spare >= 0 && spare < 32)) return undefined;
  if (!(count >= 1 && count <= 256 && count <= 2 ** spare)) return undefined;
  const first = bytes.reduce((number, byte) => number * 256 + byte, 0);
  return Array.from({ length: count }, (_, index) => {
    const number = first + index * 2 ** hostBits;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')}/${32 - hostBits}`;
  });
}
