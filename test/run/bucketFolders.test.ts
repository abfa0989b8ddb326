/** Buckets as folders: which names they have, what is there, and what is said of what cannot be. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BucketFolders } from '../../run/bucketFolders';
import { temporaryFolder } from '../harness/temporaryFolder';

let root: string;
let store: BucketFolders;
const at = (...names: string[]): string => path.join(root, '.stepwise', 's3', ...names);
const facts = (bucket: string, key: string): string => at('.facts', bucket, `${key}.json`);
const write = (key: string, text = 'text', more = {}): Promise<void> => store.write('b', key, Buffer.from(text), more);
const said = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    (value) => JSON.stringify(value),
    (error: Error) => error.message.replaceAll(root, 'ROOT'),
  );

beforeEach(() => {
  root = temporaryFolder({});
  store = new BucketFolders(root, () => new Set(['Declared']));
});

describe('buckets', () => {
  it('are folders, and those that a template declares', async () => {
    expect(await store.buckets()).toEqual(['Declared']);
    await store.makeBucket('b');
    await store.makeBucket('a.b');
    mkdirSync(at('.facts'));
    mkdirSync(at('no bucket'));
    writeFileSync(at('file'), '');
    expect(await store.buckets()).toEqual(['Declared', 'a.b', 'b']);
    expect(
      await Promise.all(['Declared', 'b', 'file', 'none', '..', '.facts'].map((each) => store.hasBucket(each))),
    ).toEqual([true, true, false, false, false, false]);
    await store.removeBucket('b');
    await store.removeBucket('b');
    expect(existsSync(at('b'))).toBe(false);
  });

  it.each(['', '.a', 'a..b', '../a', 'a/b', `a${'x'.repeat(255)}`])('are not called %j', async (name) =>
    expect(await said(store.makeBucket(name))).toBe(`A bucket cannot be called "${name}".`),
  );

  it('may have long names', async () => {
    expect(await said(store.makeBucket(`a${'x'.repeat(200)}`))).toBe(undefined as never);
  });
});

describe('objects', () => {
  it('are there with what was written with them, as long as the file is the same', async () => {
    await write('in/a.txt', 'text', { ContentType: 'text/plain', ETag: '"e"' });
    expect(await store.find('b', 'in/a.txt')).toMatchObject({
      key: 'in/a.txt',
      size: 4,
      etag: '"e"',
      facts: { ContentType: 'text/plain' },
    });
    expect(await store.list('b')).toMatchObject([{ key: 'in/a.txt', size: 4, etag: '"e"' }]);
    expect((await store.read('b', 'in/a.txt')).toString()).toBe('text');
    writeFileSync(at('b', 'in', 'a.txt'), 'other text');
    const found = await store.find('b', 'in/a.txt');
    expect(found).toMatchObject({ size: 10, facts: { ContentType: 'binary/octet-stream' } });
    expect(found?.etag).toMatch(/^"[^e]+|"e.+$/);
  });

  it.each([['{'], ['[]'], ['{}'], ['{"version":1,"facts":1}']])('lose what cannot be read of it: %s', async (text) => {
    await write('a', 'text', { ETag: '"e"' });
    writeFileSync(facts('b', 'a'), text);
    expect(await store.find('b', 'a')).toMatchObject({ facts: { ContentType: 'binary/octet-stream' } });
  });

  it('are left as they are by a form of the future', async () => {
    await write('a', 'old');
    writeFileSync(facts('b', 'a'), '{"version":99}');
    expect(await said(write('a', 'new'))).toMatch(/^ROOT.*a\.json is left as it is: /);
    expect(readFileSync(at('b', 'a'), 'utf8')).toBe('old');
  });

  it('go with their folders and what stands beside them', async () => {
    await write('x/y/a');
    await write('x/b');
    await store.remove('b', 'x/y/a');
    expect([existsSync(at('b', 'x', 'y')), existsSync(at('b', 'x', 'b')), existsSync(facts('b', 'x/y/a'))]).toEqual([
      false,
      true,
      false,
    ]);
    await store.remove('b', 'x/b');
    await store.remove('b', 'x/b');
    expect([existsSync(at('b', 'x')), existsSync(at('b'))]).toEqual([false, true]);
  });

  it('that end with / go alone, and not with what is below them', async () => {
    await write('x/', '');
    await write('x/a');
    await store.remove('b', 'x/');
    await store.remove('b', 'none/');
    expect([existsSync(at('b', 'x', 'a')), existsSync(facts('b', 'x/a'))]).toEqual([true, true]);
    await store.remove('b', 'x/a');
    expect(existsSync(at('b', 'x'))).toBe(false);
  });

  it('may be folders, which hold nothing', async () => {
    await write('folder/', '');
    expect(await store.find('b', 'folder/')).toMatchObject({ key: 'folder/', size: 0 });
    expect(await store.find('b', 'folder')).toBeUndefined();
    expect((await store.read('b', 'folder/')).length).toBe(0);
    expect(await said(write('folder/', 'x'))).toBe(
      `${path.join('ROOT', '.stepwise', 's3', 'b', 'folder/')} cannot be written: a key that ends with / cannot have a body here.`,
    );
    await store.remove('b', 'folder/');
    expect(existsSync(at('b', 'folder'))).toBe(false);
  });

  it.each(['a//b', '../a', 'a/./b', '/a', 'a\0b', '', '../', 'a/../', './', '/', 'a//'])(
    'cannot be called %j',
    async (key) =>
      expect(await said(store.find('b', key))).toBe(
        `The key "${key}" cannot be the name of a file below ${path.join('.stepwise', 's3', 'b')}.`,
      ),
  );

  it('that are not there', async () => {
    expect([await store.find('b', 'none'), await store.list('b')]).toEqual([undefined, []]);
    expect(await said(store.read('b', 'none'))).toMatch(/^ROOT.*none cannot be read: /);
    await write('file');
    expect(await said(write('file/below'))).toMatch(/^ROOT.*below cannot be written: /);
    expect(await store.find('b', 'file/below')).toBeUndefined();
  });
});
