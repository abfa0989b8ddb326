/** The terminal: what stands in its live line, in what colour, and what is read of a stream. */
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openIo, readAtMost, type Io } from '../../cli/io';
import { LiveLine } from '../../cli/progress/liveLine';
import { PrintedStream } from '../../cli/printedStream';
import { createStyle } from '../../cli/progress/style';
import { isWrittenJson, jsonTextOf, nameOf, readJsonText, readText, textOf } from '../../cli/readText';
import { sarifLog } from '../../cli/sarif';
import { tellProblems } from '../../cli/tellProblems';
import { readStateConfiguration } from '../../cli/testState/stateConfiguration';
import { readValueFlags } from '../../cli/valueOptions';
import { lines, says } from '../../cli/words';
import type { Project } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

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

describe('a streamed answer', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  const printed = (outIsTerminal: boolean, head: string | undefined, ...pieces: readonly Uint8Array[]): string[] => {
    const [prelude, type] = head?.startsWith('text/') ? [undefined, head] : [head, 'application/octet-stream'];
    const all: string[] = [];
    const shown = (piece: string | Uint8Array): void =>
      void all.push(typeof piece === 'string' ? piece : `bytes ${[...piece].join(' ')}`);
    const printer = new PrintedStream({
      ...io({ outIsTerminal }),
      piece: shown,
      error: (words: { text: string }) => all.push(`error ${words.text}`),
    } as unknown as Io);
    expect(printer.hasBegun).toBe(false);
    printer.begins(prelude, type);
    expect(printer.hasBegun).toBe(true);
    for (const piece of pieces) void printer.piece(piece);
    printer.end();
    return all;
  };

  it.each<
    [
      what: string,
      isTerminal: boolean,
      prelude: string | undefined,
      pieces: readonly Uint8Array[],
      shown: readonly string[],
    ]
  >([
    ['is bytes for a program', false, undefined, [bytes(104, 105)], ['bytes 104 105']],
    ['is text for a person, and ends its line', true, undefined, [bytes(104, 105)], ['hi', '\n']],
    ['that ends its line is left alone', true, undefined, [bytes(104, 10)], ['h\n']],
    ['may have a letter in two pieces', true, undefined, [bytes(0xc3), bytes(0xa9)], ['é', '\n']],
    ['may end in half a letter', true, undefined, [bytes(0xc3)], ['�', '\n']],
    ['may be empty', true, undefined, [], []],
    [
      'of HTTP has its head beside it',
      false,
      '{"statusCode":201,"headers":{"a":"b","n":1},"cookies":["c=d","e=f"]}',
      [],
      ['HTTP 201', 'a: b', 'n: 1', 'set-cookie: c=d', 'set-cookie: e=f'].map((line) => `error ${line}\n`),
    ],
    ['says its own type', false, 'text/css', [], ['error content-type: text/css\n']],
    ['of HTTP that says nothing went well', false, 'null', [], ['error HTTP 200\n']],
  ])('%s', (_what, isTerminal, prelude, pieces, shown) =>
    expect(printed(isTerminal, prelude, ...pieces)).toEqual(shown),
  );
});

describe('what a test is told of attempts before it', () => {
  it.each<[string | undefined, unknown]>([
    [undefined, undefined],
    ['{}', {}],
    ['{"retrierRetryCount": 0, "mapIterationFailureCount": 7}', { retrierRetryCount: 0, mapIterationFailureCount: 7 }],
    ['{"errorCausedByState": "A"}', { errorCausedByState: 'A' }],
    ['{"mapItemReaderData": "[1]"}', { mapItemReaderData: '[1]' }],
    ['{"mapItemReaderData": [1]}', { mapItemReaderData: '[1]' }],
    ['[]', { problem: '--state-configuration must be a JSON object.' }],
    [
      '{"retrierRetryCount": -1}',
      { problem: 'retrierRetryCount in --state-configuration must be a whole number, 0 or more.' },
    ],
    [
      '{"retrierRetryCount": 1.5}',
      { problem: 'retrierRetryCount in --state-configuration must be a whole number, 0 or more.' },
    ],
    [
      '{"mapIterationFailureCount": "1"}',
      { problem: 'mapIterationFailureCount in --state-configuration must be a whole number, 0 or more.' },
    ],
    [
      '{"errorCausedByState": 1}',
      { problem: expect.stringMatching(/^errorCausedByState in --state-configuration must be/) as string },
    ],
    [
      '{"retrierRetryCoun": 1}',
      { problem: '--state-configuration has no "retrierRetryCoun". Did you mean "retrierRetryCount"?' },
    ],
    [
      '{"other": 1}',
      {
        problem:
          '--state-configuration has no "other". It has retrierRetryCount, mapIterationFailureCount, errorCausedByState, mapItemReaderData.',
      },
    ],
    ['{"constructor": 1}', { problem: expect.stringContaining('has no "constructor"') as string }],
  ])('%s', (text, read) => expect(readStateConfiguration(text)).toEqual(read));
});

