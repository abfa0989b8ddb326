/** The example of each JSONata function gives what its documentation says, run as an expression of a state. */
import { expect, test } from 'vitest';
import { JSONATA_FUNCTIONS, JSONATA_SOURCES } from '../../core/catalog/jsonataFunctions';
import { run } from '../interpreter/check';

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
  if (result !== undefined) expect(ended.output).toBe(result);
});
