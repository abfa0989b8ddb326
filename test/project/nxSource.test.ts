/** Handlers that a project of Nx builds lead to the source that its `project.json` names. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const found = (folder: string, handler: string, targets: object): string | undefined => {
  const root = temporaryFolder({
    'nx.json': '{}',
    'serverless.yml': `service: shop\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  f: { handler: ${handler} }\n`,
    [`${folder}/project.json`]: JSON.stringify({ name: 'orders', targets }),
    [`${folder}/src/main.ts`]: 'export const handler = async () => 1;',
    [`${folder}/src/more.ts`]: 'export const handler = async () => 1;',
    'libs/main.ts': 'export const handler = async () => 1;',
  });
  const file = readProject(root).functions[0]?.file;
  return file && path.relative(root, file).split(path.sep).join('/');
};

const build = (options: object): object => ({ lint: {}, build: { executor: '@nx/esbuild:esbuild', options } });

test.each<[what: string, handler: string, options: object, file: string | undefined]>([
  ['a bundle', 'dist/apps/orders/main.handler', { main: 'apps/orders/src/main.ts' }, 'src/main.ts'],
  [
    'a bundle of another name',
    'dist/apps/orders/app.handler',
    { main: 'apps/orders/src/main.ts', outputFileName: 'app.js' },
    'src/main.ts',
  ],
  [
    'one of several',
    'dist/apps/orders/more.handler',
    { main: '{projectRoot}/src/main.ts', additionalEntryPoints: ['{projectRoot}/src/more.ts'] },
    'src/more.ts',
  ],
  ['what is compiled', 'dist/apps/orders/src/more.handler', { main: 'apps/orders/src/main.ts' }, 'src/more.ts'],
  ['what nothing makes', 'dist/apps/orders/other.handler', { main: 'apps/orders/src/main.ts' }, undefined],
])('%s', (_, handler, options, file) => {
  const expected = file && `apps/orders/${file}`;
  expect(found('apps/orders', handler, build({ outputPath: 'dist/apps/orders', ...options }))).toBe(expected);
});

test('an output within the project', () => {
  const options = { outputPath: '{projectRoot}/build', main: '{projectRoot}/src/main.ts' };
  expect(found('orders', 'orders/build/main.handler', build(options))).toBe('orders/src/main.ts');
});
