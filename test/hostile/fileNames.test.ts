/** Names of people as names of files, on any of the three systems. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileName, isAnotherOnWindows } from '../../core/escape/fileName';
import { createLocalS3 } from '../../run/localS3';
import fc from '../harness/properties';
import { temporaryFolder } from '../harness/temporaryFolder';
import { HOSTILE, hostileText } from './texts';

function law(text: string): void {
  const name = fileName(text, 'run');
  expect(name).not.toBe('');
  for (const { basename } of [path.posix, path.win32]) expect(basename(name)).toBe(name);
  expect(name).not.toMatch(/^\.|[/\\:*?"<>|\u0000-\u001f\u007f]|[. ]$/);
  expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
  expect(Buffer.byteLength(`${name}.history.json`)).toBeLessThanOrEqual(255);
  expect(name.normalize('NFC')).toBe(name);
  expect(isAnotherOnWindows(`${name}.json`)).toBe(false);
}

describe('a name of a file out of', () => {
  test.each(HOSTILE)('%s', (_tries, text) => law(text));
  test('any composition', () => fc.assert(fc.property(hostileText, law)));

  test('all of them, written and read', () => {
    const folder = temporaryFolder({});
    for (const [, text] of HOSTILE) {
      const file = path.join(folder, `${fileName(text, 'run')}.json`);
      writeFileSync(file, text);
      expect(readFileSync(file, 'utf8')).toBe(Buffer.from(text).toString());
    }
    expect(existsSync(folder)).toBe(true);
  });

  test.each([
    ['Pack items (2)', 'Pack items (2)'],
    ['Zürich 東京', 'Zürich 東京'],
    ['Zu\u0308rich', 'Zürich'],
    ['a/b', 'a b'],
    ['aux.json', 'aux_.json'],
    ['console', 'console'],
    ['...', 'run'],
  ])('%s', (text, name) => expect(fileName(text, 'run')).toBe(name));
});

const DEVICES = ['NUL', 'con.csv', 'COM1', 'a.csv:stream', 'a.csv.', 'a.csv ', 'deep/AUX/a.csv', 'deep\\AUX\\a.csv'];

describe('a key of S3', () => {
  test.each(DEVICES)(
    '%s is a device or another file on Windows: there it is refused, and nothing is made',
    async (key) => {
      const root = temporaryFolder({});
      const s3 = createLocalS3(root, 'win32');
      const files = [{ key, pieces: ['x'] }];
      expect(await s3.writeResults({ bucket: 'b', files } as never)).toMatchObject({ type: 'failure' });
      expect(await s3.writeResults({ bucket: 'nul', files: [{ key: 'a', pieces: ['x'] }] } as never)).toMatchObject({
        type: 'failure',
      });
      expect(readdirSync(root)).toEqual([]);
    },
  );

  test.skipIf(process.platform === 'win32')('with a time in it is a file like others elsewhere', async () => {
    const root = temporaryFolder({});
    const files = [{ key: '2026-01-01T10:00/a.csv', pieces: ['x'] }];
    expect(await createLocalS3(root, 'linux').writeResults({ bucket: 'b', files } as never)).toMatchObject({
      type: 'success',
    });
  });

  test.each(HOSTILE)('%s stays inside the folder', async (_tries, text) => {
    const root = temporaryFolder({ 'project/x': '' });
    for (const platform of ['linux', 'win32'] as const) {
      const s3 = createLocalS3(path.join(root, 'project'), platform);
      for (const [bucket, key] of [
        [text, 'key'],
        ['bucket', text],
        [text, text],
        ['..', text],
      ] as const) {
        await s3.writeResults({ bucket, files: [{ key, pieces: ['x'] }] } as never);
      }
    }
    expect(readdirSync(root)).toEqual(['project']);
    expect(readdirSync(path.join(root, 'project')).filter((name) => !['.stepwise', 'x'].includes(name))).toEqual([]);
  });
});
