/** The example of each intrinsic function gives the result that stands beside it. */
import { expect, test } from 'vitest';
import { INTRINSICS } from '../../core/catalog/intrinsics';
import { compileIntrinsic, isQueryProblem } from '../../core/query';

/** Their results are another each time. */
const RANDOM = ['States.MathRandom', 'States.UUID'];

test.each(
  INTRINSICS.filter(({ name }) => !RANDOM.includes(name)).map(({ name, example, result }) => [name, example, result]),
)('%s: %s', (name, example, result) => {
  expect(example.startsWith(`${name}(`)).toBe(true);
  const compiled = compileIntrinsic(example);
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  const found = compiled.evaluate({ input: null, context: {}, variables: {}, random: () => 0, uuid: () => '' });
  expect(found).toEqual({ ok: true, value: JSON.parse(result) as unknown });
});
