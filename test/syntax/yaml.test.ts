import { parse as parseYamlText } from 'yaml';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { nodeAt, toValue } from '../../core/syntax/value';
import fc from '../harness/properties';

function read(text: string): { value: unknown; problems: string[] } {
  const { root, problems } = parseDocument('x', text, 'yaml');
  return {
    value: root && toValue(root),
    problems: problems.map(({ span, message }) => `${text.slice(span.start, span.end)} ← ${message}`),
  };
}

/** What PyYAML 6.0.3 reads, and CloudFormation with it; YAML's own rule would end brackets and quotes earlier. */
describe('brackets and quotes that are no deeper than their key', () => {
  test.each([
    ['A:\n  P: [\n  x\n  ]\nB:\n  c: 1', { A: { P: ['x'] }, B: { c: 1 } }],
    ['A:\n  P: [\nx\n]\nB:\n  c: 1', { A: { P: ['x'] }, B: { c: 1 } }],
    ['A:\n  P: {\n  a: 1\n  }\nB: 1', { A: { P: { a: 1 } }, B: 1 }],
    ['A:\n  P: {\n  a: 1,\nb: [x,\ny\n]}\nB: 1', { A: { P: { a: 1, b: ['x', 'y'] } }, B: 1 }],
    ['A:\n  P: [\n    x\n]\nB: 1', { A: { P: ['x'] }, B: 1 }],
    ['a: [\n# c\nx, # d\ny\n]\n# e\nb: [\n]\nc:\n  - [\n  ]\n  - {\n}', { a: ['x', 'y'], b: [], c: [[], {}] }],
    ['- [\n1\n]\n- {\na: 1\n}\n- b', [[1], { a: 1 }, 'b']],
    ['a:\n  - b: [\n    c\n  ]\n    d: 1\n  - e', { a: [{ b: ['c'], d: 1 }, 'e'] }],
    ['a: [x y\nz, w]\nb: 1', { a: ['x y z', 'w'], b: 1 }],
    ['a: "x\ny"\nb: 1', { a: 'x y', b: 1 }],
    ['a: [\n"x\ny",\n\'q\n  r\'\n]\nb: 1', { a: ['x y', 'q r'], b: 1 }],
    ['a: [{\nb: &z [\n1]\n}, *z\n]\nd: *z', { a: [{ b: [1] }, [1]], d: [1] }],
  ])('%j', (text, value) => expect(read(text)).toEqual({ value, problems: [] }));

  test('are still found open where they are', () => {
    expect(read('A:\n  P: [x,\nB: 1\nC: 2')).toEqual({
      value: { A: { P: ['x'] }, B: 1, C: 2 },
      problems: [', ← A closing bracket, or a comma before this, is missing.'],
    });
  });

  test('are no key', () => expect(read('a: [\nx]: 1').problems).toHaveLength(1));

  test('agree with brackets that are deep enough', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(3), (json, indent) => {
        const list = `[${json}]`;
        const lines = list.replace(
          /(?<=^(?:[^"\\]|\\.|"(?:[^"\\]|\\.)*")*)[[{,]/g,
          (sign) => `${sign}\n${' '.repeat(indent)}`,
        );
        const { value, problems } = read(`a:\n  b: ${lines}\nc: 1`);
        expect(problems.filter((problem) => !problem.includes('more than once'))).toEqual([]);
        expect(JSON.stringify(value)).toBe(JSON.stringify({ a: { b: JSON.parse(list) as unknown }, c: 1 }));
      }),
    );
  });
});

test('a section with a mistake and no entries is read as it is', () => {
  const text = 'provider:\n  runtime: "nodejs22\nfunctions:\n  - ${file(read.yml)}\n  - write:\n    handler: a: b\n';
  const { problems } = read(text);
  expect(problems).not.toEqual([]);
  expect(problems.join()).not.toContain('nested');
});

describe('what YAML has and JSON has not is told', () => {
  test.each([
    ['a: 1\n---\nb: 2', { a: 1 }, ['--- ← A file must contain only one document: nothing after --- is read.']],
    ['---\na: 1\n...\n', { a: 1 }, []],
    [
      'a: !!binary aGk=',
      { a: '…' },
      ['!!binary aGk= ← This tag has no meaning here: JSON cannot represent its values.'],
    ],
    ['a: !!set {x, y}', { a: '…' }, ['!!set {x, y} ← This tag has no meaning here: JSON cannot represent its values.']],
    [
      'a: !!timestamp 2001-01-01',
      { a: '…' },
      ['!!timestamp 2001-01-01 ← This tag has no meaning here: JSON cannot represent its values.'],
    ],
    ['a: !!str 1\nb: !!int "2"\nc: !!float 3', { a: '1', b: 2, c: 3 }, []],
    ['a: !!bool yes', { a: '…' }, ['!!bool yes ← This tag does not fit its value.']],
    ['a: !!int x', { a: '…' }, ['!!int x ← This tag does not fit its value.']],
    ['a: 2001-01-01', { a: '2001-01-01' }, []],
    [
      '%TAG ! tag:x,2000:\n---\na: !Ref b',
      { a: '…' },
      ['!Ref b ← This tag has no meaning here: JSON cannot represent its values.'],
    ],
    ['<<: *q\nb: 1', { b: 1 }, ['*q ← No anchor &q is defined before this.']],
    ['<<: 3\nb: 1', { b: 1 }, ['3 ← A mapping, or an alias of one, must follow <<.']],
    ['a: &x\n  <<: *x', { a: {} }, ['*x ← *x contains itself.']],
    ['a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }, []],
    ['a: |2\n   x\nb: 1', { a: ' x\n', b: 1 }, []],
    [
      '1: a\n"1": b',
      { 1: 'b' },
      ['"1" ← The key "1" appears more than once in this object; only the last one counts.'],
    ],
    ['a:\n\tb: 1', { a: { b: 1 } }, ['\t ← Lines must be indented with spaces, not tabs.']],
  ])('%j', (text, value, problems) => expect(read(text)).toEqual({ value, problems }));
});

describe("the library's mistakes are told in our words", () => {
  test.each([
    ['a: "x', 'The closing quote is missing.'],
    ['a: [1 2', 'A closing bracket, or a comma before this, is missing.'],
    ['a: ["b" "c"]', 'A comma or a colon is missing before this.'],
    ['a: "\\q"', 'This escape does not exist in YAML: write \\\\ for a backslash, or use single quotes.'],
    ['a: @x', 'A text that begins with this character must be in quotes.'],
    ['a: b: c', 'A mapping must begin on its own line; a text that contains ": " must be in quotes.'],
    ['a: 1\nb\nc: 1', 'A colon and a value must follow this key.'],
    ['"a\n b": 1', 'A key must be on one line; perhaps its colon is missing.'],
    ['- a\nb: 1', 'An item of the list must begin with "- ".'],
    ['- a\n]', 'This does not belong here: perhaps a quote, a bracket or an indentation before it is wrong.'],
    ['a: [,]', 'A value is missing before this comma.'],
    ['a: &x *y', 'An alias must stand alone, without an anchor or a tag before it.'],
    ['a: &x &y 1', 'A value can have only one anchor.'],
    ['a: !x !y 1', 'A value can have only one tag.'],
    ['a: |x\n b', 'Only an indentation number, + or - may follow | and >.'],
    ['a: "b"#c', 'A space must come before #.'],
    ['a: 1\n b: 2', 'The indentation of this line is wrong: it is 1, and 0 fits.'],
    [`${'k'.repeat(1100)}: 1`, 'A key must be shorter than 1,024 characters.'],
  ])('%j', (text, message) => expect(read(text).problems[0]).toContain(` ← ${message}`));

  /** Words that only those who write parsers know. */
  const LIBRARY = /flow|scalar|token|implicit|node|Map |Unexpected|indicator|collection|Unresolved|directives-end/;

  test('whatever is wrong', () => {
    const pieces = [
      'a',
      ': ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '- ',
      '? ',
      '&x ',
      '*x',
      '!Ref ',
      '!!int ',
      '|',
      '>',
      '#',
      '%',
      '\t',
      '---',
      '<<',
      '@',
      '1',
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (yaml) => {
        for (const problem of read(yaml).problems) expect(problem.split(' ← ').at(-1)).not.toMatch(LIBRARY);
      }),
    );
  });
});

describe('shared anchors', () => {
  /** A value as YAML in which parts that are equal stand once, and as aliases everywhere else. */
  function withAnchors(value: unknown, seen: Map<string, string>): string {
    const json = JSON.stringify(value);
    const known = seen.get(json);
    if (known !== undefined) return `*${known} `;
    const isPlain = typeof value !== 'object' || value === null;
    const inner = isPlain
      ? json
      : Array.isArray(value)
        ? `[${value.map((item) => withAnchors(item, seen)).join(', ')}]`
        : `{${Object.entries(value)
            .map(([key, item]) => `${JSON.stringify(key)}: ${withAnchors(item, seen)}`)
            .join(', ')}}`;
    const name = `n${seen.size}`;
    seen.set(json, name);
    return `&${name} ${inner}`;
  }

  test('give the value that JSON gives', () => {
    const leaf = fc.oneof(fc.constantFrom('x', 1, true, null, ''), fc.string({ maxLength: 3 }));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', '<', '__proto__'), tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const yaml = withAnchors(value, new Map());
        const found = read(yaml);
        expect(found.problems).toEqual([]);
        expect(JSON.stringify(found.value)).toBe(JSON.stringify(value));
      }),
    );
  });

  test('and merges give what the library gives', () => {
    const text =
      'a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: *a, y: 5}\nd: {<<: [*a, *b], z: 6}\ne: {w: 0, <<: *b}';
    expect(read(text)).toEqual({ value: parseYamlText(text, { merge: true }) as unknown, problems: [] });
  });
});

