import fc from '../harness/properties';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../core/syntax/parse';
import type { SyntaxLanguage, SyntaxNode } from '../../core/syntax/tree';
import { childrenOf, nodeAt, nodeAtPath, pathOf, toValue } from '../../core/syntax/value';

/** The tree in one line: placeholders as `<…>`, a missing value as `?`. */
function outline(node: SyntaxNode | undefined): string {
  if (!node) return '?';
  if (node.kind === 'object') {
    return `{${node.properties.map(({ key, value }) => `${key.value}:${outline(value)}`).join(' ')}}`;
  }
  if (node.kind === 'array') return `[${node.items.map(outline).join(' ')}]`;
  if (node.kind === 'placeholder') return `<${node.text}>`;
  return node.kind === 'null' ? 'null' : JSON.stringify(node.value);
}

/** Parses and gives the outline and, for each problem, the text it marks and what it says. */
function parse(text: string, language: SyntaxLanguage): { tree: string; problems: string[] } {
  const document = parseDocument('test', text, language);
  const problems = document.problems.map(({ span, message }) => `${text.slice(span.start, span.end)} ← ${message}`);
  return { tree: outline(document.root), problems };
}

describe('JSON', () => {
  it.each([
    ['{"a":[1,-2.5e3,true,null,"x"]}', '{a:[1 -2500 true null "x"]}', []],
    ['{"a": ${S}, "b": "${S}"}', '{a:<${S}> b:"${S}"}', []],
    ['{"a": ${jsonencode({"b" = 1})}, "b": [${A}, ${B}-x]}', '{a:<${jsonencode({"b" = 1})}> b:[<${A}> <${B}-x>]}', []],
    ['{"a": 1, ${More}}', '{a:1}', []],
    ['{"a": __later__}', '{a:<__later__>}', []],
    ['\uFEFF{"a": 1}', '{a:1}', []],
    ['{"a": 1,}', '{a:1}', [', ← JSON does not allow a comma after the last property.']],
    ['[1 2]', '[1 2]', ['1 ← A comma is missing here.']],
    ['{"a": 1 "b": 2}', '{a:1 b:2}', ['1 ← A comma is missing here.']],
    ['{"a":\n"b": 2}', '{a:? b:2}', [': ← A value is missing here.']],
    ['{"a": }', '{a:?}', [': ← A value is missing here.']],
    ['{"a', '{a:?}', 1],
    ['{"a": [1, {"b": "c"}', '{a:[1 {b:"c"}]}', 1],
    ['{"a": [1, 2}, "b": 3}', '{a:[1 2]}', 1],
    ['{"a": yes, "b": 1}', '{a:? b:1}', ['yes ← This is not a JSON value. Text must be in double quotes.']],
    ['{"a": "{% 1 +\n 2 %}", "b": 1}', '{a:"{% 1 + 2 %}" b:1}', 1],
    [
      '{"a": 1, "a": 2}',
      '{a:1 a:2}',
      ['"a" ← The key "a" appears more than once in this object; only the last one counts.'],
    ],
    ['{} {}', '{}', ['{ ← Nothing may follow the end of the JSON value.']],
    ['', '?', 1],
    ['// a\n{"a": /* b */ 1}', '{a:1}', 2],
  ] as const)('%s', (text, tree, problems) => {
    const found = parse(text, 'json');
    expect(found.tree).toBe(tree);
    if (typeof problems === 'number') expect(found.problems).toHaveLength(problems);
    else expect(found.problems).toEqual(problems);
  });

  it('stops at a depth no definition has', () => {
    const document = parseDocument('deep', '['.repeat(100_000), 'json');
    expect(document.problems.some(({ message }) => message.includes('levels deep'))).toBe(true);
  });

  it('agrees with JSON.parse on every JSON text', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const { root } = parseDocument('any', text, 'json');
        expect(JSON.stringify(root && toValue(root))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});

describe('YAML', () => {
  it.each([
    ['a: [1, 1.5, true, ~, x]', '{a:[1 1.5 true null "x"]}', 0],
    ['a: !Ref Queue\nb: !GetAtt F.Arn\nc: !Sub "x${Y}"', '{a:<!Ref Queue> b:<!GetAtt F.Arn> c:"x${Y}"}', 0],
    ['a: !If [One, x, y]\nb: !Sub\n  - "x${Y}"\n  - Y: 1', '{a:<!If [One, x, y]> b:"x${Y}"}', 0],
    ['a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2', '{a:{b:1} c:{b:1} d:{b:1 e:2}}', 0],
    ['a: &x {b: *x}', '{a:{b:<…>}}', 1],
    ['a: *missing', '{a:<…>}', 1],
    ['a:\nb: 1', '{a:null b:1}', 0],
    ['a: 1\na: 2', '{a:1 a:2}', 1],
    ['a: [1', '{a:[1]}', 1],
    ['yes: no\n1: on', '{yes:"no" 1:"on"}', 0],
    ['', '?', 1],
  ] as const)('%s', (text, tree, problems) => {
    const found = parse(text, 'yaml');
    expect(found.tree).toBe(tree);
    expect(found.problems).toHaveLength(problems);
  });

  it('does not expand anchors without end', () => {
    const levels = Array.from({ length: 20 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
    const document = parseDocument('bomb', ['l0: &l0 x', ...levels].join('\n'), 'yaml');
    expect(document.root?.kind).toBe('object');
  });
});

describe('the place of each character of a string', () => {
  const strings: [string, SyntaxLanguage, string][] = [
    ['escapes', 'json', String.raw`{"a": "x\u0041\n\"y\\"}`],
    ['a literal block', 'yaml', 'a: |\n  {%\n    b\n\n  %}\nc: 1'],
    ['a literal block with blanks first', 'yaml', 'a: |2\n    x\n  y\n'],
    ['a folded block', 'yaml', 'a: >-\n  one\n  two\n\n  three\n'],
    ['a plain scalar on two lines', 'yaml', 'a: one\n  two'],
    ['single quotes', 'yaml', "a: 'it''s\n  here'"],
    ['double quotes', 'yaml', 'a: "tab\\t end\\x41 \\\n  on\n  two"'],
    ['CRLF', 'yaml', 'a: |\r\n  one\r\n  two\r\n'],
  ];
  it.each(strings)('%s', (_name, language, text) => {
    const node = nodeAtPath(parseDocument('test', text, language).root, ['a']);
    if (node?.kind !== 'string') throw new Error('no string');
    let before = node.span.start - 1;
    [...node.value].forEach((character, index) => {
      const offset = node.sourceOffset(index);
      expect(offset).toBeGreaterThan(before);
      // A letter stands where it is said to stand; what is escaped or folded is written otherwise.
      if (/[a-z%{}]/.test(character)) expect(text[offset]).toBe(character);
      before = offset;
    });
    expect(node.sourceOffset(node.value.length)).toBeGreaterThan(before);
  });
});

describe('a tree', () => {
  const text = '{"a": [1, {"b": "c"}], "__proto__": 1}';
  const document = parseDocument('test', text, 'json');

  it('finds the innermost node at an offset, and its path', () => {
    const node = nodeAt(document, text.indexOf('c'));
    expect(node && pathOf(node)).toEqual(['a', 1, 'b']);
    expect(nodeAt(document, text.indexOf('"b"') + 1)?.kind).toBe('string');
    expect(nodeAt(document, 0)).toBe(document.root);
  });

  it('gives values with any key, and pollutes nothing', () => {
    const value = document.root && toValue(document.root);
    expect(Object.keys(value as object)).toEqual(['a', '__proto__']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('turns offsets into lines and back', () => {
    const lines = parseDocument('test', 'ab\r\nc\rd\n', 'yaml');
    for (const [offset, line, character] of [
      [0, 0, 0],
      [2, 0, 2],
      [4, 1, 0],
      [6, 2, 0],
      [8, 3, 0],
    ] as const) {
      expect(lines.positionAt(offset)).toEqual({ line, character });
      expect(lines.offsetAt({ line, character })).toBe(offset);
    }
    expect(lines.offsetAt({ line: 99, character: 0 })).toBe(8);
  });

  it('knows the parent of every node', () => {
    const visit = (node: SyntaxNode): void => {
      for (const child of childrenOf(node)) {
        expect(child.parent).toBe(node);
        visit(child);
      }
    };
    if (document.root) visit(document.root);
  });
});
