/** The notices of what is shipped inside the bundles, and what must not be shipped. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Package {
  readonly license?: string;
  /** Files besides its manifest. */
  readonly files?: { readonly [name: string]: string };
}

/** The notices of a bundle with a file of each of these packages; or why there are none. */
async function notices(packages: { readonly [folder: string]: Package }): Promise<string> {
  const script = path.resolve(__dirname, '..', '..', 'scripts', 'thirdPartyNotices.mjs');
  const { thirdPartyNotices } = (await import(script)) as {
    thirdPartyNotices(metafiles: object[], root: string): string;
  };
  const files: { [file: string]: string } = {};
  for (const [folder, { license, files: own = { LICENSE: 'May be used.' } }] of Object.entries(packages)) {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    files[`${folder}/package.json`] = JSON.stringify({ name, version: '1.0.0', license });
    files[`${folder}/index.js`] = '';
    for (const [file, text] of Object.entries(own)) files[`${folder}/${file}`] = text;
  }
  const inputs = Object.fromEntries(
    Object.keys(files)
      .filter((file) => file.endsWith('.js'))
      .map((file) => [file, {}]),
  );
  try {
    return thirdPartyNotices([{ inputs: { 'cli/main.ts': {}, ...inputs } }], temporaryFolder(files));
  } catch (error) {
    return (error as Error).message;
  }
}

test('every package of the bundle is there with its text, in the order of names', async () => {
  const text = await notices({
    'node_modules/b': { license: 'ISC', files: { 'licence.md': 'Text of b.\r\n' } },
    'node_modules/@a/c': {
      license: '(MIT OR GPL-3.0-only)',
      files: { 'LICENSE-MIT': 'Text of c.', NOTICE: 'Mind d.' },
    },
    'node_modules/b/node_modules/@a/c': { license: 'Apache-2.0', files: { COPYING: 'Text of another c.' } },
  });
  const found = [
    '@a/c 1.0.0 (',
    '@a/c 1.0.0 (',
    'b 1.0.0 (ISC)',
    'Text of b.\n',
    'Text of c.\n\nMind d.',
    'another c.',
  ];
  for (const part of found) expect(text).toContain(part);
  expect(text.indexOf('@a/c 1.0.0')).toBeLessThan(text.indexOf('b 1.0.0'));
  expect(text).not.toContain('\r');
});

test('whose work a file says it is stands there too', async () => {
  const index = "// Adapted from https://example.com Copyright (c) 2020 A. Person\nconst copyright = 'of the page';\n";
  const text = await notices({
    'node_modules/a': { license: 'MIT', files: { LICENSE: 'May be used.', 'index.js': index } },
  });
  expect(text).toContain('\nAdapted from https://example.com Copyright (c) 2020 A. Person\n');
  expect(text).not.toContain('of the page');
});

test.each<[string, Package, string]>([
  ['a licence that is not on the list', { license: 'GPL-3.0-only' }, 'a 1.0.0 is under the licence "GPL-3.0-only"'],
  ['one such licence of several', { license: 'MIT AND GPL-3.0-only' }, 'is under the licence "MIT AND GPL-3.0-only"'],
  ['no licence', {}, 'is under the licence "undefined"'],
  ['no licence text', { license: 'MIT', files: {} }, 'a 1.0.0 has no licence text.'],
  ['a notice alone', { license: 'MIT', files: { NOTICE: 'x' } }, 'a 1.0.0 has no licence text.'],
])('a package with %s is not shipped', async (_what, given, sentence) => {
  expect(await notices({ 'node_modules/a': given })).toContain(`What is bundled cannot be shipped:\n`);
  expect(await notices({ 'node_modules/a': given })).toContain(sentence);
});
