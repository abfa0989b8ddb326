import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseCommonYaml } from '../../core/syntax/commonYaml';
import type { ParsedText } from '../../core/syntax/parse';
import { parseAnyYaml } from '../../core/syntax/parseYaml';
import type { ObjectNode, Property, SyntaxNode } from '../../core/syntax/tree';
import fc from '../harness/properties';

/** A tree with all that a reader of it can ask, line by line. */
function described({ root, problems }: ParsedText): string[] {
  const lines: string[] = problems.map((problem) => JSON.stringify(problem));
  const add = (node: SyntaxNode, parent?: SyntaxNode, property?: Property): void => {
    const isInPlace = node.parent === parent && node.property === property;
    lines.push(`${node.kind} ${node.span.start}-${node.span.end}${isInPlace ? '' : ' misplaced'}`);
    if (node.kind === 'object') node.properties.forEach((each) => addProperty(each, node));
    if (node.kind === 'array') node.items.forEach((item) => add(item, node));
    if (node.kind === 'number') lines.push(`${node.value} ${node.text}`);
    if (node.kind === 'boolean') lines.push(String(node.value));
    if (node.kind === 'placeholder') lines.push(`${node.tag} ${node.text}`);
    if (node.kind === 'placeholder' && node.argument) add(node.argument);
    if (node.kind !== 'string') return;
    const offsets = Array.from({ length: node.value.length + 3 }, (_, at) => node.sourceOffset(at - 1));
    lines.push(`${JSON.stringify(node.value)} ${offsets.join()} ${node.sub !== undefined}`);
    if (node.sub?.names) add(node.sub.names);
  };
  const addProperty = (each: Property, object: ObjectNode): void => {
    lines.push(`property ${each.span.start}-${each.span.end}${each.parent === object ? '' : ' misplaced'}`);
    add(each.key, object, each);
    if (each.value) add(each.value, object, each);
  };
  if (root) add(root);
  return lines;
}

/** @returns whether it was read */
function isReadAlike(text: string): boolean {
  const common = parseCommonYaml(text);
  if (common) expect(described(common), text).toEqual(described(parseAnyYaml(text)));
  return common !== undefined;
}

describe('is read without the library, and as the library reads it', () => {
  test.each([
    'a: 1',
    '---\na: 1\n',
    '# c\n\na: b # c\n',
    '  a: 1\n  b:\n    - 2\n',
    'a:\nb:   \nc: # c\nd: ~\n',
    'a:\n- b: c\n  d: e\n-\n- - f\n  - g\nh: i',
    'a:\n  -\n    b: 1\n',
    'a: x:y http://z a#b -1 - ?\n',
    'a: b\n  c\n\n  d # e\nf: 1',
    'a: "\\"b\\\\ \\u00e4\\n" # c\n\'d\': \'it\'\'s\'\n"e" : ""',
    'a: [b, "c", [d], {e: f, "g":h}, ]\n',
    'a: [\n  b, # c\n\n  {\n    d: e\n  }\n]\nf: []\ng: {}',
    '{"a": [1, 2.5e3, -0x1],\n"b": null}',
    'a: 0x1f\nb: 0o17\nc: +1\nd: .5\ne: 1.\nf: TRUE\ng: Null\nh: tRUE\ni: 1_000\nj: 2020-01-01\nk: 99999999999999999999',
    'a: |\n  b\n\n    c\n  d  \n\n# e\nf: >-\n  g\n  h\n\n   i\n  j\n\nk: |-\n\n  l',
    '- |\n a\n- >\n\n b\n\n c',
    'a: !Ref b\nc: !Sub "${d}"\ne: !Sub |\n  ${f}\ng: !GetAtt h.i # j\nk: !Ref 1',
    'a: !Join\n  - ","\n  - - !Ref b\n    - c # d\ne: !If [f, !Sub g, {h: !Ref i}]\nj: !Fn::K\n  l: m',
    'a: !Sub [b, {c: !Ref d}]\ne: !Sub\n  - f\n  - g: h\ni: !Sub [1]\nj: !Sub [[k], l]\nm:\n  !Sub n',
    '- !Sub\n  - a\n- !If\n  - b\n  - !Ref c\n',
    'a: 1\nb: {c: 1, c: 2}\na: 2\n',
    'a:\r\n  - b\r\n  # c\r\n  - |\r\n    d\r\n\r\ne: [f,\r\n  g]\r\n',
    'Ünïcode: "😀"\nb: 😀 c',
    'a: "{{resolve:ssm:b}}"\nc: a {{ b }}',
  ])('%j', (text) => expect(isReadAlike(text)).toBe(true));

  const projects = path.join(__dirname, '../fixtures/projects');
  test.each(
    readdirSync(projects, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /(template|serverless|flow[^/]*)\.ya?ml$/.test(file) && !file.includes('template-language'),
    ),
  )('%s', (file) => expect(isReadAlike(readFileSync(path.join(projects, file), 'utf8'))).toBe(true));
});

