/** Programs on PATH, as tables: what is found, and what is passed over. */
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { executableCandidates, findExecutable, type Search } from '../../processes/findExecutable';
import { temporaryFolder } from '../harness/temporaryFolder';

/** A folder of programs (each may be run) and of files (nobody may run them). */
function folderOf(programs: readonly string[], files: readonly string[] = []): string {
  const folder = temporaryFolder(Object.fromEntries([...programs, ...files].map((name) => [name, '#!/bin/sh\n'])));
  for (const name of programs) chmodSync(path.join(folder, ...name.split('/')), 0o755);
  return folder;
}

/** PATH and name → the path below the folder, or undefined. `FOLDER` stands for it. */
function check(folder: string, PATH: string, name: string, expected: string | undefined, search: Search = {}): void {
  const found = findExecutable(name.replaceAll('FOLDER', folder), {
    env: { PATH: PATH.replaceAll('FOLDER', folder) },
    ...search,
  });
  expect(found && path.relative(folder, found).split(path.sep).join('/')).toBe(expected);
}

describe.skipIf(process.platform === 'win32')('on PATH', () => {
  test.each<[what: string, PATH: string, found: string | undefined]>([
    ['the first that has it', 'FOLDER/a:FOLDER/b', 'a/tool'],
    ['past a folder that is missing', 'FOLDER/none:FOLDER/b', 'b/tool'],
    ['past an entry that is a file', 'FOLDER/a/tool:FOLDER/b', 'b/tool'],
    ['past a file that nobody may run', 'FOLDER/plain:FOLDER/b', 'b/tool'],
    ['past a folder of that name', 'FOLDER/folders:FOLDER/b', 'b/tool'],
    ['no empty entry', ':', undefined],
    ['nothing on an empty PATH', '', undefined],
  ])('finds %s', (_what, PATH, found) => {
    const folder = folderOf(['a/tool', 'b/tool'], ['plain/tool', 'folders/tool/x']);
    check(folder, PATH, 'tool', found);
  });

  test('passes over an entry that leads to itself', () => {
    const folder = folderOf(['b/tool']);
    symlinkSync('loop', path.join(folder, 'loop'));
    check(folder, 'FOLDER/loop:FOLDER/b', 'tool', 'b/tool');
  });

  test.each(['.', 'bin', '../here/bin', 'node_modules/.bin', '~/bin'])('passes over the relative entry %s', (entry) => {
    const folder = folderOf(['b/tool']);
    const relative = path.relative(process.cwd(), path.join(folder, 'b'));
    check(folder, `${relative}:${entry}`, 'tool', undefined);
    check(folder, `${relative}:${entry}:FOLDER/b`, 'tool', 'b/tool');
  });

  test("takes no program of a project's where it is told secrets", () => {
    const folder = folderOf(['project/node_modules/.bin/npm', 'usr/npm']);
    const PATH = 'FOLDER/project/node_modules/.bin/:FOLDER/project/node_modules/.bin:FOLDER/usr';
    check(folder, PATH, 'npm', 'usr/npm', { notOfProjects: true });
    check(folder, PATH, 'npm', 'project/node_modules/.bin/npm');
  });

  test('an absolute name is itself where it can be run', () => {
    const folder = folderOf(['a/tool'], ['plain/tool']);
    check(folder, '', 'FOLDER/a/tool', 'a/tool');
    check(folder, '', 'FOLDER/plain/tool', undefined);
    check(folder, '', 'FOLDER/a', undefined);
  });

  test('a folder that cannot be read is passed over', () => {
    const folder = folderOf(['locked/tool', 'b/tool']);
    chmodSync(path.join(folder, 'locked'), 0o000);
    // Root reads everything, and then the first is found: either way nothing is thrown.
    const expected = process.getuid?.() === 0 ? 'locked/tool' : 'b/tool';
    check(folder, 'FOLDER/locked:FOLDER/b', 'tool', expected);
    chmodSync(path.join(folder, 'locked'), 0o755);
  });
});

describe('on Windows', () => {
  test.each<[PATH: string, name: string, candidates: string[]]>([
    ['C:\\a;D:\\b', 'npm', ['C:\\a\\npm.exe', 'C:\\a\\npm.cmd', 'D:\\b\\npm.exe', 'D:\\b\\npm.cmd']],
    [
      '"C:\\Program Files\\nodejs"',
      'npm.CMD',
      ['', '.exe', '.cmd'].map((end) => `C:\\Program Files\\nodejs\\npm.CMD${end}`),
    ],
    ['\\\\server\\share', 'npm', ['\\\\server\\share\\npm.exe', '\\\\server\\share\\npm.cmd']],
    ['.;;bin;C:tools;C:\\project\\node_modules\\.bin', 'npm', []],
    ['C:\\a', 'D:\\x\\py.exe', ['', '.exe', '.cmd'].map((end) => `D:\\x\\py.exe${end}`)],
  ])('PATH %s, %s', (PATH, name, candidates) => {
    const env = { Path: PATH, PathExt: '.EXE;.CMD' };
    expect(executableCandidates(name, { env, platform: 'win32', notOfProjects: true })).toEqual(candidates);
  });
});
