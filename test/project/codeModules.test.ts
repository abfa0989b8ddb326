/** Which files of a project a handler's code lies in: by what it imports, and what those import. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { CodeModules } from '../../project/code/codeModules';
import { temporaryFolder } from '../harness/temporaryFolder';

/** @param first the handler's file, by which the others are reached */
function reached(first: string, files: { readonly [file: string]: string }): string[] {
  const folder = temporaryFolder(files);
  const found = new CodeModules().from(path.join(folder, ...first.split('/')), path.join(folder, 'src'));
  return found.map(({ file }) => path.relative(folder, file).split(path.sep).join('/'));
}

test('JavaScript and TypeScript', () => {
  const files = {
    'src/in/a.ts':
      "import { x } from '../lib/x.js';\nimport y from 'y';\nexport * from './b';\nawait import('../dir');\nimport './none';",
    'src/in/b.mjs': "const a = require('./a')",
    'src/lib/x.ts': '',
    'src/dir/index.js': '',
    'src/lib/unused.ts': '',
  };
  expect(reached('src/in/a.ts', files)).toEqual(['src/in/a.ts', 'src/lib/x.ts', 'src/in/b.mjs', 'src/dir/index.js']);
});

test('Python', () => {
  const files = {
    'src/in/a.py':
      'import json, lib.db as db\nfrom lib import (one,\n  two)\nfrom .near import x\nfrom ..lib import three\nfrom . import b # c',
    'src/in/near.py': '',
    'src/in/b.py': 'import in.a',
    'src/lib/__init__.py': '',
    'src/lib/db.py': '',
    'src/lib/one.py': '',
    'src/lib/two.py': '',
    'src/lib/three.py': '',
    'src/lib/unused.py': '',
  };
  const wanted = ['in/a', 'in/b', 'in/near', 'lib/__init__', 'lib/db', 'lib/one', 'lib/three', 'lib/two'];
  expect(reached('src/in/a.py', files).sort()).toEqual(wanted.map((each) => `src/${each}.py`));
});

test('Python’s packages, whatever they import of each other', () => {
  const files = {
    'src/app.py': 'import os, lib.store as s\nfrom common import (text)\n',
    'src/lib/store.py': 'from . import deep\nfrom ..none import x\n',
    'src/lib/deep/__init__.py': 'from .. import app\nfrom .inner import run\n',
    'src/lib/deep/inner.py': 'import boto3\n',
    'src/common/text.py': '# text\n',
    'src/unused.py': '# unused\n',
  };
  const wanted = ['app', 'common/text', 'lib/deep/__init__', 'lib/deep/inner', 'lib/store'];
  expect(reached('src/app.py', files).sort()).toEqual(wanted.map((each) => `src/${each}.py`));
});
