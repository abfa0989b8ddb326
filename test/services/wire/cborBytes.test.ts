/** CBOR byte by byte: the examples of RFC 8949, appendix A, and what is refused. */
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../core/jsonNumber';
import { decodeCbor, encodeCbor } from '../../../services/wire/cborBytes';
import type { Value } from '../../../services/wire/call';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const bytes = (text: string): Uint8Array => new Uint8Array(hex(text));
const many = Array.from({ length: 25 }, (_, index) => index + 1);

test.each<[string, Value]>([
  ['00', 0],
  ['01', 1],
  ['17', 23],
  ['18 18', 24],
  ['18 64', 100],
  ['18 ff', 255],
  ['19 0100', 256],
  ['19 03e8', 1000],
  ['19 ffff', 65535],
  ['1a 00010000', 65536],
  ['1a 000f4240', 1000000],
  ['1a ffffffff', 4294967295],
  ['1b 0000000100000000', 4294967296],
  ['1b 000000e8d4a51000', 1000000000000],
  ['1b 001fffffffffffff', Number.MAX_SAFE_INTEGER],
  ['20', -1],
  ['29', -10],
  ['38 63', -100],
  ['39 03e7', -1000],
  ['fb 8000000000000000', -0],
  ['fb 3ff199999999999a', 1.1],
  ['fb 4340000000000000', 2 ** 53],
  ['fb 7e37e43c8800759c', 1.0e300],
  ['fb c010666666666666', -4.1],
  ['fb 7ff0000000000000', Infinity],
  ['fb 7ff8000000000000', NaN],
  ['fb fff0000000000000', -Infinity],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['c1 1a 514b67b0', new Date('2013-03-21T20:04:00Z')],
  ['c1 fb 41d452d9ec200000', new Date('2013-03-21T20:04:00.500Z')],
  ['40', bytes('')],
  ['44 01020304', bytes('01020304')],
  ['60', ''],
  ['61 61', 'a'],
  ['62 225c', '"\\'],
  ['62 c3bc', 'ü'],
  ['64 f0908591', '\ud800\udd51'],
  ['80', []],
  ['83 01 02 03', [1, 2, 3]],
  ['83 01 82 02 03 82 04 05', [1, [2, 3], [4, 5]]],
  ['98 19 0102030405060708090a0b0c0d0e0f101112131415161718181819', many],
  ['a0', {}],
  ['a2 61 61 01 61 62 82 02 03', { a: 1, b: [2, 3] }],
])('%s is one value, in both directions', (text, value) => {
  expect(decodeCbor(hex(text))).toEqual(value);
  expect(encodeCbor(value).toString('hex')).toBe(text.replaceAll(' ', ''));
});

test.each<[string, Value]>([
  ['f9 0000', 0],
  ['f9 8000', -0],
  ['f9 3c00', 1],
  ['f9 3e00', 1.5],
  ['f9 7bff', 65504],
  ['f9 0001', 2 ** -24],
  ['f9 0400', 2 ** -14],
  ['f9 c400', -4],
  ['f9 7c00', Infinity],
  ['f9 fc00', -Infinity],
  ['f9 7e00', NaN],
  ['fa 47c35000', 100000],
  ['fa 7f800000', Infinity],
  ['1b 0020000000000000', 2 ** 53],
  ['3b ffffffffffffffff', readNumber('-18446744073709551616')],
  ['c3 48 ffffffffffffffff', readNumber('-18446744073709551616')],
  ['c2 49 010000000000000000', readNumber('18446744073709551616')],
  ['c3 41 09', -10],
  ['c2 40', 0],
  ['c1 61 61', 'a'],
  ['d8 20 61 61', 'a'],
  ['f7', null],
  ['5f 42 0102 43 030405 ff', bytes('0102030405')],
  ['7f 65 7374726561 64 6d696e67 ff', 'streaming'],
  ['9f ff', []],
  ['9f 01 82 02 03 9f 04 05 ff ff', [1, [2, 3], [4, 5]]],
  ['bf 61 61 01 61 62 9f 02 03 ff ff', { a: 1, b: [2, 3] }],
])('%s is read, though nobody here writes it', (text, value) => expect(decodeCbor(hex(text))).toEqual(value));

test.each([
  ['1b 0020000000000001', '9007199254740993'],
  ['3b 0020000000000000', '-9007199254740993'],
  ['1b ffffffffffffffff', '18446744073709551615'],
])('%s keeps its digits', (text, digits) => {
  expect(decodeCbor(hex(text))).toEqual(readNumber(digits));
  expect(encodeCbor(readNumber(digits)).toString('hex')).toBe(text.replaceAll(' ', ''));
});

test('an exact number that CBOR has no whole number for is a double', () => {
  expect(encodeCbor(readNumber('10.0')).toString('hex')).toBe('0a');
  expect(encodeCbor(readNumber('18446744073709551617')).toString('hex')).toBe('fb43f0000000000000');
  expect(decodeCbor(hex(`c2 58 28 01 ${'00'.repeat(39)}`))).toBe(2 ** 312);
  expect(decodeCbor(hex(`c3 58 28 01 ${'00'.repeat(39)}`))).toBe(-(2 ** 312));
});

test('what is undefined is not there', () => {
  expect(encodeCbor({ a: undefined, b: 1 }).toString('hex')).toBe('a1616201');
  expect(encodeCbor([undefined]).toString('hex')).toBe('81f6');
});

describe('refused', () => {
  test.each([
    ['nothing', ''],
    ['two values', '00 00'],
    ['an end of nothing', 'ff'],
    ['a number without its bytes', '19 01'],
    ['a text without its bytes', '62 61'],
    ['a list without its items', '82 01'],
    ['a list with an end in between', '82 01 ff'],
    ['an object with an end in between', 'a1 ff'],
    ['an object without a value', 'bf 61 61 ff'],
    ['a key that is no text', 'a1 01 02'],
    ['a length that is reserved', '1c'],
    ['a number without a length', '1f'],
    ['a negative number without a length', '3f'],
    ['a tag without a number', 'df 00'],
    ['a simple value that nobody knows', 'f8 20'],
    ['a text of bytes', '7f 41 61 ff'],
    ['bytes of text', '5f 61 61 ff'],
    ['a tag of an end', '9f c1 ff'],
  ])('%s', (_, text) => expect(() => decodeCbor(hex(text))).toThrow('The body of the request is not valid CBOR.'));

  test('what is nested too deep', () => {
    const nested = (levels: number): Buffer => hex(`${'81'.repeat(levels)}00`);
    expect(JSON.stringify(decodeCbor(nested(200)))).toBe(`${'['.repeat(200)}0${']'.repeat(200)}`);
    expect(() => decodeCbor(nested(201))).toThrow('The request is nested deeper than 200 levels.');
  });
});
