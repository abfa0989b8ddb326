/** S3 on this machine, as AWS's own client and as states see it: what lies below .stepwise/s3, and what becomes of it. */
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { gatewayServer } from '../harness/gatewayServer';
import { temporaryFolder } from '../harness/temporaryFolder';
import { check } from './check';

interface Place {
  readonly s3: S3Client;
  readonly url: string;
  readonly said: readonly string[];
  readonly unanswered: readonly object[];
  /** Below `.stepwise/s3`. */
  file(...names: string[]): string;
}

/** A project with one bucket, `b`. */
async function place(files: { readonly [key: string]: string } = {}): Promise<Place> {
  const folder = temporaryFolder({});
  const file = (...names: string[]): string => path.join(folder, '.stepwise', 's3', ...names);
  mkdirSync(file('b'), { recursive: true });
  for (const [key, text] of Object.entries(files)) {
    mkdirSync(path.dirname(file('b', key)), { recursive: true });
    writeFileSync(file('b', key), text);
  }
  const { config, ...server } = await gatewayServer({ folder });
  return { s3: new S3Client(config), ...server, file };
}

const Bucket = 'b';
const named = (name: string): object => expect.objectContaining({ name }) as object;
const status = (httpStatusCode: number): object =>
  expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode }) as object }) as object;

