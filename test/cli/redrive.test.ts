import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter';
import { check, checkOnly, holding } from './check';

const MACHINE = JSON.stringify({
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Result: { from: 'A' }, Next: 'Rest' },
    Rest: { Type: 'Wait', Seconds: 60, Next: 'Send' },
    Send: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', ResultPath: '$.sent', End: true },
  },
});
const mocks = (answer: object): string => JSON.stringify({ mocks: { m: { Send: answer } } });
const FILES = {
  'm.asl.json': MACHINE,
  'bad.json': mocks({ error: 'Boom', cause: 'no' }),
  'good.json': mocks({ return: 1 }),
  'other.asl.json': JSON.stringify({ StartAt: 'X', States: { X: { Type: 'Pass', End: true } } }),
};
const FAST = ['--clock', 'skip', '--seed', '7'];

/** The histories of a run that failed and of one that succeeded, as files. */
async function histories(): Promise<{ [file: string]: string }> {
  const [failed, succeeded] = await Promise.all(
    ['bad.json', 'good.json'].map(async (answers) => {
      const { folder } = await check(
        ['run', 'm.asl.json', ...FAST, '--mocks', answers, '--history', 'h.json'],
        { files: FILES },
        {},
      );
      return readFileSync(path.join(folder, 'h.json'), 'utf8');
    }),
  );
  return { ...FILES, 'failed.json': failed!, 'succeeded.json': succeeded! };
}

const eventsOf = (text: string): HistoryEvent[] => (JSON.parse(text) as { events: HistoryEvent[] }).events;
const typesOf = (text: string): string[] => eventsOf(text).map(({ type }) => type);

