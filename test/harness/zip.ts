import { deflateRawSync } from 'node:zlib';

/** An entry of a zip file. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** Of Unix; default: that of a file. */
  readonly mode?: number;
  /** What the directory says; default: the truth. */
  readonly size?: number;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
  /** What it holds is not what deflate makes. */
  readonly isGarbled?: boolean;
}

/** A zip file with these entries. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const {
    name,
    content,
    mode = 0o100644,
    isStored = false,
    isEncrypted = false,
    isGarbled = false,
    ...said
  } of entries) {
    const bytes = Buffer.from(content);
    const packed = isStored || isGarbled ? bytes : deflateRawSync(bytes);
    const local = head(0x04034b50, 30);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = head(0x02014b50, 46);
    entry.writeUInt16LE(isEncrypted ? 1 : 0, 8);
    entry.writeUInt16LE(isStored ? 0 : 8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(said.size ?? bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(mode * 0x10000, 38);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += local.length + Buffer.byteLength(name) + packed.length;
  }
  const end = head(0x06054b50, 22);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

function head(signature: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature);
  return bytes;
}
