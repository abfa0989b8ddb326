/** A text of several pieces of a file: where each of its characters stands there, the way back, and how a text is written. */
import { describe, expect, test } from 'vitest';
import { MappedText, MappedTextBuilder } from '../../core/syntax/mappedText';

/**
 * The file is `"ab\"c" !Ref D 'e'`: `ab"c` stands at 1, in double quotes; the value of `!Ref D`, `xyz`, at 8 to 14; `e` at 16.
 */
const inner = new MappedTextBuilder()
  .verbatim('e', { start: 16, end: 17 }, () => 16, 'single-quoted')
  .build({ start: 15, end: 18 });
const mapped = new MappedTextBuilder()
  .verbatim('ab"c', { start: 1, end: 6 }, (index) => [1, 2, 3, 5][index] ?? 6, 'double-quoted')
  .value('xyz', { start: 8, end: 14 })
  .value('', { start: 14, end: 14 })
  .append(inner)
  .build({ start: 0, end: 18 });

test('is the text of its pieces', () => {
  expect(mapped.text).toBe('ab"cxyze');
  expect(mapped.pieces.map(({ start, end }) => [start, end])).toEqual([
    [0, 4],
    [4, 7],
    [7, 8],
  ]);
});

test('each character has a place in the file', () =>
  expect(Array.from({ length: 10 }, (_, index) => mapped.fileOffset(index))).toEqual([
    1, 2, 3, 5, 8, 8, 8, 16, 16, 16,
  ]));

test.each<[[number, number], [number, number]]>([
  [
    [0, 1],
    [1, 2],
  ],
  // An escape has two.
  [
    [2, 3],
    [3, 5],
  ],
  [
    [0, 4],
    [1, 6],
  ],
  [
    [3, 3],
    [5, 5],
  ],
  [
    [2, 1],
    [3, 3],
  ],
  [
    [4, 5],
    [8, 14],
  ],
  [
    [3, 5],
    [5, 14],
  ],
  [
    [0, 8],
    [1, 17],
  ],
  [
    [6, 8],
    [8, 17],
  ],
])('the part %j stands at %j', ([start, end], [from, to]) =>
  expect(mapped.fileSpan({ start, end })).toEqual({ start: from, end: to }),
);

test.each<[number, number | undefined]>([
  [0, undefined],
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 3],
  [5, 3],
  [6, 4],
  [7, undefined],
  [8, 4],
  [13, 4],
  [14, 7],
  [15, undefined],
  [16, 7],
  [17, 8],
  [18, undefined],
])('at the offset %i of the file stands the character %s', (offset, index) =>
  expect(mapped.indexAt(offset)).toBe(index),
);

test('where two pieces meet, what is written goes before a value', () => {
  const meeting = new MappedTextBuilder()
    .value('x', { start: 0, end: 2 })
    .verbatim('ab', { start: 2, end: 4 }, (index) => 2 + index)
    .build({ start: 0, end: 4 });
  expect([meeting.indexAt(0), meeting.indexAt(2), meeting.indexAt(4)]).toEqual([0, 1, 3]);
});

describe('what is unmapped', () => {
  const whole = MappedText.unmapped('abc', { start: 5, end: 9 });
  test('stands as a whole', () => {
    expect([0, 2, 3].map((index) => whole.fileOffset(index))).toEqual([5, 5, 9]);
    expect(whole.fileSpan({ start: 1, end: 2 })).toEqual({ start: 5, end: 9 });
    expect([5, 8, 9].map((offset) => whole.indexAt(offset))).toEqual([0, 0, 3]);
    expect(whole.written('x', 0)).toBeUndefined();
  });

  test('and what is empty has no characters', () => {
    const empty = new MappedTextBuilder().build({ start: 3, end: 4 });
    expect([empty.fileOffset(0), empty.indexAt(3), empty.written('x', 0)]).toEqual([3, undefined, undefined]);
    expect(empty.fileSpan({ start: 0, end: 1 })).toEqual({ start: 3, end: 4 });
  });
});

test.each([
  ['plain', `a"b'c\n\${d}`],
  ['double-quoted', String.raw`a\"b'c\n${'${d}'}`],
  ['single-quoted', `a"b''c\n\${d}`],
  ['block', `a"b'c\n\${d}`],
  ['hcl', `a"b'c\n$\${d}`],
] as const)('a text in %s is written %j', (spelling, written) => {
  const text = new MappedTextBuilder()
    .verbatim('x', { start: 0, end: 1 }, () => 0, spelling)
    .build({ start: 0, end: 1 });
  expect(text.written('a"b\'c\n${d}', 0)).toBe(written);
  expect(text.written('$%{$', 9)).toBe(spelling === 'hcl' ? '$%%{$' : '$%{$');
});