test('a redrive runs the failed state again and writes one history', async () => {
  const files = await histories();
  const { folder } = await check(
    ['redrive', 'm.asl.json', 'failed.json', ...FAST, '--mocks', 'good.json', '--history', 'h.json'],
    { files },
    { code: 0, out: '{"from":"A","sent":1}\n', error: holding('Redriven after event 10, in "Send".', '✓ Send') },
  );
  const whole = typesOf(readFileSync(path.join(folder, 'h.json'), 'utf8'));
  expect(whole.slice(9)).toEqual([
    'ExecutionFailed',
    'ExecutionRedriven',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('time does not go back where virtual time has run ahead', async () => {
  const { out } = await check(
    ['run', 'm.asl.json', '--clock', 'skip', '--mocks', 'bad.json', '--history', '-'],
    { files: FILES },
    { code: 1 },
  );
  const redriven = await check(
    ['redrive', 'm.asl.json', '-', '--mocks', 'good.json', '--history', '-'],
    { files: FILES, input: out },
    { code: 0 },
  );
  const times = eventsOf(redriven.out).map(({ timestamp }) => timestamp);
  expect([...times].sort()).toEqual(times);
});

test('a run that was killed goes on from the lines it left, the last of them cut off', async () => {
  const files = await histories();
  const lines = eventsOf(files['succeeded.json']!).map((event) => JSON.stringify({ event }));
  const torn = `${lines.slice(0, 6).join('\n')}\n${lines[6]!.slice(0, 40)}`;
  const { folder } = await check(
    ['run', 'm.asl.json', '--resume', 'torn.json', ...FAST, '--mocks', 'good.json', '--history', 'torn.json'],
    { files: { ...files, 'torn.json': torn } },
    { code: 0, out: '{"from":"A","sent":1}\n', error: holding('Resumed after event 6, in "Send".') },
  );
  expect(typesOf(readFileSync(path.join(folder, 'torn.json'), 'utf8'))).toEqual(typesOf(files['succeeded.json']!));
});

test.each([
  [2, 'in "All", "W1", "W2".'],
  [3, 'in "All", "W1", "W2" ….'],
])('a run that stands in %i branches says where', async (count, where) => {
  const branch = (_: unknown, index: number): object => {
    const name = `W${index + 1}`;
    return { StartAt: name, States: { [name]: { Type: 'Wait', Seconds: 60, End: true } } };
  };
  const All = { Type: 'Parallel', Branches: Array.from({ length: count }, branch), End: true };
  const files = { 'all.asl.json': JSON.stringify({ StartAt: 'All', States: { All } }) };
  const { out } = await check(['run', 'all.asl.json', ...FAST, '--history', '-'], { files }, { code: 0 });
  const events = eventsOf(out);
  const before = events.slice(
    0,
    events.findIndex(({ type }) => type === 'WaitStateExited'),
  );
  await check(
    ['run', 'all.asl.json', '--resume', 'half.json', ...FAST],
    { files: { ...files, 'half.json': JSON.stringify({ events: before }) } },
    { code: 0, error: holding(`Resumed after event ${before.length}, ${where}`) },
  );
});

test('the execution keeps its name, its start and its input', async () => {
  const tell = (resource: string): string =>
    JSON.stringify({
      StartAt: 'Send',
      States: {
        Send: { Type: 'Task', Resource: resource, Next: 'Tell' },
        Tell: { Type: 'Pass', Parameters: { 'execution.$': '$$.Execution' }, End: true },
      },
    });
  const files = { ...FILES, 'm.asl.json': tell('arn:aws:states:::sns:publish'), 'i.json': '{"a":1}' };
  const first = await check(
    ['run', 'm.asl.json', ...FAST, '--mocks', 'bad.json', '--input', 'i.json', '--history', '-'],
    { files },
    { code: 1 },
  );
  const { executionArn } = JSON.parse(first.out) as { executionArn: string };
  const { out } = await check(
    ['redrive', 'm.asl.json', '-', ...FAST, '--mocks', 'good.json'],
    { files, input: first.out },
    { code: 0 },
  );
  expect((JSON.parse(out) as { execution: object }).execution).toMatchObject({
    Id: executionArn,
    Input: { a: 1 },
    StartTime: '2025-01-01T00:00:00.000Z',
    RedriveCount: 1,
  });
});

/** Made once, inside the first test that asks. */
let saved: Promise<{ [file: string]: string }> | undefined;

describe('what cannot be gone on with is one sentence', () => {
  const event = (id: number, fields: object): object => ({ id, previousEventId: 0, timestamp: 1, ...fields });
  const started = event(1, { type: 'ExecutionStarted', executionStartedEventDetails: { input: '{}' } });
  const history = (...events: object[]): string => JSON.stringify({ events: [started, ...events] });
  const entered = (input: string) =>
    event(2, { type: 'WaitStateEntered', stateEnteredEventDetails: { name: 'Rest', input } });

  test.each<[string, string[], string | undefined, string]>([
    [
      'a run that succeeded',
      ['redrive', 'm.asl.json', 'succeeded.json'],
      undefined,
      'Execution is SUCCEEDED and cannot be redriven.',
    ],
    [
      'a run that has ended',
      ['run', 'm.asl.json', '--resume', 'failed.json'],
      undefined,
      'the execution has ended (FAILED). Redrive it',
    ],
    [
      'an express run',
      ['redrive', 'm.asl.json', 'failed.json', '--type', 'EXPRESS'],
      undefined,
      'Execution is EXPRESS and cannot be redriven.',
    ],
    ['a run under way', ['redrive', 'm.asl.json', '-'], history(), 'the execution has not ended. Resume it'],
    [
      'another machine',
      ['redrive', 'other.asl.json', 'failed.json'],
      undefined,
      'it stops in state "Send", which the machine does not have at that place.',
    ],
    ['no file', ['redrive', 'm.asl.json', 'none.json'], undefined, 'none.json cannot be read: there is no such file.'],
    ['no history', ['redrive', 'm.asl.json'], undefined, 'Name a state machine and a saved history'],
    [
      'two histories',
      ['redrive', 'm.asl.json', 'a', 'b'],
      undefined,
      'Unexpected argument "b": redrive takes one file and one history.',
    ],
    [
      'an input',
      ['run', 'm.asl.json', '--resume', '-', '--input', 'x'],
      '',
      '--input and --resume cannot be used together',
    ],
    [
      'half a document',
      ['run', 'm.asl.json', '--resume', '-'],
      history().slice(0, -5),
      'it is not valid JSON, or ends too early.',
    ],
    ['other JSON', ['run', 'm.asl.json', '--resume', '-'], '{"a":1}', 'a history must be a list of events'],
    ['an empty list', ['run', 'm.asl.json', '--resume', '-'], '[]', 'it has no events.'],
    [
      'a later page',
      ['run', 'm.asl.json', '--resume', '-'],
      JSON.stringify([{ ...started, id: 101 }]),
      'event 1 is missing',
    ],
    [
      'a loop of events',
      ['run', 'm.asl.json', '--resume', '-'],
      JSON.stringify([{ ...started, previousEventId: 1 }]),
      'event 1 follows event 1, which is later.',
    ],
    [
      'data that are none',
      ['run', 'm.asl.json', '--resume', '-'],
      history(entered('{')),
      'the data of state "Rest" is not valid JSON.',
    ],
    [
      'data left out',
      ['run', 'm.asl.json', '--resume', '-'],
      history(event(2, { type: 'PassStateEntered', stateEnteredEventDetails: { name: 'A' } })),
      'event 2 holds no input',
    ],
    [
      'a wrong type',
      ['run', 'm.asl.json', '--resume', '-'],
      history(event(2, { type: 'PassStateEntered', stateEnteredEventDetails: { name: 'Rest', input: '1' } })),
      'the machine has type Wait there.',
    ],
    [
      'an exit of nothing',
      ['run', 'm.asl.json', '--resume', '-'],
      history(event(2, { type: 'PassStateExited', stateExitedEventDetails: { name: 'A', output: '1' } })),
      'event 2 (PassStateExited) belongs to no state',
    ],
  ])('%s', async (_what, args, input, sentence) => {
    await checkOnly(
      args,
      { files: await (saved ??= histories()), input },
      { code: 2, out: '', error: holding(sentence) },
    );
  });
});
