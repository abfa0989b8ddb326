/**
 * Gives each node of a graph that shows its place, top to bottom as in AWS's console. What is inside a state is arranged first,
 * and stands in its box then. The time it takes grows with the number of states alone, in steps of some milliseconds.
 */
import {
  END,
  type GraphEdge,
  type GraphNode,
  type GraphView,
  type Picture,
  type PlacedEdge,
  type PlacedNode,
} from '../graphView';
import { textWidth } from '../textWidth';
import { arrangeScope, type PieceCache, type Steps } from './arrangeScope';
import { movedEdge, type Box, type Link, type PlacedScope } from './box';

export const NODE_HEIGHT = 48;
export const TITLE_HEIGHT = 40;
const PADDING = 16;
/** Between the title bar and what is inside. */
const BELOW_TITLE = 14;
const LANE_GAP = 14;
const MARGIN = 24;
const TERMINAL = { width: 68, height: 28 };
const NODE_WIDTH = { least: 164, most: 264 };
/** Icon and paddings beside a node's text. */
const BESIDE_TEXT = 58;
/** Of a Map: how many iterations are done, and which one is shown. */
const PICKER = 68;
/** Opens and closes what is inside. */
const EXPANDER = 26;

export interface Arranged {
  readonly graph: GraphView;
  /** Whether what is inside this state shows. */
  isOpen(id: string): boolean;
  /** Kept between arrangements of the same graph: then opening a state costs what is in it. */
  readonly cache?: PieceCache;
}

/** All of it at once. */
export function arrange(arranged: Arranged): Picture {
  const steps = arranging(arranged);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Step by step: whoever takes the steps may do something else in between. One of the steps may give the beginning of the picture,
 * which can be shown meanwhile. Deterministic.
 */
export function* arranging({ graph, isOpen, cache = new Map<string, never>() }: Arranged): Steps<Picture> {
  const steps = scope({ ...indexed(graph), isOpen, cache }, undefined);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return framed(value);
    yield value && framed(value);
  }
}

function framed({ nodes, edges, width, height, isBeginning }: Inside): Picture {
  const [all, size] = [
    moved({ nodes, edges }, MARGIN, MARGIN),
    { width: width + 2 * MARGIN, height: height + 2 * MARGIN },
  ];
  return { ...all, ...size, ...(isBeginning && { isBeginning }) };
}

