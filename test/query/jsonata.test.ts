import jsonata from 'jsonata';
import { JSONATA_FUNCTIONS } from '../../core/catalog/jsonataFunctions';
import { describe, expect, test } from 'vitest';
import fc from '../harness/properties';
import { compileJsonata, compileJsonataTemplate, isPromise, isQueryProblem, jsonataSource } from '../../core/query';
import type { JsonataScope } from '../../core/query';
import type { Json } from '../../core/json';

const scope: JsonataScope = {
  states: {
    input: {
      a: 1,
      list: [1, 2, 3],
      one: [7],
      name: 'Ada',
      deep: { list: [{ n: 1 }, { n: 2 }] },
      yes: true,
      nothing: null,
    },
    context: { Execution: { Name: 'run-1' } },
    result: { ok: true },
  },
  variables: { v: 5, text: 'x', none: null },
  random: () => 0.25,
  uuid: () => 'u-1',
  now: () => Date.UTC(2030, 0, 2, 3, 4, 5, 6),
  giveWay: () => new Promise((resolve) => setImmediate(resolve)),
};

/** The JSON text of the result, `Error (location): cause`, or `at offset+length: message`. */
async function evaluate(source: string, given = scope): Promise<string> {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) return `at ${compiled.offset}+${compiled.length}: ${compiled.message}`;
  const result = await compiled.evaluate(given, 'Output');
  return result.ok ? JSON.stringify(result.value) : `${result.error} (${result.location}): ${result.cause}`;
}

function check(cases: Readonly<Record<string, string>>): void {
  test.each(Object.entries(cases))('%s', async (source, expected) => expect(await evaluate(source)).toBe(expected));
}

describe('what Step Functions adds and takes away', () => {
  check({
    '$partition([1,2,3,4,5], 2)': '[[1,2],[3,4],[5]]',
    '$range(1, 10, 4)': '[1,5,9]',
    "$hash('Hi', 'SHA-1')": '"94dd9e08c129c785f7f256e82fbe0a30e6d1ae40"',
    '$random()': '0.25',
    '$random(42)': '0.7275636800328681',
    '$uuid()': '"u-1"',
    '$parse(\'{"a": 1.0}\').a': '1',
    "$parse('-0')": '0',
    '$now()': '"2030-01-02T03:04:05.006Z"',
    '$millis() - 1': '1893553445005',
    // What a picture leaves open is of the host's day.
    "$toMillis('10:30', '[H]:[m]') - $millis()": String(Date.parse('2030-01-02T10:30:00Z') - 1893553445006),
    // The chance is a quarter at each step.
    '$shuffle([1, 2, 3, 4, 5])': '[3,5,2,1,4]',
    '$shuffle([1])': '[1]',
    "$eval('1')": failed("$eval('1')", 'threw an error during evaluation. T1006: Attempted to invoke a non-function'),
  });
});

describe('results', () => {
  check({
    ' $states.input.deep.list.n ': '[1,2]',
    '$states.input.one': '[7]',
    '$states.input.one[0]': '7',
    '$states.input.list[$ > 1]': '[2,3]',
    '$states.input.list[$ > 2]': '3',
    '$states.input.list[$ > 2][]': '[3]',
    '$map($states.input.list, function($i) { $i * $v })': '[5,10,15]',
    '$sum($states.input.list) + $v': '11',
    $none: 'null',
    '$x := 3; 1': 'at 7+1: ";" is not expected here',
    '($x := 3; $x)': '3',
    '1/0': '"Infinity"',
    '$string(1e20)': '"100000000000000000000"',
    '$string(1e21)': '"1e+21"',
    '$count([1..500])': '500',
    '[1,2][]': '[1,2]',
    '$states.input.constructor': failed('$states.input.constructor', 'returned nothing (undefined).'),
    '{"a": 1}.toString': failed('{"a": 1}.toString', 'returned nothing (undefined).'),
    '$lookup($states.input, "__proto__")': failed(
      '$lookup($states.input, "__proto__")',
      'returned nothing (undefined).',
    ),
    '$lookup($states.input, "name")': '"Ada"',
  });
});

function failed(source: string, what: string): string {
  return `States.QueryEvaluationError (Output): The JSONata expression '${source}' specified for the field 'Output' ${what}`;
}

describe('failures', () => {
  check({
    $missing: failed('$missing', 'returned nothing (undefined).'),
    '$f := function($x) { $x }': failed('$f := function($x) { $x }', 'returned an unsupported result type.'),
    '[$sum]': failed('[$sum]', 'returned an unsupported result type.'),
    '1 + "a"': failed(
      '1 + "a"',
      'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
    ),
    '($f := function($n) { 1 + $f($n) }; $f(1))': failed(
      '($f := function($n) { 1 + $f($n) }; $f(1))',
      'threw an error during evaluation. Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. Depth=101 max=100',
    ),
    '1 +': 'at 2+1: it ends too early',
    '$states.input[': 'at 13+1: "]" is expected before the end',
    '"abc': 'at 3+1: a string lacks its closing quote',
    '': 'at 0+1: it ends too early',
  });

  test('an expression that would not end is stopped, and others get their turn meanwhile', async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const result = await evaluate('($f := function($n) { $f($n + 1) }; $f(1))', { ...scope, mostNodes: 100_000 });
    clearInterval(ticking);
    expect(result).toContain('Expression evaluation timeout: Check for infinite loop');
    expect(turns).toBeGreaterThan(0);
  });

  test('evaluations of one expression side by side keep their own chance and depth', async () => {
    const compiled = compileJsonata('$join($map([1..30], function($i) { $string($random()) }), "")');
    if (isQueryProblem(compiled)) throw new Error(compiled.message);
    const results = await Promise.all(
      [1, 2, 3].map((digit) => compiled.evaluate({ states: {}, random: () => digit }, 'Output')),
    );
    expect(results).toEqual([1, 2, 3].map((digit) => ({ ok: true, value: String(digit).repeat(30) })));
  });
});

