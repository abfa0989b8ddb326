/** A tree of a mended text, with the places of the text as it is written. */
import type { MendedYaml } from './mendYaml';
import type { Span, SyntaxNode } from './tree';

export function writtenSpan({ start, end }: Span, mended: MendedYaml): Span {
  return { start: mended.written(start), end: mended.written(end) };
}

type Writable = { span: Span; sourceOffset?: (index: number) => number };

/** Changes the nodes themselves: of a tree that nobody else has yet. */
export function placeAsWritten(root: SyntaxNode, mended: MendedYaml): void {
  const waiting: SyntaxNode[] = [root];
  /** What an alias stands for is in the tree once for each. */
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const writable = node as unknown as Writable;
    writable.span = writtenSpan(node.span, mended);
    if (node.kind === 'object') {
      for (const property of node.properties) {
        (property as unknown as Writable).span = writtenSpan(property.span, mended);
        waiting.push(property.key);
        if (property.value) waiting.push(property.value);
      }
    } else if (node.kind === 'array') waiting.push(...node.items);
    else if (node.kind === 'placeholder' && node.argument) waiting.push(node.argument);
    else if (node.kind === 'string') {
      const { sourceOffset } = node;
      writable.sourceOffset = (index) => mended.written(sourceOffset(index));
      if (node.sub?.names) waiting.push(node.sub.names);
    }
  }
}
