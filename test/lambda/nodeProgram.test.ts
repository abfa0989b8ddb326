/** Which Node.js runs a function, what of Lambda it is started with, and what is said where it is another. */
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lambdaFlags } from '../../lambda/runtimes/nodeFlags';
import { nearestNode, nodeDiffers, versionOfNode } from '../../lambda/runtimes/nodeProgram';
import { versionOf } from '../../processes/versions/version';
import { temporaryFolder } from '../harness/temporaryFolder';

const MODULE = '--no-experimental-require-module';
const DETECT = '--no-experimental-detect-module';

test.each([
  ['nodejs20.x', '20.20.2', undefined, [MODULE]],
  ['nodejs22.x', '22.12.0', undefined, [MODULE, DETECT]],
  ['nodejs24.x', '24.0.0', undefined, []],
  // A newer one than the Runtime: what the Runtime never had is off.
  ['nodejs18.x', '22.12.0', undefined, [MODULE, DETECT]],
  ['nodejs20.x', '24.1.0', undefined, [MODULE]],
  ['nodejs24.x', '22.12.0', undefined, []],
  // An older one, which knows fewer flags.
  ['nodejs22.x', '18.20.0', undefined, []],
  ['nodejs22.x', '20.9.0', undefined, []],
  ['nodejs22.x', '20.16.0', undefined, [DETECT]],
  ['nodejs22.x', '21.0.0', undefined, []],
  ['nodejs22.x', '21.7.0', undefined, [DETECT]],
  ['nodejs22.x', '20.17.0', undefined, [MODULE, DETECT]],
  // The function's own word goes first, either way.
  ['nodejs22.x', '22.12.0', '--experimental-require-module', [DETECT]],
  ['nodejs22.x', '22.12.0', '--trace-warnings --no-experimental-detect-module', [MODULE]],
  ['nodejs22.x', '22.12.0', '--require ./x-experimental-require-module', [MODULE, DETECT]],
  // No Runtime: that of the program itself.
  [undefined, '22.12.0', undefined, [MODULE, DETECT]],
  [undefined, '24.0.0', undefined, []],
  ['nodejs22.x', 'unknown', undefined, []],
])('flags of %s on Node.js %s with NODE_OPTIONS %s', (runtime, version, options, expected) =>
  expect(lambdaFlags(runtime, versionOf(version), options)).toEqual(expected),
);

/** A home with versions of nvm, a PATH with one of them, and a project. */
function machine({ versions = [] as string[], onPath = '', pin = '' }) {
  const program = (version: string): string => `home/.nvm/versions/node/v${version}/bin/node`;
  const files = Object.fromEntries([...versions, onPath].filter(Boolean).map((version) => [program(version), '']));
  const root = temporaryFolder({ ...files, 'project/.git/HEAD': '', ...(pin && { 'project/.nvmrc': pin }) });
  for (const file of Object.keys(files)) chmodSync(path.join(root, file), 0o755);
  const env = {
    HOME: path.join(root, 'home'),
    PATH: onPath ? path.join(root, path.dirname(program(onPath))) : '',
  };
  return { codeDir: path.join(root, 'project'), env };
}

describe.skipIf(process.platform === 'win32')('the nearest to the Runtime', () => {
  test.each([
    ['nodejs22.x', { onPath: '22.1.0', versions: ['22.9.0'] }, '22.1.0'],
    ['nodejs22.x', { onPath: '20.1.0', versions: ['22.1.0', '22.9.0', '24.0.0'] }, '22.9.0'],
    ['nodejs22.x', { onPath: '20.1.0', versions: ['22.1.0', '22.9.0'], pin: '22.1' }, '22.1.0'],
    // What a project asks for says nothing of another line than its Runtime's.
    ['nodejs22.x', { onPath: '20.1.0', versions: ['22.1.0'], pin: '20.1.0' }, '22.1.0'],
    ['nodejs22.x', { onPath: '18.1.0', versions: ['20.1.0'] }, '20.1.0'],
    ['nodejs22.x', { onPath: '20.1.0', versions: ['24.1.0'] }, '20.1.0'],
    [undefined, { onPath: '20.1.0', versions: ['24.1.0'] }, '20.1.0'],
    [undefined, { onPath: '20.1.0', versions: ['24.1.0'], pin: 'lts/krypton' }, '24.1.0'],
    ['nodejs22.x', { versions: ['22.1.0'] }, '22.1.0'],
    ['nodejs22.x', {}, process.versions.node],
  ])('%s on %j', async (runtime, has, expected) => {
    const { env, codeDir } = machine(has);
    expect((await nearestNode({ runtime, codeDir }, env)).version?.join('.')).toBe(expected);
  });

  test('one that cannot be started is none', async () => {
    const { env, codeDir } = machine({ onPath: '20.1.0', versions: ['22.1.0'] });
    chmodSync(path.join(env.HOME, '.nvm/versions/node/v22.1.0/bin/node'), 0o644);
    expect((await nearestNode({ runtime: 'nodejs22.x', codeDir }, env)).version).toEqual([20, 1, 0]);
  });

  test('a version is read where it stands, and asked for elsewhere', async () => {
    const root = temporaryFolder({
      'a/bin/node': '',
      'a/include/node/node_version.h':
        '#define NODE_MAJOR_VERSION 22\n#define NODE_MINOR_VERSION 3\n#define NODE_PATCH_VERSION 4\n',
      'b/node': '#!/bin/sh\necho v21.5.6\n',
      'c/node': '#!/bin/sh\nexit 1\n',
    });
    for (const file of ['b/node', 'c/node']) chmodSync(path.join(root, file), 0o755);
    symlinkSync(process.execPath, path.join(root, 'ours'));
    const versions = ['a/bin/node', 'b/node', 'c/node', 'ours', 'none'].map((file) =>
      versionOfNode(path.join(root, file), root),
    );
    expect(await Promise.all(versions)).toEqual([
      [22, 3, 4],
      [21, 5, 6],
      undefined,
      versionOf(process.versions.node),
      undefined,
    ]);
  });
});

test('a difference is said, and only where both are known', () => {
  expect(nodeDiffers('nodejs22.x', [20, 11, 1])).toMatchInlineSnapshot(
    `"Runs on Node.js 20.11.1, because no Node.js 22 was found for the Runtime nodejs22.x. Install that one, or choose it with --node PROGRAM (in VS Code: stepwise.lambda.nodePath)."`,
  );
  expect([
    nodeDiffers('nodejs22.x', [22, 1]),
    nodeDiffers(undefined, [20]),
    nodeDiffers('nodejs22.x', undefined),
  ]).toEqual([undefined, undefined, undefined]);
});
