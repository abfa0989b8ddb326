/**
 * Lays out the boxes of one scope with dagre. What is inside a box was laid out before: dagre 3.1.3
 * throws on edges that end at compound nodes, so it never sees one.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { Band } from './band';
import type { GraphEdge, Point } from './graphView';
import { routeEdge } from './routeEdge';
import { laneWays, splitSharedLanes, type SplitLinks } from './sharedLanes';
import { spreadPorts } from './spreadPorts';

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends Box {
  readonly x: number;
  readonly y: number;
}

/** An edge before it has a way. */
export type Link = Omit<GraphEdge, 'points' | 'labelAt'> & { readonly labelWidth: number };

export interface PlacedScope {
  readonly boxes: ReadonlyMap<string, PlacedBox>;
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
}

export const LABEL_HEIGHT = 18;

/** The way that usually goes well is drawn straight; handlers of errors go round it. */
const WEIGHTS: Readonly<Record<GraphEdge['kind'], number>> = {
  start: 8,
  next: 8,
  default: 4,
  choice: 3,
  end: 2,
  catch: 1,
};

/** `boxes` in the order in which one would tell of them, the first state first: it decides which edge of a cycle points back. */
export function layoutScope(boxes: readonly Box[], links: readonly Link[]): PlacedScope {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, edgesep: 22, ranksep: 38 });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  const split = splitSharedLanes(links, boxes[0]?.id);
  for (const link of split.laid) {
    const label = link.label === undefined ? {} : { width: link.labelWidth, height: LABEL_HEIGHT, labelpos: 'c' };
    graph.setEdge(link.from, link.to, { weight: WEIGHTS[link.kind], ...label }, link.id);
  }
  layout(graph);
  const placed = new Map<string, PlacedBox>();
  for (const box of boxes) {
    const { x, y } = graph.node(box.id) as Point;
    placed.set(box.id, { ...box, x: Math.round(x - box.width / 2), y: Math.round(y - box.height / 2) });
  }
  return routed(placed, split, graph);
}

function routed(boxes: ReadonlyMap<string, PlacedBox>, split: SplitLinks, graph: Graph): PlacedScope {
  const ways = split.laid.map((link) => {
    const laid = graph.edge(link.from, link.to, link.id) as Partial<Point> & { points: Point[] };
    const labelAt =
      link.label !== undefined && laid.x !== undefined && laid.y !== undefined
        ? { x: Math.round(laid.x), y: Math.round(laid.y) }
        : undefined;
    return {
      link,
      labelAt,
      inner: laid.points.slice(1, -1).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })),
    };
  });
  const bands = bandsOf(boxes.values(), ways);
  const right = Math.round(graph.graph().width ?? 0);
  const ported = spreadPorts([...ways, ...laneWays(split, boxes, bands, right)], boxes, bands);
  const edges = ported.map((way): GraphEdge => {
    const { labelWidth: _labelWidth, ...edge } = way.link;
    return { ...edge, ...(way.labelAt && { labelAt: way.labelAt }), points: routeEdge(way, boxes, bands) };
  });
  return normalized(boxes, edges);
}

/** The horizontal strips that boxes and labels stand in; edges bend between them only. */
function bandsOf(boxes: Iterable<PlacedBox>, ways: readonly { labelAt?: Point; link: Link }[]): readonly Band[] {
  const halves = new Map<number, { half: number; boxes: boolean }>();
  const add = (y: number, half: number, isBox: boolean): void => {
    const centre = [...halves.keys()].find((known) => Math.abs(known - y) <= 2) ?? y;
    const known = halves.get(centre);
    halves.set(centre, { half: Math.max(known?.half ?? 0, half), boxes: isBox || known?.boxes === true });
  };
  for (const box of boxes) add(Math.round(box.y + box.height / 2), Math.ceil(box.height / 2), true);
  for (const way of ways) {
    if (way.labelAt && way.link.from !== way.link.to) add(way.labelAt.y, LABEL_HEIGHT / 2, false);
  }
  return [...halves]
    .map(([centre, { half, boxes: holds }]) => ({ top: centre - half, bottom: centre + half, centre, boxes: holds }))
    .sort((a, b) => a.centre - b.centre);
}

/** Edges may pass to the left of every box: moves all so that nothing is left of 0. */
function normalized(boxes: ReadonlyMap<string, PlacedBox>, edges: readonly GraphEdge[]): PlacedScope {
  const xs: number[] = [];
  let bottom = 0;
  for (const box of boxes.values()) {
    xs.push(box.x, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  for (const edge of edges) {
    for (const point of edge.points) xs.push(point.x);
    const half = edge.labelAt ? (edge.label?.length ?? 0) * 3.2 + 6 : 0;
    if (edge.labelAt) xs.push(edge.labelAt.x - half, edge.labelAt.x + half);
    for (const point of edge.points) bottom = Math.max(bottom, point.y);
  }
  const left = Math.floor(xs.reduce((least, x) => Math.min(least, x), 0));
  const right = Math.ceil(xs.reduce((most, x) => Math.max(most, x), 0));
  const move = <P extends Point>(point: P): P => ({ ...point, x: point.x - left });
  return {
    boxes: left === 0 ? boxes : new Map([...boxes].map(([id, box]) => [id, move(box)])),
    edges:
      left === 0
        ? edges
        : edges.map((edge) => ({
            ...edge,
            points: edge.points.map(move),
            ...(edge.labelAt && { labelAt: move(edge.labelAt) }),
          })),
    width: right - left,
    height: bottom,
  };
}
