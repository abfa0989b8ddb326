/** Where an execution stands, as its history tells: what a resumed or redriven run goes on from. */
import type { JsonObject } from '../../json';
import type { Scope, StateType } from '../../model/machine';
import type { Envelope, ErrorDetails, ExecutionResult, HistoryEvent } from '../historyEvent';

/** A strand (the main one, a branch, an iteration) and where it stands. */
export interface StrandPoint {
  /** As {@link Envelope.strand} names it. */
  readonly id: string;
  readonly iterations: readonly number[];
  /** The states it runs; undefined where the machine has no such branch any more. */
  readonly scope: Scope | undefined;
  /** The event the next one of this strand follows. */
  previous: number;
  /** JSON text of what its state was entered with, or of what its last state left; undefined before the first. */
  data: string | undefined;
  variables: JsonObject;
  /** Its last state is left: it does not run again. */
  ended: boolean;
  /** Id of the MapIterationSucceeded event of an iteration. */
  succeededId: number | undefined;
  /** Undefined before the first state. */
  state: StatePoint | undefined;
}

/** A state that was entered, and what was done in it so far. */
export interface StatePoint {
  readonly name: string;
  readonly type: StateType;
  readonly enteredId: number;
  readonly beforeEntered: number;
  /** ISO 8601, as recorded. */
  readonly enteredTime: string;
  /** JSON text it was entered with, and the variables of then. */
  readonly input: string;
  readonly variables: JsonObject;
  /** Its StateExited event is there: what follows has not been entered yet. */
  left: boolean;
  /** Of a state that was left: a catcher took its failure. */
  caught: boolean;
  retryCount: number;
  /** Failures of the attempts that were followed by another, in order: each has used up a retry. */
  readonly failures: FailurePoint[];
  /** How the last attempt failed, where nothing has followed yet. */
  failure: FailurePoint | undefined;
  /** An attempt of a task was scheduled. */
  scheduled: boolean;
  /** JSON text of what a task returned. */
  result: string | undefined;
  /** Id of the last ParallelStateStarted or MapStateStarted. */
  startedId: number | undefined;
  /** The length that MapStateStarted gives. */
  length: number | undefined;
  /** Branches or iterations by index. */
  readonly children: Map<number, StrandPoint>;
  /** ParallelStateSucceeded or MapStateSucceeded, and their opposites, are recorded. */
  closed: 'succeeded' | 'failed' | undefined;
  mapRun: MapRunPoint | undefined;
}

export interface FailurePoint extends ErrorDetails {
  readonly timedOut?: boolean;
  /** ISO 8601. */
  readonly at?: string;
}

/** A Distributed Map's run. */
export interface MapRunPoint {
  readonly arn: string;
  readonly startedId: number;
  redriveCount: number;
  /** What is known of its child executions, by the index of their item or batch. */
  readonly children: ReadonlyMap<number, SavedChild>;
}

/** A child execution of a Distributed Map, as a saved history keeps it. */
export interface SavedChild {
  readonly executionArn: string;
  readonly mapRunArn: string;
  readonly index: number;
  readonly events: readonly HistoryEvent[];
}

/** All that a run goes on from. */
export interface Checkpoint {
  readonly root: StrandPoint;
  /** The events that stay: those after them were the ends of something unfinished, and are recorded anew. */
  readonly events: readonly HistoryEvent[];
  /** Where each of them belongs. */
  readonly envelopes: readonly Envelope[];
  /** JSON text. */
  readonly input: string;
  readonly roleArn: string | undefined;
  /** ISO 8601. */
  readonly startTime: string;
  /** Of the last event that stays. */
  readonly lastTime: string;
  /** How often the execution was redriven before. */
  readonly redriveCount: number;
  /** When it was redriven last. */
  readonly redriveTime: string | undefined;
  /** How it ended; undefined where it has not. */
  readonly end: ExecutionResult | undefined;
  /** Whether going on is a redrive. */
  readonly redrive: boolean;
  readonly children: readonly SavedChild[];
}
