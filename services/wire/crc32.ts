/** CRC-32 of zlib, Castagnoli's, and NVMe's CRC-64: what S3 and event streams sum up with. Node has the first since 20.15 only. */
function tableOf(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ polynomial : sum >>> 1;
    return sum;
  });
}

function summing(polynomial: number): (bytes: Uint8Array) => number {
  let table: Uint32Array | undefined;
  return (bytes) => {
    table ??= tableOf(polynomial);
    let sum = 0xffffffff;
    for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
    return (sum ^ 0xffffffff) >>> 0;
  };
}

export const crc32 = summing(0xedb88320);
export const crc32c = summing(0x82f63b78);

/** 0x9a6c9329ac4bc9b5 in two halves. */
const NVME = { high: 0x9a6c9329, low: 0xac4bc9b5 };
let nvme: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined;

/** Eight bytes. Source: NVM Command Set Specification, "64b CRC Definition". */
export function crc64nvme(bytes: Uint8Array): Buffer {
  nvme ??= nvmeTables();
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ nvme.low[index]!;
    high = (high >>> 8) ^ nvme.high[index]!;
  }
  const sum = Buffer.alloc(8);
  sum.writeUInt32BE(~high >>> 0, 0);
  sum.writeUInt32BE(~low >>> 0, 4);
  return sum;
}

function nvmeTables(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const tables = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = low & 1;
      low = ((low >>> 1) | (high << 31)) ^ (isOdd ? NVME.low : 0);
      high = (high >>> 1) ^ (isOdd ? NVME.high : 0);
    }
    tables.high[byte] = high;
    tables.low[byte] = low;
  }
  return tables;
}
