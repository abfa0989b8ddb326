/** Which breakpoints stand at a pause point, and which of them stop: hit counts, conditions, names, data, kinds of errors. */
import { describe, expect, it, test } from 'vitest';
import type { ErrorFate, PausePoint } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { mayHoldDefinitionsByName } from '../../core/hosts/fileNames';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { Breakpoints, readWatched } from '../../debugger/breakpoints';
import { dataId, dataName } from '../../debugger/breakpoints/dataBreakpoints';

const FILE = '/work/m.asl.json';
const TEXT = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "Each",
      "OutputPath": "$.n" },
    "Each": { "Type": "Map", "Retry": [{ "ErrorEquals": ["Busy"], "MaxAttempts": 0 }, { "ErrorEquals": ["Later"] }],
      "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "Next": "A" }],
      "ItemProcessor": { "StartAt": "In", "States": {
        "In": { "Type": "Pass", "QueryLanguage": "JSONata", "Assign": { "a": 1, "b.$": 2 }, "Output": "",
          "End": true } } },
      "End": true } } }`;

function running(text = TEXT) {
  const machine = buildMachine(parseDocument('m.asl.json', text, 'json'))!;
  Object.assign(machine.document, { uri: FILE });
  const named = { name: 'm', machine };
  const breakpoints = new Breakpoints((file) => (file === FILE ? [named] : []));
  breakpoints.register(named);
  const pointAt = (path: string, more: object = {}): PausePoint => {
    const data = { input: { n: 5 }, context: {}, variables: {}, stages: {} };
    return { when: 'enter', strand: '', state: machine.byPath.get(path)!, data, ...more } as unknown as PausePoint;
  };
  const said: string[] = [];
  const hit = (point: PausePoint) => breakpoints.hit(breakpoints.at(point), point, (text) => void said.push(text));
  /** The times of so many at which it stops. */
  const stops = async (point: PausePoint, times: number): Promise<number[]> => {
    const stopped: number[] = [];
    for (let time = 1; time <= times; time++) if (await hit(point)) stopped.push(time);
    return stopped;
  };
  return { breakpoints, machine, pointAt, said, hit, stops };
}

describe('a breakpoint in a line', () => {
  it.each<[string | undefined, number[]]>([
    [undefined, [1, 2, 3, 4, 5, 6]],
    ['', [1, 2, 3, 4, 5, 6]],
    ['3', [3]],
    ['=3', [3]],
    [' == 3 ', [3]],
    ['> 3', [4, 5, 6]],
    ['>=3', [3, 4, 5, 6]],
    ['<3', [1, 2]],
    ['<=3', [1, 2, 3]],
    ['% 2', [2, 4, 6]],
    ['10', []],
  ])('with the hit count "%s" stops at the hits %j', async (hitCondition, stopped) => {
    const { breakpoints, pointAt, stops } = running();
    breakpoints.source.set(FILE, [{ line: 3, hitCondition }]);
    expect(await stops(pointAt('A'), 6)).toEqual(stopped);
  });

  it('counts only where its condition holds, and writes instead of stopping where it has words', async () => {
    const { breakpoints, pointAt, stops, said } = running();
    breakpoints.source.set(FILE, [{ line: 3, condition: '$.n = 4', hitCondition: '1' }]);
    expect(await stops(pointAt('A'), 3)).toEqual([]);
    breakpoints.source.set(FILE, [{ line: 3, condition: ' ', hitCondition: '1' }]);
    expect(await stops(pointAt('A'), 3)).toEqual([1]);
    breakpoints.source.set(FILE, [{ line: 3, logMessage: 'n is {$.n}', hitCondition: '> 1' }]);
    expect(await stops(pointAt('A'), 3)).toEqual([]);
    expect(said).toEqual(['n is 5', 'n is 5']);
  });

  it('stands on a part where its line or its column is one, and the part alone is watched', async () => {
    const { breakpoints, pointAt, hit } = running();
    const state = pointAt('A').state;
    expect(breakpoints.watches(state)).toBeUndefined();
    breakpoints.source.set(FILE, [{ line: 4 }, { line: 8, column: 96 }, { line: 8, column: 2 }]);
    expect(breakpoints.watches(state)).toEqual(new Set(['OutputPath']));
    expect(breakpoints.watches(pointAt('Each/In').state)).toEqual(new Set(['Output']));
    expect(breakpoints.watches(pointAt('Each').state)).toBeUndefined();
    const part = { when: 'evaluate', part: ['OutputPath'] };
    expect(await hit(pointAt('A', part))).toMatchObject({ reason: 'breakpoint', breakpointIds: [1] });
    expect(await hit(pointAt('A'))).toBeUndefined();
    expect(await hit(pointAt('A', { ...part, part: ['InputPath'] }))).toBeUndefined();
    expect(await hit(pointAt('A', { ...part, when: 'exit' }))).toBeUndefined();
    expect(await hit(pointAt('Each/In'))).toMatchObject({ breakpointIds: [3] });
    breakpoints.source.set(FILE, []);
    expect(breakpoints.watches(state)).toBeUndefined();
  });

  it('in a file of no machine stands nowhere', () => {
    const { breakpoints } = running();
    const answers = breakpoints.source.set('/work/other.json', [{ line: 0 }]);
    expect(answers).toEqual([{ id: 1, verified: false, line: 0, message: 'No state begins on this line.' }]);
    const all = [
      { line: 0, character: 0 },
      { line: 99, character: 0 },
    ] as const;
    expect(breakpoints.source.between('/work/other.json', ...all)).toEqual([]);
    expect(breakpoints.source.between('/work/other.js', ...all)).toEqual([]);
  });

  it.each([
    ['a.json', true],
    ['a.YAML', true],
    ['a.yml', true],
    ['a.jsonc', false],
    ['json', false],
    ['a.yaml.js', false],
  ])('may stand in %s: %s', (file, may) => expect(mayHoldDefinitionsByName(file)).toBe(may));
});

describe('a breakpoint on a name', () => {
  it('that a later machine has becomes one that stops there', async () => {
    const { breakpoints, hit, pointAt } = running();
    expect(breakpoints.functions.set([{ name: ' Pack ' }, { name: 'A' }])).toMatchObject([
      { id: 1, verified: false, message: 'No state of this run is called "Pack".' },
      { id: 2, verified: true, state: { path: 'A' } },
    ]);
    const other = buildMachine(parseDocument('o.asl.json', TEXT.replaceAll('"A"', '"Pack"'), 'json'))!;
    Object.assign(other.document, { uri: '/work/o.asl.json' });
    expect(breakpoints.register({ name: 'o', machine: other })).toMatchObject({
      onStates: [{ id: 1, verified: true, state: { path: 'Pack' } }],
    });
    const point = { ...pointAt('A'), state: other.byPath.get('Pack')! };
    expect(await hit(point)).toMatchObject({ reason: 'function breakpoint', breakpointIds: [1] });
    expect(await hit(pointAt('A', { when: 'exit' }))).toBeUndefined();
    breakpoints.functions.set([]);
    expect(await hit(point)).toBeUndefined();
  });

  it('reads its condition in the language of each of its states', async () => {
    const { breakpoints, hit, pointAt } = running(TEXT.replaceAll('"In"', '"A"'));
    expect(breakpoints.functions.set([{ name: 'A', condition: '$.n > 4' }])).toMatchObject([{ verified: true }]);
    expect(await hit(pointAt('A'))).toBeDefined();
    expect(await hit(pointAt('Each/A'))).toBeDefined();
  });
});

describe('watched data', () => {
  const at = (before: Json, after: Json) => ({ when: 'exit', data: { input: before, output: after, variables: {} } });

  it.each<[string, object, string | undefined]>([
    ['["data","a",0]', at({ a: [1] }, { a: [2] }), '"Each/In" changes $.a[0]: 1 → 2'],
    ['["data","a"]', at({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }), undefined],
    ['["data","a"]', at({ a: 1 }, 'text'), '"Each/In" changes $.a: 1 → nothing'],
    ['["data","toString"]', at({}, { toString: 1 }), '"Each/In" changes $.toString: nothing → 1'],
    ['["data"]', at(1, 'x'.repeat(90)), `"Each/In" changes $: 1 → "${'x'.repeat(79)}…`],
    ['["data","a"]', { ...at({ a: 1 }, { a: 2 }), when: 'enter' }, undefined],
    [
      '["variables","a","x"]',
      { when: 'exit', data: { variables: { a: { x: 1 } }, assigned: { a: { x: null } } } },
      '"Each/In" changes $a.x: 1 → null',
    ],
    ['["variables","a"]', { when: 'exit', data: { variables: { a: 1 }, assigned: { b: 2 } } }, undefined],
    ['["variables","a"]', { when: 'exit', data: { variables: { a: 1 } } }, undefined],
  ])('%s at %j', async (id, more, description) => {
    const { breakpoints, hit, pointAt } = running();
    expect(breakpoints.data.set([{ dataId: id }])).toEqual([{ id: 1, verified: true }]);
    const found = await hit(pointAt('Each/In', more));
    expect(found?.description).toBe(description?.replace('Each/In', 'In'));
    if (found) expect(found).toMatchObject({ reason: 'data breakpoint', breakpointIds: [1] });
  });

  it.each<[string, object, (string | number)[] | undefined]>([
    ['["variables","a"]', { closing: [] }, ['Assign', 'a']],
    ['["variables","b"]', { closing: [] }, ['Assign', 'b.$']],
    ['["variables","b"]', { closing: ['Catch', 0] }, undefined],
    ['["data"]', {}, ['Output']],
  ])('%s is shown where it was made', async (id, more, part) => {
    const { breakpoints, hit, pointAt } = running();
    breakpoints.data.set([{ dataId: id }]);
    const data = { input: 1, output: 2, variables: {}, assigned: { a: 1, b: 2 } };
    expect((await hit(pointAt('Each/In', { when: 'exit', data, ...more })))?.point.part).toEqual(part);
  });

  it.each(['', '{}', '["context","a"]', '["variables"]', '["data",{}]'])('is not %s', (id) => {
    const { breakpoints } = running();
    expect(breakpoints.data.set([{ dataId: id }])).toMatchObject([{ verified: false }]);
  });

  it('keeps a condition and a hit count', async () => {
    const { breakpoints, pointAt, stops } = running();
    const point = pointAt('A', at({ a: 1 }, { a: 2 }));
    breakpoints.data.set([{ dataId: '["data","a"]', condition: '$.a = 1', hitCondition: '2' }]);
    expect(await stops(point, 3)).toEqual([2]);
    expect(breakpoints.data.set([{ dataId: '["data","a"]', condition: '1 +' }])).toMatchObject([{ verified: false }]);
    expect(await stops(point, 3)).toEqual([]);
  });

  it.each([
    ['$total', '$total'],
    ['$total.items[0]', '$total.items[0]'],
    ["$.order['a b']", "$.order['a b']"],
    ['$states.input.id', '$.id'],
    ['$states.result', '$'],
    ['$', '$'],
    ['$$.State', undefined],
    ['$.items[*]', undefined],
    ['$.a + 1', undefined],
    ['total', undefined],
  ])('%s is named %s', (expression, name) => {
    const watched = readWatched(expression);
    expect(watched && dataName(watched)).toBe(name);
    if (watched)
      expect(running().breakpoints.data.set([{ dataId: dataId(watched) }])).toMatchObject([{ verified: true }]);
  });
});

