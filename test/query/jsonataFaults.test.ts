/** No cause of a failure has JavaScript's own words: AWS's history has none. */
import { expect, test } from 'vitest';
import { JSONATA_FUNCTIONS } from '../../core/catalog/jsonataFunctions';
import { compileJsonata, isQueryProblem } from '../../core/query';
import type { JsonataScope } from '../../core/query';
import fc from '../harness/properties';

/** What V8 and Node say of their errors. */
const HOST_WORDS =
  /Error:|is not a function|not iterable|undefined \(|properties of (?:undefined|null)|not defined|Cannot |Invalid (?:array|string|time|regular|count)|circular|call stack|toFixed|must be between 0 and 100|out of range at|\bat .+:\d+:\d+|InvalidCharacter|malformed|BigInt|prototype/;

const scope: JsonataScope = {
  states: { input: { list: [1, 'a', null], name: 'Ada' } },
  variables: { deep: deep(300), wide: Array.from({ length: 300 }, (_, index) => index) },
  random: () => 0.5,
  uuid: () => 'u',
  now: () => 0,
};

function deep(levels: number): [] {
  let list: unknown[] = [];
  for (let level = 0; level < levels; level++) list = [list];
  return list as [];
}

const ODD = [
  ...['1', '-1', '0', '0.5', '1e300', '-1e300', '1/0', '-1/0', '1e21', '99', '101', '2147483648', '9007199254740993'],
  ...[
    '"a"',
    '""',
    '"!!!"',
    '"\\ud800"',
    '"%E0%A4%A"',
    '"[Y"',
    '"[Q]"',
    '"[Y0001]-[M01]"',
    '"#,##0.00"',
    '"0e0"',
    '"x"',
    '"I"',
  ],
  ...['"w"', '"\\u0661"', '"2030-13-45"', '"[Y][M]"', '"constructor"', '"__proto__"', '"\\u0000"', '"𝒳"'],
  ...[
    'null',
    'true',
    'false',
    '[]',
    '[[]]',
    '{}',
    '{"a": [1, {}]}',
    '{"zero-digit": ""}',
    '{"digit": 1}',
    '[1, "a", null]',
  ],
  ...['[1, 2]', '["b", "a"]', '[{"a": 1}, {"a": 2}]', '$nothing', '$deep', '$wide', '$states.input', '$sum', '$uuid'],
  ...['/a/', '/(a|aa)+$/', '/()/', 'function($x) { $x }', 'function() { 1 }', 'function($a, $b) { $a < $b }'],
  ...['$substring(?, 1)', '$string ~> $length', 'function($s) { {"match": 1, "start": 0, "end": 1, "groups": []} }'],
];

async function causeOf(source: string): Promise<string> {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) return '';
  const result = await compiled.evaluate(scope, 'Output');
  // The source stands in the cause.
  return result.ok ? '' : result.cause.slice(result.cause.lastIndexOf("specified for the field 'Output'"));
}

const NAMES = JSONATA_FUNCTIONS.map(({ name }) => name);

test.each(NAMES)('$%s of one value of each odd kind, or of none', async (name) => {
  for (const call of [`$${name}()`, ...ODD.map((value) => `$${name}(${value})`)]) {
    expect(await causeOf(call)).not.toMatch(HOST_WORDS);
  }
});

test('calls of more values, and operators between them', async () => {
  const value = fc.constantFrom(...ODD);
  const call = fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom('', '$states.input.name.', '$states.input.'),
      fc.array(value, { maxLength: 3 }),
    )
    .map(([name, before, args]) => `${before}$${name}(${args.join(', ')})`);
  const operation = fc
    .tuple(value, fc.constantFrom('+', '-', '&', '=', '<', 'in', 'and', '..', '~>', '.', '^', '['), value)
    .map(([left, operator, right]) => {
      if (operator === '[') return `${left}[${right}]`;
      return operator === '^' ? `${left}^(${right})` : `(${left}) ${operator} (${right})`;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: call }, operation), async (source) => {
      expect(await causeOf(source)).not.toMatch(HOST_WORDS);
    }),
    { numRuns: 500 },
  );
});
