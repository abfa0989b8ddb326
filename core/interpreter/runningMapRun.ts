/** A Map Run while it runs, as the host may look at it and change it: ListMapRuns, DescribeMapRun, UpdateMapRun. */
import type { MapRunDescription, MapRunStatus } from './historyEvent';

export interface RunningMapRun {
  readonly status: MapRunStatus;
  /** As it is now, or as it was when it ended. */
  describe(): MapRunDescription;
  /** Counts from now on: children that run go on, though there be more of them than may now run at once. */
  update(change: MapRunChange): void;
}

/** The members of UpdateMapRun (API reference); what is absent stays as it is. */
export interface MapRunChange {
  /** 0: as many as AWS allows. */
  readonly maxConcurrency?: number;
  readonly toleratedFailurePercentage?: number;
  readonly toleratedFailureCount?: number;
}

/** How a child execution ended. */
export type ChildStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A child execution that begins. */
export interface BegunChild {
  readonly executionArn: string;
  /** Items that it has been given. */
  readonly items: number;
  abort(): void;
}

/** Hears of the child executions of a Map Run, by their index. */
export interface MapRunWatcher {
  childBegan(index: number, child: BegunChild): void;
  /** @param stopDate ISO 8601 */
  childEnded(index: number, status: ChildStatus, stopDate: string): void;
}
