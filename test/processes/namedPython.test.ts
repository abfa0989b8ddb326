/** What is known of a Python that was not started, and when it must be. */
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { namedPython } from '../../processes/versions/namedPython';
import { temporaryFolder } from '../harness/temporaryFolder';

const BINARY = '\x7fELF';

describe.skipIf(process.platform === 'win32')('a Python', () => {
  test.each<[string, string, string, string]>([
    ['is its own name', 'python3.12', BINARY, '3.12 python3.12'],
    ['is what it is a link to', '.venv/bin/python', BINARY, '3.12 .venv/bin/python'],
    ['that is a script may start any other', 'python3.12', '#!/bin/sh\n', 'unknown'],
    ['of no name is unknown', 'python3', BINARY, 'unknown'],
    ['that is not there is unknown', 'none/python3.12', BINARY, 'unknown'],
  ])('%s', (_, asked, text, expected) => {
    const root = temporaryFolder({ 'python3.12': text, python3: text, '.venv/bin/x': '' });
    symlinkSync('../../python3.12', path.join(root, '.venv/bin/python'));
    expect(told(root, asked, root)).toBe(expected);
  });

  test.each([
    ['7f454c46', '3.12 python3.12'],
    ['cffaedfe', '3.12 python3.12'],
    ['cafebabe', '3.12 python3.12'],
    ['7f454c', 'unknown'],
    ['23212f62', 'unknown'],
  ])('that begins with %s is %s', (head, expected) => {
    const root = temporaryFolder({});
    writeFileSync(path.join(root, 'python3.12'), Buffer.from(head, 'hex'));
    expect(told(root, 'python3.12', root)).toBe(expected);
  });

  test.each<[string, { readonly [file: string]: string }, string | undefined, string]>([
    ['the variable', { 'work/.python-version': '3.11.2\n' }, '3.12.4', '3.12 pyenv/versions/3.12.4/bin/python3'],
    ['the nearest file', { 'work/.python-version': '3.11.2\n' }, undefined, '3.11 pyenv/versions/3.11.2/bin/python3'],
    ['the file for all', { 'pyenv/version': '# mine\n3.12.4\n' }, '', '3.12 pyenv/versions/3.12.4/bin/python3'],
    ['part of a version', { 'work/.python-version': '3.12' }, undefined, 'unknown'],
    ['two versions', { 'work/.python-version': '3.12.4 3.11.2' }, undefined, 'unknown'],
    ["the system's", { 'pyenv/version': 'system' }, undefined, 'unknown'],
    ['one that is not installed', { 'pyenv/version': '3.13.0' }, undefined, 'unknown'],
    ['a place elsewhere', { 'work/.python-version': '../../python3' }, undefined, 'unknown'],
    ['nothing', {}, undefined, 'unknown'],
  ])('of pyenv is what is chosen by %s', (_, files, variable, expected) => {
    const root = temporaryFolder({
      'pyenv/shims/python3': '#!/usr/bin/env bash\n',
      'pyenv/libexec/pyenv': '',
      'pyenv/versions/3.12.4/bin/python3.12': BINARY,
      'pyenv/versions/3.11.2/bin/python3.11': BINARY,
      'work/deep/app.py': '',
      ...files,
    });
    for (const version of ['3.12', '3.11'])
      symlinkSync(
        `python${version}`,
        path.join(root, `pyenv/versions/${version === '3.12' ? '3.12.4' : '3.11.2'}/bin/python3`),
      );
    expect(told(root, 'pyenv/shims/python3', path.join(root, 'work/deep'), { PYENV_VERSION: variable })).toBe(expected);
  });
});

function told(root: string, asked: string, cwd: string, env: NodeJS.ProcessEnv = {}): string {
  const found = namedPython(path.join(root, asked), cwd, env);
  return found ? `${found.version.join('.')} ${path.relative(root, found.file)}` : 'unknown';
}
