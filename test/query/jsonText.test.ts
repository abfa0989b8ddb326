import { expect, test } from 'vitest';
import fc from '../harness/properties';
import { jsonText } from '../../core/query';
import type { Json } from '../../core/json';

test.each<[Json, string]>([
  [{ b: 1, a: [true, null, 'x/"é'] }, '{"b":1,"a":[true,null,"x/\\"é"]}'],
  [0.1, '0.1'],
  [0.001, '0.001'],
  [0.0001, '1.0E-4'],
  [[-1.5e-7, 'at 1e-7'], '[-1.5E-7,"at 1e-7"]'],
  [9999999.5, '9999999.5'],
  [{ n: 12345678.5 }, '{"n":1.23456785E7}'],
  [10_000_000, '10000000'],
  [-12, '-12'],
  [9_007_199_254_740_992, '9007199254740992'],
  [9.22e18, '9220000000000000000'],
  [[9.3e18, { n: -1e21 }, '12345678901234567890'], '[9.3E18,{"n":-1.0E21},"12345678901234567890"]'],
])('%j is written %s', (value, text) => expect(jsonText(value)).toBe(text));

test('the text reads as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