interface Drawing {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** The insides of a box, from its own top left corner. */
interface Inside extends Drawing {
  readonly width: number;
  readonly height: number;
  readonly isBeginning?: boolean;
}

interface Index extends Pick<Arranged, 'isOpen'> {
  readonly children: ReadonlyMap<string | undefined, readonly GraphNode[]>;
  /** By the parent of the nodes they join. */
  readonly links: ReadonlyMap<string | undefined, readonly Link[]>;
  /** States inside, at any depth. */
  readonly states: ReadonlyMap<string, number>;
  readonly cache: PieceCache;
}

function indexed({ nodes, edges }: GraphView): Pick<Index, 'children' | 'links' | 'states'> {
  const children = new Map<string | undefined, GraphNode[]>();
  const parents = new Map<string, string | undefined>();
  const states = new Map<string, number>();
  for (const node of nodes) {
    listed(children, node.parent).push(node);
    parents.set(node.id, node.parent);
  }
  for (const node of nodes.toReversed()) {
    if (node.parent === undefined) continue;
    const own = (states.get(node.id) ?? 0) + (node.kind === 'state' ? 1 : 0);
    states.set(node.parent, (states.get(node.parent) ?? 0) + own);
  }
  const links = new Map<string | undefined, Link[]>();
  for (const edge of edges) listed(links, parents.get(edge.from)).push(linkOf(edge));
  return { children, links, states };
}

function listed<K, V>(lists: Map<K, V[]>, key: K): V[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

function linkOf(edge: GraphEdge): Link {
  return { ...edge, labelWidth: edge.label === undefined ? 0 : textWidth(edge.label, 11, true) + 14 };
}

/** Of the outermost scope one step may give its beginning. */
function* scope(index: Index, parent: string | undefined): Steps<Inside> {
  const own = index.children.get(parent) ?? [];
  const insides = new Map<string, Inside>();
  const boxes: Box[] = [];
  for (const node of own) {
    if (node.kind === 'end') continue;
    const inside = index.isOpen(node.id) ? yield* insideOf(index, node) : undefined;
    if (inside) insides.set(node.id, inside);
    const size = node.kind === 'start' ? TERMINAL : (inside ?? { width: nodeWidth(index, node), height: NODE_HEIGHT });
    boxes.push({ id: node.id, width: size.width, height: size.height });
  }
  const end = own.find(({ kind }) => kind === 'end');
  const endBox = end && { id: END, ...TERMINAL };
  const byId = new Map(own.map((node) => [node.id, node]));
  const drawn = ({ boxes: standing, edges: between, ...size }: PlacedScope): Inside => {
    const nodes: PlacedNode[] = [];
    const edges: PlacedEdge[] = [...between];
    for (const box of standing.values()) {
      const node = byId.get(box.id) ?? { ...end!, id: box.id };
      const states = index.states.get(box.id);
      const inside = insides.get(box.id);
      nodes.push({ ...node, ...box, ...(states !== undefined && { holds: { open: inside !== undefined, states } }) });
      if (!inside) continue;
      const there = moved(inside, box.x, box.y);
      for (const each of there.nodes) nodes.push(each);
      for (const each of there.edges) edges.push(each);
    }
    return { nodes, edges, ...size };
  };
  const steps = arrangeScope(boxes, index.links.get(parent) ?? [], endBox, index.cache);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return drawn(value);
    yield parent === undefined && value ? drawn(value) : undefined;
  }
}

/** Branches side by side, each in a lane of its own; a Map's processor alone. Undefined where there is nothing to hold. */
function* insideOf(index: Index, state: GraphNode): Steps<Inside | undefined> {
  const children = index.children.get(state.id);
  if (!children) return undefined;
  const lanes = children.filter(({ kind }) => kind === 'scope');
  const scopes: { lane?: GraphNode; inside: Inside }[] = [];
  if (lanes.length === 0) scopes.push({ inside: yield* scope(index, state.id) });
  for (const lane of lanes) scopes.push({ lane, inside: yield* scope(index, lane.id) });
  const nodes: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  const laneHeight = Math.max(...scopes.map(({ inside }) => inside.height));
  const lanePadding = lanes.length > 0 ? LANE_GAP : 0;
  let content = scopes.reduce((sum, { inside }) => sum + inside.width + 2 * lanePadding, 0);
  content += (scopes.length - 1) * LANE_GAP;
  // Even, so that a line from the middle of one box to the middle of another is straight.
  const width = 2 * Math.ceil(Math.max(nodeWidth(index, state), content + 2 * PADDING) / 2);
  let x = Math.round((width - content) / 2);
  const top = TITLE_HEIGHT + BELOW_TITLE;
  for (const { lane, inside } of scopes) {
    const size = { width: inside.width + 2 * lanePadding, height: laneHeight + 2 * lanePadding };
    if (lane) nodes.push({ ...lane, x, y: top, ...size });
    const there = moved(inside, x + lanePadding, top + lanePadding);
    for (const each of there.nodes) nodes.push(each);
    for (const each of there.edges) edges.push(each);
    x += size.width + LANE_GAP;
  }
  return { nodes, edges, width, height: top + laneHeight + 2 * lanePadding + PADDING };
}

function moved({ nodes, edges }: Drawing, dx: number, dy: number): Drawing {
  return {
    nodes: nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy })),
    edges: edges.map((edge) => movedEdge(edge, dx, dy)),
  };
}

/** As wide as its words, within limits; what stands beside them has room of its own. */
function nodeWidth({ states }: Pick<Index, 'states'>, node: GraphNode): number {
  const text = Math.max(textWidth(node.label, 13, true), textWidth(node.detail ?? '', 11));
  const beside = (node.type === 'Map' ? PICKER : 0) + (states.has(node.id) ? EXPANDER : 0);
  const words = Math.min(NODE_WIDTH.most, Math.max(NODE_WIDTH.least, 4 * Math.ceil((text + BESIDE_TEXT) / 4)));
  return words + beside;
}
