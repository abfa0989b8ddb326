/** All operators of JSONPath Choice rules: what each holds of, given literally and by its `…Path` twin. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { CHOICE_OPERATORS } from '../../core/catalog/choiceOperators';
import type { Json } from '../../core/json';
import { run } from './check';
import { machineOf } from './sentenceCases';

interface Row {
  readonly operator: string;
  readonly operand: Json;
  readonly holds: readonly Json[];
  readonly fails: readonly Json[];
}

const file = path.join(__dirname, 'fixtures', 'tables', 'choiceOperators.yaml');
const rows = parseYaml(readFileSync(file, 'utf8')) as Row[];
const names = CHOICE_OPERATORS.map(({ name }) => name);

async function holds(rule: Record<string, Json>, input: Json): Promise<Json> {
  const { result } = await run({ machine: machineOf({ rule }), input });
  return JSON.parse(result.output ?? '"failed"') as Json;
}

describe.each(rows)('$operator $operand', ({ operator, operand, holds: yes, fails: no }) => {
  const values = [
    ...yes.map((value) => ({ value, expected: true })),
    ...no.map((value) => ({ value, expected: false })),
  ];

  test.each(values)('$value: $expected', async ({ value, expected }) => {
    expect(await holds({ Variable: '$.v', [operator]: operand }, { v: value })).toBe(expected);
    expect(await holds({ Not: { Variable: '$.v', [operator]: operand } }, { v: value })).toBe(!expected);
    if (!names.includes(`${operator}Path`)) return;
    expect(await holds({ Variable: '$.v', [`${operator}Path`]: '$.w' }, { v: value, w: operand })).toBe(expected);
  });
});

test('the table tells of every operator', () => {
  const told = new Set(rows.flatMap(({ operator }) => [operator, `${operator}Path`]));
  expect(names.filter((name) => !told.has(name))).toEqual([]);
  expect(names).toHaveLength(39);
});