describe('an object', () => {
  test('is a file, with all that it was put with', async () => {
    const { s3, file } = await place();
    const put = {
      Bucket,
      Key: 'in/a b+ü.json',
      Body: '{"a":1}',
      ContentType: 'application/json',
      Metadata: { Who: 'me' },
    };
    const { ETag } = await s3.send(new PutObjectCommand(put));
    expect(readFileSync(file('b', 'in', 'a b+ü.json'), 'utf8')).toBe('{"a":1}');
    const { Key } = put;
    const found = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(found).toMatchObject({ ETag, ContentType: 'application/json', ContentLength: 7, Metadata: { who: 'me' } });
    expect(await found.Body!.transformToString()).toBe('{"a":1}');
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ETag, ContentLength: 7 });
  });

  test('of 7 MB arrives whole, as a stream too', async () => {
    const { s3, file } = await place();
    const Body = Buffer.alloc(7 << 20, 'stepwise');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'big', Body }));
    expect(Body.equals(readFileSync(file('b', 'big')))).toBe(true);
    const { Body: read } = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect(Body.equals(Buffer.from(await read!.transformToByteArray()))).toBe(true);
  });

  test('that somebody else has written is read, and told from what it was', async () => {
    const { s3, file } = await place();
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one', ContentType: 'text/x' }));
    writeFileSync(file('b', 'k'), 'another');
    utimesSync(file('b', 'k'), 1, 1);
    const found = await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(found).toMatchObject({ ContentLength: 7, ContentType: 'binary/octet-stream', LastModified: new Date(1000) });
    expect(found.ETag).not.toBe(ETag);
  });

  test.each<[string, object, string | object]>([
    ['from the middle', { Range: 'bytes=2-3' }, '23'],
    ['from the end', { Range: 'bytes=-2' }, '89'],
    ['to the end', { Range: 'bytes=8-' }, '89'],
    ['beyond its end', { Range: 'bytes=10-' }, status(416)],
    ['if it is another', { IfMatch: '"x"' }, named('PreconditionFailed')],
    ['if it has changed', { IfNoneMatch: '*' }, status(304)],
    ['if it has changed since', { IfModifiedSince: new Date('2100-01-01') }, status(304)],
    ['if it has not changed since', { IfUnmodifiedSince: new Date('2000-01-01') }, status(412)],
    ['that is not there', { Key: 'no' }, named('NoSuchKey')],
  ])('is read %s', async (_what, more, expected) => {
    const { s3 } = await place({ k: '0123456789' });
    const read = s3
      .send(new GetObjectCommand({ Bucket, Key: 'k', ...more }))
      .then(({ Body }) => Body!.transformToString());
    if (typeof expected === 'string') expect(await read).toBe(expected);
    else await expect(read).rejects.toEqual(expected);
  });

  test('is not written where a condition forbids it', async () => {
    const { s3, file } = await place({ k: 'before' });
    const put = (more: object) => s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'after', ...more }));
    await expect(put({ IfNoneMatch: '*' })).rejects.toEqual(status(412));
    await expect(put({ IfMatch: '"x"' })).rejects.toEqual(status(412));
    await expect(put({ Key: 'other', IfMatch: '"x"' })).rejects.toEqual(status(404));
    expect(readFileSync(file('b', 'k'), 'utf8')).toBe('before');
  });

  test('is copied with what it has, and removed', async () => {
    const { s3, file } = await place();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a/1', Body: 'x', ContentType: 'text/x' }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'c/2', CopySource: '/b/a%2F1' }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'c/2' }))).toMatchObject({ ContentType: 'text/x' });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a/1' }));
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'c/2' }, { Key: 'no' }] } }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['c/2', 'no']);
    expect([existsSync(file('b', 'a')), existsSync(file('b', 'c')), existsSync(file('b'))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('is uploaded in parts', async () => {
    const { s3, file } = await place();
    const Key = 'parts';
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/x' }));
    const parts = [];
    for (const PartNumber of [1, 2]) {
      const { ETag } = await s3.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: `p${PartNumber}` }),
      );
      parts.push({ PartNumber, ETag });
    }
    const complete = (Parts: object[]) =>
      s3.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: Parts as never } }),
      );
    await expect(complete([{ PartNumber: 3, ETag: '"x"' }])).rejects.toEqual(named('InvalidPart'));
    expect((await complete(parts)).ETag).toMatch(/-2"$/);
    expect(readFileSync(file('b', 'parts'), 'utf8')).toBe('p1p2');
    await expect(complete(parts)).rejects.toEqual(named('NoSuchUpload'));
  });

  test('is put and got by a signed address', async () => {
    const { s3 } = await place();
    const body = { method: 'PUT', body: 'signed' };
    expect((await fetch(await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'u' })), body)).status).toBe(200);
    const get = new GetObjectCommand({ Bucket, Key: 'u', ResponseContentType: 'text/y' });
    const response = await fetch(await getSignedUrl(s3, get));
    expect([response.headers.get('content-type'), await response.text()]).toEqual(['text/y', 'signed']);
  });

  describe('that a form posts', () => {
    const post = async (fields: object, file = new Blob(['\r\n--x\0ü'])) => {
      const { url, file: at } = await place();
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
      form.set('file', file, 'C:\\a b.bin');
      const response = await fetch(`${url}/b`, { method: 'POST', body: form, redirect: 'manual' });
      return { response, text: await response.text(), at };
    };

    test('is stored as it is, with what the form says of it', async () => {
      const { response, at } = await post({ policy: 'x', key: 'in/${filename}', 'Content-Type': 'text/x' });
      expect([response.status, response.headers.get('location')]).toEqual([204, '/b/in/a%20b.bin']);
      expect(readFileSync(at('b', 'in', 'a b.bin'), 'utf8')).toBe('\r\n--x\0ü');
      expect(readFileSync(at('.facts', 'b', 'in', 'a b.bin.json'), 'utf8')).toContain('text/x');
    });

    test.each<[string, object, number, RegExp]>([
      ['with its document', { key: 'k&', success_action_status: '201' }, 201, /<Bucket>b<.*<Key>k&amp;<.*<ETag>/],
      ['with nothing', { key: 'k', success_action_status: '200' }, 200, /^$/],
      ['with 204 where S3 knows no other', { key: 'k', success_action_status: '500' }, 204, /^$/],
      ['with an address', { key: 'k', success_action_redirect: 'https://a.test/ok?x=1' }, 303, /^$/],
      ['that it has no key', { policy: 'x' }, 400, /<Code>InvalidArgument<.*a field named &quot;key&/],
      ['what it cannot do', { key: 'k', tagging: '<Tagging/>' }, 400, /<Code>NotImplemented<.*&quot;tagging&/],
    ])('is answered %s', async (_what, fields, status, answer) => {
      const { response, text } = await post(fields);
      expect([response.status, text]).toEqual([status, expect.stringMatching(new RegExp(answer.source, 's'))]);
      if (status === 303) expect(response.headers.get('location')).toMatch(/ok\?x=1&bucket=b&key=k&etag=%22/);
    });

    test('is refused without the file', async () => {
      expect((await post({ key: 'k' }, new Blob())).response.status).toBe(204);
      const { url } = await place();
      const form = new FormData();
      form.set('key', 'k');
      const response = await fetch(`${url}/b`, { method: 'POST', body: form });
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('file upload')]);
    });
  });

  test('is read for a version that an event names, which is told once', async () => {
    const { s3, said } = await place({ k: 'one' });
    const read = { Bucket, Key: 'k', VersionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko' };
    await s3.send(new HeadObjectCommand(read));
    const { Body, VersionId } = await s3.send(new GetObjectCommand(read));
    expect([await Body!.transformToString(), VersionId]).toEqual(['one', undefined]);
    expect(said.filter((each) => each.includes('keep no versions'))).toEqual([
      'b/k is read as it is, for version "096fKKXTRTtl3on89fVO.nfljtsv6qko": the buckets of this machine keep no versions.',
    ]);
    await expect(s3.send(new DeleteObjectCommand(read))).rejects.toEqual(named('NotImplemented'));
  });

  test.each(['../out', 'a/../../out', 'a//b', './a', '..'])('cannot have the key %s', async (Key) => {
    const { s3, file } = await place();
    await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))).rejects.toBeInstanceOf(Error);
    expect(existsSync(file('out'))).toBe(false);
    expect(existsSync(file('..', 'out'))).toBe(false);
  });

  test('that another version of Stepwise has written stays as it is', async () => {
    const { s3, file } = await place({ k: 'before' });
    const { size, mtimeMs } = statSync(file('b', 'k'));
    mkdirSync(file('.facts', 'b'), { recursive: true });
    writeFileSync(file('.facts', 'b', 'k.json'), JSON.stringify({ version: 2, size, mtimeMs, facts: {} }));
    const newer = expect.objectContaining({ message: expect.stringContaining('it has version 2') as string }) as object;
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toEqual(newer);
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toEqual(newer);
    expect(readFileSync(file('b', 'k'), 'utf8')).toBe('before');
  });
});

