/** What the debugger shows and reads in short texts: values, hit counts, log points, colours; and messages that wait for each other. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseHitCondition } from '../../debugger/breakpoints/hitCondition';
import { ChildSessions } from '../../debugger/childSessions';
import { styledProgress } from '../../debugger/consoleStyle';
import { EventBatch } from '../../debugger/eventBatch';
import { parseLogMessage } from '../../debugger/logMessage';
import { madeReadable } from '../../debugger/shownText';
import { framesOf, MAIN_THREAD, Threads } from '../../debugger/threads';
import { previewOf, typeName } from '../../debugger/valueText';
import type { Json } from '../../core/json';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const long = 'x'.repeat(50);

test.each<[value: Json, preview: string, type: string]>([
  [null, 'null', 'null'],
  [true, 'true', 'boolean'],
  [1.5, '1.5', 'number'],
  ['a\n"b"', '"a\\n\\"b\\""', 'string'],
  [[], '[]', 'array'],
  [[1, 'a', [], {}, [1, 2], { a: 1 }], '(6) [1, "a", [], {}, Array(2), {…}]', 'array'],
  [{}, '{}', 'object'],
  [{ id: 7, $a: [1], 'b c': null, '1a': 'x' }, '{id: 7, $a: Array(1), "b c": null, "1a": "x"}', 'object'],
  [[long, `${long}y`], `(2) ["${long}", "${long}…"]`, 'array'],
  [{ [`${long} y`]: 1 }, `{"${long}…": 1}`, 'object'],
  [Array.from({ length: 41 }, () => 1), `(41) [${'1, '.repeat(40)}…]`, 'array'],
  [Array.from({ length: 40 }, () => 1), `(40) [${'1, '.repeat(39)}1]`, 'array'],
  ['y'.repeat(100_000), `"${'y'.repeat(100_000)}"`, 'string'],
  ['y'.repeat(100_001), `"${'y'.repeat(100_000)}…"`, 'string'],
])('a value %#', (value, preview, type) => expect([previewOf(value), typeName(value)]).toEqual([preview, type]));

const hits = [1, 2, 3, 4, 6];
test.each<[text: string, stopping: readonly number[] | undefined]>([
  ['3', [3]],
  [' = 3 ', [3]],
  ['==3', [3]],
  ['> 3', [4, 6]],
  ['>= 3', [3, 4, 6]],
  ['< 3', [1, 2]],
  ['<= 3', [1, 2, 3]],
  ['% 3', [3, 6]],
  ['0', []],
  ['% 0', undefined],
  ['', undefined],
  ['3x', undefined],
  ['x3', undefined],
  ['-3', undefined],
  ['=> 3', undefined],
  ['1.5', undefined],
])('the hit count "%s" stops at %j', (text, stopping) => {
  const stops = parseHitCondition(text);
  expect('problem' in stops ? undefined : hits.filter(stops)).toEqual(stopping);
});

test.each<[message: string, parts: readonly unknown[]]>([
  ['plain', ['plain']],
  ['', []],
  ['{$.a}', [{ expression: '$.a' }]],
  ['a {$.b} c {$.d}', ['a ', { expression: '$.b' }, ' c ', { expression: '$.d' }]],
  ['{% $states.input.a %}!', [{ expression: '{% $states.input.a %}' }, '!']],
  ['{% {"a": "%"} %}', [{ expression: '{% {"a": "%"} %}' }]],
  ['{{"a": 1}}', [{ expression: '{"a": 1}' }]],
  ['{"}"}', [{ expression: '"}"' }]],
  ['{} { } x', ['{} { } x']],
  ['open {$.a', ['open {$.a']],
  ['open {% $.a }', ['open {% $.a }']],
  ['} {$.a}', ['} ', { expression: '$.a' }]],
])('the message %j has %j', (message, parts) => expect(parseLogMessage(message)).toEqual(parts));

test.each([
  ['', ''],
  ['a', '[37ma[0m'],
  ['✓ a', '[32m✓[0m[37m a[0m'],
  ['  ✗ a', '  [31m✗[0m[37m a[0m'],
  ['→', '[36m→[0m'],
  ['  │ x\n\n⏳ y', '[37m  │ x[0m\n\n[35m⏳[0m[37m y[0m'],
])('the line %j has its colours', (text, styled) => expect(styledProgress(text).replaceAll('\u001b', '')).toBe(styled));

describe('messages that come in a frame of the screen', () => {
  const batched = (): { sent: number[]; batch: EventBatch<number> } => {
    const sent: number[] = [];
    const batch = new EventBatch<number>((items) => sent.push(items.length));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    return { sent, batch };
  };
  const add = (batch: EventBatch<number>, count: number): void => {
    for (let index = 0; index < count; index++) batch.add(index);
  };

  test('go together', () => {
    const { sent, batch } = batched();
    add(batch, 3);
    vi.advanceTimersByTime(15);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    add(batch, 1);
    expect([sent, vi.getTimerCount()]).toEqual([[3], 1]);
    batch.flush();
    batch.flush();
    expect([sent, vi.getTimerCount()]).toEqual([[3, 1], 0]);
  });

  test('go at once where there are many', () => {
    const { sent, batch } = batched();
    add(batch, 401);
    expect(sent).toEqual([200, 200]);
    vi.advanceTimersByTime(16);
    expect(sent).toEqual([200, 200, 1]);
  });

  test('go where a busy run lets no timer come', () => {
    const { sent, batch } = batched();
    let now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    add(batch, 15);
    now += 16;
    add(batch, 1);
    expect(sent).toEqual([]);
    now += 1;
    add(batch, 15);
    expect(sent).toEqual([]);
    add(batch, 1);
    expect(sent).toEqual([32]);
  });
});

describe('threads', () => {
  const at = (name: string, more: object = {}) => ({
    point: { state: { name, path: name, scope: {} }, when: 'exit', ...more },
  });

  test('keep their numbers, and the main one is always there', () => {
    const threads = new Threads('Orders');
    expect([threads.idOf(''), threads.idOf('/P#0:0'), threads.idOf('/P#0:1'), threads.idOf('/P#0:0')]).toEqual([
      MAIN_THREAD,
      2,
      3,
      2,
    ]);
    expect([threads.strandOf(3), threads.strandOf(MAIN_THREAD), threads.strandOf(9)]).toEqual(['/P#0:1', '', '']);
    expect(threads.shown(new Map())).toEqual([{ id: MAIN_THREAD, name: 'Orders' }]);
  });

  test('have no frames where nothing stands', () => expect(framesOf('/P#0:0', new Map())).toEqual([]));

  test('have a frame of each state around their own, which is entered and past its errors', () => {
    const outer = at('P', { part: ['Catch'], error: { error: 'E' }, reads: {} });
    const inner = at('A', { part: ['Output'] });
    Object.assign(inner.point.state.scope, { owner: { path: 'P' } });
    const strands = new Map([
      ['', outer],
      ['/P#0:0', inner],
    ]) as never;
    expect(framesOf('', strands)).toEqual([outer.point]);
    expect(framesOf('/P#0:0', strands)).toEqual([
      inner.point,
      { ...outer.point, when: 'enter', part: undefined, error: undefined, reads: undefined },
    ]);
    expect(framesOf('/P#0:1', strands)).toEqual([]);
  });
});

describe('debuggers in other editors', () => {
  const sessions = (client: object, start = () => Promise.resolve()): ChildSessions =>
    Object.assign(new ChildSessions(start), { client });
  const able = { supportsStartDebuggingRequest: true };
  const attaches = (client: object): unknown[] => {
    const debuggers = sessions(client).debuggers();
    return (['node', 'python'] as const).map((language) => debuggers?.attaches?.(language as never));
  };

  test.each<[client: object, attaching: unknown[]]>([
    [{}, [undefined, undefined]],
    [{ clientID: 'neovim', ...able }, [true, true]],
    [able, [true, true]],
    [{ clientID: 'zed', ...able }, [false, true]],
    [{ clientID: 'Helix', ...able }, [false, true]],
    [{ clientID: 'a-zed', ...able }, [true, true]],
  ])('%j start them: %j', (client, attaching) => expect(attaches(client)).toEqual(attaching));

  test.each<[client: object, file: string, problem: RegExp | undefined]>([
    [able, 'a.js', undefined],
    [{}, 'a.asl.json', undefined],
    [{}, 'a.py', /cannot start its debugger/],
    [{ clientID: 'zed', ...able }, 'a.ts', /does not start the debugger "/],
    [{ clientID: 'zed', ...able }, 'a.py', undefined],
  ])('%j: what is wrong in %s is %s', (client, file, problem) => {
    const found = sessions(client).problemIn(file);
    if (problem) expect(found).toMatch(problem);
    else expect(found).toBeUndefined();
  });

  test('one that did not come is not waited for again', async () => {
    const asked: object[] = [];
    const start = (args?: object): Promise<void> => {
      asked.push(args!);
      return Promise.reject(new Error('no debugger'));
    };
    const debuggers = sessions(able, start).debuggers()!;
    const request = {
      language: 'python',
      functionName: 'charge',
      port: 1,
      host: '127.0.0.1',
      codeDir: '/a',
      file: '/a/b.py',
    };
    await expect(debuggers.attach(request as never)).rejects.toThrow('no debugger');
    expect(asked[0]).toMatchObject({ request: 'attach', configuration: { name: 'charge' } });
    expect([debuggers.attaches!('python' as never), debuggers.attaches!('node' as never)]).toEqual([false, true]);
  });
});

describe('what editors show as it is', () => {
  const HIDDEN = 'a\u202Eb';
  const SEEN = expect.stringMatching(/^a[^\u202E]+b$/) as unknown;
  test.each<[command: string, body: object, made: object]>([
    ['threads', { threads: [{ id: 1, name: HIDDEN }] }, { threads: [{ id: 1, name: SEEN }] }],
    [
      'stackTrace',
      { stackFrames: [{ name: HIDDEN, source: HIDDEN }] },
      { stackFrames: [{ name: SEEN, source: HIDDEN }] },
    ],
    [
      'variables',
      { variables: [{ name: HIDDEN, value: HIDDEN, evaluateName: HIDDEN }] },
      { variables: [{ name: SEEN, value: SEEN, evaluateName: HIDDEN }] },
    ],
    ['setVariable', { value: HIDDEN }, { value: SEEN }],
    ['evaluate', { result: `${HIDDEN}\n` }, { result: expect.not.stringContaining('\u202E') as unknown }],
    ['setBreakpoints', { breakpoints: [{ message: HIDDEN }, {}] }, { breakpoints: [{ message: SEEN }, {}] }],
    ['setFunctionBreakpoints', { breakpoints: [{ message: HIDDEN }] }, { breakpoints: [{ message: SEEN }] }],
    ['setDataBreakpoints', { breakpoints: [{ message: HIDDEN }] }, { breakpoints: [{ message: SEEN }] }],
    ['setExceptionBreakpoints', { breakpoints: [{ message: HIDDEN }] }, { breakpoints: [{ message: SEEN }] }],
    ['dataBreakpointInfo', { description: HIDDEN, dataId: HIDDEN }, { description: SEEN, dataId: HIDDEN }],
    ['exceptionInfo', { exceptionId: HIDDEN, description: HIDDEN }, { exceptionId: SEEN, description: SEEN }],
    ['stepwise.own', { name: HIDDEN }, { name: HIDDEN }],
  ])('in an answer to %s', (command, body, made) =>
    expect(madeReadable({ command, body } as never)).toEqual({ command, body: made }),
  );

  test.each<[event: string, body: object, made: object]>([
    ['breakpoint', { breakpoint: { message: HIDDEN } }, { breakpoint: { message: SEEN } }],
    [
      'stopped',
      { description: HIDDEN, text: HIDDEN, reason: HIDDEN },
      { description: SEEN, text: SEEN, reason: HIDDEN },
    ],
    ['output', { output: HIDDEN }, { output: HIDDEN }],
  ])('in the event %s', (event, body, made) =>
    expect(madeReadable({ event, body } as never)).toEqual({ event, body: made }),
  );

  test('and nothing is made of an answer without a body', () =>
    expect(madeReadable({ command: 'threads' } as never)).toEqual({ command: 'threads' }));
});
