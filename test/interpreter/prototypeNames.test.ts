/** Names that mean something to JavaScript are names like any other wherever a person may write one. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { run } from './check';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'];

/** As `JSON.parse` makes it: with a property of its own, whatever it is called. */
const named = (name: string, value: Json): Json =>
  JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Json;
const single = (state: string, name = 'A', language?: string): Json =>
  JSON.parse(
    `{"StartAt":${JSON.stringify(name)},${language ? `"QueryLanguage":"${language}",` : ''}"States":{${JSON.stringify(name)}:${state}}}`,
  ) as Json;

/** What every object, array and function inherits. */
function inherited(): unknown[] {
  const shared = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype, Object];
  return shared.map((object) => Object.entries(Object.getOwnPropertyDescriptors(object)));
}
const before = inherited();
afterAll(() => expect(inherited()).toEqual(before));

/** Each a place where a name of the user's becomes a key: the machine, and what comes out of `{"in": 1}`. */
const PLACES: { readonly [place: string]: (name: string) => { machine: Json; input?: Json; output: Json } } = {
  'a state name': (name) => ({
    machine: single('{"Type":"Pass","Result":1,"End":true}', name),
    output: 1,
  }),
  'a ResultPath': (name) => ({
    machine: single(`{"Type":"Pass","Result":{"polluted":1},"ResultPath":"$.${name}.inner","End":true}`),
    output: named(name, { inner: { polluted: 1 } }),
  }),
  'a ResultPath into the input': (name) => ({
    machine: single(`{"Type":"Pass","Result":1,"ResultPath":"$['${name}'].polluted","End":true}`),
    input: named(name, { kept: true }),
    output: named(name, { kept: true, polluted: 1 }),
  }),
  'an InputPath of what is not there': (name) => ({
    machine: single(
      `{"Type":"Choice","Choices":[{"Variable":"$.${name}","IsPresent":true,"Next":"B"}],"Default":"A2"}`,
    ) as { States: object } & Json,
    output: {},
  }),
  'a payload template': (name) => ({
    machine: single(`{"Type":"Pass","Parameters":{"${name}":{"polluted.$":"$.in"}},"End":true}`),
    input: { in: 1 },
    output: named(name, { polluted: 1 }),
  }),
  'a computed key of a payload template': (name) => ({
    machine: single(`{"Type":"Pass","Parameters":{"${name}.$":"$.in"},"End":true}`),
    input: { in: { polluted: 1 } },
    output: named(name, { polluted: 1 }),
  }),
  'States.JsonMerge': () => ({
    machine: single(
      `{"Type":"Pass","Parameters":{"out.$":"States.JsonMerge($.a, $.b, false)"},"OutputPath":"$.out","End":true}`,
    ),
    input: { a: {}, b: named('__proto__', { polluted: 1 }) },
    output: named('__proto__', { polluted: 1 }),
  }),
  'States.StringToJson': (name) => ({
    machine: single(
      `{"Type":"Pass","Parameters":{"out.$":"States.StringToJson($.text)"},"OutputPath":"$.out","End":true}`,
    ),
    input: { text: JSON.stringify(named(name, { polluted: 1 })) },
    output: named(name, { polluted: 1 }),
  }),
  'a Map item': (name) => ({
    machine: single(
      '{"Type":"Map","ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}},"End":true}',
    ),
    input: [named(name, { polluted: 1 })],
    output: [named(name, { polluted: 1 })],
  }),
  'a JSONata template': (name) => ({
    machine: single(
      `{"Type":"Pass","Output":{"${name}":{"polluted":"{% $states.input.in %}"}},"End":true}`,
      'A',
      'JSONata',
    ),
    input: { in: 1 },
    output: named(name, { polluted: 1 }),
  }),
  'a value that JSONata reads': (name) => ({
    machine: single(`{"Type":"Pass","Output":"{% $states.input.\`${name}\` %}","End":true}`, 'A', 'JSONata'),
    input: named(name, { polluted: 1 }),
    output: { polluted: 1 },
  }),
};
// A Choice needs its ends.
const withEnds = (machine: Json): Json => {
  const { StartAt, States, ...rest } = machine as { StartAt: string; States: object };
  const ends = { B: { Type: 'Fail', Error: 'Found' }, A2: { Type: 'Succeed' } };
  return JSON.stringify(States).includes('"Choice"') ? { ...rest, StartAt, States: { ...States, ...ends } } : machine;
};

describe.each(Object.entries(PLACES))('%s', (_place, written) => {
  test.each(NAMES)('may be %s', async (name) => {
    const { machine, input, output } = written(name);
    const { result } = await run({ machine: withEnds(machine), input });
    expect(result).toEqual({ status: 'SUCCEEDED', output: JSON.stringify(output) });
  });
});

/** Ways to reach for what all objects share; they may give or fail what they like, and change nothing. */
test.each([
  '$merge([{}, $states.input])',
  '$states.input ~> |`__proto__`|{"polluted": 1}|',
  '$states.input ~> |constructor|{"polluted": 1}|',
  '$states.input ~> |constructor.prototype|{"polluted": 1}|',
  '$states.input ~> |**|{"__proto__": {"polluted": 1}}|',
  '{"__proto__": {"polluted": 1}}',
  '{"constructor": {"prototype": {"polluted": 1}}}',
  '$states.input{"__proto__": {"polluted": 1}}',
  '$lookup($states.input, "constructor") ~> |$|{"polluted": 1}|',
  '$lookup($sum, "constructor")',
  '$each($states.input, function($v, $k) { $v ~> |$|{"polluted": 1}| })',
  '$spread($states.input)',
  '$sift($states.input, function($v, $k) { $k = "__proto__" })',
  '($hasOwnProperty := 1; $x := 2; $x)',
  '($__proto__ := {"polluted": 1}; $polluted)',
  '($constructor := {"prototype": {"polluted": 1}}; $constructor)',
  '$constructor.prototype ~> |$|{"polluted": 1}|',
  '$string.constructor("return 1")()',
  '$states.input.(constructor.constructor)("return this")()',
  '$map([1], function($v) { $v.constructor.prototype })',
  '$assert($states.input.toString.constructor)',
])('JSONata changes nothing by %s', async (expression) => {
  const machine = single(
    JSON.stringify({ Type: 'Pass', Output: `{% ${expression} %}`, Assign: { __x: 1 }, End: true }),
    'A',
    'JSONata',
  );
  const input = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"b":1}}',
  ) as Json;
  const { result } = await run({ machine, input });
  expect(['SUCCEEDED', 'FAILED']).toContain(result.status);
  expect(inherited()).toEqual(before);
});

test.each(NAMES)('a variable is never what objects inherit: %s', async (name) => {
  const States = {
    A: { Type: 'Pass', Assign: { safe: 1 }, Next: 'B' },
    B: { Type: 'Pass', Parameters: { 'out.$': `$${name}` }, End: true },
  };
  const { result } = await run({ machine: { StartAt: 'A', States } });
  expect(result.status).toBe('FAILED');
});
