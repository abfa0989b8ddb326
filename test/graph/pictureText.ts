/** A picture in words, for a person to compare. */
import type { Picture, PlacedNode } from '../../core/graph/graphView';

/** One line a node, indented by its parents, and one an edge. */
export function pictureText(view: Picture): string {
  const depth = (node: PlacedNode): number => {
    const parent = view.nodes.find((each) => each.id === node.parent);
    return parent ? depth(parent) + 1 : 0;
  };
  const nodes = view.nodes.map((node) => {
    const place = `${node.x},${node.y} ${node.width}x${node.height}`;
    const words = [node.type ?? node.kind, node.detail && `"${node.detail}"`, node.maxAttempts?.join('|')];
    return `${'  '.repeat(depth(node))}${node.id} [${place}] ${words.filter(Boolean).join(' ')}`;
  });
  const edges = view.edges.map((edge) => {
    const label = edge.label === undefined ? '' : ` "${edge.label}" at ${edge.labelAt?.x},${edge.labelAt?.y}`;
    return `${edge.id} -> ${edge.to}${label}: ${edge.points.map(({ x, y }) => `${x},${y}`).join(' ')}`;
  });
  return [`${view.width}x${view.height}`, ...nodes, ...edges, ''].join('\n');
}
