import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, filesOnDisk } from '../../project/files';
import type { Files } from '../../project/files';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const crowd = (count: number, ending: string): { [file: string]: string } =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}${ending}`, '12345678']));

describe('a bound is told when it is passed, and not before', () => {
  const plenty = { entries: 100, entriesTogether: 100, bytesTogether: 1000 };
  const listing = (files: Files, root: string): unknown => files.list(root).length;
  // What was listed once is known: the same folder by another name.
  const listings = (files: Files, root: string): unknown => [files.list(root).length, files.list(`${root}/.`).length];
  const readings = (files: Files, root: string): unknown =>
    ['0', '1', '2'].map((name) => files.read(path.join(root, name)).text?.length);
  const below = (files: Files, root: string): unknown => [...filesBelow(files, root, 4, 3)].length;
  const crowded = 'ROOT contains too many files to read them all, so some were left out.';

  test.each([
    ['a folder', 3, { entries: 3 }, listing, 3, []],
    ['a folder', 4, { entries: 3 }, listing, 3, [crowded]],
    ['folders together', 3, { entriesTogether: 6 }, listings, [3, 3], []],
    [
      'folders together',
      3,
      { entriesTogether: 5 },
      listings,
      [3, 2],
      ['The folders here contain more than 5 files in total, so some were left out.'],
    ],
    ['bytes together', 3, { bytesTogether: 24 }, readings, [8, 8, 8], []],
    [
      'bytes together',
      3,
      { bytesTogether: 16 },
      readings,
      [8, 8, undefined],
      ['The files in this folder have more than 16 bytes in total, so some were left out.'],
    ],
    ['a tree', 3, {}, below, 3, []],
    ['a tree', 4, {}, below, 3, ['ROOT contains more than 3 files, so only the nearest 3 were read.']],
  ] as const)('%s of %i files, %j', (_, count, bounds, look, found, limits) => {
    const root = temporaryFolder(crowd(count, ''));
    const files = filesOnDisk({}, { ...plenty, ...bounds });
    expect(look(files, root)).toEqual(found);
    expect(files.limits.map((limit) => limit.replace(root, 'ROOT'))).toEqual(limits);
  });

  test.each([
    [500, []],
    [501, ['ROOT contains more than 500 YAML and JSON files: only the first of them were searched for templates.']],
  ])('a project of %i YAML files', (count, problems) => {
    const root = temporaryFolder(crowd(count, '.yaml'));
    expect(readProject(root).problems.map(({ message }) => message.replace(root, 'ROOT'))).toEqual(problems);
  });
});
