import { expect, test } from 'vitest';
import { evaluateAlone, expectAsLibrary } from './asLibrary';

const LIST =
  '[{ "n": 2, "name": "b" }, { "n": 3, "name": "c", "only": 1 }, { "n": 1, "name": "d" }, { "n": 2, "name": "a" }]';

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
  '[3, 1, 2]^($)',
  '[3, 1, 2]^(>$)',
  '["b", "a"]^($)',
  `${LIST}^(n)`,
  `${LIST}^(>n, name)`,
  `${LIST}^(>n, >name).name`,
  `${LIST}^(n)[0]`,
  `${LIST}^(n)[-1].name`,
  `${LIST}^(n)[9].name`,
  `${LIST}^(n)[0][0].name`,
  `${LIST}^(n)[n = 2].name`,
  `${LIST}^(n)[n = 2]`,
  `${LIST}^(n)[[0..1]]`,
  `${LIST}^(n)[name = "c"]^(name)`,
  `${LIST}[n = 2]^(name).name`,
  `${LIST}[n = 1]^(name)`,
  `${LIST}[n = 1]^(name).name`,
  `${LIST}^(n).{ "of": name }^(of)`,
  `${LIST}^(n)^(>name).name`,
  `${LIST}^(>missing, name).name`,
  `${LIST}^(only)`,
  `${LIST}^(>only).name`,
  `${LIST}^(n + "a")`,
  `${LIST}^($)`,
  `[1, "a"]^($)`,
  `[{ "a": 1 }, { "a": "x" }]^(a)`,
  `[{ "a": 1 }]^(a)`,
  `[{ "a": [1] }]^(a)`,
  `[1]^($)`,
  `[]^($)`,
  `nothing^($)`,
  `nothing^($).a`,
  `${LIST}[]^(n).name`,
  `${LIST}[n = 1]^(n)[].name`,
  `${LIST}[n = 1]^(n)[]`,
  `${LIST}^(n){ name: n }`,
  `${LIST}[n = 1]^(n){ name: n }`,
  `(${LIST})^(n).name`,
  `{ "list": ${LIST} }.list^(n).name`,
  `{ "list": [[3, 2], [1, 9]] }.list^($).$string()`,
  `[[3, 1], [2, 5]]^($[0])`,
  `[[3, 1], [2, 5]]^($[0])[0]`,
  `[[3, 1], [2, 5]]^($[0])[0].$sum($)`,
  `[[3, 1], [2, 5]]^($[0]).$sum($)`,
  `[[3, 1]]^($[0]).$sum($)`,
  `[1, 2].[3, 1]^($)`,
  `{ "a": 1 }.[3, 1]^($)`,
  `($by := "n"; ${LIST}^($lookup($, $by)).name)`,
  `($list := ${LIST}; $list^(n).(n & name))`,
  `($f := function($l) { $l^(>$) }; $f([1, 2, 3]))`,
  `$map([1, 2], function($v) { [1, 2, 3]^(>$ * $v) })`,
  `${LIST}@$x^(n).$x.name`,
  `${LIST}#$i^(>n).$i`,
  `{ "k": 1, "list": ${LIST} }.list^(n + %.k).name`,
  `{ "k": 5, "list": ${LIST} }.list.(%.k & name)^($)`,
  `$count(${LIST}^(n)) & $string([2, 1]^($))`,
  `${LIST}.n^($) = [1, 2, 2, 3]`,
  `[[2, 1]].$^($)`,
  `([[2, 1], [4, 3]]).($^($))`,
])('%s gives what the library gives', expectAsLibrary);

test('what is long is sorted without a copy for each of its items', async () => {
  const result = await evaluateAlone('$sort([1..30000], function($l, $r) { $l < $r })[0]');
  expect(result).toEqual({ ok: true, value: 30000 });
});

test('what is long is ordered likewise, each key evaluated once', async () => {
  expect(await evaluateAlone('[1..20000]^(>$)[0]')).toEqual({ ok: true, value: 20000 });
  expect(await evaluateAlone('($rows := [1..20000].{ "n": $ }; $rows^(n % 10, >n)[-1].n)')).toEqual({
    ok: true,
    value: 9,
  });
});

test('what the library sorts counts as more work, since it takes memory by the square of the length', async () => {
  const rows = (path: string) => evaluateAlone(`($rows := [1..200].{ "n": $ }; ${path})`, { mostNodes: 10_000 });
  expect(await rows('$rows^(>n)[0].n')).toEqual({ ok: true, value: 200 });
  expect(await rows('$rows@$x^(>$x.n)[0].$x.n')).toMatchObject({
    ok: false,
    cause: expect.stringContaining('timeout') as string,
  });
});
