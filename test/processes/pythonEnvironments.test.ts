/** The virtual environments of a folder, wherever its tool keeps them. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pythonEnvironments, pythonFolders } from '../../processes/versions/pythonEnvironments';
import { temporaryFolder, writeFiles } from '../harness/temporaryFolder';

const OWN = 'project/pyproject.toml';

/** HASH in names stands for that of the project's folder. */
function environmentsIn(
  entries: (folder: string) => { readonly [file: string]: string },
  variables: { readonly [name: string]: string } = {},
  platform: NodeJS.Platform = 'linux',
): string[] {
  const root = temporaryFolder({ 'project/app.py': '' });
  const project = path.join(root, 'project');
  const hash = createHash('sha256').update(project).digest('base64url').slice(0, 8);
  const files = Object.entries(entries(project)).map(([file, text]) => [file.replace('HASH', hash), text] as const);
  writeFiles(root, Object.fromEntries(files));
  const env = Object.fromEntries(Object.entries(variables).map(([name, at]) => [name, path.join(root, at)]));
  return pythonEnvironments([project], { HOME: path.join(root, 'home'), ...env }, platform).map(({ folder }) =>
    path.relative(root, folder).split(path.sep).join('/').replace(hash, 'HASH'),
  );
}

test.each<[NodeJS.Platform, program: string]>([
  ['linux', 'bin/python'],
  ['darwin', 'bin/python'],
  ['win32', 'Scripts/python.exe'],
])('on %s its program is %s', (platform, program) => {
  const root = temporaryFolder({ [`.venv/${program}`]: '', 'venv/bin': '', 'other/pyvenv.cfg': '' });
  const env = { VIRTUAL_ENV: path.join(root, 'other'), CONDA_PREFIX: '' };
  expect(
    pythonEnvironments([root], env, platform).map((each) =>
      path.relative(root, each.program).replaceAll(path.sep, '/'),
    ),
  ).toEqual([`.venv/${program}`, `other/${program}`]);
});

test.each<[string, Parameters<typeof environmentsIn>, readonly string[]]>([
  [
    'beside',
    [() => ({ 'project/venv/pyvenv.cfg': '', 'project/.venv/bin/python': '' })],
    ['project/.venv', 'project/venv'],
  ],
  [
    'beside, by another usual name',
    [
      () => ({
        'project/ENV/pyvenv.cfg': '',
        'project/env/bin/python': '',
        'project/.env': 'A=1',
        'project/mine/pyvenv.cfg': '',
      }),
    ],
    ['project/env', 'project/ENV'],
  ],
  ['an empty folder', [() => ({ 'project/.venv/readme': '' })], []],
  [
    'of Poetry',
    [
      () => ({
        [OWN]: '[tool.poetry]\nname = "orders"',
        'home/.cache/pypoetry/virtualenvs/orders-HASH-py3.12/pyvenv.cfg': '',
        'home/.cache/pypoetry/virtualenvs/orders-AAAAAAAA-py3.12/pyvenv.cfg': '',
      }),
    ],
    ['home/.cache/pypoetry/virtualenvs/orders-HASH-py3.12'],
  ],
  [
    'of Poetry on a Mac',
    [
      () => ({
        [OWN]: '[tool.poetry]',
        'home/Library/Caches/pypoetry/virtualenvs/x-HASH-py3.13/pyvenv.cfg': '',
      }),
      {},
      'darwin',
    ],
    ['home/Library/Caches/pypoetry/virtualenvs/x-HASH-py3.13'],
  ],
  [
    'of Poetry, where its settings say',
    [
      () => ({
        [OWN]: '[tool.poetry]',
        'project/poetry.toml': '[installer]\npath = "no"\n[virtualenvs]\nin-project = false\npath = "envs"\n',
        'project/envs/x-HASH-py3.13/pyvenv.cfg': '',
      }),
    ],
    ['project/envs/x-HASH-py3.13'],
  ],
  [
    'of another tool, whose folder Poetry has nothing of',
    [() => ({ [OWN]: '[project]', 'home/.cache/pypoetry/virtualenvs/x-HASH-py3.13/pyvenv.cfg': '' })],
    [],
  ],
  [
    'of Pipenv',
    [
      (folder) => ({
        'project/Pipfile': '',
        'home/.local/share/virtualenvs/app-1/pyvenv.cfg': '',
        'home/.local/share/virtualenvs/app-1/.project': `${folder}\n`,
        'home/.local/share/virtualenvs/app-2/pyvenv.cfg': '',
        'home/.local/share/virtualenvs/app-2/.project': `${folder}-other\n`,
      }),
    ],
    ['home/.local/share/virtualenvs/app-1'],
  ],
  ['active', [() => ({ 'elsewhere/pyvenv.cfg': '' }), { VIRTUAL_ENV: 'elsewhere' }], ['elsewhere']],
])('%s', (_, given, expected) => expect(environmentsIn(...given)).toEqual(expected));

test.each<[string, { readonly [file: string]: string }, readonly string[]]>([
  ['the project and below it', { 'home/a/b/c/app.py': '' }, ['a/b/c', 'a/b']],
  ['up to the repository', { 'home/.git/config': '', 'home/a/.git/config': '' }, ['a/b/c', 'a/b', 'a']],
  ['of a project that is one itself', { 'home/a/b/.git/config': '', 'home/a/.git/config': '' }, ['a/b/c', 'a/b']],
  ['in a worktree, whose mark is a file', { 'home/a/.git': 'gitdir: elsewhere' }, ['a/b/c', 'a/b', 'a']],
  ['where packages are managed', { 'home/a/uv.lock': '', 'home/requirements.txt': '' }, ['a/b/c', 'a/b', 'a']],
])('%s', (_, files, expected) => {
  const root = temporaryFolder({ ...files, 'home/a/b/c/app.py': '' });
  const at = (folder: string): string => path.join(root, 'home', folder);
  const folders = pythonFolders({ codeDir: at('a/b/c'), projectDir: at('a/b') }, { HOME: at('') });
  expect(folders.map((folder) => path.relative(at(''), folder).replaceAll(path.sep, '/'))).toEqual(expected);
});
