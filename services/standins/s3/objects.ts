/** Objects: written, read as a whole or in part, under conditions, copied, removed. */
import { createHash } from 'node:crypto';
import { ofObject } from '../../../core/triggers/occurrence';
import type { Members, Value } from '../../wire';
import { givenObjectSums, wrongObjectSum } from '../../wire/checksums';
import { blobBytes } from '../../wire/values';
import { ServiceFault } from '../standIn';
import type { ObjectFacts, ObjectStore, StoredObject } from './objectStore';
import { fault, text, type Context, type Operation } from './operation';
import { tagCount, tagsOf } from './tagSet';
import { checkVersion } from './versions';

/** Members of PutObject that an object keeps, and that GetObject answers with. */
const KEPT = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Expires',
  'StorageClass',
  'WebsiteRedirectLocation',
];

/** What an object keeps of the request that writes it. */
export function factsOf(input: Members): ObjectFacts {
  const kept = KEPT.flatMap((name) => (typeof input[name] === 'string' ? [[name, input[name]] as const] : []));
  const metadata = Object.entries((input.Metadata ?? {}) as Members).map(([name, value]) => [
    name.toLowerCase(),
    text(value),
  ]);
  return {
    ContentType: 'binary/octet-stream',
    ...Object.fromEntries(kept),
    ...(typeof input.Tagging === 'string' && tagsOf(input.Tagging)),
    ...(metadata.length > 0 && { Metadata: Object.fromEntries(metadata) as { [name: string]: string } }),
  };
}

export function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** Source: S3 API reference, "PutObject". */
export const putObject: Operation = async (input, { store, emit }) => {
  const { bucket, key } = addressed(input);
  const body = blobBytes(input.Body, true);
  checkSums(input, body);
  checkWrite(input, await store.find(bucket, key));
  const ETag = etagOf(body);
  await store.write(bucket, key, body, { ...factsOf(input), ETag });
  emit(ofObject({ bucket, key, event: 'ObjectCreated:Put' }));
  return { ETag, ...givenObjectSums(input) };
};

