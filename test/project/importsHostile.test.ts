/** Imports of projects that mean harm, or are broken: what they lead to is found, or not, in the time that people have. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesOnDisk } from '../../project';
import { moduleFile, ownPythonFolders } from '../../project/imports';
import { javascriptSpecifiers, pythonImports } from '../../project/imports/specifiers';
import { temporaryFolder } from '../harness/temporaryFolder';

const many = (count: number, of: string): string => JSON.stringify(Array<string>(count).fill(of));
const levels = Object.fromEntries(
  Array.from({ length: 12 }, (_, level) => [
    `level${level}.json`,
    `{"extends":${many(12, `./level${level + 1}.json`)}}`,
  ]),
);
const folders = Object.fromEntries(
  Array.from({ length: 6 }, (_, level) => [`${'d/'.repeat(level + 1)}package.json`, '{}']),
);

test.each<[what: string, files: { readonly [file: string]: string }, specifier: string, leads: string | undefined]>([
  [
    'folders whose main is each other',
    { 'one/package.json': '{"main":"../two"}', 'two/package.json': '{"main":"../one"}' },
    './one',
    undefined,
  ],
  [
    'a folder whose main is another: its index, not its main',
    {
      'one/package.json': '{"main":"../two"}',
      'two/package.json': '{"main":"start.js"}',
      'two/start.js': '',
      'two/index.js': '',
    },
    './one',
    'two/index.js',
  ],
  [
    'configurations that extend the same ones over and over',
    { ...levels, 'tsconfig.json': '{"extends":"./level0.json"}' },
    '@own/shared',
    undefined,
  ],
  [
    'a workspace of any folders below any folders',
    { ...folders, 'package.json': `{"workspaces":["${'**/'.repeat(12)}*"]}` },
    '@own/shared',
    undefined,
  ],
  [
    'a member of a workspace below any folders below any',
    {
      'package.json': '{"workspaces":["**/**/lib"]}',
      'a/b/lib/package.json': '{"name":"@own/lib"}',
      'a/b/lib/index.ts': '',
    },
    '@own/lib',
    'a/b/lib/index.ts',
  ],
  [
    'a word that every object has',
    { 'package.json': '{"workspaces":["*"]}', 'a/package.json': '{}' },
    'constructor',
    undefined,
  ],
])(
  'JavaScript: %s',
  (_, files, specifier, leads) => {
    const folder = temporaryFolder({ 'app.ts': '', ...files });
    const found = moduleFile(specifier, path.join(folder, 'app.ts'), { roots: [] }, filesOnDisk());
    expect(found && path.relative(folder, found)).toBe(leads);
  },
  5_000,
);

test('Python: a source of the workspace by a word that every object has', () => {
  const folder = temporaryFolder({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["lib"]\n[tool.uv.sources]\nconstructor = { workspace = true }\n',
    'lib/pyproject.toml': '[project]\nname = "lib"\n',
  });
  expect(ownPythonFolders(folder, filesOnDisk())).toEqual([]);
});

test.each([
  ['blanks behind import', javascriptSpecifiers, `import${' '.repeat(200_000)}x`],
  ['dots behind from', pythonImports, `from ${'.'.repeat(200_000)}`],
  ['brackets that nothing closes', pythonImports, 'from a import (\n'.repeat(20_000)],
])('words: %s', (_, read, text) => expect(read(text)).not.toContain('x'), 5_000);
