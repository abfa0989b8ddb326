/** An ordinary machine has no home, a full disk, too few files: sentences come of it, and never "a bug". */
import { chmodSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { goOnFrom } from '../../run';
import { machineOf } from '../interpreter/resumable';
import { temporaryFolder } from '../harness/temporaryFolder';
import { builtCommand, type StartOptions } from './builtCommand';

const start = builtCommand();

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
/** Its handler's answers come one by one, and so do the lines of its history. */
const LONG = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: FUNCTION, End: true } } },
      End: true,
    },
  },
};
/** Out of the way of the handler, which is loaded anew whenever a file beside it changes. */
const HISTORY = '.stepwise/histories/h.json';
const FILES = {
  'm.asl.json': JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
  'handler.asl.json': JSON.stringify({
    StartAt: 'A',
    States: { A: { Type: 'Task', Resource: FUNCTION, End: true } },
  }),
  'f.js': 'exports.handler = async () => 7;',
  'long.asl.json': JSON.stringify(LONG),
  'items.json': JSON.stringify(Array.from({ length: 120 }, (_, index) => ({ index, text: 'x'.repeat(200) }))),
};

const NEVER = /itself failed|a bug|\n\s+at .*:\d+:\d+\)?$/m;

// What a shell of these systems can take away from a program.
describe.skipIf(process.platform === 'win32')('runs all the same', () => {
  test.each<[string, StartOptions]>([
    ['without HOME', { env: { HOME: undefined } }],
    ['with a HOME that is not there', { env: { HOME: '/nonexistent/home' } }],
    ['with a HOME that is no path', { env: { HOME: 'home' } }],
    ['without a locale', { env: { LANG: undefined, LC_ALL: undefined, LC_CTYPE: undefined } }],
    ['with standard error closed', { shell: '"$@" 2>&-' }],
    ['with standard error on a full disk', { shell: '"$@" 2>/dev/full' }],
    ['with standard input closed', { shell: '"$@" <&-' }],
  ])('%s', async (_what, options) => {
    const { code, out, error } = await start(['run', 'handler.asl.json'], temporaryFolder(FILES), options).ended;
    expect({ code, out }).toEqual({ code: 0, out: '7\n' });
    expect(error).not.toMatch(NEVER);
  });

  test('with standard output closed', async () => {
    const { code, error } = await start(['run', 'm.asl.json'], temporaryFolder(FILES), { shell: '"$@" >&-' }).ended;
    expect(code).toBe(0);
    expect(error).not.toMatch(NEVER);
  });

  test('where its reader goes away', async () => {
    const shell = '{ "$@"; echo "code $?" >&2; } | head -c 1';
    const { out, error } = await start(['--help'], temporaryFolder(FILES), { shell }).ended;
    expect({ out, error }).toEqual({ out: 's', error: 'code 0\n' });
  });

  test('in a folder that was removed', async () => {
    const folder = temporaryFolder({ ...FILES, 'gone/x': '' });
    const shell = 'cd gone && rm -r ../gone && "$@"';
    const file = path.join(folder, 'm.asl.json');
    expect(await start(['run', file], folder, { shell }).ended).toMatchObject({ code: 0, out: '{}\n' });
    const relative = await start(['run', 'm.asl.json'], folder, {
      shell: 'mkdir gone; cd gone && rm -r ../gone && "$@"',
    }).ended;
    expect(relative).toMatchObject({ code: 2, error: expect.stringContaining('there is no such file') as string });
  });
});

// Only the superuser can become somebody whom nobody knows.
test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a user whom no list of users has', async () => {
  const folder = temporaryFolder(FILES);
  chmodSync(folder, 0o755);
  const shell = 'exec setpriv --reuid 54321 --clear-groups "$@"';
  const { code, error } = await start(['run', 'm.asl.json'], folder, { env: { HOME: undefined }, shell }).ended;
  expect(error).not.toMatch(NEVER);
  expect(code).toBe(0);
});

// /dev/full is Linux's own.
describe.skipIf(process.platform !== 'linux')('says what is wrong', () => {
  test('where the output does not fit on the disk', async () => {
    const { code, error } = await start(['run', 'm.asl.json'], temporaryFolder(FILES), { shell: '"$@" >/dev/full' })
      .ended;
    expect({ code, error }).toEqual({
      code: 2,
      error: expect.stringContaining('stepwise: The output is incomplete: the disk is full.\n') as string,
    });
  });

  test.each([19, 20, 22, 28])('where no more than %i files may be open', async (most) => {
    const shell = `ulimit -n ${most}; exec "$@"`;
    const { code, error } = await start(['run', 'handler.asl.json'], temporaryFolder(FILES), { shell }).ended;
    expect(error).not.toMatch(NEVER);
    if (code !== 0) expect(error).toMatch(/too many files are open/);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  const args = ['run', 'long.asl.json', '--input', 'items.json', '--clock', 'skip', '--history', HISTORY];

  /** Runs with files of so many half kilobytes at most. */
  const limited = (folder: string, blocks: number) =>
    start(args, folder, { shell: `ulimit -f ${blocks}; exec "$@"` }).ended;

  test('leaves exit code and output, and lines of the history that a run can go on from', async () => {
    const folder = temporaryFolder(FILES);
    const { code, out, error } = await limited(folder, 300);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(120);
    expect(error).toContain(`The history in ${HISTORY} is incomplete: the file would be larger than this disk allows.`);
    const text = readFileSync(path.join(folder, HISTORY), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    const earlier = goOnFrom({ how: 'resume', text, machine: machineOf(LONG), type: 'STANDARD' });
    if ('problem' in earlier) throw new Error(earlier.problem);
    expect(earlier.saved.events.length).toBeGreaterThan(10);
  });

  test('leaves all lines where the document alone does not fit', async () => {
    const folder = temporaryFolder(FILES);
    await start(args, folder).ended;
    const whole = statSync(path.join(folder, HISTORY)).size;
    const { code, error } = await limited(folder, Math.floor(whole / 512) - 8);
    expect(code).toBe(0);
    expect(error).toContain(`The history is in ${HISTORY}, one line for each event: `);
    const text = readFileSync(path.join(folder, HISTORY), 'utf8');
    expect(text).toContain('ExecutionSucceeded');
    expect(text.split('\n').length).toBeGreaterThan(500);
  });
});

// The superuser reads and writes everywhere.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a project that can only be read', async () => {
  const folder = temporaryFolder(FILES);
  chmodSync(folder, 0o555);
  const { code, error } = await start(['run', 'm.asl.json', '--history', 'h.json'], folder).ended;
  chmodSync(folder, 0o755);
  expect(code).toBe(0);
  expect(error).toContain('The history cannot be written to h.json: access is denied.');
});
