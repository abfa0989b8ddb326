/** The example of each JSONata function gives what its documentation says, run as an expression of a state. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { ABSENT_JSONATA_FUNCTIONS, JSONATA_FUNCTIONS, JSONATA_SOURCES } from '../../core/catalog/jsonataFunctions';
import { run } from '../interpreter/check';

test('the table has all that the library has, but what Step Functions leaves out', () => {
  const library = readFileSync(createRequire(__filename).resolve('jsonata'), 'utf8');
  const bound = [...library.matchAll(/staticFrame\.bind\('(\w+)'/g)].map(([, name]) => name as string);
  expect(bound).toContain('sum');
  const known = [...JSONATA_FUNCTIONS.map(({ name }) => name), ...Object.keys(ABSENT_JSONATA_FUNCTIONS)];
  expect(bound.filter((name) => !known.includes(name))).toEqual([]);
});

const DIFFERS = new Set(['now', 'millis', 'uuid', 'shuffle']);
const calls = JSONATA_FUNCTIONS.map((spec) => [spec.name, spec] as const);

test.each(calls)('$%s', async (name, { signature, doc, example, result, group }) => {
  expect(signature).toMatch(new RegExp(`^\\$${name}\\(.*\\)$`));
  expect(doc).toMatch(/^\S.*[.:]$/s);
  expect(example).toContain(`$${name}(`);
  expect(JSONATA_SOURCES[group]).toMatch(/^https:/);
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'S',
    States: { S: { Type: 'Pass', Output: `{% ${example} %}`, End: true } },
  };
  const { result: ended } = await run({ machine });
  // An error is what the example of $error gives.
  if (name === 'error' || name === 'assert') return;
  expect(ended).toMatchObject({ status: 'SUCCEEDED' });
  // What differs from call to call has no result to be told.
  expect(result).toBe(DIFFERS.has(name) ? undefined : ended.output);
});