test('no expression reaches what all objects share', async () => {
  const attempts = [
    '$states.input.__proto__.__defineGetter__("polluted", $states.input.constructor)',
    '$lookup($states.input, "__proto__").__defineGetter__("polluted", $lookup($states.input, "constructor"))',
    '($o := {}; $o.constructor.assign($o.__proto__, {"polluted": 1}))',
    '$merge([{"__proto__": {"polluted": 1}}, {"a": 1}])',
  ];
  for (const source of attempts) await evaluate(source);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('templates', () => {
  const evaluateTemplate = async (value: Json) => {
    const result = await compileJsonataTemplate(value).evaluate(scope, 'Output');
    return result.ok ? JSON.stringify(result.value) : `${result.location}: ${result.cause}`;
  };
  test.each<[Json, string]>([
    [{ b: '{% $v %}', a: [1, '{%$states.input.list%}', ' {% $v %} '] }, '{"b":5,"a":[1,[1,2,3]," {% $v %} "]}'],
    ['{% $map([1,2], function($x) { $x + 1 }) %}', '[2,3]'],
    [{ a: '{% $map([1,2], function($x) { $x + 1 }) %}', b: '{% $v %}' }, '{"a":[2,3],"b":5}'],
    [
      { a: { b: [1, '{% $missing %}'] } },
      "Output/a/b[1]: The JSONata expression '$missing' specified for the field 'Output/a/b[1]' returned nothing (undefined).",
    ],
  ])('%j', async (template, expected) => expect(await evaluateTemplate(template)).toBe(expected));

  test('without expressions the value itself is used', () => {
    const value = { a: ['$v', '{% half'] };
    const template = compileJsonataTemplate(value);
    expect(template).toMatchObject({ constant: true, synchronous: true });
    expect(template.evaluate(scope, 'Output')).toEqual({ ok: true, value });
  });

  test('problems name their place, counted from the start of the string', () => {
    const { problems } = compileJsonataTemplate({ a: ['{% 1 + %}'] });
    expect(problems).toMatchObject([{ path: ['a', 0], problem: { offset: 6 } }]);
  });

  test.each([
    ['{% $v %}', ' $v '],
    ['{%%}', ''],
    ['{%}', undefined],
    ['x {% $v %}', undefined],
  ])('%s', (text, source) => expect(jsonataSource(text)?.source).toBe(source));
});

describe('the synchronous forms', () => {
  const simple = [
    '$states.input.a',
    '$states.input.list',
    '$states.input.deep.list.n',
    '$states.input.nothing.x',
    '$states.input.missing.x',
    '$v * 2 - -$states.input.a',
    '$v % 2',
    '$v / 2',
    '$text & 1 & $states.input.yes & $states.input.missing',
    '$text = "x" and $states.input.yes',
    '$text != "x" or $v >= 5',
    '$states.input.a = "1"',
    '$states.input.missing = $states.input.other',
    '$states.input.missing > 1',
    '$states.input.nothing = null',
    '$text < 5',
    '{"a": $v, "b": [1, $states.input.list, [2], $states.input.missing], "c": $states.input.missing}',
    '$states.input.yes ? "y" : "n"',
    '$states.input.missing ? 1',
    '($v)',
    '$exists($states.input.missing)',
    '$count($states.input.list)',
    '$count($states.input.a)',
    '$sum($states.input.list)',
    '$not($states.input.yes)',
    '$length($states.input.name)',
    '$uppercase($text)',
    '$string($v)',
    '$string(1.25)',
    '$states.input.one',
    '"literal"',
    '-$v',
  ];

  test.each(simple)('%s gives what the library gives', async (source) => {
    const library = await jsonata(source)
      .evaluate(undefined, { ...scope.variables, states: scope.states })
      .then(
        (value: unknown) => JSON.stringify(value),
        () => undefined,
      );
    const ours = await evaluate(source);
    if (library === undefined) expect(ours).toContain('States.QueryEvaluationError');
    else expect(ours).toBe(library);
  });

  test('need no promise', () => {
    for (const source of ['$states.input.a', '{"a": $v, "b": [$text]}', '$sum($states.input.list) + $v > 3']) {
      const compiled = compileJsonata(source);
      expect(!isQueryProblem(compiled) && isPromise(compiled.evaluate(scope, 'Output'))).toBe(false);
    }
  });

  test('a variable hides a function of the same name', async () => {
    expect(await evaluate('$sum', { states: {}, variables: { sum: 3 } })).toBe('3');
    expect(await evaluate('$count([1])', { states: {}, variables: { count: 3 } })).toContain('T1006');
  });
});

test('reading never throws', () => {
  fc.assert(fc.property(fc.string(), (source) => void compileJsonata(source)));
});

describe('the catalogue of functions', () => {
  const examples = JSONATA_FUNCTIONS.filter(({ result }) => result !== undefined);
  test.each(examples.map(({ example, result }) => [example, result]))('%s', async (example, result) => {
    expect(await evaluate(example, { states: { input: {} } })).toBe(result);
  });

  test.each(JSONATA_FUNCTIONS.map(({ name }) => name))('$%s exists', async (name) => {
    expect(await evaluate(`$type($${name})`)).toBe('"function"');
  });
});
