/** What is known to lie below a folder is what a walk of now finds, whatever came, went or changed places. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesOnDisk, ProjectIndex } from '../../project';
import { foldersBelow } from '../../project/walk';
import type { ListedFolder } from '../../project/walk';
import { temporaryFolder } from '../harness/temporaryFolder';

const LAID = {
  'a/one.txt': '',
  'a/x/two.txt': '',
  'a/x/deep/er/three.txt': '',
  'b/x/four.txt': '',
  'b/y/five.txt': '',
  'node_modules/dep/six.txt': '',
  'c/dist/seven.txt': '',
};

const put = (file: string): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
};

/** Each says, as editors do, the paths that came or went, and of a folder nothing that is in it. */
const CHANGES: { readonly [what: string]: (at: (name: string) => string) => string[] } = {
  'a file comes': (at) => (put(at('a/x/new.txt')), ['a/x/new.txt']),
  'a file goes': (at) => (rmSync(at('b/y/five.txt')), ['b/y/five.txt']),
  'a folder comes with what is in it': (at) => (put(at('n/e/w.txt')), ['n']),
  'a folder goes': (at) => (rmSync(at('a'), { recursive: true }), ['a']),
  'two folders change places': (at) => {
    renameSync(at('a'), at('z'));
    renameSync(at('b'), at('a'));
    renameSync(at('z'), at('b'));
    return ['a', 'b'];
  },
  'a folder is laid anew': (at) => {
    rmSync(at('a/x'), { recursive: true });
    put(at('a/x/deep/other.txt'));
    return ['a/x'];
  },
  'a file stands where a folder was': (at) => (rmSync(at('a'), { recursive: true }), writeFileSync(at('a'), ''), ['a']),
  'what is around it comes again': (at) => {
    rmSync(at('..'), { recursive: true });
    put(at('q/r.txt'));
    return ['..'];
  },
  'the whole comes again': (at) => (rmSync(at('.'), { recursive: true }), put(at('q/r.txt')), ['.']),
};

const UNSEEN: typeof CHANGES = {
  'a package is installed': (at) => (put(at('node_modules/dep/new.txt')), ['node_modules/dep/new.txt']),
  'what has come is known': () => ['a/one.txt'],
  'a build writes': (at) => (put(at('c/dist/new/er.txt')), ['c/dist/new']),
};

function looking(): {
  readonly at: (name: string) => string;
  readonly below: () => readonly ListedFolder[];
  readonly told: (names: string[]) => void;
} {
  const root = path.join(temporaryFolder({}), 'around', 'root');
  const at = (name: string): string => path.join(root, name);
  Object.keys(LAID).forEach((name) => put(at(name)));
  const index = new ProjectIndex({ disk: () => filesOnDisk(), isWatched: () => true });
  return {
    at,
    below: () => index.files().kept('below', (files) => files.below(root)),
    told: (names) => index.changed(names.map((name) => ({ file: at(name), isThereOrGone: true }))),
  };
}

test.each(Object.entries(CHANGES))('%s', (what, change) => {
  const { at, below, told } = looking();
  const before = below();
  expect(before.map(({ folder }) => path.relative(at('.'), folder))).toEqual(
    ['', 'a', 'b', 'c', 'a/x', 'b/x', 'b/y', 'a/x/deep', 'a/x/deep/er']
      .map(path.normalize)
      .map((each) => each.replace(/^\.$/, '')),
  );
  told(change(at));
  const now = below();
  expect(now).toEqual(foldersBelow(at('.'), (folder) => filesOnDisk().list(folder)));
  expect(now).not.toEqual(before);
  const untouched = before.find(({ folder }) => folder === at('c'))!;
  if (!what.endsWith('comes again')) expect(now).toContain(untouched);
});

test.each(Object.entries(UNSEEN))('of which nobody here has written anything: %s', (_, change) => {
  const { at, below, told } = looking();
  const before = below();
  told(change(at));
  expect(below()).toBe(before);
});
