/** The folder that stands for S3: what is read from it, what is written, and what neither may reach. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ItemFile } from '../../core/interpreter/host';
import type { State } from '../../core/model/machine';
import type { JsonObject } from '../../core/json';
import { createLocalS3 } from '../../run/localS3';
import { temporaryFolder } from '../harness/temporaryFolder';

const state = { name: 'Map' } as State;

/** A project beside which lies a folder that is none of its own. */
function place(files: { readonly [key: string]: string | Uint8Array }) {
  const parent = temporaryFolder({ 'elsewhere/secret.txt': 'secret' });
  const project = path.join(parent, 'project');
  for (const [key, content] of Object.entries(files)) {
    const file = path.join(project, '.stepwise', 's3', ...key.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const s3 = createLocalS3(project);
  return {
    project,
    elsewhere: path.join(parent, 'elsewhere'),
    folder: (...names: string[]) => path.join(project, '.stepwise', 's3', ...names),
    async read(input: JsonObject, action = 'getObject'): Promise<unknown> {
      const outcome = await s3.readItems({ state, resource: `arn:aws:states:::s3:${action}`, input, readerConfig: {} });
      if (outcome.type === 'failure') return outcome.cause;
      return isFile(outcome.output) ? textOf(outcome.output) : outcome.output;
    },
    async write(bucket: string, key: string, ...pieces: string[]): Promise<unknown> {
      const outcome = await s3.writeResults({ state, bucket, files: [{ key, pieces }] });
      return outcome.type === 'failure' ? outcome.cause : 'written';
    },
  };
}

function isFile(output: object | null | string | number | boolean): output is ItemFile {
  return typeof (output as Partial<ItemFile> | null)?.pieces === 'function';
}

/** What it holds, or why it cannot be read. */
async function textOf(file: ItemFile): Promise<string> {
  let text = '';
  try {
    for await (const piece of file.pieces()) text += Buffer.from(piece).toString('latin1');
    return text;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('reading', () => {
  test('an object', async () => {
    expect(await place({ 'b/in/a.txt': 'text' }).read({ Bucket: 'b', Key: 'in/a.txt' })).toBe('text');
  });

  test('an object that is compressed with gzip, whatever it is called', async () => {
    expect(await place({ 'b/a.csv.gz': gzipSync('text') }).read({ Bucket: 'b', Key: 'a.csv.gz' })).toBe('text');
    expect(await place({ 'b/a': gzipSync('text') }).read({ Bucket: 'b', Key: 'a' })).toBe('text');
  });

  test('an object that is compressed with Zstandard', async () => {
    // One raw block: magic, single segment of 4 bytes, last block of 4 bytes, the bytes.
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 4, 0x21, 0, 0, ...Buffer.from('text')]);
    expect(await place({ 'b/a.zst': frame }).read({ Bucket: 'b', Key: 'a.zst' })).toBe('text');
  });

  const frame = (hex: string): Buffer => Buffer.from(`28b52ffd${hex}`, 'hex');
  test.each([
    ['gzip that is cut short', gzipSync('text').subarray(0, 15), 'it ends too early'],
    ['gzip that is damaged', Buffer.from('1f8b0000000000000000', 'hex'), 'it is not valid gzip'],
    // A window of a terabyte; a single segment of 2^63 bytes.
    ['Zstandard that wants a window beyond measure', frame('00ef0100000000000000000000000000'), 'it needs 983040 MB'],
    ['Zstandard that claims to be endless', frame('e0ffffffffffffff7f0100000000000000'), 'it needs 8796093022208 MB'],
    ['Zstandard that is cut short', frame('2004210000616263'), 'it ends too early'],
    [
      'Zstandard with a block of a kind that is not',
      frame('2004270000616263646566676869'),
      'it is not valid Zstandard',
    ],
    ['Zstandard with a block that is too large', frame('0058030020616263646566676869'), 'it is not valid Zstandard'],
    [
      'Zstandard and something else',
      frame('200421000074657874' + '00'.repeat(9)),
      'bytes that are not Zstandard follow its end',
    ],
  ])('%s fails with a sentence', async (_what, content, why) => {
    const where = path.join('.stepwise', 's3', 'b', 'a');
    expect(await place({ 'b/a': content }).read({ Bucket: 'b', Key: 'a' })).toContain(
      `State "Map" reads its items from ${where}, which cannot be read: ${why}`,
    );
  });

  test('an object that is not there says where it would be', async () => {
    const where = path.join('.stepwise', 's3', 'b', 'gone');
    expect(await place({}).read({ Bucket: 'b', Key: 'gone' })).toBe(
      `State "Map" reads its items from ${where}, which does not exist in this project. Put the items there, or add a mock to .vscode/stepwise.json.`,
    );
  });

  test('a folder is no object', async () => {
    expect(await place({ 'b/in/a': '' }).read({ Bucket: 'b', Key: 'in' })).toMatch(/it is a folder\.$/);
  });

  test.skipIf(process.platform === 'win32')('a pipe that nobody writes to is no object', async () => {
    const s3 = place({ 'b/in/a': '' });
    execFileSync('mkfifo', [s3.folder('b', 'pipe')]);
    expect(await s3.read({ Bucket: 'b', Key: 'pipe' })).toMatch(/it is a pipe and not a file\.$/);
  });

  test.each([
    ['b', '../../../machine.asl.json'],
    ['b', '../c/a'],
    ['..', 'x'],
    ['../..', 'x'],
    ['', 'a'],
  ])('the key of bucket "%s" that is %s leads nowhere', async (bucket, key) => {
    expect(await place({ 'c/a': 'a' }).read({ Bucket: bucket, Key: key })).toMatch(/which is not below/);
  });

  test('a listing is sorted, filtered by prefix, and has the fields of ListObjectsV2', async () => {
    const s3 = place({ 'b/in/b': '12', 'b/in/a': '1', 'b/out': '' });
    expect(await s3.read({ Bucket: 'b', Prefix: 'in/' }, 'listObjectsV2')).toEqual([
      expect.objectContaining({
        Key: 'in/a',
        Size: 1,
        StorageClass: 'STANDARD',
        Etag: expect.stringMatching(/^"\w{32}"$/) as unknown,
      }),
      expect.objectContaining({ Key: 'in/b', Size: 2, LastModified: expect.any(Number) as unknown }),
    ]);
  });

  test('a link within the project is followed, one that leads out of it is not', async () => {
    const s3 = place({ 'b/a': 'a' });
    symlinkSync(s3.folder('b', 'a'), s3.folder('b', 'inside'));
    symlinkSync(path.join(s3.elsewhere, 'secret.txt'), s3.folder('b', 'file'));
    symlinkSync(s3.elsewhere, s3.folder('linked'), 'junction');
    expect(await s3.read({ Bucket: 'b', Key: 'inside' })).toBe('a');
    expect(await s3.read({ Bucket: 'b', Key: 'file' })).toMatch(/leads out of the project through a link/);
    expect(await s3.read({ Bucket: 'linked', Key: 'secret.txt' })).toMatch(/leads out of the project through a link/);
    expect(await s3.read({ Bucket: 'linked' }, 'listObjectsV2')).toMatch(/leads out of the project through a link/);
  });
});

describe('writing', () => {
  test('makes the folders, and joins the pieces', async () => {
    const s3 = place({ 'b/a': '' });
    expect(await s3.write('out', 'p/q.json', '[', '1', ']')).toBe('written');
    expect(readFileSync(s3.folder('out', 'p', 'q.json'), 'utf8')).toBe('[1]');
  });

  test('does not leave the bucket', async () => {
    const s3 = place({ 'b/a': '' });
    expect(await s3.write('b', '../../../x', '')).toMatch(/is not below/);
    expect(readdirSync(s3.project)).toEqual(['.stepwise']);
  });

  test('does not follow a link out of the project', async () => {
    const s3 = place({ 'b/a': '' });
    symlinkSync(s3.elsewhere, s3.folder('linked'), 'junction');
    expect(await s3.write('linked', 'new/x', '')).toMatch(/leads out of the project through a link/);
    expect(existsSync(path.join(s3.elsewhere, 'new'))).toBe(false);
  });
});

test('an object that the disk does not take whole is not there, and what it was before is', async () => {
  const { folder, write } = place({ 'b/k.json': 'before' });
  // What the draft would be called is taken.
  mkdirSync(folder('b', `k.json.${process.pid}.tmp`));
  expect(await write('b', 'k.json', '1', '2')).toMatch(/k\.json cannot be written: it is a folder\.$/);
  expect(readFileSync(folder('b', 'k.json'), 'utf8')).toBe('before');
  expect(await write('b', 'other.json', '1', '2')).toBe('written');
  expect(readdirSync(folder('b')).sort()).toEqual(['k.json', `k.json.${process.pid}.tmp`, 'other.json']);
});

test('an object that is not there is told from one that cannot be read', async () => {
  const { project } = place({ 'b/folder/in': '' });
  const s3 = createLocalS3(project);
  const isMissing = async (Key: string, Bucket = 'b', action = 'getObject'): Promise<true | undefined> => {
    const input = { Bucket, Key };
    const resource = `arn:aws:states:::s3:${action}`;
    return (await s3.readItems({ state, resource, input, readerConfig: {} })).isMissing;
  };
  const asked = [isMissing('none'), isMissing('k', 'none'), isMissing('', 'none', 'listObjectsV2')];
  expect(await Promise.all(asked)).toEqual([true, true, true]);
  const others = [isMissing('folder/in'), isMissing('folder'), isMissing('../../../x')];
  expect(await Promise.all(others)).toEqual([undefined, undefined, undefined]);
});
