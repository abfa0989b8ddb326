/**
 * JSONata between values of every kind: what is computed without the library is what the library computes, in `tables/jsonata.txt`
 * what Step Functions adds to it, takes away and says where it fails.
 */
import path from 'node:path';
import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { jsonText } from '../../core/jsonText';
import { compileJsonata, isPromise, isQueryProblem } from '../../core/query';
import type { JsonataScope } from '../../core/query';
import type { JsonObject } from '../../core/json';
import { expectAnswers, expectGolden } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);

const VARIABLES: JsonObject = {
  zero: 0,
  one: 1,
  half: 0.5,
  less: -2,
  large: 1e300,
  text: 'b',
  none: '',
  digit: '1',
  yes: true,
  no: false,
  nothing: null,
  list: [1, 2],
  mixed: [1, 'b', [true]],
  empty: [],
  object: { a: 1, b: { c: [1] } },
  bare: {},
  // Named as a function of the library.
  lowercase: 3,
};
const OPERANDS = [
  ...Object.keys(VARIABLES).map((name) => `$${name}`),
  '$missing',
  '$object.b.c',
  '$object.b.d',
  '$nothing.a',
  '$list.a',
];
const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&', 'and', 'or', 'in'];
const FORMS = [
  '-X',
  '[X]',
  '[X, 1, [X]]',
  '{"k": X}',
  '{"k": X, "k": 1}',
  '{"__proto__": X}',
  '{X: 1}',
  '(X)',
  '(1; X)',
  'X ? 1 : 2',
  'X ? 1',
  'X.a',
  'X[0]',
  'X[]',
  'X.a.b',
  'X^($)',
  'X#$i',
  '$exists(X)',
  '$count(X)',
  '$count(X, 1)',
  '$not(X)',
  '$length(X)',
  '$uppercase(X)',
  '$lowercase(X)',
  '$string(X)',
  '$sum(X)',
  '$max(X)',
  '$boolean(X)',
  '$missing(X)',
];
const CONDITIONS = ['$yes and X', '$no and X', '$yes or X', '$no or X', 'X and $no', 'X or $yes'];

/** What the library gives: JSON text, or undefined where it fails or gives nothing. */
async function ofLibrary(source: string): Promise<string | undefined> {
  const value = jsonata(source).evaluate(undefined, structuredClone(VARIABLES));
  return value.then(
    (result: unknown) => (typeof result === 'function' ? undefined : JSON.stringify(result)),
    () => undefined,
  );
}

async function ours(source: string, scope: JsonataScope): Promise<string> {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) return `at ${compiled.offset}+${compiled.length}: ${compiled.message}`;
  const result = await compiled.evaluate(scope, 'Output');
  return result.ok ? jsonText(result.value) : `${result.error}: ${result.cause}`;
}

/** X and Y are operands. */
const ALL_FORMS = [...OPERATORS.map((operator) => `X ${operator} Y`), ...FORMS, ...CONDITIONS];

test('what is computed without the library is what it computes', async () => {
  const scope: JsonataScope = { states: {}, variables: VARIABLES };
  const differing: string[] = [];
  const lines: string[] = [];
  for (const form of ALL_FORMS) {
    const sources = OPERANDS.flatMap((x) =>
      (form.includes('Y') ? OPERANDS : ['']).map((y) => form.replaceAll(/[XY]/g, (each) => (each === 'X' ? x : y))),
    );
    let atOnce = 0;
    for (const source of sources) {
      const compiled = compileJsonata(source);
      if (isQueryProblem(compiled)) throw new Error(`${source}: ${compiled.message}`);
      const answer = compiled.evaluate(scope, 'Output');
      // The library itself is asked elsewhere.
      if (isPromise(answer)) continue;
      atOnce++;
      const own = answer.ok ? JSON.stringify(answer.value) : undefined;
      const expected = await ofLibrary(source);
      if (own !== expected) differing.push(`${source}: ${own}, not ${expected}`);
    }
    lines.push(`${form}: ${atOnce} of ${sources.length}`);
  }
  expect(differing).toEqual([]);
  // Fewer would be slower runs.
  expectGolden(table('withoutLibrary'), lines);
});

test('what Step Functions adds, takes away and says', async () => {
  const scope: JsonataScope = {
    states: { input: { a: 1 } },
    variables: VARIABLES,
    random: () => 0.25,
    uuid: () => 'u-1',
    now: () => Date.UTC(2030, 0, 2, 3, 4, 5, 6),
  };
  await expectAnswers(table('jsonata'), async (source) => {
    const [full, bare] = [
      await ours(source, scope),
      await ours(source, { states: scope.states, variables: VARIABLES }),
    ];
    const shown = (answer: string): string =>
      answer.replace(/The JSONata expression '.*' specified for the field 'Output' /, '');
    return full === bare ? shown(full) : `${shown(full)}  |  without a host: ${shown(bare)}`;
  });
});
