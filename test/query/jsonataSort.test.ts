import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { compileJsonata, isQueryProblem } from '../../core/query';

const evaluate = async (source: string) => {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  return compiled.evaluate({ states: { input: null } }, 'Output');
};

test.each([
  '$sort([])',
  '$sort(1)',
  '$sort([3, 1, 2, 1])',
  '$sort(["b", "a", "B"])',
  '$sort([1, "a"])',
  '$sort([{"a": 1}, {"a": 2}])',
  '$sort([{"n": 2, "i": 1}, {"n": 1, "i": 2}, {"n": 2, "i": 3}], function($l, $r) { $l.n > $r.n })',
  '$sort([1, 2, 3, 4, 5], function($l, $r) { true })',
  '[3, 2, 1] ~> $sort(function($l, $r) { $l > $r })',
  '$sort([3, 1, 2]).($ * 2)',
  '$sort([[2], [1]], function($l, $r) { $l[0] > $r[0] })',
])('%s gives what the library gives', async (source) => {
  const theirs: unknown = await jsonata(source)
    .evaluate(null)
    .then(
      (value: unknown) => ({ ok: true, value: JSON.parse(JSON.stringify(value)) as unknown }),
      ({ code, message }: { code: string; message: string }) => ({
        ok: false,
        cause: expect.stringContaining(`${code}: ${message}`) as string,
      }),
    );
  expect(await evaluate(source)).toMatchObject(theirs as object);
});

test('what is long is sorted without a copy for each of its items', async () => {
  const result = await evaluate('$sort([1..30000], function($l, $r) { $l < $r })[0]');
  expect(result).toEqual({ ok: true, value: 30000 });
});