describe('errors', () => {
  const at = (path: string, error: string, fate: ErrorFate): PausePoint =>
    running().pointAt(path, { when: 'error', error: { error }, fate });

  const ERRORS: { readonly [name: string]: PausePoint } = {
    retried: at('A', 'Busy', 'retried'),
    caught: at('A', 'Other', 'caught'),
    uncaught: at('A', 'Busy', 'uncaught'),
    terminal: at('Each/In', 'States.Runtime', 'terminal'),
    'timed out': at('Each/In', 'States.Timeout', 'uncaught'),
    'without a heartbeat': at('A', 'States.HeartbeatTimeout', 'retried'),
  };

  it.each<[string, string | undefined, string[]]>([
    ['uncaught', undefined, ['uncaught', 'terminal', 'timed out']],
    ['caught', undefined, ['caught']],
    ['retried', undefined, ['retried', 'without a heartbeat']],
    ['timedOut', undefined, ['timed out', 'without a heartbeat']],
    ['all', undefined, Object.keys(ERRORS)],
    ['all', ' ', Object.keys(ERRORS)],
    ['all', 'Busy, Oth*', ['retried', 'caught', 'uncaught']],
    ['all', 'States.*, !States.Timeout', ['terminal', 'without a heartbeat']],
    ['all', '!*', []],
    ['all', 'States.ALL', Object.keys(ERRORS)],
    ['all', 'States?Timeout', []],
    ['retried', 'busy', []],
  ])('of the filter %s with the names %s stop', (filterId, condition, stopping) => {
    const { errors } = running().breakpoints;
    expect(errors.set([{ filterId, condition }])).toEqual([{ verified: true }]);
    expect(Object.keys(ERRORS).filter((name) => errors.stopsAt(ERRORS[name]!))).toEqual(stopping);
  });

  test('stop nowhere without a filter, and at any of several', () => {
    const { errors } = running().breakpoints;
    expect(errors.stopsAt(ERRORS['uncaught']!)).toBe(false);
    expect(errors.set([{ filterId: 'nothing' }, { filterId: 'caught' }, { filterId: 'uncaught' }])).toEqual([
      { verified: false, message: 'There is no exception filter "nothing".' },
      { verified: true },
      { verified: true },
    ]);
    expect([errors.stopsAt(ERRORS['caught']!), errors.stopsAt(ERRORS['retried']!)]).toEqual([true, false]);
  });
});
