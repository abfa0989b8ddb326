/** Between client and graph webview, over postMessage. Both ends validate. */
import type { RunEvent } from '../core/interpreter/historyEvent';
import type { GraphView } from '../core/graph/graphView';

export type ToWebview =
  /** Draw this machine. `runId` absent: no run to show. */
  | { readonly type: 'graph'; readonly title: string; readonly view: GraphView }
  /** There is nothing to draw, and why, in a sentence. */
  | { readonly type: 'noGraph'; readonly title: string; readonly reason: string }
  /**
   * A new run begins: forget the marks of the last one. `age` in milliseconds: a panel may open late. `parent`: the execution
   * that has started this one.
   */
  | {
      readonly type: 'runStarted';
      readonly runId: string;
      readonly input: string;
      readonly age?: number;
      readonly parent?: { readonly runId: string; readonly name: string };
    }
  /** A state of the run `parentId` has started an execution; its events and its end come under its own id. */
  | {
      readonly type: 'nestedStarted';
      readonly runId: string;
      readonly parentId: string;
      /** Of its machine. */
      readonly name: string;
      readonly statePath: string;
      readonly iterations: readonly number[];
    }
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
  /** Show this execution in the graph of its own machine. */
  | { readonly type: 'openRun'; readonly runId: string }
  /** Show where a line of a stack trace stands: an absolute path, line and column from 1. */
  | { readonly type: 'openFrame'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly type: 'rerun' }
  /** Run the failed states again. */
  | { readonly type: 'redrive' };
