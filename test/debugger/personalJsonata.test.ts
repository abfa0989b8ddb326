/** What a person types at a stop, as JSONata: what is spelled otherwise, what stays, and what of it is the machine's own language. */
import { expect, test } from 'vitest';
import { endOfPath, readPersonalJsonata } from '../../debugger/personalJsonata';

/** The source, in which operands stand as `<…>`. */
function read(text: string, language: 'JSONPath' | 'JSONata'): string {
  const { source, operands } = readPersonalJsonata(text, language);
  return operands.reduce((written, { name, text: own }) => written.replaceAll(`$${name}`, () => `<${own}>`), source);
}

test.each<[text: string, path: string, jsonata: string]>([
  ['1 + 2', '1 + 2', '1 + 2'],
  ['$.a', '<$.a>', '$states.input.a'],
  [' $ ', '<$>', '$states.input'],
  ['$$.Map.Item', '<$$.Map.Item>', '$states.context.Map.Item'],
  ['$x.a', '$x.a', '$x.a'],
  ['$x[?(@.a)]', '<$x[?(@.a)]>', '$x[?(@.a)]'],
  ['$x.*', '<$x.*>', '$x.*'],
  ['$x[0].b', '$x[0].b', '$x[0].b'],
  ['$sum($.a)', '$sum(<$.a>)', '$sum($states.input.a)'],
  ['$states.input.a', '$states.input.a', '$states.input.a'],
  ['$.a == 1', '<$.a> = 1', '$states.input.a = 1'],
  ['$.a === 1', '<$.a> = 1', '$states.input.a = 1'],
  ['$.a !== 1', '<$.a> != 1', '$states.input.a != 1'],
  ['$.a != 1', '<$.a> != 1', '$states.input.a != 1'],
  ['$.a&&$.b', '<$.a> and <$.b>', '$states.input.a and $states.input.b'],
  ['$.a||$.b', '<$.a> or <$.b>', '$states.input.a or $states.input.b'],
  ['!$.a', '$not($boolean(<$.a>) = true)', '$not($boolean($states.input.a) = true)'],
  [
    '! !$.a',
    '$not($boolean($not($boolean(<$.a>) = true)) = true)',
    '$not($boolean($not($boolean($states.input.a) = true)) = true)',
  ],
  [
    '!($.a = 1) and 2',
    '$not($boolean((<$.a> = 1)) = true) and 2',
    '$not($boolean(($states.input.a = 1)) = true) and 2',
  ],
  [
    '!$exists($.a) and 2',
    '$not($boolean($exists(<$.a>)) = true) and 2',
    '$not($boolean($exists($states.input.a)) = true) and 2',
  ],
  ['!a', '$not($boolean(a) = true)', '$not($boolean(a) = true)'],
  ['!($.a', '$not($boolean((<$.a>) = true)', '$not($boolean(($states.input.a) = true)'],
  ['"$.a == 1"', '"$.a == 1"', '"$.a == 1"'],
  ["'$.a' & `!`", "'$.a' & `!`", "'$.a' & `!`"],
  ['"open', '"open', '"open'],
  ['/* $.a */ 1', '/* $.a */ 1', '/* $.a */ 1'],
  ['/* open', '/* open', '/* open'],
  ['$match(a, /$.a!/i)', '$match(a, /$.a!/i)', '$match(a, /$.a!/i)'],
  ['$.a / $.b / 2', '<$.a> / <$.b> / 2', '$states.input.a / $states.input.b / 2'],
  ['(1) / $.b', '(1) / <$.b>', '(1) / $states.input.b'],
  ['1 in /a/', '1 in /a/', '1 in /a/'],
  ['$x[$ = 1]', '<$x[$ = 1]>', '$x[$ = 1]'],
  ['[1,2][$$ = 1]', '[1,2][$$ = 1]', '[1,2][$$ = 1]'],
  ['[$.a]', '[<$.a>]', '[$states.input.a]'],
  ['{"a": $.b}', '{"a": <$.b>}', '{"a": $states.input.b}'],
  ['$x.($.a)', '$x.($.a)', '$x.($.a)'],
  ['$x.[$x] ~> $f', '$x.[$x] ~> $f', '$x.[$x] ~> $f'],
  ['$x[0] = $.a', '$x[0] = <$.a>', '$x[0] = $states.input.a'],
  ["States.Format('{}', $.a) = 'x'", "<States.Format('{}', $.a)> = 'x'", "States.Format('{}', $states.input.a) = 'x'"],
  [
    '!States.ArrayContains($.a, 1)',
    '$not($boolean(<States.ArrayContains($.a, 1)>) = true)',
    '$not($boolean(States.ArrayContains($states.input.a, 1)) = true)',
  ],
  ['States.UUID(', '<States.UUID(>', 'States.UUID('],
  ['{% $.a %}', '$states.input.a', '$states.input.a'],
  ['Größe = 1', 'Größe = 1', 'Größe = 1'],
])('%s is %s, and in a JSONata state %s', (text, path, jsonata) =>
  expect([read(text, 'JSONPath'), read(text, 'JSONata')]).toEqual([path, jsonata]),
);

test.each<[before: string, path: string, behind: string]>([
  ['', '$', ''],
  ['1 + ', '$.a.b', ' + 2'],
  ['', '$$.Task.Token', ')'],
  ['', "$x['a b'][0]", '.'],
  ['', '$..a..*', ''],
  ['', '$..[0]', ''],
  ['', '$.a-b.c', '-1'],
  ['', '$.a.length()', '()'],
  ['', '$.a', '[0'],
  ['', '$', '..[0'],
  ['', '$', '.-a'],
])('in %j%j%j the path ends', (before, path, behind) =>
  expect(endOfPath(before + path + behind, before.length)).toBe(before.length + path.length),
);