/** Each is near to something above. */
describe('is left to the library', () => {
  test.each([
    '',
    '# c',
    'a',
    '--- a: 1',
    'a: 1\n---\nb: 2',
    '%TAG ! tag:x,2000:\n---\na: !Ref b',
    'a: &x 1\nb: *x',
    'a:\n  <<: {b: 1}',
    '? a\n: b',
    '"a": 1\n"b":2',
    'a: b: c',
    'a: "b\n  c"',
    "a: 'b",
    'a: "\\q"',
    'a: b\n c: d',
    'a:\n    b: 1\n  c: 2',
    'a:\n  - b\n c: 2',
    'a:\n\tb: 1',
    'a: 1\t# c',
    'a: "b"#c',
    'a: [b, , c]',
    'a: [b: c]',
    'a: {b}',
    'a: {b: }',
    'a: [b\nc: 1',
    'a:\n  b: [\n  c\n  ]',
    'a: [b\n  c]',
    'a: |+\n  b\n',
    'a: |2\n   b\n',
    'a: |\nb: 1',
    'a: | # c\n  b',
    'a: !!str 1',
    'a: ! 1',
    'a: !Ref\nb: 1',
    'a: !x!y 1',
    'a: !If\n  - b\n  # c\nd: 1',
    'a: @b',
    'a: .inf',
    'a: - b',
    'a: {{ b }}',
    'a: {{resolve:ssm:b}}',
    '{% if a %}\nb: 1\n{% endif %}',
    'a: \u0001',
    'a: b\rc: d',
    `${'k'.repeat(1_100)}: 1`,
    `a: ${'['.repeat(150)}${']'.repeat(150)}`,
  ])('%j', (text) => expect(parseCommonYaml(text)).toBeUndefined());
});

describe('whatever is read is read as the library reads it', () => {
  const value = fc.constantFrom(
    ...['', 'a', 'a b', '1', 'true', '~', '"q"', "'it''s'", '"\\n"', 'b # c', '[a, b]', '[a,', '  b]', '{c: 1, "d":2}'],
    ...[
      '|',
      '>',
      '|-',
      '>-',
      '!Ref A',
      '!Sub "${x}"',
      '!Sub |',
      '!If',
      '!If # c',
      '!Sub',
      '!If [c, !Ref A]',
      '!Sub [x, {y: z}]',
    ],
    ...[
      '# c',
      '- a',
      'a: b',
      ']',
      '}',
      '&x 1',
      '*x',
      '---',
      '<<: x',
      '"a',
      'é',
      'a\u00a0',
      'x#y',
      'http://x',
      '.5',
      '!t',
    ],
  );
  const line = fc.record({
    indent: fc.constantFrom(0, 0, 0, 2, 2, 2, -2, -2, -4, 1),
    head: fc.constantFrom('a: ', 'b: ', 'c: ', '"k": ', '- ', '- ', '- d: ', '- - ', '', '# ', 'e:'),
    value,
    end: fc.constantFrom('\n', '\n', '\n', '\n\n', ' \n', '\r\n', '\n# c\n', '\n    # c\n'),
  });

  test('in lines that are put together by chance', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        let column = 0;
        const text = lines.map(({ indent, head, value, end }) => {
          column = Math.max(0, column + indent);
          return `${' '.repeat(column)}${head}${value}${end}`;
        });
        isReadAlike(text.join(''));
      }),
      { numRuns: 3_000 },
    );
  });

  test('in data as the library writes them', () => {
    const style = fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), style, fc.constantFrom(0, 20, 80), (data, type, lineWidth) => {
        isReadAlike(stringify({ data }, { defaultStringType: type as 'PLAIN', lineWidth }));
      }),
    );
  });
});
