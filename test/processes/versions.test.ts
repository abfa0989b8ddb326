/** Which versions of interpreters a machine has, and which a project asks for. */
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { installedVersions, type Interpreter } from '../../processes/versions/installedVersions';
import { homeFolder } from '../../processes/versions/listed';
import { pinnedVersion } from '../../processes/versions/pinnedVersion';
import { byAge, isOne, versionOf } from '../../processes/versions/version';
import { temporaryFolder } from '../harness/temporaryFolder';

const listed = (name: Interpreter, files: readonly string[], platform: NodeJS.Platform, more = {}): string[] => {
  const home = temporaryFolder(Object.fromEntries(files.map((file) => [file, ''])));
  const env = Object.fromEntries(Object.entries(more).map(([key, value]) => [key, path.join(home, value as string)]));
  return installedVersions(name, { HOME: home, ...env }, platform)
    .filter(({ file }) => file.startsWith(home))
    .map(({ file, version }) => `${version.join('.')} ${path.relative(home, file).split(path.sep).join('/')}`);
};

test.each<[string, Interpreter, readonly string[], readonly string[]]>([
  [
    'nvm, newest first by number',
    'node',
    ['.nvm/versions/node/v9.1.0/bin/node', '.nvm/versions/node/v22.3.0/bin/node', '.nvm/alias/default'],
    ['22.3.0 .nvm/versions/node/v22.3.0/bin/node', '9.1.0 .nvm/versions/node/v9.1.0/bin/node'],
  ],
  [
    'fnm',
    'node',
    ['.local/share/fnm/node-versions/v20.1.2/installation/bin/node'],
    ['20.1.2 .local/share/fnm/node-versions/v20.1.2/installation/bin/node'],
  ],
  [
    'asdf and mise, without their other names',
    'node',
    ['.asdf/installs/nodejs/18.4.0/bin/node', '.local/share/mise/installs/node/lts/bin/node'],
    ['18.4.0 .asdf/installs/nodejs/18.4.0/bin/node'],
  ],
  ['Volta', 'node', ['.volta/tools/image/node/22.1.0/bin/node'], ['22.1.0 .volta/tools/image/node/22.1.0/bin/node']],
  [
    'pyenv, without environments and other kinds',
    'python',
    ['.pyenv/versions/3.12.1/bin/python', '.pyenv/versions/orders/bin/python', '.pyenv/versions/pypy3.10-7.3/bin/pypy'],
    ['3.12.1 .pyenv/versions/3.12.1/bin/python3'],
  ],
  [
    'uv',
    'python',
    ['.local/share/uv/python/cpython-3.13.0-linux-x86_64-gnu/bin/python3', '.local/share/uv/python/.gitignore'],
    ['3.13.0 .local/share/uv/python/cpython-3.13.0-linux-x86_64-gnu/bin/python3'],
  ],
])('%s', (_, name, files, expected) => expect(listed(name, files, 'linux')).toEqual(expected));

test('a variable names another folder than the usual one', () =>
  expect(
    listed('node', ['tools/nvm/versions/node/v20.0.0/bin/node', '.nvm/versions/node/v22.0.0/bin/node'], 'linux', {
      NVM_DIR: 'tools/nvm',
    }),
  ).toEqual(['20.0.0 tools/nvm/versions/node/v20.0.0/bin/node']));

