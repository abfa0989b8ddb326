/** What a machine's graph is made of, and where it all stands once it is arranged. */
import type { StateType } from '../model/machine';
import type { Range } from '../syntax/tree';

/** The graph of a machine, without places: {@link Picture} is one arrangement of it. */
export interface GraphView {
  /** Parents stand before their children; the nodes of a scope in the order one would tell of them, its first state first. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** {@link State.path}; `#start` and `#end` for the terminals; `OWNER#0` for the lane of a Parallel's branch. */
  readonly id: string;
  readonly kind: 'state' | 'scope' | 'start' | 'end';
  readonly label: string;
  readonly type?: StateType;
  /** What a Task calls, in short (`Lambda · ChargeCard`), or another second line. */
  readonly detail?: string;
  /** What a Task calls, in full. */
  readonly resource?: string;
  /** The node it stands inside. */
  readonly parent?: string;
  /** Of the state's name in the source. */
  readonly range?: Range;
  /** Of each retrier of the state: how often it retries at most. */
  readonly maxAttempts?: readonly number[];
}

export interface GraphEdge {
  /** See {@link edgeId}. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch' | 'start' | 'end';
  readonly index: number;
  /** Short enough to be drawn. */
  readonly label?: string;
  /** The label in full, where it was shortened. */
  readonly title?: string;
}

/** A graph with a place for all of it that is open. */
export interface Picture {
  /** Parents stand before their children. */
  readonly nodes: readonly PlacedNode[];
  /** Between nodes of the picture. */
  readonly edges: readonly PlacedEdge[];
  /** Of a beginning: as large as the whole will be, by estimate. */
  readonly width: number;
  readonly height: number;
  /** The first of it, where it will stand; the rest is not arranged yet. */
  readonly isBeginning?: boolean;
}

export interface PlacedNode extends GraphNode {
  /** Top left corner, px, absolute. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of a state with states inside: whether they are shown, and how many there are at any depth. */
  readonly holds?: { readonly open: boolean; readonly states: number };
}

export interface PlacedEdge extends GraphEdge {
  /** Middle of the label, px, absolute. */
  readonly labelAt?: Point;
  /**
   * From border to border, px, absolute: straight where two neighbours share x or y, else to be drawn as an S that is vertical
   * at both ends. Empty: its ends stand so far apart that a line would help nobody; it is told at its beginning.
   */
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const START = '#start';
export const END = '#end';

/** Stable across edits elsewhere: a state leaves by a given transition of a kind only once. */
export function edgeId(from: string, kind: GraphEdge['kind'], index: number): string {
  return `${from}>${kind}:${index}`;
}
