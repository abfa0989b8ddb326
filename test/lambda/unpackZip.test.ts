/** What is taken out of a zip file, and what is not. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unpackZip } from '../../lambda/unpackZip';
import { temporaryFolder } from '../harness/temporaryFolder';
import { zip, type ZipEntry } from '../harness/zip';

const LINK = 0o120777;

function unpacked(bytes: Uint8Array): { readonly problem: string | undefined; readonly folder: string } {
  const folder = temporaryFolder({ 'a.zip': bytes, 'to/.keep': '' });
  const problem = unpackZip(path.join(folder, 'a.zip'), path.join(folder, 'to'));
  expect(readdirSync(folder).toSorted()).toEqual(['a.zip', 'to']);
  return { problem, folder: path.join(folder, 'to') };
}

test('files, folders, programs and links are what they were', () => {
  const { problem, folder } = unpacked(
    zip([
      { name: 'empty/', content: '', mode: 0o040755 },
      { name: 'src/app.js', content: 'exports.a = 1;' },
      { name: 'src/stored.txt', content: 'as it is', isStored: true },
      { name: 'bin/tool', content: '#!/bin/sh', mode: 0o100755 },
      { name: 'lib', content: 'src/../src', mode: LINK },
    ]),
  );
  expect(problem).toBeUndefined();
  expect(readdirSync(path.join(folder, 'empty'))).toEqual([]);
  expect(readFileSync(path.join(folder, 'lib', 'app.js'), 'utf8')).toBe('exports.a = 1;');
  expect(readFileSync(path.join(folder, 'src', 'stored.txt'), 'utf8')).toBe('as it is');
  if (process.platform !== 'win32') {
    const modes = ['bin/tool', 'src/app.js'].map((each) => statSync(path.join(folder, each)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
  }
});

test.each<[what: string, entries: readonly ZipEntry[] | Buffer, problem: string]>([
  ['no zip file', Buffer.from('no'), 'it is not a zip file'],
  ['a way out', [{ name: '../out', content: 'x' }], '../out in it leads out of its folder'],
  ['a link out', [{ name: 'link', content: '../out', mode: LINK }], 'the link link in it leads out of its folder'],
  [
    'a link out by way of another',
    [
      { name: 'deep/deeper/a', content: '' },
      { name: 'deep/up', content: '..', mode: LINK },
      { name: 'out', content: 'deep/up/..', mode: LINK },
    ],
    'the link out in it leads out of its folder',
  ],
  [
    'a file behind a link',
    [
      { name: 'link', content: 'deep', mode: LINK },
      { name: 'link/a', content: 'x' },
    ],
    'it cannot be unpacked (EEXIST)',
  ],
  [
    'a link behind a link, which leads out',
    [
      { name: 'up', content: '.', mode: LINK },
      { name: 'up/out', content: '..', mode: LINK },
      { name: 'out/made/link', content: 'there', mode: LINK },
    ],
    'it cannot be unpacked (EEXIST)',
  ],
  ['a password', [{ name: 'a', content: 'x', isEncrypted: true }], 'it is encrypted'],
  ['what is not packed as it says', [{ name: 'a', content: 'x'.repeat(200), isGarbled: true }], 'it is damaged'],
  ['more than it says', [{ name: 'a', content: Buffer.alloc(5000), size: 10 }], 'it is damaged'],
  [
    'too much',
    [{ name: 'a', content: Buffer.alloc(10), size: 300_000_000 }],
    'its content is larger than the 250 MB that Lambda takes',
  ],
])('of a zip file with %s it is told', (_, entries, problem) => {
  expect(unpacked(Buffer.isBuffer(entries) ? entries : zip(entries as readonly ZipEntry[])).problem).toBe(problem);
});

test('what is stored is no more than it says', () => {
  const { problem, folder } = unpacked(zip([{ name: 'a', content: Buffer.alloc(5000), size: 10, isStored: true }]));
  expect(problem).toBeUndefined();
  expect(statSync(path.join(folder, 'a')).size).toBe(10);
});
