/** YAML that is nested too deeply is told of at its place, and not read at all. */
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { nestedBeyond } from '../../core/syntax/yamlNesting';

const staircase = (levels: number): string =>
  Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}x:\n`).join('');

describe('nested too deeply', () => {
  test.each(['{', '[', '[{', '- ', '? ', '{a: ', 'a: {\n', '- [\n'])('%j again and again', (form) => {
    const { problems, root } = parseDocument('f', form.repeat(50_000), 'yaml');
    expect(problems).toEqual([
      {
        code: 'yaml-syntax',
        isTooDeep: true,
        message: 'Values are nested more than 500 levels deep, so nothing of this file is read.',
        span: expect.anything() as unknown,
      },
    ]);
    expect(root).toBeUndefined();
  });

  test('line under line', () => {
    expect(parseDocument('f', staircase(700), 'yaml').problems).toMatchObject([
      { span: { start: expect.any(Number) as unknown } },
    ]);
  });
});

describe('nested as deep as it is', () => {
  test.each<[string, number]>([
    ['a: 1\nb: 2\n', 1],
    ['a:\n  b: 1\nc: 2\n', 2],
    ['a:\n\n  b:\n# x\n    c: 1\n', 3],
    ['- - a\n- - b\n', 3],
    ['a: [[1], [2]]\n', 3],
    ['a: "]"\nb: [1]\n', 2],
    ['- -1\n- a-b\n', 2],
    [Array.from({ length: 2000 }, (_, at) => `- k${at}: {a: [1, 2]}\n`).join(''), 4],
  ])('%j', (text, depth) => {
    expect(nestedBeyond(text, depth)).toBeUndefined();
    expect(nestedBeyond(text, depth - 1)).toBeDefined();
  });
});
