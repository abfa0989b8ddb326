/**
 * Items of a Parquet file: its rows, as objects by column. Source: "ItemReader (Map)". What JSON has no form for
 * becomes text (dates, bytes as base64) or a number (64-bit integers).
 */
import type { AsyncBuffer } from 'hyparquet/src/types.js';
import type { Json } from '../../json';
import { StateFailure } from '../stateFailure';
import type { FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import { boundedCompressors, checkFooter, checkGroup, ParquetRefusal } from './parquetBounds';
import type { Reading } from './reading';

export async function parquetItems(body: FileBody, { items, room, host }: Reading): Promise<void> {
  // Loaded where a Parquet file is read at all: few machines do.
  const [{ parquetRead }, { parquetMetadata, parquetSchema }, column, thrift, library, { Decompress }] =
    await Promise.all([
      import('hyparquet/src/read.js'),
      import('hyparquet/src/metadata.js'),
      import('hyparquet/src/column.js'),
      import('hyparquet/src/thrift.js'),
      import('hyparquet-compressors'),
      import('fzstd'),
    ]);
  const bytes = await body.bytes();
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const file: AsyncBuffer = { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) };
  try {
    checkFooter(buffer, thrift.deserializeTCompactProtocol);
    const metadata = parquetMetadata(buffer);
    const { children } = parquetSchema(metadata);
    const columns = children.map(({ element }) => element.name);
    const single = children.filter(
      (child) => child.children.length === 0 && child.element.repetition_type !== 'REPEATED',
    );
    const flat = new Set(single.map(({ element }) => element.name));
    const compressors = boundedCompressors(library, Decompress, host.brotli?.bind(host));
    let groupStart = 0;
    // By row group: that is what a file is decoded by, whatever part of it is wanted.
    for (const group of metadata.row_groups) {
      const wanted = Math.min(Number(group.num_rows), items.wanted);
      checkGroup({ group, rows: wanted, flat }, buffer, column.parquetHeader, room);
      let rows: unknown[][] = [];
      await parquetRead({
        file,
        metadata,
        compressors,
        rowStart: groupStart,
        rowEnd: groupStart + wanted,
        onComplete: (read) => (rows = read),
      });
      groupStart += Number(group.num_rows);
      for (const row of rows) {
        if (!items.take(Object.fromEntries(columns.map((name, at) => [name, jsonOf(row[at])])))) return;
      }
    }
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    if (error instanceof ParquetRefusal) throw itemReaderFailed(`The Parquet file ${error.message}`);
    throw itemReaderFailed(
      'The Parquet file cannot be read: it is damaged, or uses a form of Parquet that Stepwise does not know.',
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
