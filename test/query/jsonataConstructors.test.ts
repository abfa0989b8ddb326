/** Groups and long lists: what we evaluate ourselves gives what the library gives, and grows with what it is given. */
import { expect, test } from 'vitest';
import { evaluateAlone, expectAsLibrary } from './asLibrary';

const ROWS = '[{ "k": "a", "n": 1 }, { "k": "b", "n": 2 }, { "k": "a", "n": 3 }, { "n": 4 }]';
const MANY = Array.from({ length: 40 }, (_, index) => index % 7);

test.each([
  `${ROWS}{ k: n }`,
  `${ROWS}{ k: $ }`,
  `${ROWS}{ k: $sum(n), "all": $count(k) }`,
  `${ROWS}{ k: n, "a": 1 }`,
  `${ROWS}{ n: k }`,
  `${ROWS}{ k: nothing }`,
  `${ROWS}[n = 1]{ k: $ }`,
  `${ROWS}[n = 9]{ "k": 1 }`,
  `${ROWS}[n = 9]{ k: 1 }`,
  `(${ROWS}){ k: $[0].n }`,
  `({ "list": ${ROWS} }).list{ k: n }`,
  `{ "list": ${ROWS} }.list.n{ $string($): $ * 2 }`,
  `{ "list": [[1, 2], [3]] }.list{ "x": $ }`,
  `{ "list": [[[1, 2], [3]]] }.list{ "x": $ }`,
  `[1, 2].[3, 4]{ $string($): $ }`,
  `[1].[3, 4]{ $string($): $ }`,
  `[[1, 2], [3]]{ "x": $ }`,
  `[]{ "x": $ }`,
  `[{ "a": [1, 2] }, { "a": 3 }, { "a": [4] }].a{ "x": $ }`,
  `nothing{ "x": 1 }`,
  `1{ "x": $ }`,
  `"text"{ $: $length($) }`,
  `[1..5]{ $string($ % 2): $ }`,
  `[3, 1, 2]{ $string($): $ }`,
  `["b", "a", "10", "9"]{ $: $ }`,
  `["__proto__", "constructor", "hasOwnProperty"]{ $: 1 }`,
  `${ROWS}@$r{ $r.k: $r.n }`,
  `${ROWS}#$i{ k: $i }`,
  `{ "k": 5, "list": ${ROWS} }.list{ "x": n }.x`,
  `($by := "k"; ${ROWS}[k]{ $lookup($, $by): n })`,
  `(${ROWS}[k]{ k: $last := n }; $last)`,
  `$map([1, 2], function($v) { [1, 2]{ $string($): $ * $v } })`,
  `[1..3]{ "n": [1..3]{ $string($): $ } }`,
  `[1..1100].{ "x": $ }[5]`,
  `[[1..1100]].{ "all": $count($) }`,
  `[[1..1100]].{ $string($ % 3): $sum($), "x": 1 }`,
  `[[1..1100]].{ ${MANY.map((n, index) => `"k${index}": ${n}`).join(', ')} }.k39`,
  `([1..1100]; $f := function($l) { $l{ $string($ % 2): $count($) } }; $f([1..1100]))`,
  `[${MANY.join(', ')}]`,
  `[${MANY.join(', ')}, [1, 2], [], nothing, [[3]]]`,
  `[[${MANY.join(', ')}]]`,
  `[1, [${MANY.join(', ')}], 2]`,
  `[${MANY.map((n) => `[${n}]`).join(', ')}].$`,
  `[1, 2].[${MANY.join(', ')}]`,
  `[[${MANY.join(', ')}], [9]].$sum($)`,
  `($l := [7, 8]; [${MANY.join(', ')}, $l])`,
  `[${MANY.join(', ')}, 1 + "a"]`,
  `$split("a,b,,c", ",")`,
  `$split("a,b", ",", 1.5)`,
  `$split("${'ab'.repeat(6)}", "")`,
  `$trim("  a \\n b\\t ")`,
  `$trim(" ")`,
  `$zip([1, 2, 3], ["a", "b"], [[1], [2]])`,
  `$zip([1], 2)`,
  `$zip()`,
  `$reverse([1, [2], 3])`,
  `$reverse([1])`,
])('%s gives what the library gives', expectAsLibrary);

const LONG_TEXT = `$join($map([1..30000], function($v) { "a b" }), ", ")`;
test.each([
  [`$split(${LONG_TEXT}, ", ")`, `$split(${LONG_TEXT}, ", ", 3)`, `$split(${LONG_TEXT}, "")[-1]`],
  [`$trim(" " & ${LONG_TEXT} & "  ")`, `$length($trim($pad("", 50000, " x  ")))`],
  [`$replace(${LONG_TEXT}, "a", "cd")`],
  [`$reverse([1..30000])[0]`, `$zip([1..30000], [2..30001])[-1]`, `$count($distinct([1..30000]))`],
])('of long values too: %s', async (...sources) => {
  for (const source of sources) await expectAsLibrary(source);
});

const FOUND = (value: unknown) => ({ ok: true, value });

test('a group may have more keys than an evaluation may be deep', async () => {
  expect(await evaluateAlone('$count($keys([1..12000]{ $string($): $ }))')).toEqual(FOUND(12_000));
  expect(await evaluateAlone('$count($keys([[1..12000]].{ $string($): $ }))')).toEqual(FOUND(12_000));
});

test('members are as deep as what they stand in, and no deeper', async () => {
  const deep = (levels: number) =>
    evaluateAlone(`($f := function($n) { $n = 0 ? 1 : { "a": 1, "b": [2, $f($n - 1), 3] } }; $f(${levels}).b[0])`);
  expect(await deep(10)).toEqual(FOUND(2));
  expect(await deep(30)).toMatchObject({ ok: false, cause: expect.stringContaining('Stack overflow') as string });
});

test('what fails in one member ends the evaluation, without the others', async () => {
  let begun = 0;
  const random = (): number => begun++;
  const result = await evaluateAlone('[1..2000]{ $string($): $random() + ($ = 3 ? "a" : 1) }', { random });
  expect(result).toMatchObject({ ok: false, cause: expect.stringContaining('T2002') as string });
  expect(begun).toBe(3);
});

test('items of one key cost no copy of the others', async () => {
  expect(await evaluateAlone('[1..100000]{ "all": $count($) }', { mostNodes: 1_000_000 })).toEqual(
    FOUND({ all: 100_000 }),
  );
});
