/** Links to folders: of what lies behind one, an editor knows the path that it opened. `→` stands for the links on the disk. */
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openedPaths } from '../../lambda/openedPaths';
import { temporaryFolder } from '../harness/temporaryFolder';

const FILES = [
  'real/shop/src/app.ts',
  'real/shop/src/price.ts',
  'real/shop/beside.ts',
  'real/money/tax.ts',
  'kept/src/app.ts',
  'kept/common/util.ts',
];

const LINKS = {
  opened: 'real',
  'kept/lib': 'kept/common',
  'kept/entry.ts': 'kept/src/app.ts',
  'apart/src': 'real/shop/src',
};

test.each([
  // The folder of the project, and what is above it, behind one link.
  ['opened/shop', 'opened/shop/src/app.ts', 'real/shop/src/app.ts', 'opened/shop/src/app.ts'],
  ['opened/shop', 'opened/shop/src/app.ts', 'real/shop/src/price.ts', 'opened/shop/src/price.ts'],
  ['opened/shop', 'opened/shop/src/app.ts', 'real/money/tax.ts', 'opened/money/tax.ts'],
  ['opened/shop', 'opened/shop/src/app.ts', 'kept/common/util.ts', 'kept/common/util.ts'],
  // A link to a part of it.
  ['apart', 'apart/src/app.ts', 'real/shop/src/price.ts', 'apart/src/price.ts'],
  ['apart', 'apart/src/app.ts', 'real/money/tax.ts', 'real/money/tax.ts'],
  ['apart', 'apart/src/app.ts', 'real/shop/beside.ts', 'real/shop/beside.ts'],
  // A link to the file alone.
  ['kept', 'kept/entry.ts', 'kept/src/app.ts', 'kept/entry.ts'],
  // No link leads to the handler: its modules have the places that they lie in.
  ['kept', 'kept/src/app.ts', 'kept/common/util.ts', 'kept/common/util.ts'],
  ['real/shop', 'real/shop/src/app.ts', 'real/shop/src/price.ts', 'real/shop/src/price.ts'],
  // Code that was unpacked elsewhere, in a project behind a link.
  ['opened/shop', 'kept/src/app.ts', 'real/shop/src/price.ts', 'opened/shop/src/price.ts'],
])('in %s, with the handler %s, %s is %s', (projectDir, file, real, expected) => {
  const folder = temporaryFolder({ ...Object.fromEntries(FILES.map((each) => [each, ''])), 'apart/kept.txt': '' });
  const at = (place: string): string => path.join(folder, place);
  for (const [link, to] of Object.entries(LINKS)) symlinkSync(at(to), at(link));
  const opened = openedPaths({ projectDir: at(projectDir), file: at(file) });
  expect(path.relative(folder, opened(at(real)))).toBe(path.normalize(expected));
});
