import { realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reachBelow, rootOf } from '../../project/reach';
import { temporaryFolder } from '../harness/temporaryFolder';

// Making links takes a privilege there.
test.skipIf(process.platform === 'win32').each([3, 70])('a chain of %i links does not lead out', (links) => {
  const outside = temporaryFolder({ 'secret.yaml': 'a: 1' });
  const folder = temporaryFolder({ 'inside.yaml': 'b: 1' });
  for (let at = 1; at < links; at++) symlinkSync(`l${at + 1}`, path.join(folder, `l${at}`));
  symlinkSync(path.join(outside, 'secret.yaml'), path.join(folder, `l${links}`));
  const reach = reachBelow([folder]);
  expect(reach(path.join(folder, 'l1'))).toBeUndefined();
  expect(reach(path.join(folder, 'inside.yaml'))).toBeDefined();
});

test.skipIf(process.platform === 'win32').each([
  [1, true],
  [64, true],
  [65, false],
])('through a chain of %i links what lies inside is reached: %s', (links, isReached) => {
  const folder = temporaryFolder({ 'inside.yaml': 'b: 1' });
  for (let at = 1; at <= links; at++)
    symlinkSync(at === links ? 'inside.yaml' : `l${at + 1}`, path.join(folder, `l${at}`));
  const inside = realpathSync(path.join(folder, 'inside.yaml'));
  const reached = reachBelow([folder])(path.join(folder, 'l1'));
  expect(reached && realpathSync(reached)).toBe(isReached ? inside : undefined);
});

test.each([
  ['C:\\work\\a.json', true],
  ['c:\\WORK\\deep\\a.json', true],
  ['C:/work/a.json', true],
  ['C:\\work', true],
  ['C:\\work\\console.json', true],
  ['C:\\work\\..\\a.json', false],
  ['C:\\workshop\\a.json', false],
  ['D:\\work\\a.json', false],
  ['\\\\server\\share\\a.json', false],
  ['//host/x', false],
  ['\\\\?\\C:\\work\\a.json', false],
  ['\\\\.\\COM1', false],
  ['\\\\?\\UNC\\server\\share\\a', false],
  ['C:\\work\\NUL', false],
  ['C:\\work\\nul.json', false],
  ['C:\\work\\CON .txt', false],
  ['C:\\work\\aux\\a.json', false],
  ['C:\\work\\com1.asl.json', false],
  ['C:\\work\\LPT²', false],
  ['C:\\work\\CONIN$', false],
  ['C:\\work\\a.json:stream', false],
  ['C:\\work\\a.json.', false],
])('on Windows, %s is in C:\\work: %s', (file, isThere) => {
  expect(rootOf(path.win32.resolve('C:\\work', file), ['C:\\work'], path.win32)).toBe(isThere ? 'C:\\work' : undefined);
});

test('a workspace on another host is one', () => {
  const share = '\\\\server\\share\\work';
  expect(rootOf('\\\\server\\share\\work\\a.json', [share], path.win32)).toBe(share);
  expect(rootOf('\\\\server\\other\\a.json', [share], path.win32)).toBeUndefined();
});

test.each([
  ['/work/a.json', true],
  ['/work/..a/b.json', true],
  ['/work/nul', true],
  ['/work/a:b. ', true],
  ['/work', true],
  ['/workshop/a.json', false],
  ['/', false],
  ['/etc/passwd', false],
])('elsewhere, %s is in /work: %s', (file, isThere) => {
  expect(rootOf(file, ['/work'], path.posix)).toBe(isThere ? '/work' : undefined);
});
