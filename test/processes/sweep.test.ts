/** What killed processes left is removed: theirs alone, and nothing that a link leads to. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ownMark } from '../../processes/owner';
import { draftIn, sweepDrafts, sweepLeftFolders } from '../../processes/sweep';
import { temporaryRoots, type TemporaryFolder } from '../../processes/temporaryFolder';
import { temporaryFolder } from '../harness/temporaryFolder';

const { pid: ENDED } = spawnSync(process.execPath, ['-e', '0']);

/** The mark that another process would have. */
function markOf(change: { readonly [at: number]: string }): string {
  const parts = ownMark().split('.');
  for (const [at, part] of Object.entries(change)) parts[Number(at)] = part;
  return parts.join('.');
}

const LEFT = markOf({ 3: String(ENDED) });
const OTHERS = {
  living: markOf({ 3: String(process.ppid), 4: '0' }),
  'of another machine': markOf({ 0: 'f'.repeat(16), 3: String(ENDED) }),
  'of another container': markOf({ 2: '4026599999', 3: String(ENDED) }),
  'no name of ours': 'notes',
};

const isPosix = process.platform !== 'win32';

/** A folder of the system's for temporary files, of this test alone. @returns the user's folder in it */
function systemFolder(): { readonly root: string } {
  const place = temporaryFolder({});
  const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP, TMP: process.env.TMP };
  Object.assign(process.env, { TMPDIR: place, TEMP: place, TMP: place });
  onTestFinished(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  return { root: path.join(place, isPosix ? `stepwise-${process.getuid!()}` : 'stepwise') };
}

test('folders of processes that have ended go, all others stay', async () => {
  const { root } = systemFolder();
  mkdirSync(root, { mode: 0o700 });
  for (const name of [LEFT, ...Object.values(OTHERS)]) {
    mkdirSync(path.join(root, name, 'bundles'), { recursive: true });
    writeFileSync(path.join(root, name, 'bundles', 'source.js'), 'the source');
  }
  await sweepLeftFolders();
  expect(readdirSync(root).sort()).toEqual(Object.values(OTHERS).sort());
});

test.runIf(isPosix)('a link is removed, and nothing that it leads to', async () => {
  const { root } = systemFolder();
  const elsewhere = temporaryFolder({ 'kept.txt': 'kept' });
  mkdirSync(path.join(root, LEFT), { recursive: true });
  chmodSync(root, 0o700);
  symlinkSync(elsewhere, path.join(root, LEFT, 'inside'));
  const asOwner = markOf({ 3: String(ENDED), 5: '0'.repeat(12) });
  symlinkSync(elsewhere, path.join(root, asOwner));
  await sweepLeftFolders();
  expect(readdirSync(root)).toEqual([]);
  expect(readdirSync(elsewhere)).toEqual(['kept.txt']);
});

test.runIf(isPosix).each<[string, (root: string, elsewhere: string) => void]>([
  ['a link', (root, elsewhere) => symlinkSync(elsewhere, root)],
  ['open to others', (root) => (mkdirSync(root), chmodSync(root, 0o755))],
  ['a file', (root) => writeFileSync(root, '', { mode: 0o600 })],
  ['where others may put another in its place', (root) => chmodSync(path.dirname(root), 0o777)],
])("a user's folder that is %s is neither used nor swept", async (_what, prepare) => {
  const { root } = systemFolder();
  const elsewhere = temporaryFolder({ [`${LEFT}/kept.txt`]: 'kept' });
  chmodSync(elsewhere, 0o700);
  prepare(root, elsewhere);
  expect(temporaryRoots()).not.toContain(root);
  const made = await madeAnew();
  for (const place of [path.dirname(root), elsewhere]) {
    expect(made).toEqual({ folder: expect.not.stringContaining(place) as string });
  }
  await sweepLeftFolders();
  expect(existsSync(path.join(elsewhere, LEFT, 'kept.txt'))).toBe(true);
});

/** The folder of a process that has made none yet. */
async function madeAnew(): Promise<TemporaryFolder> {
  vi.resetModules();
  const anew = await import('../../processes/temporaryFolder');
  const made = anew.ownTemporaryFolder();
  expect(anew.ownTemporaryFolder()).toEqual(made);
  return made;
}

test.runIf(isPosix)("a process's own folder and the user's are shut to all others", async () => {
  const { root } = systemFolder();
  const made = await madeAnew();
  const folder = 'folder' in made ? made.folder : '';
  expect(path.dirname(folder)).toBe(root);
  for (const each of [folder, root]) expect(lstatSync(each).mode & 0o777).toBe(0o700);
});

test.runIf(isPosix)('where the environment names a folder that is not there, another is used', async () => {
  systemFolder();
  process.env.TMPDIR = '/nowhere/to/be/found';
  expect(await madeAnew()).toEqual({ folder: expect.stringMatching(/^\/(private\/)?tmp\/|\.stepwise/) as string });
});

test("on Windows, where the system's folder is the user's own, ours carries no user's number", async () => {
  const { root } = systemFolder();
  const { platform, getuid } = process;
  Object.defineProperty(process, 'platform', { value: 'win32' });
  Object.defineProperty(process, 'getuid', { value: undefined, configurable: true, writable: true });
  onTestFinished(() => {
    Object.defineProperty(process, 'platform', { value: platform });
    Object.defineProperty(process, 'getuid', { value: getuid, configurable: true, writable: true });
  });
  const expected = path.join(path.dirname(root), 'stepwise', ownMark());
  expect(await madeAnew()).toEqual({ folder: expect.stringContaining(path.dirname(expected)) as string });
  expect(temporaryRoots()).toContain(path.dirname(expected));
});

test('drafts of processes that have ended go; every other file stays', async () => {
  const name = (mark: string): string => path.basename(draftIn('')).replace(ownMark(), mark);
  const kept = [...Object.values(OTHERS).map(name), LEFT, `.stepwise-${LEFT}`, `${LEFT}.tmp`, 'history.json'];
  const folder = temporaryFolder(Object.fromEntries([name(LEFT), name(ownMark()), ...kept].map((file) => [file, ''])));
  await sweepDrafts(folder);
  expect(readdirSync(folder).sort()).toEqual([name(ownMark()), ...kept].sort());
  await sweepDrafts(path.join(folder, 'not', 'there'));
});
