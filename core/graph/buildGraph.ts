/** Draws the machine: the model's states and transitions as boxes and edges with positions, top to bottom as in AWS's console. */
import { visible } from '../escape/visible';
import { isJsonObject } from '../json';
import { phrase } from '../l10n/phrase';
import type { Machine, Scope, State, Transition } from '../model/machine';
import type { SyntaxDocument } from '../syntax/tree';
import { choiceLabel } from './choiceLabel';
import { edgeId, END, START, type GraphEdge, type GraphNode, type GraphView } from './graphView';
import { layoutScope, type Box, type Link, type PlacedScope } from './layoutScope';
import { stateDetail } from './stateDetail';
import { shorten, textWidth } from './textWidth';

export const NODE_HEIGHT = 48;
const TITLE_HEIGHT = 40;
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
const LABEL_CHARACTERS = 30;

/** Draws what exists: a transition to a state that does not exist has no edge. Deterministic. */
export function buildGraph(machine: Machine): GraphView {
  const { scope, nodes, edges } = drawScope(machine.root, machine.document, true);
  const moved = place(nodes, edges, MARGIN, MARGIN);
  return { ...moved, width: scope.width + 2 * MARGIN, height: scope.height + 2 * MARGIN };
}

interface Drawing {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The insides of a box, from its own top left corner. */
interface Inside extends Drawing {
  readonly width: number;
  readonly height: number;
}

function drawScope(scope: Scope, document: SyntaxDocument, terminals: boolean): Drawing & { scope: PlacedScope } {
  const states = inReadingOrder(scope);
  const insides = new Map<string, Inside>();
  const boxes: Box[] = states.map((state) => {
    const inside = drawInside(state, document);
    if (inside) insides.set(state.path, inside);
    return { id: state.path, width: inside?.width ?? nodeWidth(state), height: inside?.height ?? NODE_HEIGHT };
  });
  const links = states.flatMap((state) => linksOf(state));
  const first = scope.startAt && scope.byName.get(scope.startAt.value);
  if (terminals && first) {
    boxes.unshift({ id: START, ...TERMINAL });
    links.unshift(link(START, first.path, 'start', 0));
  }
  if (terminals) {
    const ends = states.filter(endsScope);
    if (ends.length > 0) boxes.push({ id: END, ...TERMINAL });
    links.push(...ends.map((state) => link(state.path, END, 'end', 0)));
  }
  const placed = layoutScope(boxes, links);
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [...placed.edges];
  for (const [id, terminal] of [
    [START, { kind: 'start', label: phrase`Start` }],
    [END, { kind: 'end', label: phrase`End` }],
  ] as const) {
    const box = placed.boxes.get(id);
    if (box) nodes.push({ ...terminal, ...box });
  }
  for (const state of states) {
    const box = placed.boxes.get(state.path);
    if (!box) continue;
    nodes.push({ ...describe(state, document), ...box });
    const inside = insides.get(state.path);
    if (!inside) continue;
    const moved = place(inside.nodes, inside.edges, box.x, box.y);
    nodes.push(...moved.nodes.map((node) => ({ ...node, parent: node.parent ?? state.path })));
    edges.push(...moved.edges);
  }
  return { scope: placed, nodes, edges };
}

/** Branches side by side, each in a lane of its own; a Map's processor alone. Undefined where there is nothing to hold. */
function drawInside(state: State, document: SyntaxDocument): Inside | undefined {
  const scopes = state.scopes.filter((scope) => scope.states.length > 0);
  if (scopes.length === 0) return undefined;
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const lanes = scopes.map((scope) => ({ scope, drawing: drawScope(scope, document, false) }));
  const laneHeight = Math.max(...lanes.map(({ drawing }) => drawing.scope.height));
  const isParallel = state.type === 'Parallel';
  const lanePadding = isParallel ? LANE_GAP : 0;
  let content = lanes.reduce((sum, { drawing }) => sum + drawing.scope.width + 2 * lanePadding, 0);
  content += (lanes.length - 1) * LANE_GAP;
  const width = Math.max(nodeWidth(state), content + 2 * PADDING);
  let x = Math.round((width - content) / 2);
  for (const { scope, drawing } of lanes) {
    const y = TITLE_HEIGHT + BELOW_TITLE + lanePadding;
    const id = `${state.path}#${scope.index}`;
    if (isParallel) {
      const lane = {
        x,
        y: TITLE_HEIGHT + BELOW_TITLE,
        width: drawing.scope.width + 2 * lanePadding,
        height: laneHeight + 2 * lanePadding,
      };
      nodes.push({ id, kind: 'scope', label: phrase`Branch ${scope.index + 1}`, ...lane });
    }
    const moved = place(drawing.nodes, drawing.edges, x + lanePadding, y);
    nodes.push(...moved.nodes.map((node) => (isParallel ? { ...node, parent: node.parent ?? id } : node)));
    edges.push(...moved.edges);
    x += drawing.scope.width + 2 * lanePadding + LANE_GAP;
  }
  return { nodes, edges, width, height: TITLE_HEIGHT + BELOW_TITLE + laneHeight + 2 * lanePadding + PADDING };
}

function place(nodes: readonly GraphNode[], edges: readonly GraphEdge[], dx: number, dy: number): Drawing {
  const move = <P extends { readonly x: number; readonly y: number }>(point: P): P => ({
    ...point,
    x: point.x + dx,
    y: point.y + dy,
  });
  return {
    nodes: nodes.map(move),
    edges: edges.map((edge) => ({
      ...edge,
      points: edge.points.map(move),
      ...(edge.labelAt && { labelAt: move(edge.labelAt) }),
    })),
  };
}

function describe(state: State, document: SyntaxDocument): Omit<GraphNode, 'x' | 'y' | 'width' | 'height'> {
  const detail = shownDetail(state);
  const retriers = state.definition['Retry'];
  return {
    id: state.path,
    kind: 'state',
    label: visible(state.name),
    ...(state.type && { type: state.type }),
    ...(detail !== undefined && { detail }),
    range: document.rangeOf(state.nameNode.span),
    ...(Array.isArray(retriers) && {
      // 3 is the default of the specification, "Retrying after error".
      maxAttempts: retriers.map((each) =>
        isJsonObject(each) && typeof each['MaxAttempts'] === 'number' ? each['MaxAttempts'] : 3,
      ),
    }),
  };
}

function shownDetail(state: State): string | undefined {
  const detail = stateDetail(state);
  return detail === undefined ? undefined : visible(detail);
}

function nodeWidth(state: State): number {
  const text = Math.max(textWidth(visible(state.name), 13, true), textWidth(shownDetail(state) ?? '', 11));
  const beside = BESIDE_TEXT + (state.type === 'Map' ? PICKER : 0);
  return Math.min(NODE_WIDTH.most, Math.max(NODE_WIDTH.least, 4 * Math.ceil((text + beside) / 4)));
}

function linksOf(state: State): Link[] {
  return state.transitions.flatMap((transition) => {
    const target = state.scope.byName.get(transition.target);
    return target ? [link(state.path, target.path, transition.kind, transition.index, label(state, transition))] : [];
  });
}

function link(from: string, to: string, kind: GraphEdge['kind'], index: number, words?: string): Link {
  const title = words === undefined ? undefined : visible(words);
  const text = title === undefined ? undefined : shorten(title, LABEL_CHARACTERS);
  return {
    id: edgeId(from, kind, index),
    from,
    to,
    kind,
    index,
    ...(text !== undefined && { label: text }),
    ...(text !== title && { title }),
    labelWidth: text === undefined ? 0 : textWidth(text, 11, true) + 14,
  };
}

function label(state: State, transition: Transition): string | undefined {
  const listed = (field: string): unknown => {
    const list = state.definition[field];
    return Array.isArray(list) ? list[transition.index] : undefined;
  };
  if (transition.kind === 'default') return 'Default';
  if (transition.kind === 'choice')
    return choiceLabel(listed('Choices') as never) ?? phrase`Rule ${transition.index + 1}`;
  if (transition.kind !== 'catch') return undefined;
  const catcher = listed('Catch');
  const errors = isJsonObject(catcher) ? catcher['ErrorEquals'] : undefined;
  const names = Array.isArray(errors) ? errors.filter((error) => typeof error === 'string') : [];
  return names.map((name) => (name === 'States.ALL' ? phrase`any error` : name)).join(', ') || 'error';
}

function endsScope(state: State): boolean {
  return state.type === 'Succeed' || state.type === 'Fail' || state.definition['End'] === true;
}

/** Depth first from StartAt, then whatever that does not reach, in source order; of duplicate names the one that counts. */
function inReadingOrder(scope: Scope): readonly State[] {
  const order = new Set<State>();
  const visit = (first: State): void => {
    const stack = [first];
    for (let state = stack.pop(); state; state = stack.pop()) {
      if (order.has(state)) continue;
      order.add(state);
      const targets = state.transitions.map((transition) => scope.byName.get(transition.target));
      stack.push(...targets.filter((target) => target !== undefined).reverse());
    }
  };
  const first = scope.startAt && scope.byName.get(scope.startAt.value);
  if (first) visit(first);
  for (const state of scope.states) if (scope.byName.get(state.name) === state) visit(state);
  return [...order];
}
