/** Uploads in parts: kept in memory until they are complete. Source: S3 user guide, "Uploading objects using multipart upload". */
import { createHash } from 'node:crypto';
import { ofObject } from '../../../core/triggers/occurrence';
import type { Members } from '../../wire';
import { givenObjectSums } from '../../wire/checksums';
import { blobBytes } from '../../wire/values';
import { addressed, checkSums, etagOf, factsOf, rangeOf, sourceOf } from './objects';
import { fault, text, type Context, type Operation } from './operation';
import type { ObjectFacts } from './objectStore';

interface Part {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: number;
}

interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly facts: ObjectFacts;
  readonly initiated: number;
  readonly parts: Map<number, Part>;
}

export class Uploads {
  private readonly open = new Map<string, Upload>();

  readonly create: Operation = (input, { uuid, now }) => {
    const UploadId = uuid().replaceAll('-', '');
    this.open.set(UploadId, { ...addressed(input), facts: factsOf(input), initiated: now(), parts: new Map() });
    return Promise.resolve({ Bucket: input.Bucket, Key: input.Key, UploadId });
  };

  readonly uploadPart: Operation = (input, context) => {
    const body = blobBytes(input.Body, true);
    checkSums(input, body);
    const part = this.keep(input, body, context);
    return Promise.resolve({ ETag: part.etag, ...givenObjectSums(input) });
  };

  readonly copyPart: Operation = async (input, context) => {
    const source = await sourceOf(input, context.store);
    const body = await context.store.read(source.bucket, source.key);
    const range = rangeOf(text(input.CopySourceRange), body.length);
    const { etag, modified } = this.keep(input, range ? body.subarray(range.from, range.to + 1) : body, context);
    return { CopyPartResult: { ETag: etag, LastModified: new Date(modified) } };
  };

  readonly complete: Operation = async (input, { store, emit }) => {
    const upload = this.uploadOf(input);
    const wanted = ((input.MultipartUpload ?? {}) as { Parts?: Members[] }).Parts ?? [];
    if (wanted.length === 0) throw fault('MalformedXML', 'The list of parts must have at least one part.', 400);
    let before = 0;
    const parts = wanted.map(({ PartNumber, ETag }) => {
      const number = Number(PartNumber);
      if (number <= before) throw fault('InvalidPartOrder', 'The list of parts was not in ascending order.', 400);
      before = number;
      const part = upload.parts.get(number);
      const isSame = part && text(ETag).replaceAll('"', '') === part.etag.replaceAll('"', '');
      if (!isSame) throw fault('InvalidPart', `Part ${number} was not uploaded, or has another ETag.`, 400);
      return part;
    });
    const sums = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex')));
    const ETag = `"${createHash('md5').update(sums).digest('hex')}-${parts.length}"`;
    const { bucket, key, facts } = upload;
    await store.write(bucket, key, Buffer.concat(parts.map(({ body }) => body)), { ...facts, ETag });
    this.open.delete(text(input.UploadId));
    emit(ofObject({ bucket, key, event: 'ObjectCreated:CompleteMultipartUpload' }));
    return { Bucket: bucket, Key: key, ETag, Location: `/${bucket}/${key}` };
  };

  readonly abort: Operation = (input) => {
    this.uploadOf(input);
    this.open.delete(text(input.UploadId));
    return Promise.resolve({});
  };

  readonly listParts: Operation = (input) => {
    const { parts } = this.uploadOf(input);
    const rows = [...parts].sort(([one], [other]) => one - other);
    return Promise.resolve({
      Bucket: input.Bucket,
      Key: input.Key,
      UploadId: input.UploadId,
      IsTruncated: false,
      Parts: rows.map(([PartNumber, { body, etag, modified }]) => ({
        PartNumber,
        ETag: etag,
        Size: body.length,
        LastModified: new Date(modified),
      })),
    });
  };

  readonly list: Operation = (input) => {
    const own = [...this.open].filter(
      ([, { bucket, key }]) => bucket === input.Bucket && key.startsWith(text(input.Prefix)),
    );
    return Promise.resolve({
      Bucket: input.Bucket,
      IsTruncated: false,
      Uploads: own.map(([UploadId, { key, initiated }]) => ({ UploadId, Key: key, Initiated: new Date(initiated) })),
    });
  };

  private keep(input: Members, body: Buffer, { now }: Context): Part {
    const number = Number(input.PartNumber);
    if (!(number >= 1 && number <= 10_000)) {
      throw fault('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', 400);
    }
    const part = { body, etag: etagOf(body), modified: now() };
    this.uploadOf(input).parts.set(number, part);
    return part;
  }

  private uploadOf(input: Members): Upload {
    const upload = this.open.get(text(input.UploadId));
    if (upload && upload.bucket === input.Bucket && upload.key === input.Key) return upload;
    throw fault(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
    );
  }
}
