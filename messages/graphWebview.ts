/** Between client and graph webview, over postMessage. Both ends validate. */
import type { RunEvent } from '../core/interpreter/historyEvent';
import type { GraphView } from '../core/graph/graphView';

export type ToWebview =
  /** Draw this machine. `runId` absent: no run to show. */
  | { readonly type: 'graph'; readonly title: string; readonly view: GraphView }
  /** A new run begins: forget the marks of the last one. `age` in milliseconds: a panel may open late. */
  | { readonly type: 'runStarted'; readonly runId: string; readonly input: string; readonly age?: number }
  | { readonly type: 'runEvents'; readonly runId: string; readonly events: readonly RunEvent[] }
  | {
      readonly type: 'runEnded';
      readonly runId: string;
      readonly status: string;
      readonly output?: string;
      readonly error?: string;
      readonly cause?: string;
    }
  /** The debugger stopped at this state (or at none any more). */
  | { readonly type: 'stopped'; readonly statePath?: string }
  /** The cursor stands in this state. */
  | { readonly type: 'select'; readonly statePath: string };

export type FromWebview =
  | { readonly type: 'ready' }
  /** Show this state in the source. */
  | { readonly type: 'reveal'; readonly statePath: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'rerun' }
  /** Run the failed states again. */
  | { readonly type: 'redrive' };