describe('a template that is not all YAML', () => {
  const FUNCTIONS = (behind: string, list = '[A]'): string => `Globals: { Function: { Runtime: python3.13 } }
Resources:
  One:
    Type: AWS::Serverless::Function
    Needs: ${list}
  Two:
    Type: AWS::Serverless::Function
${behind}Outputs:
  Last: { Value: 1 }
`;
  const read = (text: string): { readonly value: unknown; readonly problems: readonly string[] } => {
    const { root, problems, positionAt } = parseDocument('template.yaml', text, 'yaml');
    return {
      value: root && toValue(root),
      problems: problems.map(({ message, span }) => `${positionAt(span.start).line}: ${message}`),
    };
  };
  const SHALLOW = '[\n    !Ref A,\n    B\n    ]';

  test.each([
    ['a quote that is open', '  Three:\n    Name: "x\n', 11, 'closing quote'],
    ['a bracket that is open', '  Three:\n    Name: [x\n', 11, 'closing bracket'],
    ['a section of its own', 'Metadata: [x\n', 10, 'closing bracket'],
    ['statements of Jinja', '{%- if cookiecutter.x %}\n  Three:\n    Name: x\n{%- endif %}\n', 10, 'template language'],
    [
      'statements of ERB',
      '<% each do |x| %>\n  <%= x.name %>:\n    Name: <%= x %>\n<%- end -%>\n',
      10,
      '<% … %> lines',
    ],
    ['values of Jinja', '  Three:\n    List:\n      - {{ cookiecutter.arch }}\n', 12, 'template language'],
  ])('%s costs no more than what it stands in', (_, behind, line, words) => {
    const { value, problems } = read(FUNCTIONS(behind, SHALLOW));
    expect(value).toMatchObject({
      Globals: { Function: { Runtime: 'python3.13' } },
      Resources: {
        One: { Type: 'AWS::Serverless::Function', Needs: ['!Ref A', 'B'] },
        Two: { Type: 'AWS::Serverless::Function' },
      },
      Outputs: { Last: { Value: 1 } },
    });
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems[0]).toMatch(new RegExp(`^${line}: `));
  });

  test('positions stay those of the file', () => {
    const text = FUNCTIONS('  Three:\n    Name: "x\n', SHALLOW);
    const document = parseDocument('template.yaml', text, 'yaml');
    for (const name of ['Two', 'Last', 'B']) {
      const node = nodeAt(document, text.indexOf(name === 'B' ? 'B\n' : `${name}:`));
      expect(node).toMatchObject({ kind: 'string', value: name });
    }
  });

  test('JSONata, dynamic references and braces in a text are none of it', () => {
    const text =
      'Resources:\n  A:\n    X: |\n      {% $x %}\n      f"{{y}}" <%= z %> <% w %>\n    Y: "{{resolve:ssm:z}}"\n';
    expect(read(text)).toEqual({
      value: { Resources: { A: { X: '{% $x %}\nf"{{y}}" <%= z %> <% w %>\n', Y: '{{resolve:ssm:z}}' } } },
      problems: [],
    });
  });
});
