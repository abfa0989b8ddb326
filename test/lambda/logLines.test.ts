/** A process's output as lines: where one ends, and where all of it does. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { logLines, type LogLines } from '../../lambda/logLines';

const LONGEST = 64 * 1024;
const MEGABYTE = 1024 * 1024;

/** The lines that come of these chunks; a function among them acts between two. */
async function said(...chunks: readonly (string | Buffer | ((lines: LogLines) => void))[]): Promise<string[]> {
  const stream = new PassThrough();
  const found: string[] = [];
  const lines = logLines(stream, (line) => void found.push(line));
  for (const chunk of chunks) {
    if (typeof chunk === 'function') chunk(lines);
    else stream.write(chunk);
    await new Promise(setImmediate);
  }
  return found;
}

const flush = (lines: LogLines): void => lines.flush();

test.each<[what: string, chunks: readonly (string | Buffer | ((lines: LogLines) => void))[], lines: readonly string[]]>(
  [
    ['lines of one chunk', ['a\nb\n'], ['a', 'b']],
    ['a line of two chunks', ['a', 'b\nc'], ['ab']],
    ['the last line, once it is asked for', ['a\nb', flush, flush], ['a', 'b']],
    ['nothing where all lines have ended', ['a\n', flush], ['a']],
    ['lines of Windows', ['a\r\nb\r', '\n'], ['a', 'b']],
    ['empty lines', ['\n\n'], ['', '']],
    ['a letter of two chunks', [Buffer.from('é').subarray(0, 1), Buffer.from('é\n').subarray(1)], ['é']],
    ['a long line in pieces', ['x'.repeat(2 * LONGEST + 1), 'y\n'], ['x'.repeat(LONGEST), 'x'.repeat(LONGEST), 'xy']],
    ['a line that is just as long in one', [`${'x'.repeat(LONGEST)}`, '\n'], ['x'.repeat(LONGEST)]],
  ],
)('%s', async (_what, chunks, lines) => expect(await said(...chunks)).toEqual(lines));

test('what was seen is counted, handed on or not', async () => {
  const seen: number[] = [];
  const look = (lines: LogLines): void => void seen.push(lines.seen);
  await said(look, 'abc', look, '\nd', look);
  expect(seen).toEqual([0, 3, 5]);
});

const megabyte = `${'x'.repeat(MEGABYTE / 16 - 1)}\n`.repeat(16);

test('eight megabytes are handed on, and one sentence; then nothing, until the next invocation', async () => {
  const found = await said(
    ...Array<string>(8).fill(megabyte),
    'more\nand more',
    flush,
    (lines) => lines.reset(),
    'a\n',
  );
  expect(found.length).toBe(8 * 16 + 2);
  expect(found.slice(-2)).toEqual(['… more than 8 MB of output; the rest is not shown.', 'a']);
});

test('what comes after the limit is not kept for the next invocation', async () => {
  const found = await said(...Array<string>(8).fill(megabyte), 'late', (lines) => lines.reset(), 'a\n');
  expect(found.at(-1)).toBe('a');
});

test('a hundred thousand lines are handed on', async () => {
  const found = await said('\n'.repeat(100_001), '\n');
  expect(found).toHaveLength(100_001);
  expect(found.at(-1)).toBe('… more than 100,000 lines of output; the rest is not shown.');
});

test('after a hundred thousand lines the next invocation has as many again', async () => {
  const found = await said('\n'.repeat(100_001), (lines) => lines.reset(), 'a\nb\n');
  expect(found.slice(-2)).toEqual(['a', 'b']);
});

test('a stream that breaks ends nothing else', () => {
  const stream = new PassThrough();
  logLines(stream, () => undefined);
  expect(stream.emit('error', new Error('read EIO'))).toBe(true);
});
