/**
 * Whole tables of answers, in `tables/`: each operator of a filter between values of every kind, each function at the end of
 * a path, each intrinsic function with arguments of every kind, and what is said of a text that ends too early.
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import { INTRINSICS } from '../../core/catalog/intrinsics';
import type { Json, JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { compileIntrinsic, compileJsonata, compilePath, isQueryProblem } from '../../core/query';
import type { PathResult, QueryProblem, QueryScope } from '../../core/query';
import { FILTER_OPERATORS } from '../../core/query/path/pathSyntax';
import { parseJaywayPath } from '../../core/query/path/parsePath';
import { compileParsedPath } from '../../core/query/path/compilePath';
import { TAIL_FUNCTIONS } from '../../core/query/path/tailFunctions';
import { expectAnswers, expectGolden } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);

const said = ({ offset, length, message }: QueryProblem): string => `at ${offset}+${length}: ${message}`;
const told = (result: PathResult): string => (result.found ? JSON.stringify(result.value) : result.message);

/** The JSON text of the result, or the message. */
function selected(text: string, document: Json): string {
  const compiled = compilePath(text);
  return isQueryProblem(compiled) ? said(compiled) : told(compiled.evaluate(document));
}

/** Values of every kind, and some that nearly are another. */
const VALUES: readonly Json[] = [
  0,
  1,
  1.5,
  -1,
  '',
  '1',
  'b',
  'abc',
  true,
  false,
  null,
  [],
  [1],
  ['1', 'b'],
  {},
  { a: 1 },
];

test('the operators of filters', () => {
  const short = JSON.stringify;
  const pairs = VALUES.flatMap((l) => VALUES.map((r): JsonObject => ({ l, r, pair: `${short(l)} ${short(r)}` })));
  const lines = FILTER_OPERATORS.flatMap((operator) => {
    const found = JSON.parse(selected(`$[?(@.l ${operator} @.r)].pair`, pairs)) as string[];
    // By what is on the left.
    const rows = VALUES.map((l) => `${short(l)} `).map(
      (left) => [left, found.filter((pair) => pair.startsWith(left))] as const,
    );
    return [
      operator,
      ...rows
        .filter(([, all]) => all.length > 0)
        .map(([left, all]) => `  ${left}: ${all.map((pair) => pair.slice(left.length)).join(' ')}`),
    ];
  });
  expectGolden(table('filterOperators'), lines);
});

test('filters', async () => {
  const items = VALUES.map((v, index): JsonObject => ({ n: index, v }));
  await expectAnswers(table('filters'), (filter) => {
    const path = `$[?(${filter})].n`;
    const answer = selected(path, items);
    // Without what Step Functions adds to it.
    const jayway = parseJaywayPath(path);
    const own = isQueryProblem(jayway) ? said(jayway) : told(compileParsedPath(jayway).evaluate(items));
    return own === answer ? answer : `${answer}; Jayway: ${own}`;
  });
});

const MODELS: JsonObject = {
  numbers: [4, 1, 1, 10],
  mixed: [3, 'x', null, [1], 'y', true],
  none: [],
  object: { a: 1, b: 2 },
  text: 'abc',
  one: 1,
  null: null,
};
const ARGUMENTS = [
  '',
  '0',
  '1',
  '-1',
  '9',
  "'z'",
  '2, 3',
  "'a', 'b'",
  '$.numbers',
  '$.missing',
  '[5, 6]',
  'true',
  'x',
  '1 2',
  '(',
  '@.a',
];

test('functions at the end of a path', () => {
  const lines = [...TAIL_FUNCTIONS.keys(), 'median'].flatMap((name) => [
    name,
    ...Object.keys(MODELS).map((model) => `  ${model}: ${selected(`$.${model}.${name}()`, MODELS)}`),
    ...ARGUMENTS.map((given) => `  mixed (${given}): ${selected(`$.mixed.${name}(${given})`, MODELS)}`),
  ]);
  const further = [
    '$..numbers.length()',
    '$.numbers[*].length()',
    '$.object.keys().length()',
    '$.numbers.length().a',
    '$.missing.length()',
    '$.numbers[?(@ > 1)].sum()',
    '$.length()',
    '$.numbers.length',
    '$.numbers.sum ()',
  ];
  expectGolden(table('tailFunctions'), [...lines, ...further.map((each) => `${each}: ${selected(each, MODELS)}`)]);
});

test('steps of paths', async () => {
  const document: Json = {
    a: { x: 1, y: 2 },
    b: { x: 3 },
    l: [{ x: 1, y: 9 }, { x: { y: 5 } }, [7, 8], null],
    t: 'text',
    n: null,
    'a b': 4,
    "it's": 5,
  };
  await expectAnswers(table('steps'), (text) => {
    const compiled = compilePath(text);
    if (isQueryProblem(compiled)) return said(compiled);
    const { definite, parsed } = compiled;
    const scope: QueryScope = { input: document, context: document, variables: document as JsonObject };
    const inScope = compiled.evaluateIn(scope);
    expect(compiled.valueIn(scope)).toEqual(inScope.found ? inScope.value : undefined);
    const kind = parsed.reference ? 'reference' : definite ? 'definite' : 'several';
    return [...new Set([kind, told(compiled.evaluate(document)), told(inScope)])].join('  |  ');
  });
});