/** @throws where the body is another than its sender says */
export function checkSums(input: Members, body: Buffer): void {
  const sum = text(input.ContentMD5);
  if (sum !== '' && sum !== createHash('md5').update(body).digest('base64')) {
    throw fault('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400);
  }
  const wrong = wrongObjectSum(input, body)?.replace(/^Checksum/, '');
  if (wrong !== undefined) {
    throw fault('BadDigest', `The ${wrong} you specified did not match the calculated checksum.`, 400);
  }
}

export const getObject: Operation = async (input, context) => {
  const object = await foundFor(input, context);
  const range = rangeOf(text(input.Range), object.size);
  const whole = await context.store.read(object.bucket, object.key);
  const body = range ? whole.subarray(range.from, range.to + 1) : whole;
  return {
    ...described(object),
    ...tagCount(object.facts),
    ...overridden(input),
    Body: body,
    ContentLength: body.length,
    ...(range && { ContentRange: `bytes ${range.from}-${range.to}/${object.size}` }),
  };
};

export const headObject: Operation = async (input, context) => {
  const object = await foundFor(input, context);
  const range = rangeOf(text(input.Range), object.size);
  return { ...described(object), ContentLength: range ? range.to + 1 - range.from : object.size };
};

export const copyObject: Operation = async (input, { store, now, emit }) => {
  const { bucket, key } = addressed(input);
  checkVersion({ CopySource: input.CopySource });
  const source = await sourceOf(input, store);
  checkRead(
    {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    source,
    412,
  );
  const body = await store.read(source.bucket, source.key);
  const { Tags: tags, ...copied } = source.facts;
  const facts = {
    ...(input.MetadataDirective === 'REPLACE' ? factsOf(input) : copied),
    ...(input.TaggingDirective === 'REPLACE' ? tagsOf(input.Tagging) : tags !== undefined && { Tags: tags }),
  };
  const ETag = etagOf(body);
  await store.write(bucket, key, body, { ...facts, ETag });
  emit(ofObject({ bucket, key, event: 'ObjectCreated:Copy' }));
  return { CopyObjectResult: { ETag, LastModified: new Date(now()) } };
};

export const deleteObject: Operation = async (input, context) => {
  checkVersion(input);
  await remove(addressed(input), context);
  return {};
};

/** Of what is not there nothing is told. */
async function remove({ bucket, key }: Address, { store, emit }: Context): Promise<void> {
  const isThere = (await store.find(bucket, key)) !== undefined;
  await store.remove(bucket, key);
  if (isThere) emit(ofObject({ bucket, key, event: 'ObjectRemoved:Delete' }));
}

export const deleteObjects: Operation = async (input, context) => {
  const { Objects: objects, Quiet: quiet } = (input.Delete ?? {}) as { Objects?: Members[]; Quiet?: boolean };
  const deleted: Members[] = [];
  const errors: Members[] = [];
  for (const { Key } of objects ?? []) {
    try {
      await remove({ bucket: text(input.Bucket), key: text(Key) }, context);
      deleted.push({ Key });
    } catch (error) {
      errors.push({ Key, Code: 'InternalError', Message: (error as Error).message });
    }
  }
  return { ...(quiet ? {} : { Deleted: deleted }), ...(errors.length > 0 && { Errors: errors }) };
};

interface Address {
  readonly bucket: string;
  readonly key: string;
}

export function addressed(input: Members): Address {
  return { bucket: text(input.Bucket), key: text(input.Key) };
}

/** @throws where it is not there */
export function found(input: Members, { store }: Context): Promise<StoredObject & Address> {
  return foundAt(addressed(input), store);
}

async function foundAt({ bucket, key }: Address, store: ObjectStore): Promise<StoredObject & Address> {
  const object = await store.find(bucket, key);
  if (!object) throw noSuchKey(key);
  return { ...object, bucket };
}

async function foundFor(input: Members, context: Context): Promise<StoredObject & Address> {
  const object = await found(input, context);
  checkRead(input, object, 304);
  return object;
}

function noSuchKey(key: string): ServiceFault {
  return new ServiceFault({
    name: 'NoSuchKey',
    message: 'The specified key does not exist.',
    members: { Key: key },
    status: 404,
  });
}

/** `bucket/key`, percent-encoded, with or without a slash before it and a version behind. */
export function copySource(input: Members): Address {
  const [path = ''] = decoded(text(input.CopySource)).split('?versionId=');
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(path) ?? [];
  return { bucket, key };
}

export async function sourceOf(input: Members, store: ObjectStore): Promise<StoredObject & Address> {
  const source = copySource(input);
  const { bucket } = source;
  if (bucket === '')
    throw fault('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey', 400);
  if (!(await store.hasBucket(bucket))) throw fault('NoSuchBucket', 'The specified bucket does not exist', 404);
  return foundAt(source, store);
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Which of a browser's conditions stand before others: RFC 9110, section 13.2.2. */
function checkRead(input: Members, { etag, modified }: StoredObject, notModified: 304 | 412): void {
  const seconds = Math.floor(modified / 1000) * 1000;
  const { IfMatch: match, IfNoneMatch: none } = input;
  const since = timeOf(input.IfModifiedSince);
  const unmodified = timeOf(input.IfUnmodifiedSince);
  if (match !== undefined ? !matches(match, etag) : unmodified !== undefined && seconds > unmodified) {
    throw fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  if (none !== undefined ? matches(none, etag) : since !== undefined && seconds <= since) {
    throw notModified === 304
      ? fault('NotModified', 'Not Modified', 304)
      : fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
}

/** Source: S3 user guide, "Conditional writes". */
export function checkWrite({ IfMatch, IfNoneMatch }: Members, found: StoredObject | undefined): void {
  const isWanted =
    (IfNoneMatch === undefined || !found) &&
    (IfMatch === undefined || (found !== undefined && matches(IfMatch, found.etag)));
  if (isWanted) return;
  if (IfMatch !== undefined && !found) throw fault('NoSuchKey', 'The specified key does not exist.', 404);
  throw fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
}

function matches(wanted: Value, etag: string): boolean {
  const plain = (tag: string): string => tag.trim().replace(/^W\//, '').replaceAll('"', '');
  return text(wanted)
    .split(',')
    .some((each) => each.trim() === '*' || plain(each) === plain(etag));
}

function timeOf(value: Value): number | undefined {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Both ends included; undefined: all of it. A range that cannot be read is none (RFC 9110, section 14.2). */
export function rangeOf(range: string, size: number): { readonly from: number; readonly to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from > to) throw fault('InvalidRange', 'The requested range is not satisfiable', 416);
  return { from, to };
}

function described({ facts, etag, modified }: StoredObject): Members {
  const { ETag: _, Tags: _tags, ...kept } = facts;
  return { ...kept, ETag: etag, LastModified: new Date(modified), AcceptRanges: 'bytes' };
}

/** Of a presigned URL above all. */
function overridden(input: Members): Members {
  const names = ['CacheControl', 'ContentDisposition', 'ContentEncoding', 'ContentLanguage', 'ContentType', 'Expires'];
  return Object.fromEntries(
    names.flatMap((name) => (input[`Response${name}`] === undefined ? [] : [[name, input[`Response${name}`]]])),
  );
}
