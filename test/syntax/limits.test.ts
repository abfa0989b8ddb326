/** A limit reached is one finding, at its place; nothing else is found because of it, and nothing is made up. */
import { describe, expect, test } from 'vitest';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax';
import type { SyntaxLanguage } from '../../core/syntax/tree';
import { toValue } from '../../core/syntax/value';

const fill = (count: number, of: (index: number) => string, between = ', '): string =>
  Array.from({ length: count }, (_, index) => of(index)).join(between);

/** A definition of one Pass state with this Result. */
const withResult = (yaml: string): string =>
  `StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: ${yaml}\n    End: true\n`;
const inJson = (json: string): string =>
  `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${json}, "End": true}}}`;

/** A thousand nodes and one, and an alias of it each time more. */
const thousands = (count: number): string =>
  `\n      base: &base [${fill(1000, () => '1')}]\n      all: [${fill(count, () => '*base')}, *base]`;

const shared = (states: number, retriers: number): string =>
  [
    'StartAt: S0',
    'States:',
    ...Array.from({ length: states }, (_, index) => [
      `  S${index}:`,
      '    Type: Task',
      '    Resource: arn:aws:lambda:us-east-1:123456789012:function:f',
      index === 0
        ? `    Retry: &r [${fill(retriers, (at) => `{ErrorEquals: [E${at}], IntervalSeconds: 1, MaxAttempts: 2}`)}]`
        : '    Retry: *r',
      index === states - 1 ? '    End: true' : `    Next: S${index + 1}`,
    ]).flat(),
  ].join('\n');

const MANY =
  'The aliases in this file expand to more than 500,000 values, which is more than AWS accepts: from here on they are not read.';
const DEEP = 'Values are nested more than 500 levels deep: what is deeper is not read.';
const MORE = 'There are more mistakes from here on: only the first 100 are shown.';
const deep = (levels: number): string => '['.repeat(levels) + '1' + ']'.repeat(levels);

describe('a limit', () => {
  test.each<[string, SyntaxLanguage, string, readonly string[]]>([
    ['300 states that share their retriers', 'yaml', shared(300, 8), []],
    ['aliases in a Result', 'yaml', withResult(thousands(400)), []],
    ['too many aliases', 'yaml', withResult(thousands(600)), [`*base ← ${MANY}`]],
    [
      'aliases of aliases',
      'yaml',
      withResult(
        `\n      a0: &a0 [${fill(10, () => 'x')}]\n      ` +
          fill(9, (at) => `a${at + 1}: &a${at + 1} [${fill(10, () => `*a${at}`)}]`, '\n      '),
      ),
      [`*a4 ← ${MANY}`],
    ],
    [
      'merges',
      'yaml',
      withResult(`\n      a: &a {${fill(1000, (at) => `k${at}: 1`)}}\n      b: [${fill(600, () => '{<<: *a}')}]`),
      [`*a ← ${MANY}`],
    ],
    [
      'merges of what each map has already',
      'yaml',
      withResult(
        `\n      a: &a {${fill(5000, (at) => `k${at}: 1`)}}\n      b: [${fill(2000, () => '{<<: [*a, *a]}')}]`,
      ),
      [`*a ← ${MANY}`],
    ],
    ['depth', 'json', inJson(deep(490)), []],
    ['too much depth', 'json', inJson(deep(600)), [`[ ← ${DEEP}`]],
    ['too much depth, often', 'json', inJson(`[${fill(200, () => deep(600))}]`), [`[ ← ${DEEP}`]],
    ['too much depth', 'yaml', withResult(deep(560)), [`${deep(560 - 498)} ← ${DEEP}`]],
    [
      'depth by aliases',
      'yaml',
      withResult(`\n      a0: &a0 [x]\n      ${fill(300, (at) => `a${at + 1}: &a${at + 1} [*a${at}]`, '\n      ')}`),
      [`*a247 ← ${DEEP}`],
    ],
    ['a number', 'json', inJson('1e999'), ['1e999 ← This number is too large: it must be at most 1.8e308.']],
    ['a number', 'yaml', withResult('-.inf'), ['-.inf ← JSON cannot represent this number.']],
  ])('of %s (%s)', (_, language, text, expected) => {
    const found = validateDocument(parseDocument('x', text, language));
    expect(found.map(({ span, message }) => `${text.slice(span.start, span.end)} ← ${message}`)).toEqual(expected);
  });

  test.each<[string, SyntaxLanguage, string, string]>([
    ['mistakes', 'json', `[${fill(300, () => '[1,]')}]`, 'json-syntax'],
    ['keys that stand twice', 'json', `{${fill(300, () => '"a": 1')}}`, 'duplicate-key'],
    ['keys that stand twice', 'yaml', fill(300, () => 'a: 1', '\n'), 'duplicate-key'],
    ['mistakes', 'yaml', `a: [${fill(300, () => '*x')}]`, 'yaml-syntax'],
  ])('of shown %s (%s) is told at the next one', (_, language, text, code) => {
    const { problems } = parseDocument('x', text, language);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code, message: MORE });
    expect(problems.at(-1)!.span.start).toBeGreaterThan(problems.at(-2)!.span.start);
  });

  test('of one kind hides no mistake of another', () => {
    const twice = `{${fill(300, () => '"a": 1')}}`;
    const { problems } = parseDocument('x', `[${twice}, ${twice}, ${twice}, {"b": }]`, 'json');
    expect(problems.map(({ message }) => message)).toContain('A value is missing here.');
  });

  test('leaves no value that was made up', () => {
    const { root } = parseDocument('x', thousands(600).trim(), 'yaml');
    const text = JSON.stringify(root && toValue(root));
    expect(text).not.toContain('null');
    expect(text).toContain('"…"');
  });
});
