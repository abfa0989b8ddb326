/** What a bucket holds, a page at a time. Source: S3 API reference, "ListObjects", "ListObjectsV2". */
import type { Members } from '../../wire';
import { fault, text, type Operation } from './operation';
import type { ObjectEntry } from './objectStore';

const LARGEST_PAGE = 1000;

/** An object, or a prefix that stands for all that begin with it. */
type Row = { readonly key: string; readonly object?: ObjectEntry };

interface Page {
  readonly rows: readonly Row[];
  readonly isTruncated: boolean;
  readonly most: number;
}

function pageOf(objects: readonly ObjectEntry[], input: Members, after: string): Page {
  const prefix = text(input.Prefix);
  const delimiter = text(input.Delimiter);
  const asked = typeof input.MaxKeys === 'number' ? input.MaxKeys : LARGEST_PAGE;
  if (asked < 0) throw fault('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647', 400);
  const most = Math.min(asked, LARGEST_PAGE);
  const rows: Row[] = [];
  let isTruncated = false;
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const row: Row = end < 0 ? { key: object.key, object } : { key: object.key.slice(0, end + delimiter.length) };
    if (compareKeys(row.key, after) <= 0 || rows.at(-1)?.key === row.key) continue;
    if (rows.length === most) {
      isTruncated = most > 0;
      break;
    }
    rows.push(row);
  }
  return { rows, isTruncated, most };
}

/** In the order of S3: by the bytes of UTF-8. */
export function compareKeys(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function common(input: Members, { rows, isTruncated, most }: Page): Members {
  const encode = (key: string): string =>
    input.EncodingType === 'url' ? encodeURIComponent(key).replace(/%2F/g, '/') : key;
  const contents = rows.flatMap(({ object }) => (object ? [contentOf(object, encode)] : []));
  const prefixes = rows.flatMap(({ key, object }) => (object ? [] : [{ Prefix: encode(key) }]));
  return {
    Name: input.Bucket,
    Prefix: encode(text(input.Prefix)),
    MaxKeys: most,
    IsTruncated: isTruncated,
    ...(input.Delimiter !== undefined && { Delimiter: encode(text(input.Delimiter)) }),
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    ...(contents.length > 0 && { Contents: contents }),
    ...(prefixes.length > 0 && { CommonPrefixes: prefixes }),
  };
}

function contentOf({ key, size, modified, etag }: ObjectEntry, encode: (key: string) => string): Members {
  return { Key: encode(key), LastModified: new Date(modified), ETag: etag, Size: size, StorageClass: 'STANDARD' };
}

export const listObjects: Operation = async (input, { store }) => {
  const page = pageOf(await store.list(text(input.Bucket)), input, text(input.Marker));
  return {
    ...common(input, page),
    Marker: text(input.Marker),
    ...(page.isTruncated && { NextMarker: page.rows.at(-1)!.key }),
  };
};

export const listObjectsV2: Operation = async (input, { store }) => {
  const token = input.ContinuationToken;
  const after = token === undefined ? text(input.StartAfter) : Buffer.from(text(token), 'base64url').toString('utf8');
  const page = pageOf(await store.list(text(input.Bucket)), input, after);
  return {
    ...common(input, page),
    KeyCount: page.rows.length,
    ...(token !== undefined && { ContinuationToken: token }),
    ...(input.StartAfter !== undefined && { StartAfter: input.StartAfter }),
    ...(page.isTruncated && {
      NextContinuationToken: Buffer.from(page.rows.at(-1)!.key, 'utf8').toString('base64url'),
    }),
  };
};
