/** The terminal: what stands in its live line, in what colour, and what is read of a stream. */
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openIo, readAtMost, type Io } from '../../cli/io';
import { LiveLine } from '../../cli/progress/liveLine';
import { createStyle } from '../../cli/progress/style';
import { sarifLog } from '../../cli/sarif';
import { tellProblems } from '../../cli/tellProblems';
import { lines, says } from '../../cli/words';
import type { Project } from '../../project';

let written: string[];
beforeEach(() => {
  written = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => void vi.useRealTimers());

function io(more: Partial<Io> = {}): Io {
  return openIo({
    cwd: '/',
    env: {},
    writeOut: (text) => void written.push(`out ${text}`),
    writeError: (text) => void written.push(text),
    readInput: () => Promise.resolve(undefined),
    outIsTerminal: false,
    errorIsTerminal: true,
    colours: false,
    columns: 12,
    onInterrupt: () => () => undefined,
    ...more,
  });
}

const ERASED = '\r\x1b[2K';

describe('the live line', () => {
  it('turns, is erased before it is drawn anew, and stands below what is written', () => {
    let current = 'Pack';
    const live = new LiveLine(io(), () => current);
    vi.advanceTimersByTime(99);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(101);
    live.write(says`done`);
    live.write(says`more`);
    vi.advanceTimersByTime(100);
    current = '';
    vi.advanceTimersByTime(200);
    current = 'Ship';
    vi.advanceTimersByTime(700);
    live.close();
    live.close();
    vi.advanceTimersByTime(1000);
    const drawn = ['⠙ Pack', `${ERASED}⠹ Pack`, `${ERASED}done\n`, 'more\n', '⠸ Pack', ERASED];
    expect(written.slice(0, 6)).toEqual(drawn);
    expect(written.slice(6, 9)).toEqual(['⠴ Ship', `${ERASED}⠦ Ship`, `${ERASED}⠧ Ship`]);
    expect(written.slice(-2)).toEqual([`${ERASED}⠙ Ship`, ERASED]);
  });

  it.each([
    ['123456789', '⠙ 123456789'],
    ['1234567890', '⠙ 12345678…'],
    ['12345678901', '⠙ 12345678…'],
    ['a\nb', '⠙ a\\nb'],
  ])('shows %j as %j in twelve columns', (text, shown) => {
    new LiveLine(io(), () => text);
    vi.advanceTimersByTime(100);
    expect(written).toEqual([shown]);
  });

  it('is none where nobody watches', () => {
    const live = new LiveLine(io({ errorIsTerminal: false }), () => 'Pack');
    vi.advanceTimersByTime(1000);
    live.write(says`done`);
    live.close();
    expect(written).toEqual(['done\n']);
  });
});

it('paints in the colours of a terminal, or not at all', () => {
  const painted = (colours: boolean): string[] => Object.values(createStyle(colours)).map((paint) => paint('x').text);
  expect(painted(false)).toEqual(['x', 'x', 'x', 'x', 'x']);
  expect(painted(true)).toEqual([
    '\x1b[32mx\x1b[39m',
    '\x1b[31mx\x1b[39m',
    '\x1b[33mx\x1b[39m',
    '\x1b[2mx\x1b[22m',
    '\x1b[1mx\x1b[22m',
  ]);
});

it('indents every line but the first, and none that is empty', () =>
  expect(lines('a\nb\n\nc\n', '  ').text).toBe('a\n  b\n\n  c\n'));

it.each<[boolean, string, string]>([
  [false, '{"a":1}', '{"a":1}\n'],
  [true, '{"a":1}', '{\n  "a": 1\n}\n'],
  [true, 'no JSON', 'no JSON\n'],
])('gives data to a person %s: %s', (outIsTerminal, json, shown) => {
  io({ outIsTerminal }).data(json);
  expect(written).toEqual([`out ${shown}`]);
});

it.each<[number, string | undefined]>([
  [4, 'abcd'],
  [3, undefined],
])('reads at most %d bytes of a stream', async (most, text) => {
  const read = await readAtMost(Readable.from([Buffer.from('ab'), Buffer.from('cd')]), most);
  expect(read && Buffer.from(read).toString()).toBe(text);
});

it.each([
  ['-', 'stdin'],
  ['a b/c%.json', 'a%20b/c%25.json'],
  ['a\\b.json', 'a/b.json'],
  ['/a.json', 'file:///a.json'],
  ['C:\\a\\b.json', 'file:///C:/a/b.json'],
  ['dir/C:/x', 'dir/C%3A/x'],
])('names the file %s in SARIF as %s', (file, uri) => {
  const place = { line: 0, character: 0 };
  const finding = { file, range: { start: place, end: place }, severity: 'hint', code: 'c', message: 'm' } as const;
  const log = sarifLog([finding]) as { runs: { results: { level: string; locations: object[] }[] }[] };
  const [result] = log.runs[0]!.results;
  expect(result!.level).toBe('note');
  expect(result!.locations).toMatchObject([{ physicalLocation: { artifactLocation: { uri } } }]);
});

it('problems of a project stand at their places, as seen from here', () => {
  const problems = [
    { message: 'No file.', place: { file: '/shop/template.yaml', line: 4 } },
    { message: 'Up there.', place: { file: '/other.yaml', line: 0 } },
    { message: 'Too many files.' },
  ];
  tellProblems({ problems } as unknown as Project, io({ cwd: '/shop' }));
  expect(written).toEqual(['template.yaml:5: No file.\n', '../other.yaml:1: Up there.\n', 'Too many files.\n']);
});
