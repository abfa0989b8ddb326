/** What a package holds is what the build makes and the manifest names, file by file. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Outputs {
  readonly BUNDLES: { readonly [process: string]: readonly [from: string, to: string] };
  shipped(manifest: object): string[];
  ignoreFile(manifest: object): string;
}

const root = path.resolve(__dirname, '..', '..');
const file = path.join(root, '.vscodeignore');
const outputs = (await import(path.join(root, 'scripts', 'outputs.mjs'))) as Outputs;
const manifestText = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as object;
if (process.env['UPDATE']) writeFileSync(file, outputs.ignoreFile(manifest));

test('.vscodeignore names what is shipped, and nothing else', () => {
  expect(readFileSync(file, 'utf8').replaceAll('\r\n', '\n')).toBe(outputs.ignoreFile(manifest));
});

test('what the manifest points to is shipped', () => {
  const patterns = outputs.shipped(manifest);
  const named = [...manifestText.matchAll(/"(?:\.\/)?((?:dist|media|syntaxes|snippets|schemas)\/[^"]+)"/g)];
  const files = named.map(([, name]) => name as string);
  expect(files).toContain('dist/client.js');
  expect(files.filter((each) => !patterns.some((pattern) => isMatch(each, pattern)))).toEqual([]);
  const ofSource = files.filter((each) => !each.startsWith('dist/'));
  expect(ofSource.filter((each) => !existsSync(path.join(root, each)))).toEqual([]);
});

/** Of the patterns there are: `*` within a part, `**` at the end. */
function isMatch(name: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('*').filter((part, index) => part !== '' || index === 0);
  if (pattern.endsWith('/**')) return name.startsWith(before);
  if (!pattern.includes('*')) return name === pattern;
  return name.startsWith(before) && name.endsWith(after ?? '') && !name.slice(before.length).includes('/');
}

test('every process that a bundle loads by name is a bundle', () => {
  const built = Object.values(outputs.BUNDLES).map(([, to]) => to);
  const rooms = ['client', 'cli'];
  const texts = rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((each) => each.endsWith('.ts'))
      .map((each) => readFileSync(path.join(root, room, each), 'utf8')),
  );
  const loaded = texts.flatMap((text) => [...text.matchAll(/'(dist\/[\w/]+\.js)'/g)].map(([, name]) => name as string));
  expect(loaded.length).toBeGreaterThan(1);
  expect(loaded.filter((name) => !built.includes(name))).toEqual([]);
});