const KINDS: JsonObject = {
  text: '1',
  whole: 2,
  half: 2.5,
  less: -2.5,
  zero: 0,
  yes: true,
  no: false,
  null: null,
  list: [1, 2, 2],
  none: [],
  object: { a: 1 },
  long: 'x'.repeat(10_001),
};
/** An argument of each kind that a function takes. */
const FITTING: Record<string, string> = {
  any: '$.text',
  array: '$.list',
  boolean: '$.no',
  integer: '$.whole',
  number: '$.whole',
  object: '$.object',
  string: '$.text',
};

test('intrinsic functions with arguments of every kind', () => {
  const scope: QueryScope = { input: KINDS, random: () => 0.5, uuid: () => 'u-1' };
  const evaluate = (call: string): string => {
    const compiled = compileIntrinsic(call);
    if (isQueryProblem(compiled)) return said(compiled);
    const result = compiled.evaluate(scope);
    const answer = result.ok ? jsonText(result.value) : `${result.error}: ${result.cause}`;
    // The call itself stands before it.
    const short = answer.replace(`The function '${call}' had the following error: `, '');
    return short.length > 300 ? `${short.slice(0, 70)}… (${short.length} characters)` : short;
  };
  const lines = INTRINSICS.flatMap(({ name, parameters }) => {
    const fitting = parameters.map(({ type }) => FITTING[type]!);
    const calls = [
      [],
      ...parameters.flatMap(({ type }, at) =>
        Object.keys(KINDS)
          .filter((kind) => type !== 'any' || /t$/.test(kind))
          .map((kind) => fitting.with(at, `$.${kind}`)),
      ),
      ...parameters.flatMap((_, at) =>
        ["'b'", '1', 'true', 'null', 'States.Array()', 'States.UUID()'].map((literal) => fitting.with(at, literal)),
      ),
      [...fitting, '1', '2'],
      ['$.missing', ...fitting.slice(1)],
    ];
    return calls.map((args) => `${name}(${args.join(', ')})  →  ${evaluate(`${name}(${args.join(', ')})`)}`);
  });
  expectGolden(table('intrinsics'), [...new Set(lines)]);
});

test('intrinsic calls', async () => {
  const withChance: QueryScope = {
    input: KINDS,
    context: { y: 2 },
    variables: { x: 1, edge: 'x'.repeat(10_000), beyond: 'x'.repeat(10_001) },
    random: () => 0.999,
    uuid: () => 'u-1',
  };
  const evaluate = (call: string, scope: QueryScope): string => {
    const compiled = compileIntrinsic(call);
    if (isQueryProblem(compiled)) return said(compiled);
    const result = compiled.evaluate(scope);
    return (result.ok ? jsonText(result.value) : `${result.error}: ${result.cause}`).slice(0, 400);
  };
  await expectAnswers(table('calls'), (call) => {
    const [own, without] = [evaluate(call, withChance), evaluate(call, { input: KINDS })];
    return /Random|UUID/.test(call) ? `${own}  |  without chance: ${without}` : own;
  });
});

const WHOLE: readonly (readonly [string, (text: string) => unknown])[] = [
  ["$.l[?(@.x == 'a b' && !(@.y in [1, \"2\"]) || @['z'].length() > 1)]['p', \"q\"]", compilePath],
  ['$..l[?(@.x =~ /a\\/b/i)].y[-1,2].concat($.a, "b", 1)', compilePath],
  ['$order[0:2].*.n[ * ]', compilePath],
  ["States.Format('a {} \\{\\}', States.MathAdd($.a['x, y'], -1.5e3), true)", compileIntrinsic],
  ['{% $f := 1 %}', compileJsonata],
  ['($a := function($x){ $x.n[0] & "\\u0041" }; {"k": [1..3].$a($), `b c`: $states.input ~> $sum })', compileJsonata],
];

test('texts that end too early', () => {
  const lines = WHOLE.flatMap(([text, compile]) => {
    const all = Array.from({ length: text.length }, (_, end) => {
      const compiled = compile(text.slice(0, end + 1));
      return isQueryProblem(compiled) ? said(compiled) : 'whole';
    });
    // What is said of one letter more is mostly the same.
    return [
      text,
      ...all.flatMap((said, end) =>
        said === all[end - 1] ? [] : [`  …${text.slice(Math.max(0, end - 7), end + 1)}  →  ${said}`],
      ),
    ];
  });
  expectGolden(table('cutOff'), lines);
});
