import { parseDocument } from '../syntax/parse';
import type { ObjectNode, SyntaxNode } from '../syntax/tree';
import { hclNumber } from './numbers';
import { parseTemplateText } from './parseExpression';
import type { Attribute, Block, Expression, HclBody, HclFile, HclProblem, Label } from './tree';

/** How many names a block of this type has. Source: Terraform, "JSON Configuration Syntax". */
const LABELS: { readonly [type: string]: number } = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
};

/** Arguments that are texts and never templates. */
const PLAIN = new Set(['variable', 'terraform']);

/** Blocks within blocks. */
const DEEPEST_BLOCK = 6;

/** Reads Terraform's JSON (`.tf.json`, `.tfvars.json`) as the same tree. */
export function parseHclJson(text: string): HclFile {
  const { root, problems } = parseDocument('', text, 'json');
  const found: HclProblem[] = problems
    .filter(({ code }) => code !== 'duplicate-key')
    .map(({ message, span }) => ({ message, span }));
  const span = { start: 0, end: text.length };
  if (root?.kind !== 'object') return { body: { attributes: [], blocks: [], span }, problems: found };
  const blocks = root.properties.flatMap(({ key, value }) =>
    value ? blocksOf(key.value, [], value, LABELS[key.value] ?? 0, found) : [],
  );
  return { body: { attributes: attributesOf(root, false, found), blocks, span }, problems: found };
}

/** Each level of names is an object, or a list of such. */
function blocksOf(
  type: string,
  labels: readonly Label[],
  node: SyntaxNode,
  missing: number,
  problems: HclProblem[],
): Block[] {
  if (node.kind === 'array') return node.items.flatMap((item) => blocksOf(type, labels, item, missing, problems));
  if (node.kind !== 'object') return [];
  if (missing === 0) {
    return [{ type, labels, body: bodyOf(node, !PLAIN.has(type), problems, 0), span: node.span }];
  }
  return node.properties.flatMap(({ key, value }) => {
    const label = {
      text: key.value,
      span: { start: key.span.start + 1, end: Math.max(key.span.start + 1, key.span.end - 1) },
    };
    return value ? blocksOf(type, [...labels, label], value, missing - 1, problems) : [];
  });
}

/** What is an object may be an argument or a block: it is both, and who reads it knows. */
function bodyOf(node: ObjectNode, isTemplate: boolean, problems: HclProblem[], depth: number): HclBody {
  const blocks =
    depth > DEEPEST_BLOCK
      ? []
      : node.properties.flatMap(({ key, value }) => {
          const nodes = value?.kind === 'array' ? value.items : value ? [value] : [];
          return nodes.flatMap((each): Block[] =>
            each.kind === 'object'
              ? [{ type: key.value, labels: [], body: bodyOf(each, isTemplate, problems, depth + 1), span: each.span }]
              : [],
          );
        });
  return { attributes: attributesOf(node, isTemplate, problems), blocks, span: node.span };
}

function attributesOf(node: ObjectNode, isTemplate: boolean, problems: HclProblem[]): Attribute[] {
  return node.properties.flatMap(({ key, value, span }) =>
    value ? [{ name: key.value, nameSpan: key.span, value: expressionOf(value, isTemplate, problems), span }] : [],
  );
}

function expressionOf(node: SyntaxNode, isTemplate: boolean, problems: HclProblem[]): Expression {
  const { span } = node;
  switch (node.kind) {
    case 'string': {
      if (!isTemplate || !/[$%]\{/.test(node.value)) return textExpression(node.value, node);
      const { template, problems: own } = parseTemplateText(node.value, (offset) => node.sourceOffset(offset));
      problems.push(...own);
      return { ...template, form: 'quoted', span };
    }
    case 'number':
      return { kind: 'literal', value: hclNumber(node.text), span };
    case 'boolean':
      return { kind: 'literal', value: node.value, span };
    case 'array':
      return { kind: 'tuple', items: node.items.map((item) => expressionOf(item, isTemplate, problems)), span };
    case 'object':
      return {
        kind: 'object',
        span,
        items: node.properties.flatMap(({ key, value, span: whole }) =>
          value
            ? [
                {
                  key: expressionOf(key, isTemplate, problems),
                  value: expressionOf(value, isTemplate, problems),
                  separator: key.span.end,
                  span: whole,
                },
              ]
            : [],
        ),
      };
    default:
      return { kind: 'literal', value: null, span };
  }
}

function textExpression(text: string, node: SyntaxNode & { kind: 'string' }): Expression {
  const offsets = Array.from({ length: text.length }, (_, index) => node.sourceOffset(index));
  const span = { start: node.sourceOffset(0), end: node.sourceOffset(text.length) };
  const parts = text === '' ? [] : [{ kind: 'text' as const, text, span, offsets }];
  return { kind: 'template', form: 'quoted', parts, span: node.span };
}
