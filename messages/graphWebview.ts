/** Between client and graph webview, over postMessage. Both ends validate. */
import type { RunEvent } from '../core/interpreter/historyEvent';
import type { GraphView } from '../core/graph/graphView';

export type ToWebview =
  /** Draw this machine. `runId` absent: no run to show. */
  | { readonly type: 'graph'; readonly title: string; readonly view: GraphView }
  /** A new run begins: forget the marks of the last one. */
  | { readonly type: 'runStarted'; readonly runId: string; readonly input: string }
  | { readonly type: 'runEvents'; readonly runId: string; readonly events: readonly RunEvent[] }
  | {
      readonly type: 'runEnded';
      readonly runId: string;
      readonly status: string;
      readonly output?: string;
      readonly error?: string;
      readonly cause?: string;
    }
  /** How long the run has taken until now, in milliseconds, and whether its time stands still. */
  | { readonly type: 'clock'; readonly elapsed: number; readonly stands: boolean }
  /** The debugger stopped at this state (or at none any more). */
  | { readonly type: 'stopped'; readonly statePath?: string }
  /** Tasks that a person is asked about, and tasks that wait for their token: names of states. */
  | { readonly type: 'waiting'; readonly asked: readonly string[]; readonly waits: readonly string[] }
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
