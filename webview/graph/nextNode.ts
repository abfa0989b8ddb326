/** Which node an arrow key leads to: the nearest one that lies more in that direction than beside it. */
import type { PlacedNode } from '../../core/graph/graphView';

export type Direction = 'up' | 'down' | 'left' | 'right';

export const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export function nextNode(nodes: readonly PlacedNode[], from: string, direction: Direction): string | undefined {
  const here = nodes.find((node) => node.id === from);
  if (!here) return nodes[0]?.id;
  const vertical = direction === 'up' || direction === 'down';
  const sign = direction === 'down' || direction === 'right' ? 1 : -1;
  const at = heart(here);
  let best: { id: string; cost: number } | undefined;
  for (const node of nodes) {
    if (node.id === from) continue;
    const there = heart(node);
    const along = sign * (vertical ? there.y - at.y : there.x - at.x);
    const beside = Math.abs(vertical ? there.x - at.x : there.y - at.y);
    if (along <= 4) continue;
    const cost = along + beside * 2.5;
    if (!best || cost < best.cost) best = { id: node.id, cost };
  }
  return best?.id;
}

/** Where the eye finds a node: at its title, also of one that holds others. */
function heart(node: PlacedNode): { x: number; y: number } {
  return { x: node.x + node.width / 2, y: node.y + Math.min(24, node.height / 2) };
}
