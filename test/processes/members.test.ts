/** Who belongs to a session: lists of processes as the systems give them. */
import { describe, expect, test } from 'vitest';
import { membersOf, parsePs, taskkill, type ProcessEntry } from '../../processes/inside/endTree.cjs';

const SECRET = '1-2-3-abc';
const SESSION = { pid: 100, secret: SECRET, started: 50 };
/** `pid parent group session started`, and whether the secret is in its environment. */
type Row = readonly [pid: number, parent: number, group: number, session: number, started: number, carries?: 'carries'];

function check(rows: readonly Row[], expected: readonly number[], session = SESSION): void {
  const all = rows.map(([pid, parent, group, sid, started, carries]): ProcessEntry => ({
    ...{ pid, parent, group, session: sid, started, state: 'S' },
    environment: carries ? `PATH=/bin\0STEPWISE_SESSION=${SECRET}\0` : 'PATH=/bin\0',
  }));
  expect(membersOf(all, session)).toEqual(expected);
}

const FIRST: Row = [100, 9, 100, 100, 50, 'carries'];
const INIT: Row = [1, 0, 1, 1, 1];

test.each<[what: string, rows: Row[], expected: number[]]>([
  ['the first alone', [INIT, FIRST], [100]],
  ['the first before those with lower numbers', [INIT, [40, 100, 100, 100, 60], FIRST], [100, 40]],
  ['a child in its group, its environment cleared', [FIRST, [101, 100, 100, 100, 60]], [100, 101]],
  ['an orphan in its group, its environment cleared', [INIT, [101, 1, 100, 100, 60]], [101]],
  ['an orphan in its session, in a group of its own', [INIT, [101, 1, 101, 100, 60]], [101]],
  ['a child with a session of its own, its environment cleared', [FIRST, [101, 100, 101, 101, 60]], [100, 101]],
  ['an orphan with a session of its own that carries the secret', [INIT, [101, 1, 101, 101, 60, 'carries']], [101]],
  [
    'what descends from such an orphan',
    [INIT, [102, 101, 102, 102, 61], [101, 1, 101, 101, 60, 'carries']],
    [101, 102],
  ],
  ['nobody who began before it', [INIT, FIRST, [101, 1, 101, 101, 49, 'carries']], [100]],
  ['nobody else', [INIT, FIRST, [200, 1, 200, 200, 60], [201, 200, 200, 200, 60]], [100]],
  [
    'nobody of another program that got its number',
    [
      [100, 1, 100, 100, 70],
      [101, 100, 100, 100, 71],
    ],
    [],
  ],
  [
    'but still those that carry the secret',
    [
      [100, 1, 100, 100, 70],
      [101, 1, 101, 101, 71, 'carries'],
    ],
    [101],
  ],
])('%s', (_what, rows, expected) => check(rows, expected));

test('without a secret nobody is told by it', () => {
  check([FIRST, [101, 1, 101, 101, 60, 'carries']], [100], { ...SESSION, secret: '' });
});

test('environments are read only where nothing else tells', () => {
  const read: number[] = [];
  const each = { state: 'S', group: 0, session: 0, parent: 1 };
  const all = [
    { ...each, pid: 7, started: 1 },
    { ...each, pid: 100, started: 50 },
    { ...each, pid: 101, started: 60 },
  ];
  membersOf(all, SESSION, (pid) => (read.push(pid), ''));
  expect(read).toEqual([101]);
});

describe('on macOS', () => {
  // The form is that of its manual page; `-E` puts the environment after the command.
  const LIST = `    1     0     1 Ss   /sbin/launchd
  100    99   100 Ss+  /usr/local/bin/node /x/node.cjs {"a":1} PATH=/bin STEPWISE_SESSION=${SECRET} HOME=/Users/p
  101     1   101 S    sleep 600 STEPWISE_SESSION=${SECRET}
  102   101   101 R    sleep 600
  103     1   103 Z    (sleep)
  104     1   104 Ss   /usr/libexec/protected
`;
  test('the list of ps tells them', () => {
    const all = parsePs(LIST);
    expect(all.map(({ pid, parent, group, state }) => [pid, parent, group, state])).toEqual([
      ...[
        [1, 0, 1, 'Ss'],
        [100, 99, 100, 'Ss+'],
        [101, 1, 101, 'S'],
      ],
      ...[
        [102, 101, 101, 'R'],
        [104, 1, 104, 'Ss'],
      ],
    ]);
    expect(membersOf(all, { ...SESSION, started: 0 })).toEqual([100, 101, 102]);
  });
});

test('on Windows the program that ends a tree is that of the system', () => {
  const saved = process.env['SystemRoot'];
  process.env['SystemRoot'] = 'D:\\Windows';
  expect(taskkill(7)).toEqual(['D:\\Windows\\System32\\taskkill.exe', ['/pid', '7', '/T', '/F']]);
  delete process.env['SystemRoot'];
  expect(taskkill(7)[0]).toBe('C:\\Windows\\System32\\taskkill.exe');
  if (saved !== undefined) process.env['SystemRoot'] = saved;
});
