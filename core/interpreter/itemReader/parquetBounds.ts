/**
 * What a Parquet file says of its sizes, asked before anything is made that is as large as it says: a file of a few
 * kilobytes may declare any number of rows, and its pages may decompress to any length.
 */
import type { Compressors, DataReader, PageHeader, RowGroup } from 'hyparquet/src/types.js';
import type { Room } from './room';
import { ZstandardReader, type Decompress } from './zstandard';

/** `.message` goes on from "The Parquet file". */
export class ParquetRefusal extends Error {}

/** Decompressed bytes of a row group, and of each page of it; writers make groups of 128 MB. */
const MOST_GROUP_BYTES = 512 * 1024 * 1024;

/** A number of 64 bits has ten bytes at most (Thrift's compact protocol: 7 bits in each). */
const LONGEST_NUMBER = 10;

type ReadThrift = (reader: DataReader) => unknown;

/** Reads the footer once with an eye on its numbers alone: one that goes on for long takes the square of its length. */
export function checkFooter(file: ArrayBuffer, readThrift: ReadThrift): void {
  if (file.byteLength < 12) return;
  const view = new DataView(file);
  const length = view.getUint32(file.byteLength - 8, true);
  if (length > file.byteLength - 8) return;
  readThrift({ view: guarded(new DataView(file, file.byteLength - 8 - length, length)), offset: 0 });
}

/** The view, which refuses numbers that no writer writes. */
function guarded(view: DataView<ArrayBuffer>): DataView<ArrayBuffer> {
  let goesOn = 0;
  const guard = {
    buffer: view.buffer,
    byteOffset: view.byteOffset,
    byteLength: view.byteLength,
    getInt8: (at: number) => view.getInt8(at),
    getFloat64: (at: number, isLittleEndian: boolean) => view.getFloat64(at, isLittleEndian),
    getUint8(at: number): number {
      const byte = view.getUint8(at);
      goesOn = byte & 0x80 ? goesOn + 1 : 0;
      if (goesOn > LONGEST_NUMBER) throw new ParquetRefusal('is damaged: a number in it does not end.');
      return byte;
    },
  };
  return guard as unknown as DataView<ArrayBuffer>;
}

/** A row group and the part of it that is wanted. */
interface GroupRequest {
  readonly group: RowGroup;
  /** How many rows from its first one on. */
  readonly rows: number;
  /** Columns of single values, of which no more pages are decoded than the rows need. */
  readonly flat: ReadonlySet<string>;
}

/** Whether a row group may be decoded: by its metadata, and by the header of each of its pages. */
export function checkGroup(
  { group, rows, flat }: GroupRequest,
  file: ArrayBuffer,
  readHeader: (reader: DataReader) => PageHeader,
  room: Room,
): void {
  let bytes = 0;
  for (const { meta_data: column } of group.columns) {
    if (!column) continue;
    const declared = Math.max(Number(column.num_values), Number(group.num_rows));
    const [name = ''] = column.path_in_schema;
    const wanted = column.path_in_schema.length === 1 && flat.has(name) ? rows : declared;
    const start = Number(column.dictionary_page_offset || column.data_page_offset);
    const length = Math.min(Number(column.total_compressed_size), file.byteLength - start);
    const reader = { view: guarded(new DataView(file, start, length)), offset: 0 };
    for (let values = 0; values < wanted && reader.offset < length - 1;) {
      const header = readHeader(reader);
      bytes += checkedSize(header.uncompressed_page_size);
      if (bytes > MOST_GROUP_BYTES) {
        throw new ParquetRefusal(
          `has a row group of more than ${MOST_GROUP_BYTES / 1024 ** 2} MB, which is the most that can be read.`,
        );
      }
      const { data_page_header: page = header.data_page_header_v2, dictionary_page_header: dictionary } = header;
      values += checkedSize(page?.num_values ?? 0);
      if (values > declared) {
        throw new ParquetRefusal('is damaged: its pages hold more values than it declares.');
      }
      room.take(checkedSize((page ?? dictionary)?.num_values ?? 0));
      reader.offset += checkedSize(header.compressed_page_size);
    }
  }
}

function checkedSize(size: number): number {
  if (Number.isInteger(size) && size >= 0) return size;
  throw new ParquetRefusal(`is damaged: one of its pages has the size ${String(size)}.`);
}

/** Decompressors that make no more than the page's header says. */
export function boundedCompressors(
  { compressors }: { readonly compressors: Compressors },
  decompress: Decompress,
  brotli: ((bytes: Uint8Array, length: number) => Uint8Array) | undefined,
): Compressors {
  return {
    ...compressors,
    ZSTD: (bytes, length) => zstandardPage(bytes, length, decompress),
    // The library's own grows for as long as the page goes on.
    BROTLI: (bytes, length) => {
      if (!brotli) throw new ParquetRefusal('is compressed with Brotli, which is not supported here.');
      return brotli(bytes, length);
    },
  };
}

function zstandardPage(bytes: Uint8Array, length: number, decompress: Decompress): Uint8Array {
  const page = new Uint8Array(length);
  let at = 0;
  for (const made of new ZstandardReader(decompress).push(bytes, true)) {
    if (at + made.length > length) throw new ParquetRefusal('is damaged: one of its pages is larger than it declares.');
    page.set(made, at);
    at += made.length;
  }
  return page.subarray(0, at);
}
