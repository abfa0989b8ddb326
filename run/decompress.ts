import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** More than a text can hold is of no use; and a small file may claim to be endless. */
const MAXIMUM_BYTES = 512 * 1024 * 1024;

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTANDARD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * A file as it was before it was compressed with gzip or Zstandard ("ItemReader (Map)": both may be read). Told by
 * its first bytes: inventories end in `.csv.gz`, other files may end in anything. Rejects where it is damaged or
 * holds more than half a gigabyte.
 */
export async function decompress(bytes: Buffer): Promise<Uint8Array> {
  if (bytes.subarray(0, 2).equals(GZIP)) {
    return promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip)(bytes, { maxOutputLength: MAXIMUM_BYTES });
  }
  if (!bytes.subarray(0, 4).equals(ZSTANDARD)) return bytes;
  // Node has it from 22.15 on.
  const { decompressZstd } = await import('hyparquet-compressors');
  const size = zstandardSize(bytes);
  if (size > MAXIMUM_BYTES) throw new Error(`it holds ${size} bytes, more than can be read here`);
  return decompressZstd(bytes);
}

/** The size its first frame claims, 0 where it does not (RFC 8878, 3.1.1.1). */
function zstandardSize(bytes: Buffer): number {
  const descriptor = bytes[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const at = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
  const width = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  if (width === 0 || at + width > bytes.length) return 0;
  if (width === 8) return Number(bytes.readBigUInt64LE(at));
  return bytes.readUIntLE(at, width) + (width === 2 ? 256 : 0);
}
