/** What the webview draws: nodes and edges with positions, computed from the model; and the folding of run events onto it. */
import type { StateType } from '../model/machine';
import type { Range } from '../syntax/tree';

export interface GraphView {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
}

export interface GraphNode {
  /** {@link State.path}; `#start` and `#end` for the terminals, `OWNER#start:0` etc. inside scopes if drawn. */
  readonly id: string;
  readonly kind: 'state' | 'scope' | 'start' | 'end';
  readonly label: string;
  readonly type?: StateType;
  /** What a Task calls, in short (`lambda:invoke · ChargeCard`), or another second line. */
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
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch' | 'start' | 'end';
  readonly index: number;
  readonly label?: string;
  /** Polyline, px, absolute. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}
