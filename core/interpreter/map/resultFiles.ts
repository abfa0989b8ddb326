/** The files a ResultWriter writes: results by how they ended, and a manifest. Source: "ResultWriter (Map)". */
import type { JsonObject } from '../../json';
import { jsonText } from '../../jsonText';
import { byteSize } from './itemBatcher';

/** "Each result file has a maximum size of 5 GB": what goes beyond begins another. */
export const MAXIMUM_FILE_BYTES = 5 * 1024 ** 3;

export interface ResultFile {
  readonly key: string;
  /** Its text, piece by piece. */
  readonly pieces: readonly string[];
  /** In bytes. */
  readonly size: number;
}

/** How a file is put together. */
export type OutputType = 'JSON' | 'JSONL';

const FORMS: Record<OutputType, { begin: string; between: string; end: string; extension: string }> = {
  JSON: { begin: '[', between: ',', end: ']', extension: 'json' },
  JSONL: { begin: '', between: '\n', end: '', extension: 'jsonl' },
};

/** `SUCCEEDED_0.json`, `SUCCEEDED_1.json` … of the rows that have one status. No rows, no file. */
export function resultFiles(
  place: string,
  rows: readonly string[],
  outputType: OutputType,
  maximumBytes = MAXIMUM_FILE_BYTES,
): ResultFile[] {
  const { begin, between, end, extension } = FORMS[outputType];
  const files: ResultFile[] = [];
  let pieces: string[] = [];
  let size = 0;
  const close = (): void => {
    if (pieces.length === 0) return;
    pieces.push(end);
    files.push({ key: `${place}_${files.length}.${extension}`, pieces, size: size + end.length });
    pieces = [];
    size = 0;
  };
  for (const row of rows) {
    const bytes = byteSize(row);
    if (pieces.length > 0 && size + between.length + bytes + end.length > maximumBytes) close();
    const separator = pieces.length > 0 ? between : begin;
    pieces.push(separator + row);
    size += separator.length + bytes;
  }
  close();
  return files;
}

/** Names the files of a Map Run. */
export function manifestText(
  bucket: string,
  mapRunArn: string,
  files: { readonly [status: string]: readonly ResultFile[] },
): string {
  const named: JsonObject = {};
  for (const [status, ofStatus] of Object.entries(files)) {
    named[status] = ofStatus.map(({ key, size }) => ({ Key: key, Size: size }));
  }
  return jsonText({ DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: named });
}
