import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { holdsDefinition } from '../../project/definitionFile';
import { filesOnDisk } from '../../project/files';
import { IS_FOLDER, MISSING } from '../../project/readRegularFile';
import { filesBelow } from '../../project/walk';
import type { Files } from '../../project/files';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const crowd = (count: number, ending: string): { [file: string]: string } =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}${ending}`, '12345678']));

describe('a bound is told when it is passed, and not before', () => {
  const plenty = { entries: 100, bytes: 1000 };
  // What was listed once is known: the same folder by another name.
  const listings = (files: Files, root: string): unknown => [files.list(root).length, files.list(`${root}/.`).length];
  const readings = (files: Files, root: string): unknown =>
    ['0', '1', '2'].map((name) => files.read(path.join(root, name)).text?.length);
  const below = (files: Files, root: string): unknown => [...filesBelow(files, root, 4, 3)].length;
  const crowded = 'The folders here contain more than 5 files in total, so some were left out.';

  test.each([
    ['folders together', 3, { entries: 6 }, listings, [3, 3], []],
    ['folders together', 3, { entries: 5 }, listings, [3, 2], [crowded]],
    ['bytes together', 3, { bytes: 24 }, readings, [8, 8, 8], []],
    [
      'bytes together',
      3,
      { bytes: 16 },
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
});

test('of a crowded folder each file may be a template, and each one of a deep tree a definition', () => {
  const deep = 'a/b/c/d/e/f/g/h/i';
  const root = temporaryFolder({
    ...crowd(600, '.yaml'),
    'z.yaml': 'Resources: { Last: { Type: AWS::Serverless::Function, Properties: { InlineCode: "1" } } }',
    [`${deep}/flow.json`]: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
    [`${deep}/sub/main.tf`]: 'resource "aws_lambda_function" "deep" {\n  function_name = "deep"\n}\n',
  });
  const { functions, machines, problems } = readProject(root, { isWhole: true });
  expect(functions.map(({ name }) => name)).toEqual(['Last', 'deep']);
  expect(machines.map(({ name }) => name)).toEqual(['flow']);
  expect(problems.filter(({ message }) => message.includes('more than'))).toEqual([]);
});

test.each([
  ['{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}', true],
  ['{"StartAt": "A", "States": {"A": }', true],
  ['StartAt: A\nStates: {}', true],
  ['{"StartAt": "2026-03-04", "States": ["Ohio", "Utah"]}', false],
  ['{"StartAt": "A", "States": 50}', false],
  ['{"flow": {"StartAt": "A", "States": {}}}', false],
  ['{"description": "States and StartAt"}', false],
])('%s holds a definition: %s', (text, holds) => expect(holdsDefinition(text)).toBe(holds));

test('a file is read as it stands, whatever its folder was listed as', () => {
  const root = temporaryFolder({ gone: '1', folder: '2', file: '3', 'deep/x': '4' });
  symlinkSync('file', path.join(root, 'link'));
  symlinkSync('deep', path.join(root, 'way'));
  const files = filesOnDisk();
  const names = ['deep', 'file', 'folder', 'gone', 'link', 'way'];
  expect(files.list(root).map(({ name }) => name)).toEqual(names);
  for (const name of ['gone', 'folder']) rmSync(path.join(root, name));
  mkdirSync(path.join(root, 'folder'));
  const read = (name: string): unknown => Object.values(files.read(path.join(root, name)))[0];
  expect([...names, 'none'].map(read)).toEqual([IS_FOLDER, '3', IS_FOLDER, MISSING, '3', IS_FOLDER, MISSING]);
  expect(['deep', 'way', 'file', 'link', 'none'].map((name) => files.isFolder(path.join(root, name)))).toEqual([
    ...[true, true, false, false, false],
  ]);
});
