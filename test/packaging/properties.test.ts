/** A property that fails says how it is repeated. */
import { expect, test } from 'vitest';
import fc from '../harness/properties';

const repeats = /Repeat it: PROPERTY_SEED=\d+ npx vitest run test.packaging.properties\.test\.ts$/;

test('one that fails at once', () => {
  expect(() => fc.assert(fc.property(fc.integer(), () => false))).toThrow(repeats);
});

test('one that fails in its own time', async () => {
  await expect(fc.assert(fc.asyncProperty(fc.integer(), () => Promise.resolve(false)))).rejects.toThrow(repeats);
});
