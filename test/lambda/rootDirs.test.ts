/** Relative imports across folders that a build lays into one, as a Dockerfile's COPY does. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LambdaHost } from '../../lambda/lambda';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, invoke } from './harness';

const FILES = {
  'orders/plain.js': "exports.handler = async () => [require('./rates').of(2), require('./lib/unit').unit];\n",
  'orders/module.mjs': "import { of } from './rates.js';\nexport const handler = async () => of(3);\n",
  'orders/typed.ts': "import { of } from './rates';\nexport const handler = async (): Promise<number> => of(4);\n",
  'orders/own.js': "exports.handler = async () => [require('./rates').of(1), require('../rates') ? 1 : 0];\n",
  'orders/lost.js': "exports.handler = async () => require('./nowhere');\n",
  'orders/both.ts': "import { from } from './asked';\nexport const handler = async (): Promise<string> => from;\n",
  'orders/both.js': "exports.handler = async () => require('./asked').from;\n",
  'orders/beside.js': "exports.from = 'orders';\n",
  'shared/asked.js': "exports.from = require('./beside').from;\n",
  'shared/beside.js': "exports.from = 'shared';\n",
  'shared/rates.js': "const { base } = require('./base');\nexports.of = (count) => count * base;\n",
  'orders/base.js': 'exports.base = 10;\n',
  'common/lib/unit.js': "exports.unit = 'kg';\n",
};

let host: LambdaHost;
beforeAll(() => {
  ({ host } = createHost());
});
afterAll(() => host.dispose());

function called(file: string): ReturnType<typeof invoke> {
  const folder = temporaryFolder(FILES);
  const [codeDir = '', ...others] = ['orders', 'shared', 'common'].map((name) => path.join(folder, name));
  const place = { codeDir, file: path.join(codeDir, file), rootDirs: [codeDir, ...others], projectDir: folder };
  return invoke(host, file, {}, place);
}

test.each([
  ['plain.js', [20, 'kg']],
  ['module.mjs', 30],
  ['typed.ts', 40],
  // What lies beside the file that asks goes first.
  ['both.js', 'shared'],
  ['both.ts', 'shared'],
])('%s', async (file, result) => {
  expect(answer(await called(file))).toEqual(result);
});

test('what is in none of them is not found, nor what is above them', async () => {
  expect(await called('lost.js')).toMatchObject({
    errorMessage: expect.stringMatching(/^Cannot find module '\.\/nowhere'/),
  });
  expect(await called('own.js')).toMatchObject({
    errorMessage: expect.stringMatching(/^Cannot find module '\.\.\/rates'/),
  });
});
