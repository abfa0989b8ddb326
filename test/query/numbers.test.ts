/** How numbers are read, compared and written: as Java does, to the last digit. */
import { describe, expect, test, vi } from 'vitest';
import fc from '../harness/properties';
import type { Json } from '../../core/json';
import { copyOf } from '../../core/json';
import { compareNumbers, isExactNumber, isNumber, numberText, readNumber } from '../../core/jsonNumber';
import { jsonText, jsonValue, prettyJsonText } from '../../core/jsonText';
import { jsonEquals } from '../../core/query';
import { javaClassName } from '../../core/query/javaText';

describe('a value is written', () => {
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
    [2 ** 62, '4611686018427387904'],
    [[{ n: -(2 ** 57) }, 2 ** 54 + 4], '[{"n":-144115188075855872},18014398509481988]'],
    [[9.3e18, { n: -1e21 }, '12345678901234567890'], '[9.3E18,{"n":-1.0E21},"12345678901234567890"]'],
  ])('%j as %s', (value, text) => expect(jsonText(value)).toBe(text));

  test('its text reads as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(jsonText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(prettyJsonText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

/** The text of a number, as it is written again, and whether JavaScript’s own number is enough for that. */
describe('a number comes out', () => {
  test.each([
    ['0', '0', 'plain'],
    ['-0', '0', 'plain'],
    ['0.0', '0.0', 'exact'],
    ['-0.0', '-0.0', 'exact'],
    ['10.0', '10.0', 'exact'],
    ['10.00', '10.0', 'exact'],
    ['1e3', '1000.0', 'exact'],
    ['1.5E3', '1500.0', 'exact'],
    ['12e15', '1.2E16', 'exact'],
    ['1.50', '1.5', 'plain'],
    ['1e-7', '1.0E-7', 'plain'],
    ['12345678.5', '1.23456785E7', 'plain'],
    ['9007199254740991', '9007199254740991', 'plain'],
    ['9007199254740993', '9007199254740993', 'exact'],
    ['4611686018427387904', '4611686018427387904', 'plain'],
    ['4611686018427388000', '4611686018427388000', 'exact'],
    ['1234567890123456789', '1234567890123456789', 'exact'],
    ['-9223372036854775808', '-9223372036854775808', 'exact'],
    ['9223372036854775808', '9223372036854775808', 'exact'],
    ['123456789012345678901234567890', '123456789012345678901234567890', 'exact'],
    ['0.30000000000000004', '0.30000000000000004', 'plain'],
    ['0.12345678901234567890', '0.12345678901234567890', 'exact'],
    ['12345678901234567890.0', '12345678901234567890.0', 'exact'],
    ['1.0000000000000000001e-9', '1.0000000000000000001E-9', 'exact'],
    ['123456789.0123456789e12', '1.234567890123456789E+20', 'exact'],
    ['1.234567890123456789e30', '1.234567890123456789E+30', 'exact'],
    ['1e400', 'null', 'plain'],
  ])('%s as %s', (text, written, kind) => {
    const value = jsonValue(text);
    expect(jsonText(value)).toBe(written);
    expect(isExactNumber(value) ? 'exact' : 'plain').toBe(kind);
    if (written !== 'null') expect(isNumber(value) && numberText(value)).toBe(written);
  });

  test('wherever it stands, and as JSON.parse reads all around it', () => {
    const text =
      '{"a":[1.0,{"b\\"":-2.0e1}],"__proto__":10.0,"s":"10.0, [1e3]\\\\","a2":[ ],"t":[true,false,null, {} ] }';
    expect(jsonText(jsonValue(text))).toBe(
      '{"a":[1.0,{"b\\"":-20.0}],"__proto__":10.0,"s":"10.0, [1e3]\\\\","a2":[],"t":[true,false,null,{}]}',
    );
    expect(prettyJsonText(jsonValue('{"a":[10.0,{}],"b":{"c":"x"}}'))).toBe(
      '{\n  "a": [\n    10.0,\n    {}\n  ],\n  "b": {\n    "c": "x"\n  }\n}',
    );
    expect(() => jsonValue('[10.0')).toThrow(SyntaxError);
  });

  test('of any JSON text', () => {
    const number = fc.oneof(
      fc.bigInt().map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => numberText(readNumber(String(value)))),
      fc.constantFrom('10.0', '-2.0', '1.0E10'),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        number,
        fc.string().map((text) => JSON.stringify(text)),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('any')).map((items) => `[${items.join(',')}]`),
      object: fc.dictionary(fc.string(), tie('any')).map(
        (object) =>
          `{${Object.entries(object)
            .map(([key, each]) => `${JSON.stringify(key)}:${String(each)}`)
            .join(',')}}`,
      ),
    })).any as fc.Arbitrary<string>;
    fc.assert(
      fc.property(value, (text) => {
        const read = jsonValue(text);
        expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
        const written = jsonText(read);
        expect(jsonText(jsonValue(written))).toBe(written);
        expect(jsonText(copyOf(read))).toBe(written);
      }),
    );
  });
});

