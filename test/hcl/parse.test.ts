/** The parser: what it makes of texts, of broken ones too, and where everything stands. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { attributeIn, literalText, parseHcl, parseHclJson } from '../../core/hcl';
import type { Expression, HclBody, TemplatePart } from '../../core/hcl';
import type { Span } from '../../core/syntax/tree';
import fc from '../harness/properties';

interface Node {
  readonly span: Span;
  readonly children: readonly Node[];
}

function ofBody({ span, attributes, blocks }: HclBody): Node {
  const children = [
    ...attributes.map((each) => ({ span: each.span, children: [leaf(each.nameSpan), ofExpression(each.value)] })),
    ...blocks.map((each) => ({
      span: each.span,
      children: [...each.labels.map((label) => leaf(label.span)), ofBody(each.body)],
    })),
  ];
  return { span, children };
}

const leaf = (span: Span): Node => ({ span, children: [] });

/** Whatever of an expression has a span. */
function ofExpression(expression: Expression): Node {
  const children: Node[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null && 'span' in value) {
      children.push(ofExpression(value as Expression & TemplatePart));
    }
  };
  for (const [name, value] of Object.entries(expression)) if (name !== 'span') collect(value);
  return { span: expression.span, children };
}

function nests({ span, children }: Node): boolean {
  return (
    span.start <= span.end &&
    children.every((child) => child.span.start >= span.start && child.span.end <= span.end && nests(child))
  );
}

const PROJECTS = path.resolve(__dirname, '../fixtures/projects');
const texts = readdirSync(PROJECTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tf|tofu|tfvars)$/.test(file))
  .map((file) => readFileSync(path.join(PROJECTS, file), 'utf8'));

test('reads whole files without a word', () => {
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.flatMap((text) => parseHcl(text).problems)).toEqual([]);
});

const PIECES = [
  ...[
    'resource "a" "b" {\n',
    'locals {\n',
    'a = ',
    'b {',
    '}',
    '{',
    '[',
    ']',
    '(',
    ')',
    '"',
    '\n',
    '\r\n',
    '${',
    '%{ if ',
  ],
  ...[
    '%{ for x in ',
    '%{ endif }',
    '%{ endfor ~}',
    '~}',
    '<<E\n',
    '<<-E\n',
    'E\n',
    '\nE\n',
    '/*',
    '*/',
    '#',
    '//',
    'for x in ',
  ],
  ...[
    ' : ',
    ' => ',
    '...',
    '?',
    '.',
    '*',
    '[*]',
    '1',
    'true',
    'name',
    '=',
    ',',
    '-',
    '!',
    '&&',
    '\\',
    '\\u00e9',
    '$${',
    'é',
    '😀',
  ],
];

describe('any text', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(20), fc.constantFrom('', ...PIECES))
      .map(([whole, at, length, put]) => {
        const from = at % whole.length;
        return whole.slice(0, from) + put + whole.slice(from + length);
      }),
  );

  test('is read, and spans of parts lie within those of the whole', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { body, problems } = parseHcl(written);
        expect(nests(ofBody(body))).toBe(true);
        expect(problems.every(({ span }) => span.start <= span.end)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('is read as JSON', () => {
    fc.assert(
      fc.property(text, fc.jsonValue(), (written, json) => {
        parseHclJson(written);
        parseHclJson(JSON.stringify({ resource: json, locals: { text: written, json } }));
      }),
      { numRuns: 200 },
    );
  });

  test.each(['(', '[', '{ a = ', '"${', '!', 'f(', '{ for x in ', '%{ if a }'])(
    'may nest %s as deep as it likes',
    (piece) => {
      const text = `a = ${piece.repeat(20_000)}\nb = 1\n`;
      expect(parseHcl(text).problems.length).toBeGreaterThan(0);
    },
  );
});

/** Names of blocks and arguments, in order. */
function outline({ attributes, blocks }: HclBody): string[] {
  return [
    ...attributes.map(({ name }) => name),
    ...blocks.map(
      ({ type, labels, body }) =>
        `${[type, ...labels.map(({ text }) => text)].join(' ')} { ${outline(body).join(', ')} }`,
    ),
  ];
}

const NEXT = 'resource "aws_sqs_queue" "next" {\n  name = "next"\n}\n';

describe('a mistake', () => {
  test.each([
    ['an unclosed call', 'resource "x" "y" {\n  a = merge(\n    b,\n', 'x y { a }'],
    ['an unclosed list', 'resource "x" "y" {\n  a = [1,\n', 'x y { a }'],
    ['an unclosed block', 'resource "x" "y" {\n  a = 1\n', 'x y { a }'],
    ['an unclosed heredoc', 'resource "x" "y" {\n  a = <<EOT\nhello\n', 'x y { a }'],
    ['an unclosed text', 'resource "x" "y" {\n  a = "b\n  c = 1\n}\n', 'x y { a, c }'],
    ['a value that is missing', 'resource "x" "y" {\n  a =\n  c = 1\n}\n', 'x y { a, c }'],
    ['a word alone', 'resource "x" "y" {\n  a\n  c = 1\n}\n', 'x y { c }'],
    ['a template line', '{{ header }}\nresource "x" "y" {\n  c = 1\n}\n', 'x y { c }'],
  ])('such as %s costs its own statement', (_what, text, found) => {
    const { body, problems } = parseHcl(text + NEXT);
    expect(outline(body)).toEqual([`resource ${found}`, 'resource aws_sqs_queue next { name }']);
    expect(problems.length).toBeGreaterThan(0);
  });

  test('stands where it is', () => {
    const { problems } = parseHcl('a = {\n  b = 1 2\n}\n');
    expect(problems.map(({ span }) => span.start)).toEqual([14]);
  });
});

test('a text knows where each of its letters stands', () => {
  const text = 'a = <<-E\n    one $${x}\n      two\n    E\nb = "\\"x\\u00e9"\n';
  const { body } = parseHcl(text);
  const letters = ['a', 'b'].map((name) => {
    const { value } = attributeIn(body, name)!;
    const parts = value.kind === 'template' ? value.parts : [];
    return parts.flatMap((part) =>
      part.kind === 'text'
        ? Array.from(part.text, (letter, index) => [letter, text[part.offsets?.[index] ?? part.span.start + index]!])
        : [],
    );
  });
  const differing = letters.map((pairs) => pairs.filter(([meant, written]) => meant !== written));
  expect(letters[0]!.map(([letter]) => letter).join('')).toBe('one ${x}\n  two\n');
  expect(differing).toEqual([
    [],
    [
      ['"', '\\'],
      ['é', '\\'],
    ],
  ]);
});

test('JSON gives the same tree', () => {
  const json = { resource: { aws_sqs_queue: { dead: { name: 'x-${var.a}', tags: { a: 'b' } } } }, locals: [{ a: 1 }] };
  const text = JSON.stringify(json, null, 2);
  const { body, problems } = parseHclJson(text);
  expect(problems).toEqual([]);
  expect(outline(body)).toEqual(
    ['resource,locals', 'resource aws_sqs_queue dead { name, tags, tags { a } }', 'locals { a }'].flatMap((line) =>
      line.includes('{') ? line : line.split(','),
    ),
  );
  const name = attributeIn(body.blocks[0]!.body, 'name')!.value;
  expect(literalText(name)).toBeUndefined();
  expect(name.kind === 'template' && name.parts.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'x-',
    '${var.a}',
  ]);
});
