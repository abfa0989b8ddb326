/** What is asked of a graph by the id of a node. */
import { END, type GraphEdge, type GraphView } from '../../core/graph/graphView';

export interface GraphIndex {
  /** The node itself and those around it, from the innermost on; empty for one that is not there. */
  around(id: string): readonly string[];
  /** The Maps around a node, and itself where it is one; the outermost first. */
  mapsAround(id: string): readonly string[];
  /** The states a state leads to, with the names of them. */
  leadsTo(id: string): readonly { readonly edge: GraphEdge; readonly name: string }[];
}

export function graphIndex({ nodes, edges }: GraphView): GraphIndex {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const from = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    if (edge.to === END) continue;
    const known = from.get(edge.from);
    if (known) known.push(edge);
    else from.set(edge.from, [edge]);
  }
  const around = (id: string): string[] => {
    const found: string[] = [];
    for (let node = byId.get(id); node; node = node.parent === undefined ? undefined : byId.get(node.parent)) {
      found.push(node.id);
    }
    return found;
  };
  return {
    around,
    mapsAround: (id) =>
      around(id)
        .filter((each) => byId.get(each)?.type === 'Map')
        .reverse(),
    leadsTo: (id) => (from.get(id) ?? []).map((edge) => ({ edge, name: byId.get(edge.to)?.label ?? edge.to })),
  };
}