describe('a list', () => {
  const files = { 'a/1': '', 'a/2': '', 'a/b/3': '', z: '' };

  test('has folders where a delimiter is given, and pages', async () => {
    const { s3 } = await place(files);
    const names = ({
      Contents = [],
      CommonPrefixes = [],
    }: {
      Contents?: { Key?: string }[];
      CommonPrefixes?: { Prefix?: string }[];
    }) => [...CommonPrefixes.map(({ Prefix }) => Prefix), ...Contents.map(({ Key }) => Key)].join(' ');
    const v2 = (more: object) => s3.send(new ListObjectsV2Command({ Bucket, ...more }));
    expect(names(await v2({}))).toBe('a/1 a/2 a/b/3 z');
    expect(names(await v2({ Delimiter: '/' }))).toBe('a/ z');
    expect(names(await v2({ Prefix: 'a/', Delimiter: '/' }))).toBe('a/b/ a/1 a/2');
    expect(names(await v2({ StartAfter: 'a/2' }))).toBe('a/b/3 z');
    const first = await v2({ MaxKeys: 3 });
    expect([names(first), first.IsTruncated, first.KeyCount]).toEqual(['a/1 a/2 a/b/3', true, 3]);
    expect(names(await v2({ ContinuationToken: first.NextContinuationToken }))).toBe('z');
    const old = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 1 }));
    expect([names(old), old.NextMarker]).toEqual(['a/1', 'a/1']);
  });
});

test('a bucket is made, known, and removed when it is empty', async () => {
  const { s3, file } = await place({ k: '' });
  await s3.send(new CreateBucketCommand({ Bucket: 'new' }));
  expect(existsSync(file('new'))).toBe(true);
  expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual(['b', 'new']);
  await s3.send(new HeadBucketCommand({ Bucket: 'new' }));
  await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(named('BucketNotEmpty'));
  await s3.send(new DeleteBucketCommand({ Bucket: 'new' }));
  expect(existsSync(file('new'))).toBe(false);
});

test('of a bucket that nobody declares nothing is known: the call is told of', async () => {
  const { s3, unanswered, file } = await place();
  await expect(s3.send(new PutObjectCommand({ Bucket: 'other', Key: 'k', Body: 'x' }))).rejects.toEqual(
    named('StepwiseNoAwsTarget'),
  );
  expect(unanswered).toMatchObject([{ action: 's3:PutObject' }]);
  expect(existsSync(file('other'))).toBe(false);
});

const task = (action: string, Parameters: object, Next?: string): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::aws-sdk:s3:${action}`,
  Parameters,
  ...(Next === undefined ? { End: true } : { Next }),
});

test('states write and read a bucket of the template, and a Distributed Map reads it', async () => {
  const { output } = await check(
    {
      template: `Resources:
  Orders:
    Type: AWS::S3::Bucket
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machine.asl.json
`,
      states: {
        Put: task('putObject', { Bucket: 'Orders', Key: 'in/items.json', Body: [{ n: 1 }, { n: 2 }] }, 'Get'),
        Get: {
          ...task('getObject', { Bucket: 'Orders', Key: 'in/items.json' }, 'Each'),
          ResultSelector: { 'text.$': '$.Body' },
        },
        Each: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'JSON' },
            Parameters: { Bucket: 'Orders', Key: 'in/items.json' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'P',
            States: { P: { Type: 'Pass', End: true } },
          },
          ResultPath: '$.items',
          End: true,
        },
      },
    },
    { status: 'SUCCEEDED' },
  );
  expect(output).toEqual({ text: '[{"n":1},{"n":2}]', items: [{ n: 1 }, { n: 2 }] });
});

test('a state catches what the API would say', async () => {
  await check(
    {
      files: { '.stepwise/s3/b/k': '' },
      states: { Get: task('getObject', { Bucket: 'b', Key: 'no' }) },
    },
    {
      error: 'S3.NoSuchKeyException',
      cause: expect.stringMatching(/^The specified key does not exist\. \(Service: S3, Status Code: 404, /) as string,
    },
  );
});
