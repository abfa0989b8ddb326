/** Between client and graph webview, over postMessage. Both ends validate. */
import type { GraphView } from '../core/graph/graphView';
import type { ViewEvent } from '../core/graph/viewEvent';

export type ToWebview =
  /** Keep what you show: who opens this panel again asks for it. */
  | { readonly type: 'shown'; readonly shown: ShownInPanel }
  /** Draw this machine. `runId` absent: no run to show. */
  | { readonly type: 'graph'; readonly title: string; readonly view: GraphView }
  /** There is nothing to draw, and why, in a sentence. */
  | { readonly type: 'noGraph'; readonly title: string; readonly reason: string }
  /** A new run begins: forget the marks of the last one. `parent`: the execution that has started this one. */
  | {
      readonly type: 'runStarted';
      readonly runId: string;
      readonly input: string;
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
  | { readonly type: 'runEvents'; readonly runId: string; readonly events: readonly ViewEvent[] }
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
  /** The debugger stopped at this state, in these iterations of the Maps around it, outermost first (or at none any more). */
  | { readonly type: 'stopped'; readonly statePath?: string; readonly iterations?: readonly number[] }
  /** No run is shown: forget the marks of the last one. */
  | { readonly type: 'noRun' }
  /** The runs that may be shown instead, and which one is. */
  | { readonly type: 'runs'; readonly runs: readonly RunChoice[]; readonly shown?: string }
  /** What a person is asked in the run that is shown. */
  | { readonly type: 'questions'; readonly questions: readonly Asked[] }
  /** The cursor stands in this state. */
  | { readonly type: 'select'; readonly statePath: string };

/** Which machine of which file a panel shows, and which run of it. */
export interface ShownInPanel {
  /** Absent: the machine of an opened history is not here. */
  readonly uri?: string;
  readonly name?: string;
  readonly runId?: string;
  /** The panel is this run's: no other takes it. */
  readonly isAlone?: boolean;
  /** The machine whose panel it is, where it shows another one: its runs come back to it. */
  readonly home?: { readonly uri: string; readonly name?: string };
}

/** A run in the list of those that may be shown. */
export interface RunChoice {
  readonly id: string;
  /** When it began, and how it ended. */
  readonly label: string;
  /** When it began. */
  readonly moment: string;
  /** Runs of one machine stand together. */
  readonly machine: string;
}

/** A task that waits for a person. */
export interface Asked {
  readonly id: string;
  readonly state: string;
  /** What it waits for, as a sentence. */
  readonly words: string;
  /** For its token: others may answer as well. */
  readonly waits: boolean;
}

export type FromWebview =
  | { readonly type: 'ready' }
  /** Show this state in the source. */
  | { readonly type: 'reveal'; readonly statePath: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Tell of an iteration of a Map (by its path) that is inside no other: so far it was told in figures alone. */
  | { readonly type: 'lookAt'; readonly map: string; readonly index: number }
  /** Show this run; absent: the machine alone. */
  | { readonly type: 'showRun'; readonly runId?: string }
  /** Answer this question. */
  | { readonly type: 'answer'; readonly id: string }
  /** Show where a line of a stack trace stands: an absolute path, line and column from 1. */
  | { readonly type: 'openFrame'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly type: 'rerun' }
  /** Run the failed states again. */
  | { readonly type: 'redrive' };
