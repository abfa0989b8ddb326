/**
 * Items of a Parquet file: its rows, as objects by column. Source: "ItemReader (Map)". What JSON has no form for
 * becomes text (dates, bytes as base64) or a number (64-bit integers).
 */
import type { AsyncBuffer } from 'hyparquet/src/types.js';
import type { Json, JsonObject } from '../../json';
import type { FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import type { TakeItem } from './mapItems';

export async function parquetItems(body: FileBody, _config: JsonObject, take: TakeItem): Promise<void> {
  // Loaded where a Parquet file is read at all: few machines do.
  const [{ parquetRead }, { parquetMetadata, parquetSchema }, { compressors }] = await Promise.all([
    import('hyparquet/src/read.js'),
    import('hyparquet/src/metadata.js'),
    import('hyparquet-compressors'),
  ]);
  const bytes = body.bytes();
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const file: AsyncBuffer = { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) };
  try {
    const metadata = parquetMetadata(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    let rowStart = 0;
    // By row group: that is what a file is decoded by, whatever part of it is wanted.
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      let rows: unknown[][] = [];
      await parquetRead({ file, metadata, compressors, rowStart, rowEnd, onComplete: (read) => (rows = read) });
      rowStart = rowEnd;
      if (!rows.every((row) => take(Object.fromEntries(columns.map((name, at) => [name, jsonOf(row[at])]))))) return;
    }
  } catch (error) {
    throw itemReaderFailed(
      `The Parquet file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** A value of a column as JSON. */
function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(''));
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, jsonOf);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonOf(part)]));
}
