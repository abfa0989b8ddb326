/** Whose a file is, and whether that process has ended. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hasEnded, ownerOf, ownMark, self, type Owner } from '../../processes/owner';

const { pid: ENDED } = spawnSync(process.execPath, ['-e', '0']);
const here = self();
const outside = { ...here, space: '4026531836' };

test('a mark tells of the process that made it, in a name that every file system takes', () => {
  expect(ownerOf(ownMark())).toEqual(here);
  expect(ownMark()).toMatch(/^[\w.]{20,90}$/);
});

test.each(['', 'notes.txt', '..', `${ownMark()}.bak`, ownMark().replace('.', '/'), ownMark().toUpperCase() + 'X'])(
  'a file called %j is none of ours',
  (name) => expect(ownerOf(name)).toBeUndefined(),
);

test.each<[string, Owner, Owner, boolean]>([
  ['this process', here, here, false],
  ['a process that is gone', { ...here, pid: ENDED }, here, true],
  ['the parent, of which no beginning is known', { ...here, pid: process.ppid, began: '0' }, here, false],
  ['a process of another machine', { ...here, pid: ENDED, machine: 'f'.repeat(16) }, here, false],
  [
    'one of another machine, which was started at another time',
    { ...outside, machine: 'f'.repeat(16), boot: 'abcdef01' },
    outside,
    false,
  ],
  ['a process of another container', { ...here, pid: ENDED, space: '4026599999' }, here, false],
  ['a process before the machine was started anew', { ...outside, boot: 'abcdef01' }, outside, true],
  [
    'the same in a container, of which another machine may have one',
    { ...here, boot: 'abcdef01', space: '9' },
    here,
    false,
  ],
  ['one of a start that is not known', { ...outside, boot: '0' }, outside, false],
])('%s', (_who, owner, from, expected) => expect(hasEnded(owner, from)).toBe(expected));

test.runIf(process.platform === 'linux')('a process that got the number of an earlier one is not that one', () =>
  expect(hasEnded({ ...here, began: '1' })).toBe(true),
);
