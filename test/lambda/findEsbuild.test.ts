/** Whose esbuild is loaded: ours, wherever another lies. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { findEsbuild, isOurs } from '../../lambda/findEsbuild';
import { answer, createHost, spec } from './harness';
import { temporaryFolder } from '../harness/temporaryFolder';

const PACKAGE = { 'package.json': '{ "name": "esbuild", "main": "main.js" }', 'main.js': '' };
const at = (folder: string) =>
  Object.fromEntries(Object.entries(PACKAGE).map(([name, text]) => [`${folder}/esbuild/${name}`, text]));

test.each<[what: string, esbuild: string, ours: string, expected: boolean]>([
  ['inside our package', 'project/ours/dist/node_modules', 'project/ours', true],
  ['beside it, where npm put both', 'project/node_modules', 'project/node_modules/stepwise', true],
  ['in a project that holds our package', 'project/node_modules', 'project/ours', false],
  ['in a folder above, such as the home folder', 'node_modules', 'a/b/node_modules/stepwise', false],
  ['nowhere', 'other/node_modules', 'project/ours', false],
])('%s', (_what, esbuild, ours, expected) => {
  const folder = temporaryFolder(at(esbuild));
  const dist = path.join(folder, ours, 'dist');
  mkdirSync(dist, { recursive: true });
  expect(isOurs('esbuild', dist)).toBe(expected);
});

test('ours starts', async () => {
  expect(await (await findEsbuild())?.transform('let a: 1', { loader: 'ts' })).toMatchObject({ code: 'let a;\n' });
});

test("a project's own is not loaded, whatever became of ours", async () => {
  const folder = temporaryFolder({
    'handler.ts': 'export const handler = async () => 1;',
    'node_modules/esbuild/package.json': PACKAGE['package.json'],
    'node_modules/esbuild/main.js': 'process.exitCode = 86; exports.transform = async () => ({});',
  });
  // As on a platform without a binary of ours: WebAssembly must take its place.
  vi.doMock('esbuild', () => ({ transform: () => Promise.reject(new Error('no binary')) }));
  const { host } = createHost();
  const places = { codeDir: folder, projectDir: folder, file: path.join(folder, 'handler.ts') };
  const outcome = await host.invoke(spec('handler', places), '{}');
  await host.dispose();
  vi.doUnmock('esbuild');
  const { exitCode } = process;
  process.exitCode = undefined;
  expect(exitCode).toBeUndefined();
  expect(answer(outcome)).toBe(1);
});

test('where none starts, it is said what to do', async () => {
  const folder = temporaryFolder({ 'handler.ts': 'export const handler = async () => 1;' });
  const broken = () => ({ transform: () => Promise.reject(new Error('no binary')) });
  for (const name of ['esbuild', 'esbuild-wasm']) vi.doMock(name, broken);
  const { host } = createHost();
  const places = { codeDir: folder, projectDir: folder, file: path.join(folder, 'handler.ts') };
  const outcome = await host.invoke(spec('handler', places), '{}');
  await host.dispose();
  for (const name of ['esbuild', 'esbuild-wasm']) vi.doUnmock(name);
  expect(outcome).toMatchObject({
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage: expect.stringContaining('Set ESBUILD_BINARY_PATH') as string,
  });
});
