/** The process's own terminal: what it is told by its environment and by the system. */
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { processIo } from '../../cli/io';

beforeEach(() => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A property of a stream of this process for the time of a test. */
function stub(owner: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  onTestFinished(
    () => void (before ? Object.defineProperty(owner, name, before) : Reflect.deleteProperty(owner, name)),
  );
}

describe('colours', () => {
  it.each<[isTerminal: boolean, env: Record<string, string>, colours: boolean]>([
    [true, {}, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { TERM: 'xterm' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '' }, false],
    [true, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
  ])('on a terminal %s with %j: %s', (isTerminal, env, colours) => {
    stub(process.stderr, 'isTTY', isTerminal);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(processIo().colours).toBe(colours);
  });
});

it.each<[out: boolean | undefined, error: boolean | undefined, term: string, expected: [boolean, boolean]]>([
  [true, true, 'xterm', [true, true]],
  [true, undefined, 'xterm', [true, false]],
  [undefined, true, 'xterm', [false, true]],
  [true, true, 'dumb', [true, false]],
])('who watches standard output (%s) and error (%s) in %s', (out, error, term, expected) => {
  stub(process.stdout, 'isTTY', out);
  stub(process.stderr, 'isTTY', error);
  vi.stubEnv('TERM', term);
  const { outIsTerminal, errorIsTerminal } = processIo();
  expect([outIsTerminal, errorIsTerminal]).toEqual(expected);
});

it.each([
  [120, 120],
  [undefined, 80],
  [0, 80],
])('is as wide as the terminal says: %s is %d', (said, columns) => {
  stub(process.stderr, 'columns', said);
  expect(processIo().columns).toBe(columns);
});

it('stands in the current folder, or in the one that the shell remembers', () => {
  expect(processIo()).toMatchObject({ cwd: process.cwd(), env: process.env });
  vi.spyOn(process, 'cwd').mockImplementation(() => {
    throw new Error('ENOENT');
  });
  vi.stubEnv('PWD', '/gone');
  expect(processIo().cwd).toBe('/gone');
  vi.stubEnv('PWD', undefined);
  expect(processIo().cwd).toBe('/');
});

it('writes each kind of text to its own stream', () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (written.push(`out ${String(text)}`), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (written.push(`error ${String(text)}`), true));
  stub(process.stdout, 'isTTY', undefined);
  const io = processIo();
  io.out('a');
  io.error('b');
  io.data('{"c":1}');
  vi.restoreAllMocks();
  expect(written).toEqual(['out a', 'error b', 'out {"c":1}\n']);
});

it('writes pieces byte by byte, and says once more may come', async () => {
  const written: unknown[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(text) < 2);
  stub(process.stdout, 'isTTY', undefined);
  const io = processIo();
  const picture = Uint8Array.of(137, 80, 78, 71, 255, 0, 195);
  expect(io.piece(picture)).toBeUndefined();
  const waits = io.piece(Buffer.from('\n::error::x'));
  process.stdout.emit('drain');
  await waits;
  vi.restoreAllMocks();
  expect(written).toEqual([Buffer.from(picture), Buffer.from('\n\\u003a:error::x')]);
});

it('reads standard input to its bound', async () => {
  const input = new PassThrough();
  stub(process, 'stdin', input);
  input.end('abcd');
  expect(Buffer.from((await processIo().readInput(4))!).toString()).toBe('abcd');
});

it('hears each way to end a program, until it no longer listens', () => {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const counts = (): number[] => signals.map((signal) => process.listenerCount(signal));
  const before = counts();
  const heard = vi.fn();
  const stop = processIo().onInterrupt(heard);
  expect(counts()).toEqual(before.map((count) => count + 1));
  stop();
  expect(counts()).toEqual(before);
});

it('survives a reader that goes away', () => {
  processIo();
  for (const stream of [process.stdout, process.stderr]) expect(stream.listenerCount('error')).toBeGreaterThan(0);
});
