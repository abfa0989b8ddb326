/** The machine as a graph: the model's states and transitions as nodes and edges. Where they stand is `arrange`'s. */
import { visible } from '../escape/visible';
import { isJsonObject, type Json } from '../json';
import { phrase } from '../l10n/phrase';
import type { Machine, Scope, State, Transition } from '../model/machine';
import type { SyntaxDocument } from '../syntax/tree';
import { choiceLabel } from './choiceLabel';
import { edgeId, END, START, type GraphEdge, type GraphNode, type GraphView } from './graphView';
import { stateDetail } from './stateDetail';
import { shorten } from './textWidth';

const LABEL_CHARACTERS = 30;

/** Tells what exists: a transition to a state that does not exist has no edge. Deterministic, and linear in the machine's size. */
export function buildGraph(machine: Machine): GraphView {
  const graph: Graph = { nodes: [], edges: [], document: machine.document };
  addScope(graph, machine.root, undefined);
  return { nodes: graph.nodes, edges: graph.edges };
}

interface Graph {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  readonly document: SyntaxDocument;
}

/** Start and End belong to the machine's own scope alone: there `parent` is undefined. */
function addScope(graph: Graph, scope: Scope, parent: string | undefined): void {
  const { nodes, edges, document } = graph;
  const states = inReadingOrder(scope);
  const first = scope.startAt && scope.byName.get(scope.startAt.value);
  const ends = parent === undefined ? states.filter(endsScope) : [];
  if (parent === undefined && first) {
    nodes.push({ id: START, kind: 'start', label: phrase`Start` });
    edges.push(edge(START, first.path, 'start', 0));
  }
  for (const state of states) {
    nodes.push(describe(state, document, parent));
    addEdges(graph, state);
    addInside(graph, state);
  }
  if (ends.length > 0) nodes.push({ id: END, kind: 'end', label: phrase`End` });
  for (const state of ends) edges.push(edge(state.path, END, 'end', 0));
}

/** Each branch of a Parallel has a lane of its own; a Map holds its states itself. */
function addInside(graph: Graph, state: State): void {
  for (const scope of state.scopes) {
    if (scope.states.length === 0) continue;
    const lane = `${state.path}#${scope.index}`;
    const isParallel = state.type === 'Parallel';
    if (isParallel)
      graph.nodes.push({ id: lane, kind: 'scope', label: phrase`Branch ${scope.index + 1}`, parent: state.path });
    addScope(graph, scope, isParallel ? lane : state.path);
  }
}

function describe(state: State, document: SyntaxDocument, parent: string | undefined): GraphNode {
  const { Retry: retriers, Resource: resource } = state.definition;
  const detail = shownDetail(state);
  const node: Writable<GraphNode> = { id: state.path, kind: 'state', label: visible(state.name) };
  if (state.type) node.type = state.type;
  if (detail !== undefined) node.detail = detail;
  if (typeof resource === 'string') node.resource = visible(resource);
  node.range = document.rangeOf(state.nameNode.span);
  if (Array.isArray(retriers)) node.maxAttempts = retriers.map(mostAttempts);
  if (parent !== undefined) node.parent = parent;
  return node;
}

/** There may be thousands of nodes and edges: each is made once, without copies. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** 3 is the default of the specification, "Retrying after error". */
function mostAttempts(retrier: Json): number {
  return isJsonObject(retrier) && typeof retrier['MaxAttempts'] === 'number' ? retrier['MaxAttempts'] : 3;
}

function shownDetail(state: State): string | undefined {
  const detail = stateDetail(state);
  return detail === undefined ? undefined : visible(detail);
}

function addEdges({ edges }: Graph, state: State): void {
  for (const transition of state.transitions) {
    const target = state.scope.byName.get(transition.target);
    if (target) edges.push(edge(state.path, target.path, transition.kind, transition.index, label(state, transition)));
  }
}

function edge(from: string, to: string, kind: GraphEdge['kind'], index: number, words?: string): GraphEdge {
  const made: Writable<GraphEdge> = { id: edgeId(from, kind, index), from, to, kind, index };
  if (words === undefined) return made;
  const title = visible(words);
  made.label = shorten(title, LABEL_CHARACTERS);
  if (made.label !== title) made.title = title;
  return made;
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
      for (let index = state.transitions.length - 1; index >= 0; index--) {
        const target = scope.byName.get(state.transitions[index]!.target);
        if (target && !order.has(target)) stack.push(target);
      }
    }
  };
  const first = scope.startAt && scope.byName.get(scope.startAt.value);
  if (first) visit(first);
  for (const state of scope.states) if (scope.byName.get(state.name) === state) visit(state);
  return [...order];
}
