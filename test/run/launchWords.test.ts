/** What a front reads out of what a person chose, where a history goes, and how a failure is told. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorWords, traceOf } from '../../run/launch/errorWords';
import { historyTarget } from '../../run/launch/history';
import { choicesOfFlags, choicesOfLaunch, executablesOf } from '../../run/launch/choices';
import { temporaryFolder } from '../harness/temporaryFolder';

test.each<[what: string, cause: string | undefined, words: string]>([
  ['a sentence', 'no', 'Boom: no'],
  ['no cause', undefined, 'Boom'],
  ['an empty cause', '', 'Boom'],
  ['what a handler threw', '{"errorType":"E","errorMessage":"no funds"}', 'Boom: no funds'],
  ['JSON without a message', '{"a":1}', 'Boom: {"a":1}'],
  ['a message that is none', '{"errorMessage":7}', 'Boom: {"errorMessage":7}'],
  ['half of JSON', '{"errorMessage":"no', 'Boom: {"errorMessage":"no'],
])('a failure with %s', (_what, cause, words) => expect(errorWords({ error: 'Boom', cause })).toBe(words));

test('a failure without a name', () => {
  expect(errorWords({ cause: 'no' })).toBe('no');
  expect(errorWords({})).toBe('it failed without naming an error');
});

test.each<[what: string, cause: object, frames: readonly string[]]>([
  ['Node.js', { trace: ['Error: no', ' at a ', 'at b'] }, ['at a', 'at b']],
  ['Python', { stackTrace: [' File a\n', 'File b'] }, ['File a', 'File b']],
  ['a long one', { stackTrace: ['1', '2', '3', '4', '5', '6'] }, ['1', '2', '3', '4', '5']],
  ['nobody', { trace: 'at a' }, []],
])('the stack trace of %s', (_what, cause, frames) => {
  expect(traceOf({ cause: JSON.stringify(cause) })).toEqual(frames);
});

const CWD = path.resolve('/work');
type Flags = Parameters<typeof choicesOfFlags>[0];

test.each<[flags: Flags, choices: object]>([
  [{}, {}],
  [{ seed: '7' }, { seed: 7 }],
  [{ clock: 'skip' }, { clock: 'skip' }],
  [{ input: '-' }, { inputFile: '-' }],
  [{ node: 'node22' }, { node: 'node22' }],
  [{ node: 'bin/node' }, { node: path.join(CWD, 'bin/node') }],
  [{ mask: ['pin, *token*', '$.a[0,1],b'] }, { mask: ['pin', '*token*', '$.a[0,1]', 'b'] }],
  [{ mask: 'pin,,' }, { mask: ['pin'] }],
])('flags %j', (flags, choices) => expect(choicesOfFlags(flags, { cwd: CWD })).toEqual(choices));

test.each<[flags: Flags, problem: string]>([
  [{ seed: '7.5' }, '--seed must be a whole number, not "7.5".'],
  [{ seed: 'x' }, '--seed must be a whole number, not "x".'],
  [{ clock: 'slow' }, '--clock must be "real" or "skip", not "slow".'],
])('flags %j are refused', (flags, problem) => expect(choicesOfFlags(flags, { cwd: CWD })).toEqual({ problem }));

test.each<[args: object, choices: object]>([
  [{ type: 'stepwise', name: 'Run', unknown: 1 }, {}],
  [
    { seed: 7, clock: 'real', mask: ['a', 'b,c'] },
    { seed: 7, clock: 'real', mask: ['a', 'b,c'] },
  ],
  [{ mocks: { A: { return: 1 } } }, { mocks: { A: { return: 1 } } }],
  [{ mocks: 'mocks.json' }, { mocks: 'mocks.json' }],
  [{ node: 'bin/node' }, { node: 'bin/node' }],
])('a launch configuration %j', (args, choices) => expect(choicesOfLaunch(args)).toEqual(choices));

test.each<[args: object, what: string]>([
  [{ seed: '7' }, '"seed" in the launch configuration must be a whole number, not "7".'],
  [{ clock: 'slow' }, '"clock" in the launch configuration must be "real" or "skip", not "slow".'],
  [{ mask: 'a' }, '"mask" in the launch configuration must be a list of strings, not "a".'],
  [{ mask: ['a', 1] }, '"mask" in the launch configuration must be a list of strings, not ["a",1].'],
  [{ mocks: [] }, '"mocks" in the launch configuration must be an object, or the path of a file, not [].'],
  [{ mocks: null }, '"mocks" in the launch configuration must be an object, or the path of a file, not null.'],
  [{ history: '-' }, '"history" in the launch configuration must be a path, not "-".'],
  [{ node: 7 }, '"node" in the launch configuration must be the path of a program, not 7.'],
])('a launch configuration %j is refused', (args, problem) => expect(choicesOfLaunch(args)).toEqual({ problem }));

test('programs of handlers are taken out of all choices', () =>
  expect(executablesOf({ node: 'n', python: 'p', seed: 1 } as object)).toEqual({ node: 'n', python: 'p' }));

function target(history: string | undefined, mask: readonly string[] = [], settings = {}) {
  const folder = temporaryFolder({ 'kept/a.txt': '' });
  const resolve = (written: string): string => path.resolve(folder, written);
  const found = historyTarget({ history, mask }, { machine: 'Orders', settings, resolve });
  return found && { ...found, file: found.file && path.relative(folder, found.file).replaceAll(path.sep, '/') };
}

test.each<[history: string, file: RegExp | undefined]>([
  ['h.json', /^h\.json$/],
  ['-', undefined],
  ['kept', /^kept\/Orders.*\.json$/],
  ['new/', /^new\/Orders.*\.json$/],
  ['new', /^new$/],
  ['.stepwise/histories', /^\.stepwise\/histories(\/Orders.*\.json)?$/],
])('a history goes to %s', (history, file) => {
  const found = target(history);
  expect(found?.file).toEqual(file && expect.stringMatching(file));
  expect(found?.faults).toEqual([]);
});

test('a history leaves out what is asked for and what the project says; a mask that cannot be read is told', () => {
  expect(target(undefined, ['pin'])).toBeUndefined();
  expect(target('h.json', ['pin'], { mask: ['card', 'pin'] })?.mask.entries).toEqual(['pin', 'card']);
  expect(target('h.json', ['*'], { maskFault: 'It is no list.' })?.faults).toEqual([
    { option: 'history', message: 'It is no list.' },
    { option: 'mask', message: expect.stringContaining('must name a key') as string },
  ]);
});