describe('a text of the command line', () => {
  it.each([
    ['{"a": 1}', true, 'The given text'],
    [' [1]', true, 'The given text'],
    ['"x"', true, 'The given text'],
    ['-', false, 'Standard input'],
    ['a.json', false, 'a.json'],
    ['a[1].json', false, 'a[1].json'],
  ])('%s: is JSON %s, called %s', (written, isJson, name) =>
    expect([isWrittenJson(written), nameOf(written)]).toEqual([isJson, name]),
  );

  it('is that of a file, of standard input, or as it is written', async () => {
    const cwd = temporaryFolder({ 'a.json': '{"a": 1}', 'bad.json': '{"a": ', 'big.json': 'x'.repeat(20) });
    const input = (text: string | undefined) =>
      io({ cwd, readInput: () => Promise.resolve(text === undefined ? undefined : Buffer.from(text)) });
    expect(await readText('a.json', input(''))).toEqual({ text: '{"a": 1}' });
    expect(await readText('none.json', input(''))).toEqual({
      problem: expect.stringMatching(/^none\.json cannot be read: .+\.$/) as string,
    });
    for (const name of ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'])
      expect(await readText(name, input('hello'))).toEqual({ text: 'hello' });
    expect(await readText('-', input(undefined))).toEqual({
      problem: expect.stringMatching(/^Standard input cannot be read: .+\.$/) as string,
    });
    expect(await textOf('big.json', input(''), 20)).toEqual({ text: 'x'.repeat(20) });
    expect(await textOf('big.json', input(''), 19)).toHaveProperty('reason');
    expect(await jsonTextOf('{"b": 2}', input(''))).toEqual({ text: '{"b": 2}' });
    expect(await jsonTextOf('a.json', input(''))).toEqual({ text: '{"a": 1}' });
    expect(await readJsonText('[1]', input(''))).toEqual({ text: '[1]' });
    expect(await readJsonText('[1', input(''))).toEqual({
      problem: expect.stringMatching(/^The given text is not valid JSON\. /) as string,
    });
    expect(await readJsonText('bad.json', input(''))).toEqual({
      problem: expect.stringMatching(/^bad\.json is not valid JSON\. /) as string,
    });
    expect(await readJsonText('none.json', input(''))).toHaveProperty('problem');
  });

  it.each<[flags: { value?: readonly string[]; values?: string }, read: object]>([
    [{}, { values: {} }],
    [{ value: ['A=1', 'B=x=y'] }, { values: { A: '1', B: 'x=y' } }],
    [{ value: ['A'] }, { problem: '--value must be NAME=VALUE, not "A".' }],
    [{ values: '{"A": 1, "B": 2}', value: ['B=3'] }, { values: { A: 1, B: '3' } }],
    [{ values: '{"values": {"A": 1}, "other": 2}' }, { values: { A: 1 } }],
    [{ values: '{"values": 1}' }, { values: { values: 1 } }],
    [{ values: '[1]' }, { problem: 'The given text must contain a JSON object with the values by name.' }],
    [{ values: '{', value: ['A'] }, { problem: expect.stringContaining('is not valid JSON') as string }],
  ])('has values: %j', async (flags, read) => expect(await readValueFlags(flags, io())).toEqual(read));
});