test('without a home folder those of the whole machine are looked through alone', () => {
  vi.spyOn(os, 'homedir').mockImplementation(() => {
    throw new Error('no such user');
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const root = temporaryFolder({ 'nvm/versions/node/v20.0.0/bin/node': '' });
  // A folder that is not absolute names none: it would lie below no home.
  const found = installedVersions('node', { NVM_DIR: path.join(root, 'nvm'), VOLTA_HOME: 'volta' }, 'linux');
  expect(found.map(({ file }) => path.relative(root, file)).filter((file) => !file.startsWith('..'))).toEqual([
    'nvm/versions/node/v20.0.0/bin/node',
  ]);
  expect(found.every(({ file }) => file.startsWith(root) || /^\/(?:opt|usr)\//.test(file))).toBe(true);
  expect(homeFolder({})).toBeUndefined();
  expect([homeFolder({ HOME: '/a', USERPROFILE: '/b' }), homeFolder({ USERPROFILE: '/b' })]).toEqual(['/a', '/b']);
});

test.each<[NodeJS.Platform, Interpreter, version: string, file: string]>([
  ['linux', 'node', '20.1.0', '.config/nvm/versions/node/v20.1.0/bin/node'],
  ['linux', 'node', '20.1.0', '.fnm/node-versions/v20.1.0/installation/bin/node'],
  ['darwin', 'node', '20.1.0', 'Library/Application Support/fnm/node-versions/v20.1.0/installation/bin/node'],
  ['linux', 'node', '20.1.0', '.local/share/mise/installs/node/20.1.0/bin/node'],
  ['linux', 'node', '20.1.0', 'n/n/versions/node/20.1.0/bin/node'],
  ['linux', 'python', '3.12.1', '.asdf/installs/python/3.12.1/bin/python3'],
  ['linux', 'python', '3.12.1', '.local/share/mise/installs/python/3.12.1/bin/python3'],
  ['win32', 'node', '22.1.0', 'AppData/Roaming/nvm/v22.1.0/node.exe'],
  ['win32', 'node', '22.1.0', 'AppData/Roaming/fnm/node-versions/v22.1.0/installation/node.exe'],
  ['win32', 'node', '22.1.0', 'AppData/Local/Volta/tools/image/node/22.1.0/node.exe'],
  ['win32', 'python', '3.12.1', '.pyenv/pyenv-win/versions/3.12.1/python.exe'],
  ['win32', 'python', '3.12.1', 'AppData/Roaming/uv/python/cpython-3.12.1-windows-x86_64-none/python.exe'],
  ['win32', 'python', '3.12', 'AppData/Local/Programs/Python/Python312/python.exe'],
  ['win32', 'python', '3.9', 'AppData/Local/Programs/Python/Python39-32/python.exe'],
])('on %s %s %s may lie in %s', (platform, name, version, file) =>
  expect(listed(name, [file, 'AppData/Local/Programs/Python/Launcher/py.exe'], platform)).toEqual([
    `${version} ${file}`,
  ]),
);

test.each<[NodeJS.Platform, Interpreter, variable: string, file: string]>([
  ['linux', 'node', 'FNM_DIR', 'own/node-versions/v20.1.0/installation/bin/node'],
  ['linux', 'node', 'ASDF_DATA_DIR', 'own/installs/nodejs/20.1.0/bin/node'],
  ['linux', 'node', 'MISE_DATA_DIR', 'own/installs/node/20.1.0/bin/node'],
  ['linux', 'node', 'VOLTA_HOME', 'own/tools/image/node/20.1.0/bin/node'],
  ['linux', 'node', 'N_PREFIX', 'own/n/versions/node/20.1.0/bin/node'],
  ['linux', 'python', 'PYENV_ROOT', 'own/versions/3.12.1/bin/python3'],
  ['linux', 'python', 'UV_PYTHON_INSTALL_DIR', 'own/cpython-3.12.1-linux/bin/python3'],
  ['linux', 'python', 'ASDF_DATA_DIR', 'own/installs/python/3.12.1/bin/python3'],
  ['linux', 'python', 'MISE_DATA_DIR', 'own/installs/python/3.12.1/bin/python3'],
  ['win32', 'node', 'NVM_HOME', 'own/v20.1.0/node.exe'],
  ['win32', 'node', 'FNM_DIR', 'own/node-versions/v20.1.0/installation/node.exe'],
  ['win32', 'node', 'VOLTA_HOME', 'own/tools/image/node/20.1.0/node.exe'],
  ['win32', 'python', 'PYENV_ROOT', 'own/versions/3.12.1/python.exe'],
  ['win32', 'python', 'UV_PYTHON_INSTALL_DIR', 'own/cpython-3.12.1-windows/python.exe'],
])('on %s %s by %s lies in %s', (platform, name, variable, file) =>
  expect(listed(name, [file], platform, { [variable]: 'own' }).map((each) => each.split(' ')[1])).toEqual([file]),
);

test.each<[Interpreter, { readonly [file: string]: string }, string | undefined]>([
  ['node', { '.git/HEAD': '' }, undefined],
  ['node', { '.nvmrc': 'v22.11.0\n' }, '22.11.0'],
  ['node', { '.nvmrc': 'lts/jod' }, '22'],
  ['node', { '.nvmrc': 'lts/Iron' }, '20'],
  ['node', { '.nvmrc': 'lts/krypton # the newest' }, '24'],
  ['node', { '.nvmrc': 'lts/*' }, undefined],
  ['node', { '.node-version': '20' }, '20'],
  ['node', { '.tool-versions': 'python 3.12.1\nnodejs 18.20.1\n' }, '18.20.1'],
  ['python', { '.tool-versions': 'nodejs 18.20.1\npython 3.12.1\n' }, '3.12.1'],
  ['node', { 'mise.toml': '[tools]\nnode = "24"\n' }, '24'],
  ['node', { '.mise.toml': "[tools]\n  node= '22.1'\n" }, '22.1'],
  ['node', { 'mise.toml': '[tools]\nmy-node = "24"\n# node = "22"\n' }, undefined],
  ['python', { 'mise.toml': '[tools]\npython = "3.12"\n' }, '3.12'],
  ['python', { '.mise.toml': '[tools]\npython = "3.11"\n' }, '3.11'],
  ['python', { '.mise.toml': '[tools]\nnode = "22"\n' }, undefined],
  ['node', { '.nvmrc': 'Hydrogen' }, '18'],
  ['node', { '.nvmrc': ' 20.1 # ours\n' }, '20.1'],
  ['node', { '.nvmrc': '', '.node-version': '22' }, '22'],
  ['node', { 'package.json': '{"name":"orders","volta":{"npm":"10.0.0","node":"22.4.1"}}' }, '22.4.1'],
  ['node', { 'package.json': '{"dependencies":{"node":"1.0.0"}}' }, undefined],
  ['python', { '.python-version': '3.13\n' }, '3.13'],
  ['python', { '.python-version': 'orders-env\n' }, undefined],
  // The nearest folder counts, and none above the repository.
  ['node', { '.nvmrc': '18', 'orders/.nvmrc': '22', 'orders/charge/app.js': '' }, '22'],
  ['node', { '.nvmrc': '18', 'orders/.git/HEAD': '', 'orders/charge/app.js': '' }, undefined],
])('%s of %j', (name, files, expected) => {
  const root = temporaryFolder({ '.git/HEAD': '', ...files });
  const folder = 'orders/charge/app.js' in files ? path.join(root, 'orders', 'charge') : root;
  expect(pinnedVersion(name, folder)?.join('.')).toBe(expected);
});

test('versions are numbers', () => {
  expect(['none', 'v', 'x20', ''].map(versionOf)).toEqual([undefined, undefined, undefined, undefined]);
  expect([' v22.11.0-rc.1', '3.12', '1.2.3.4'].map(versionOf)).toEqual([
    [22, 11, 0],
    [3, 12],
    [1, 2, 3],
  ]);
  expect(
    [
      [3, 12],
      [3, 12, 0],
    ].sort(byAge),
  ).toEqual([
    [3, 12],
    [3, 12, 0],
  ]);
  expect([[3], [3, 0, 1]].sort(byAge)).toEqual([[3, 0, 1], [3]]);
  expect([[20], [3, 9], [3, 12, 1], [3, 12]].sort(byAge)).toEqual([[20], [3, 12, 1], [3, 12], [3, 9]]);
  expect([isOne([20, 11, 1], [20]), isOne([20, 11, 1], [20, 1]), isOne([20], [20, 1])]).toEqual([true, false, false]);
});
