/** Which npm is started, and with what in its environment. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { findNpm, npmStart, npmVariables } from '../../run/awsSdk/npm';
import { searchPath } from '../../processes/findExecutable';

const SCRIPT = 'C:\\node\\node_modules\\npm\\bin\\npm-cli.js';

test.each<[string, string, string | undefined, boolean, object | undefined]>([
  ['a program', '/usr/bin/npm', undefined, false, { command: '/usr/bin/npm', args: [] }],
  ['a batch file', 'C:\\node\\npm.cmd', 'C:\\node\\node.exe', true, { command: 'C:\\node\\node.exe', args: [SCRIPT] }],
  ['a batch file of old', 'C:\\node\\npm.BAT', 'n.exe', true, { command: 'n.exe', args: [SCRIPT] }],
  ['a batch file without its script', 'C:\\node\\npm.cmd', 'n.exe', false, undefined],
  ['a batch file without Node.js', 'C:\\node\\npm.cmd', undefined, true, undefined],
])('npm is %s', (_what, npm, node, exists, expected) => expect(npmStart(npm, node, () => exists)).toEqual(expected));

test('npm is found where Node.js has it', () => expect(findNpm()?.command).toMatch(/npm|node/));

const env = {
  npm_config_registry: 'https://npm.example',
  NPM_TOKEN: 't',
  NODE_AUTH_TOKEN: 'u',
  npm_config_global: 'true',
  NPM_CONFIG_PREFIX: '/elsewhere',
  npm_config_location: 'global',
  npm_config_local_prefix: '/x',
  npm_config_global_prefix: '/x',
  npm_config_workspace: 'w',
  npm_config_workspaces: 'true',
  npm_config_include_workspace_root: 'true',
  MY_NPM_TOKEN: 'no',
  AWS_SECRET_ACCESS_KEY: 'no',
  PATH: ['/p/node_modules/.bin', '/usr/bin', 'relative'].join(path.delimiter),
};

test('npm sees its registry and who asks there, and is led nowhere else', () =>
  expect(npmVariables(env)).toEqual({
    npm_config_registry: 'https://npm.example',
    NPM_TOKEN: 't',
    NODE_AUTH_TOKEN: 'u',
    PATH: searchPath({ env, notOfProjects: true }).join(path.delimiter),
  }));
