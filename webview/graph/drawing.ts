/** The whole picture: all nodes and edges of a graph, and the marks of a run on them. */
import type { Asked } from '../../messages/graphWebview';
import type { GraphView } from '../../core/graph/graphView';
import { START, END } from '../../core/graph/graphView';
import { marksOf, timesTaken, type IterationChoice, type RunView } from '../../core/graph/runView';
import { drawEdge, type DrawnEdge } from './drawEdge';
import { drawLane, drawState, drawTerminal, type DrawnNode, type NodeActions } from './drawNode';
import { attribute, svg } from './element';
import { STANDING_WORDS, standingOf } from './statusWords';

export class Drawing {
  readonly element = svg('g', { class: 'world' });
  readonly nodes = new Map<string, DrawnNode>();
  private readonly edges: readonly DrawnEdge[];
  private readonly terminals = new Map<string, SVGGElement>();

  constructor(
    readonly view: GraphView,
    actions: NodeActions,
  ) {
    const parents = new Set(view.nodes.map((node) => node.parent));
    const lanes = new Set(view.nodes.filter((node) => node.kind === 'scope').map((node) => node.parent));
    const below: SVGGElement[] = [];
    const above: SVGGElement[] = [];
    for (const node of view.nodes) {
      if (node.kind === 'scope') below.push(drawLane(node));
      else if (node.kind === 'state') {
        const holds = parents.has(node.id) || lanes.has(node.id);
        const drawn = drawState(node, holds, actions);
        this.nodes.set(node.id, drawn);
        (holds ? below : above).push(drawn.element);
      } else {
        const terminal = drawTerminal(node);
        this.terminals.set(node.id, terminal);
        above.push(terminal);
      }
    }
    this.edges = view.edges.map(drawEdge);
    const labels = this.edges.flatMap((edge) => edge.label ?? []);
    // Boxes that hold others, then lines, then the words on them, then the boxes lines end at.
    this.element.append(...below, ...this.edges.map((edge) => edge.element), ...labels, ...above);
  }

  show(run: RunView, choice: IterationChoice): void {
    attribute(this.element, 'data-run', run.status);
    for (const [path, node] of this.nodes) node.show(marksOf(run, path, choice), choice.get(path));
    for (const drawn of this.edges) drawn.show(timesTaken(run, drawn.edge.id, drawn.edge.from, choice));
    const statuses = [
      [START, run.status === 'NONE' ? 'none' : 'succeeded'],
      [END, TERMINAL_STATUS[run.status] ?? 'none'],
    ] as const;
    for (const [end, status] of statuses) {
      const terminal = this.terminals.get(end);
      if (terminal) attribute(terminal, 'data-status', status);
    }
  }

  /** Marks the state that is selected, and those that stand still. */
  point(selected: string | undefined, stopped: string | undefined, asked: readonly Asked[]): void {
    for (const [path, { element, node }] of this.nodes) {
      const isStopped = path === stopped;
      const standing = isStopped ? 'stopped' : standingOf(asked.filter(({ state }) => state === node.label));
      attribute(element, 'aria-pressed', String(path === selected));
      attribute(element, 'data-stopped', isStopped ? 'true' : undefined);
      attribute(element, 'data-standing', standing);
      attribute(element, 'aria-description', standing && STANDING_WORDS[standing]());
    }
  }
}

const TERMINAL_STATUS: Readonly<Record<string, string>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'aborted',
};
