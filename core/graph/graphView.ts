/** What the webview draws: nodes and edges with positions, computed from the model; and the folding of run events onto it. */
import type { StateType } from '../model/machine';
import type { Range } from '../syntax/tree';

export interface GraphView {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
}

/** Parents stand before their children. */
export interface GraphNode {
  /** {@link State.path}; `#start` and `#end` for the terminals; `OWNER#0` for the lane of a Parallel's branch. */
  readonly id: string;
  readonly kind: 'state' | 'scope' | 'start' | 'end';
  readonly label: string;
  readonly type?: StateType;
  /** What a Task calls, in short (`Lambda · ChargeCard`), or another second line. */
  readonly detail?: string;
  /** The node it is drawn inside. */
  readonly parent?: string;
  /** Top left corner, px, absolute. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
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
  /** Middle of the label, px, absolute; present with a label. */
  readonly labelAt?: Point;
  /** From border to border, px, absolute: straight where two neighbours share x or y, else to be drawn as an S that is vertical at both ends. */
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
