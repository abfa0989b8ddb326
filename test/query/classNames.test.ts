/** What Java calls a value, and how it prints one: both show in the messages of paths and in `States.Format` (recorded). */
import { expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { javaClassName, javaText } from '../../core/query/javaText';

test.each<[value: Json, name: string, text: string]>([
  [null, 'null', 'null'],
  [[], 'net.minidev.json.JSONArray', '[]'],
  [[{ a: 'b' }], 'net.minidev.json.JSONArray', '[{"a":"b"}]'],
  ['x', 'java.lang.String', 'x'],
  [true, 'java.lang.Boolean', 'true'],
  [1, 'java.lang.Integer', '1'],
  [0x7fffffff, 'java.lang.Integer', '2147483647'],
  [0x80000000, 'java.lang.Long', '2147483648'],
  [-0x7fffffff, 'java.lang.Integer', '-2147483647'],
  [1.5, 'java.lang.Double', '1.5'],
  [{}, 'java.util.LinkedHashMap', '{}'],
  [{ a: 1, b: { c: 'two', d: [null] } }, 'java.util.LinkedHashMap', '{a=1, b={c=two, d=[null]}}'],
])('%j is a %s', (value, name, text) => {
  expect(javaClassName(value)).toBe(name);
  expect(javaText(value)).toBe(text);
});
