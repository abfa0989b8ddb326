/** A file piece by piece, as it was before it was compressed with gzip or Zstandard. */
import { closeSync, read } from 'node:fs';
import { pipeline } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { openRegularFile } from '../project';
import { isZstandard, zstandardReader } from '../core/interpreter/itemReader/zstandard';

type Pieces = AsyncGenerator<Uint8Array, void, undefined>;

const PIECE = 64 * 1024;
/** Bytes after which everything else has its turn: Zstandard is decompressed on this thread. */
const WORK_AT_ONCE = 32 * 1024 * 1024;

/**
 * The bytes of a regular file. Compressed ones ("ItemReader (Map)": gzip and Zstandard may be read) are told by how
 * they begin: inventories end in `.csv.gz`, other files may end in anything. No more is read than is asked for.
 *
 * @throws an Error whose message goes on from a colon
 */
export async function* decompressed(file: string): Pieces {
  const opened = openRegularFile(file);
  if (opened.reason !== undefined) throw new Error(opened.reason);
  const { fd } = opened;
  try {
    const first = await nextPiece(fd);
    const whole = piecesFrom(first, fd);
    if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzipped(whole);
    else if (isZstandard(first)) yield* zstandardPieces(whole);
    else yield* whole;
  } finally {
    closeSync(fd);
  }
}

async function* piecesFrom(first: Uint8Array, fd: number): Pieces {
  for (let piece = first; piece.length > 0; piece = await nextPiece(fd)) yield piece;
}

const readFrom = promisify(read);

async function nextPiece(fd: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await readFrom(fd, Buffer.allocUnsafe(PIECE), 0, PIECE, null);
  return buffer.subarray(0, bytesRead);
}

async function* gunzipped(pieces: Pieces): Pieces {
  const gunzip = createGunzip({ chunkSize: PIECE });
  // What goes wrong is heard of where its output is read.
  pipeline(pieces, gunzip, () => undefined);
  try {
    for await (const piece of gunzip) yield piece as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new Error('it ends too early');
    if (code?.startsWith('Z_')) throw new Error('it is not valid gzip');
    throw error;
  }
}

async function* zstandardPieces(pieces: Pieces): Pieces {
  // Node has it from 22.15 on.
  const reader = await zstandardReader();
  let rested = 0;
  for await (const piece of pieces) {
    for (const made of reader.push(piece)) {
      yield made;
      if (reader.work - rested < WORK_AT_ONCE) continue;
      rested = reader.work;
      await setImmediate();
    }
  }
  yield* reader.push(new Uint8Array(0), true);
}
