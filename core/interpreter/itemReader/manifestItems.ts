/**
 * Items behind a manifest: Athena's data manifest (a list of object URLs) or S3 Inventory's (JSON that names
 * CSV files). Source: "ItemReader (Map)". A file that a manifest names is always data, never a manifest again.
 */
import { isJsonObject, type JsonObject } from '../../json';
import { csvRows, rowReader } from './csvItems';
import type { FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import { parse } from './jsonItems';
import type { MapItems } from './mapItems';
import type { Reading } from './reading';

/** An object of S3, as a manifest or a listing names it. */
export interface FileName {
  readonly bucket: string;
  readonly key: string;
}

/** Reads a file's items as InputType says. */
type ReadFile = (file: FileName) => Promise<void>;

/** The files of Athena's UNLOAD: `s3://bucket/key` on each line. */
export async function readAthenaManifest(body: FileBody, items: MapItems, read: ReadFile): Promise<void> {
  for (const line of (await body.text()).split('\n')) {
    const url = line.trim().replace(/^"(.*)"$/, '$1');
    if (url === '') continue;
    const match = /^s3:\/\/([^/]+)\/(.+)$/i.exec(url);
    if (!match) throw itemReaderFailed(`The manifest contains "${url.slice(0, 200)}", which is not an S3 URL.`);
    await read({ bucket: match[1] ?? '', key: match[2] ?? '' });
    if (items.isFull) return;
  }
}

/** The files of an S3 inventory: CSV without a header, whose columns the manifest names. */
export async function readInventoryManifest(
  body: FileBody,
  bucket: string,
  { items, room }: Reading,
  fetch: (file: FileName) => Promise<FileBody>,
): Promise<void> {
  const manifest = parse(await body.text(), 'The manifest');
  if (!isJsonObject(manifest) || !Array.isArray(manifest.files)) {
    throw itemReaderFailed('The manifest is not an S3 inventory: it has no list of "files".');
  }
  const { fileFormat: format = 'CSV', fileSchema: schema, destinationBucket: destination } = manifest;
  if (format !== 'CSV') {
    throw itemReaderFailed(`The inventory is in the format ${String(format)}: a Distributed Map reads only CSV.`);
  }
  if (typeof schema !== 'string') throw itemReaderFailed('The inventory has no "fileSchema" that names its columns.');
  const item = rowReader(schema.split(',').map((name) => name.trim()));
  // The inventory's files lie where its manifest says, which is where the manifest itself lies.
  const holder = typeof destination === 'string' ? (/^arn:[^:]*:s3:::(.+)$/.exec(destination)?.[1] ?? bucket) : bucket;
  for (const { key } of manifest.files.filter(isJsonObject)) {
    if (typeof key !== 'string') throw itemReaderFailed('The inventory names a file without a "key".');
    const file = { bucket: holder, key };
    items.begin(sourceOf(file));
    await csvRows(await fetch(file), ',', room, (row) => items.take(item(row)));
    if (items.isFull) return;
  }
}

/** `s3://bucket/key`, as `$$.Map.Item.Source` names it; without a key the bucket of a listing. */
export function sourceOf({ bucket, key }: { readonly bucket: string; readonly key?: string }): string {
  return key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`;
}

/** Bucket and Key of evaluated Parameters or Arguments. */
export function fileNameOf({ Bucket: bucket, Key: key }: JsonObject): FileName {
  return { bucket: typeof bucket === 'string' ? bucket : '', key: typeof key === 'string' ? key : '' };
}
