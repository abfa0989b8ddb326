/** What a Node.js handler is started with: the person's own program, that of the PATH, or ours. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FunctionSpec } from '../../lambda/lambda';
import { nodeRuntime } from '../../lambda/runtimes/node';
import { lambdaFlags } from '../../lambda/runtimes/nodeFlags';
import type { LaunchContext } from '../../lambda/runtimes/runtime';
import { versionOf } from '../../processes/versions/version';
import { temporaryFolder } from '../harness/temporaryFolder';
import { spec } from './harness';

beforeEach(() => void vi.stubEnv('NODE_EXTRA_CA_CERTS', ''));
afterEach(() => void vi.unstubAllEnvs());

const folder = (): string =>
  temporaryFolder({ 'app.js': 'exports.handler = 1;', 'app.ts': 'export const handler = 1;' });

async function prepared(
  file: string,
  more: Partial<LaunchContext> = {},
  ofFunction: Partial<FunctionSpec> = {},
): Promise<Record<string, unknown>> {
  const codeDir = folder();
  const bundler = { bundle: () => Promise.resolve({ file: '/out/app.js', inputs: ['/in/app.ts'] }) };
  const context = {
    target: { kind: 'mock' },
    debug: false,
    bootstrapDir: '/boot',
    bundler: () => bundler,
    info: () => undefined,
    infoOnce: () => undefined,
    ...more,
  } as unknown as LaunchContext;
  return (await nodeRuntime.prepare(
    spec('', { codeDir, file: path.join(codeDir, file), ...ofFunction }),
    context,
  )) as never;
}

describe('the program', () => {
  test('is our own where the PATH has none: an editor is told to be Node.js', async () => {
    vi.stubEnv('PATH', '');
    expect(await prepared('app.js')).toMatchObject({ command: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
  });

  test('is that of the PATH, which needs to be told nothing', async () => {
    vi.stubEnv('PATH', path.dirname(process.execPath));
    expect(await prepared('app.js')).toMatchObject({ command: process.execPath, env: {} });
    expect((await prepared('app.js'))['env']).toEqual({});
  });

  test('is the one that the person chose, or none', async () => {
    expect(await prepared('app.js', { chosen: process.execPath })).toMatchObject({
      command: process.execPath,
      env: {},
    });
    expect(JSON.stringify(await prepared('app.js', { chosen: '/no/such/node' }))).toContain(
      '/no/such/node could not be started: the program does not exist.',
    );
  });
});

test.skipIf(process.platform === 'win32')('another program, chosen by a person, is told', async () => {
  const file = path.join(temporaryFolder({ lists: '#!/bin/sh\necho "lists 9.1.0"\n' }), 'lists');
  chmodSync(file, 0o700);
  expect(JSON.stringify(await prepared('app.js', { chosen: file }))).toContain(
    `${file} is another program than Node.js: it does not tell a version of Node.js`,
  );
});

describe('what it is started with', () => {
  const settingsOf = ({ args }: Record<string, unknown>): object => JSON.parse((args as string[]).at(-1)!) as object;

  test.each([
    ['app.js', {}, { sourceMaps: false, guarded: true, debug: false, exportName: 'handler' }],
    ['app.ts', {}, { file: '/out/app.js', sourceMaps: true }],
    ['app.js', { debug: true }, { debug: true, waitsForDebugger: true }],
    ['app.js', { target: { kind: 'aws', region: 'us-east-1' } }, { guarded: false }],
  ] as const)('%s with %j', async (file, more, settings) => {
    const started = await prepared(file, more as Partial<LaunchContext>);
    expect(settingsOf(started)).toMatchObject(settings);
    const isDebugged = 'debug' in more;
    expect((started['args'] as string[]).slice(0, -1)).toEqual([
      ...lambdaFlags(undefined, versionOf(process.versions.node), undefined),
      path.join('/boot', 'node.cjs'),
    ]);
    expect(started['debugger']).toBe(isDebugged ? 'inspector' : undefined);
    expect(started['outFiles']).toEqual(file === 'app.ts' ? ['/out/app.js'] : []);
    if (file === 'app.ts') expect(started['sources']).toEqual(['/in/app.ts']);
  });

  test('under a debugger before what the template preloads', async () => {
    const environment = { NODE_OPTIONS: '--require ./tracing.js' };
    const started = await prepared('app.js', { debug: true }, { environment });
    expect(settingsOf(started)).toMatchObject({ debug: true, waitsForDebugger: false });
    expect(started['args']).toContain('--inspect-brk=127.0.0.1:0');
  });

  test('a source that cannot be bundled is not started', async () => {
    const bundler = () => ({ bundle: () => Promise.resolve({ reason: 'no' }) });
    expect(await prepared('app.ts', { bundler: bundler as never })).toEqual({ reason: 'no' });
  });
});

test.each([
  [undefined, ''],
  ['', ''],
  ['--require ./x', ' --require ./x'],
])('the guard is loaded before NODE_OPTIONS of %j', (own, behind) =>
  expect(nodeRuntime.preloadVariables!('awsGuard', '/b', own === undefined ? {} : { NODE_OPTIONS: own })).toEqual({
    NODE_OPTIONS: `--require "${path.join('/b', 'awsGuard.cjs').replaceAll('\\', '\\\\')}"${behind}`,
  }),
);
