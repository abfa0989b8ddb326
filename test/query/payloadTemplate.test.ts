import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../core/query';
import type { Json } from '../../core/json';

const scope = {
  input: { a: 1, list: [1, 2], name: 'Ada' },
  context: { Map: { Item: { Index: 4 } } },
  variables: { v: { w: 'x' } },
};

function evaluate(template: Json): string {
  const result = compileTemplate(template).evaluate(scope);
  return result.ok ? JSON.stringify(result.value) : `${result.error}: ${result.cause}`;
}

describe('payload templates', () => {
  test.each<[string, Json, string]>([
    ['literals stay', { a: '$.a', b: [null, 1.5] }, '{"a":"$.a","b":[null,1.5]}'],
    [
      'paths of all roots',
      { i: { 'x.$': '$.a' }, 'c.$': '$$.Map.Item.Index', 'v.$': '$v.w' },
      '{"i":{"x":1},"c":4,"v":"x"}',
    ],
    ['calls', { 'sum.$': 'States.MathAdd($.a, 1)' }, '{"sum":2}'],
    ['objects in arrays', { list: [{ 'x.$': '$.name' }, 2] }, '{"list":[{"x":"Ada"},2]}'],
    ['several values', { 'all.$': '$.list[*]', 'none.$': '$.list[?(@ > 5)]' }, '{"all":[1,2],"none":[]}'],
    [
      'literals first, then expressions by their hash',
      { 'b.$': '$.a', z: 0, 'a.$': '$.a', y: 0 },
      '{"z":0,"y":0,"a":1,"b":1}',
    ],
    ['a key that objects inherit', { '__proto__.$': '$.a' }, '{"__proto__":1}'],
    [
      'a missing path',
      { deep: { 'value.$': '$.missing' } },
      `States.Runtime: The JSONPath '$.missing' specified for the field 'value.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
    [
      'a missing parent',
      { 'value.$': '$.missing.child' },
      `States.Runtime: The JSONPath '$.missing.child' specified for the field 'value.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
    [
      'no expression',
      { 'value.$': 'hello' },
      "States.Runtime: The value for the field 'value.$' must be a valid JSONPath or a valid intrinsic function call",
    ],
  ])('%s', (_name, template, expected) => expect(evaluate(template)).toBe(expected));

  test('without expressions the value itself is used', () => {
    const value = { a: [1, { b: 2 }] };
    const template = compileTemplate(value);
    expect(template.constant).toBe(true);
    expect(template.evaluate(scope)).toEqual({ ok: true, value });
  });

  test('problems name their place', () => {
    const { problems } = compileTemplate({ a: [{ 'b.$': '$.x[' }], 'c.$': 5, 'd.$': 'States.Nope()' });
    expect(problems.map(({ path, problem }) => [path.join('/'), problem.offset])).toEqual([
      ['c.$', 0],
      ['d.$', 0],
    ]);
  });
});