describe('numbers compare by value, to the last digit', () => {
  test.each([
    ['10.0', '10', 0],
    ['0.0', '-0.0', 0],
    ['1e3', '1000', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['1234567890123456788', '1234567890123456789', -1],
    ['-1234567890123456788', '-1234567890123456789', 1],
    ['-1', '1234567890123456789', -1],
    ['123456789012345678901', '123456789012345678901.0', 0],
    ['0.12345678901234567890', '0.1234567890123456789', 0],
    ['0.12345678901234567891', '0.12345678901234567890', 1],
    ['1234567890123456789012', '123456789012345678901', 1],
    ['2', '10.0', -1],
    ['9999999999999999999999', '10000000000000000000000', -1],
    ['-9999999999999999999999', '-10000000000000000000000', 1],
  ])('%s against %s: %i', (left, right, sign) => {
    expect(compareNumbers(readNumber(left), readNumber(right))).toBe(sign);
    expect(jsonEquals(readNumber(left), readNumber(right))).toBe(sign === 0);
    expect(jsonEquals([readNumber(left)], [readNumber(right)])).toBe(sign === 0);
  });

  test('and equal nothing else', () => {
    expect(jsonEquals(readNumber('10.0'), '10.0')).toBe(false);
    expect(jsonEquals({}, readNumber('10.0'))).toBe(false);
  });
});

test.each([
  ['1', 'java.lang.Integer'],
  ['2147483648', 'java.lang.Long'],
  ['9007199254740993', 'java.lang.Long'],
  ['9223372036854775808', 'java.math.BigInteger'],
  ['1.5', 'java.lang.Double'],
  ['10.0', 'java.lang.Double'],
  ['0.12345678901234567890', 'java.math.BigDecimal'],
])('%s is a %s', (text, name) => expect(javaClassName(jsonValue(text))).toBe(name));

test('a library that has the module once more hands its numbers over as they are', async () => {
  vi.resetModules();
  const other = await import('../../core/jsonText');
  expect(other.jsonText).not.toBe(jsonText);
  expect(jsonText(other.jsonValue('{"id":9007199254740993,"price":10.0}'))).toBe(
    '{"id":9007199254740993,"price":10.0}',
  );
});

test('structured clone keeps an exact number', () => {
  const clone = structuredClone(jsonValue('[10.0]')) as Json[];
  expect(isExactNumber(clone[0])).toBe(true);
  expect(isNumber(clone[0]) && numberText(clone[0])).toBe('10.0');
});

test('a text that is nested more deeply than the stack is read all the same', () => {
  const deep = (number: string): string => `${'['.repeat(100_000)}${number}${']'.repeat(100_000)}`;
  let inner: Json = jsonValue(deep('12345678901234567890'));
  while (Array.isArray(inner)) inner = inner[0]!;
  expect(inner).toBe(12345678901234567890);
});
