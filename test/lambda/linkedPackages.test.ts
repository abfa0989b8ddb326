/** Which folders of a workspace a handler's code comes from through links. */
import { realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { linkedPackages } from '../../lambda/runtimes/linkedPackages';
import { temporaryFolder } from '../harness/temporaryFolder';

test.each([
  ['packages/shop/app.js', ['packages/shop/own', 'packages/money', 'packages/plain']],
  ['packages/app.js', ['packages/money', 'packages/plain']],
])('of %s', (file, expected) => {
  const root = realpathSync(
    temporaryFolder({
      'packages/shop/app.js': '',
      'packages/shop/own/index.js': '',
      'packages/shop/node_modules/kept.txt': '',
      'packages/money/dist/index.js': '',
      'packages/plain/index.js': '',
      'node_modules/installed/index.js': '',
      'node_modules/@acme/installed/index.js': '',
      'node_modules/.pnpm/far@1/node_modules/far/index.js': '',
    }),
  );
  const at = (place: string): string => path.join(root, place);
  const links = {
    'packages/shop/node_modules/own': 'packages/shop/own',
    'node_modules/@acme/money': 'packages/money',
    'node_modules/plain': 'packages/plain',
    'node_modules/far': 'node_modules/.pnpm/far@1/node_modules/far',
    'node_modules/gone': 'packages/gone',
  };
  for (const [link, to] of Object.entries(links)) symlinkSync(at(to), at(link), 'junction');
  const found = linkedPackages({ file: at(file) }).filter((each) => each.startsWith(root));
  expect(found.sort()).toEqual(expected.map(at).sort());
});
