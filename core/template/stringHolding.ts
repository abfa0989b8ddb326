import type { Span, StringNode, SyntaxDocument } from '../syntax/tree';
import { nodeAt } from '../syntax/value';
import type { DefinitionText } from './template';

/** The string that holds a definition letter for letter; undefined where the definition is joined from parts. */
export function stringHolding(document: SyntaxDocument, { text, span }: DefinitionText): StringNode | undefined {
  const node = nodeAt(document, span.start);
  return node?.kind === 'string' && node.value === text ? node : undefined;
}

/** Where a piece of a string's value stands in the file. */
export function spanInString(document: SyntaxDocument, node: StringNode, { start, end }: Span): Span {
  const from = node.sourceOffset(start);
  // Inside quotes a character may be written in two, so the next one says where it ends; a block's next may be a line below.
  const quoted = /["']/.test(document.text[node.span.start] ?? '');
  const to = quoted ? node.sourceOffset(end) : node.sourceOffset(Math.max(start, end - 1)) + 1;
  return { start: from, end: end > start ? Math.max(from, Math.min(to, node.span.end)) : from };
}
