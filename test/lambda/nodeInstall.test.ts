/** How the runtime of Node.js says that what is missing is installed. */
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { createHost, spec } from './harness';

const MANIFEST = JSON.stringify({ dependencies: { absent: '1' } });

test.each<[lock: string, files: Readonly<Record<string, string>>, said: string]>([
  ['none', {}, 'shop: npm install'],
  ['of npm', { 'shop/package-lock.json': '', 'yarn.lock': '' }, 'shop: npm install'],
  ['of pnpm in the workspace', { 'pnpm-lock.yaml': '' }, 'shop: pnpm install'],
  ['of Yarn', { 'shop/yarn.lock': '' }, 'shop: yarn install'],
  [
    "of Yarn's Plug'n'Play",
    { '.pnp.cjs': '', 'yarn.lock': '' },
    'shop: yarn config set nodeLinker node-modules && yarn install',
  ],
  ['of Bun', { 'shop/bun.lock': '' }, 'shop: bun install'],
  ['of Bun, as it was', { 'shop/bun.lockb': '' }, 'shop: bun install'],
])('lock %s', async (_lock, files, said) => {
  const code = { 'shop/package.json': MANIFEST, 'shop/src/app.js': "require('absent');" };
  const root = temporaryFolder({ ...code, ...files });
  const { host } = createHost();
  onTestFinished(() => host.dispose());
  const codeDir = path.join(root, 'shop/src');
  const outcome = await host.invoke(
    spec('app.js', { codeDir, projectDir: root, file: path.join(codeDir, 'app.js') }),
    '{}',
  );
  const { install } = (outcome.type === 'error' ? outcome.facts : undefined) ?? {};
  const [, folder = '', command] = /^cd (.*?) && (.*)$/.exec(install?.command ?? '') ?? [];
  expect(`${path.relative(root, folder)}: ${command}`).toBe(said);
});
