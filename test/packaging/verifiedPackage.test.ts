/** What goes into the package as it is must be what the lockfile names. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Script {
  lockedIntegrity(lockfile: object, name: string, version: string): string;
  verify(bytes: Uint8Array, integrity: string, name: string): void;
  verifiedPackage(name: string, version: string, lockfile: object, cache: string): Promise<string>;
}

const root = path.resolve(__dirname, '..', '..');
const script = (await import(path.join(root, 'scripts', 'verifiedPackage.mjs'))) as Script;
const lockfile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as object;
const { devDependencies, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  [kind: string]: { [name: string]: string };
};

const integrityOf = (text: string): string => `sha512-${createHash('sha512').update(text).digest('base64')}`;

test.each(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'])(
  'the lockfile names esbuild for %s, at the version that is packaged',
  (platform) => {
    expect(script.lockedIntegrity(lockfile, `@esbuild/${platform}`, dependencies!.esbuild!)).toMatch(/^sha512-/);
  },
);

test('esbuild and esbuild-wasm are of one version', () => {
  expect(devDependencies!['esbuild-wasm']).toBe(dependencies!.esbuild);
});

test.each<[string, () => unknown, string]>([
  [
    'a package that the lockfile does not hold',
    () => script.lockedIntegrity(lockfile, 'nothing', '1.0.0'),
    'does not hold nothing',
  ],
  ['another version', () => script.lockedIntegrity(lockfile, 'esbuild', '0.0.1'), 'and 0.0.1 is to be packaged'],
  ['other bytes', () => script.verify(Buffer.from('b'), integrityOf('a'), 'p'), 'p is not the package that'],
  ['a weaker hash', () => script.verify(Buffer.from('a'), 'sha1-x', 'p'), 'has no sha512 of p'],
])('%s: refused', (_what, act, sentence) => {
  expect(act).toThrow(sentence);
});

test('an archive that was tampered with is refused before it is unpacked, and fetched anew next time', async () => {
  const cache = temporaryFolder({ '@esbuild-x/esbuild-x-1.0.0.tgz': 'tampered' });
  const locked = { packages: { 'node_modules/@esbuild/x': { version: '1.0.0', integrity: integrityOf('as it was') } } };
  await expect(script.verifiedPackage('@esbuild/x', '1.0.0', locked, cache)).rejects.toThrow('is not the package that');
  expect(existsSync(path.join(cache, '@esbuild-x', 'package'))).toBe(false);
  expect(existsSync(path.join(cache, '@esbuild-x', 'esbuild-x-1.0.0.tgz'))).toBe(false);
});
