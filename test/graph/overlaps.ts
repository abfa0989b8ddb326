/** What of a picture stands on something else. */
import type { PlacedNode } from '../../core/graph/graphView';

type Box = Pick<PlacedNode, 'x' | 'y' | 'width' | 'height'>;

/** Pairs of ids in one scope, from top to bottom. */
export function overlaps(nodes: readonly PlacedNode[]): string[] {
  const scopes = new Map<string | undefined, PlacedNode[]>();
  for (const node of nodes) {
    const own = scopes.get(node.parent);
    if (own) own.push(node);
    else scopes.set(node.parent, [node]);
  }
  return [...scopes.values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.y - b.y);
    return sorted.flatMap((node, index) => {
      const found: string[] = [];
      for (let next = index + 1; next < sorted.length && sorted[next]!.y < node.y + node.height; next++) {
        if (!areApart(node, sorted[next]!)) found.push(`${node.id} and ${sorted[next]!.id}`);
      }
      return found;
    });
  });
}

export function areApart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}
