import { describe, expect, test } from 'vitest';
import fc from '../harness/properties';
import { compilePath, isQueryProblem, parseReferencePath, setAtPath } from '../../core/query';
import type { Json } from '../../core/json';

function set(input: Json, path: string, value: Json): string {
  const parsed = parseReferencePath(path);
  if (isQueryProblem(parsed)) return parsed.message;
  const result = setAtPath(input, parsed, value);
  return result.ok ? JSON.stringify(result.value) : `${result.error}: ${result.cause}`;
}

describe('placing a result', () => {
  test.each<[Json, string, string]>([
    [{ a: 1 }, '$', '"R"'],
    [{ a: 1 }, '$.b', '{"a":1,"b":"R"}'],
    [{ a: 1 }, '$.a', '{"a":"R"}'],
    [{ a: { b: 1 } }, '$.a.c', '{"a":{"b":1,"c":"R"}}'],
    [{}, '$.a.b.c', '{"a":{"b":{"c":"R"}}}'],
    [{ a: [1, 2] }, '$.a[1]', '{"a":[1,"R"]}'],
    [{ a: [{ b: 1 }] }, '$.a[0].c', '{"a":[{"b":1,"c":"R"}]}'],
    [{}, "$['__proto__'].x", '{"__proto__":{"x":"R"}}'],
    [{ a: [1] }, '$.a[1]', 'States.ResultPathMatchFailure: Unable to apply step "1" to input {"a":[1]}'],
    [{ a: 1 }, '$.a.b', 'States.ResultPathMatchFailure: Unable to apply step "b" to input {"a":1}'],
    [[1], '$.a', 'States.ResultPathMatchFailure: Unable to apply step "a" to input [1]'],
    [{}, '$.a[0]', 'States.ResultPathMatchFailure: Unable to apply step "0" to input {}'],
    [{}, '$.a[*]', 'A reference path names one place: only names and indices are allowed, such as $.order.items[0].'],
  ])('%j with %s', (input, path, expected) => expect(set(input, path, 'R')).toBe(expected));

  test('what was placed is found there, and the input is untouched', () => {
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (names, value) => {
        const path = `$.${names.join('.')}`;
        const parsed = parseReferencePath(path);
        const compiled = compilePath(path);
        if (isQueryProblem(parsed) || isQueryProblem(compiled)) throw new Error('unreadable');
        const input = Object.freeze({ other: 1 }) as Json;
        const result = setAtPath({ other: 1 }, parsed, value as Json);
        fc.pre(names[0] !== 'other');
        expect(result.ok && compiled.evaluate(result.value)).toEqual({ found: true, value });
        expect(input).toEqual({ other: 1 });
      }),
    );
  });
});
