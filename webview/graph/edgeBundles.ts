/** All lines of a picture too small for single ones: a path for each kind of line, taken or not. */
import type { PlacedEdge } from '../../core/graph/graphView';
import { edgePath } from './edgePath';
import { attribute, svg } from './element';

const BUNDLES = ['plain', 'catch'].flatMap((kind) => ['false', 'true'].map((taken) => ({ kind, taken })));

export class EdgeBundles {
  readonly element = svg('g', { class: 'bundles', 'aria-hidden': 'true' });
  private readonly paths = BUNDLES.map(({ kind, taken }) => {
    const line = svg('path', { class: 'line' });
    this.element.append(svg('g', { class: kind === 'catch' ? 'edge catch' : 'edge', 'data-taken': taken }, line));
    return line;
  });
  private readonly ways = new Map<PlacedEdge, string>();

  show(edges: readonly PlacedEdge[], isTaken: (edge: PlacedEdge) => boolean): void {
    const ways = BUNDLES.map((): string[] => []);
    for (const edge of edges) {
      const kind = edge.kind === 'catch' ? 'catch' : 'plain';
      const taken = String(isTaken(edge));
      ways[BUNDLES.findIndex((bundle) => bundle.kind === kind && bundle.taken === taken)]!.push(this.wayOf(edge));
    }
    this.paths.forEach((path, index) => attribute(path, 'd', ways[index]!.join('')));
  }

  private wayOf(edge: PlacedEdge): string {
    let way = this.ways.get(edge);
    if (way === undefined) this.ways.set(edge, (way = edgePath(edge.points)));
    return way;
  }
}
