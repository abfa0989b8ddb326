/**
 * Hands a resumed run what its strands did before: each strand is put where it stood, each state asks once for what was done in
 * it. Runs that begin anew have none of this, and the engine asks nothing.
 */
import type { MaybePromise } from '../../query';
import type { Envelope } from '../historyEvent';
import type { HistoryRecorder } from '../historyRecorder';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import type { Program, Step } from '../step';
import type { Checkpoint, StrandPoint, MapRunPoint, StatePoint } from './strandPoint';
import type { JsonObject } from '../../json';
import { jsonValue } from '../../jsonText';

/** What of a strand is done, and the state it goes on with. */
export interface ResumedStrand {
  readonly next: MaybePromise<Step | undefined>;
}

export class Resumption {
  private readonly points = new WeakMap<Strand, StrandPoint>();
  private readonly states = new WeakMap<Strand, StatePoint>();

  constructor(readonly checkpoint: Checkpoint) {}

  get redrive(): boolean {
    return this.checkpoint.redrive;
  }

  /** Records the redrive; an execution that goes on records nothing. */
  begin(history: HistoryRecorder, place: Envelope): void {
    const { events, redriveCount } = this.checkpoint;
    history.continueFrom(events.length);
    if (!this.redrive) return;
    history.record('ExecutionRedriven', events.length, place, {
      executionRedrivenEventDetails: { redriveCount: redriveCount + 1 },
    });
  }

  /** What the context object's `Execution` says of redrives. */
  redriveContext(history: HistoryRecorder): JsonObject {
    const { redriveCount, redriveTime } = this.checkpoint;
    if (this.redrive) return { RedriveCount: redriveCount + 1, RedriveTime: history.timestamp() };
    return redriveTime === undefined ? {} : { RedriveCount: redriveCount, RedriveTime: redriveTime };
  }

  /** Puts the main strand where it stood. */
  placeRoot(strand: Strand): void {
    this.place(strand, this.checkpoint.root);
  }

  private place(strand: Strand, point: StrandPoint): void {
    strand.previous = point.previous;
    strand.variables = point.variables;
    if (point.data !== undefined) strand.data = new JsonData(jsonValue(point.data), point.data);
    this.points.set(strand, point);
  }

  /** Once per strand: what is left of it; undefined for a strand that begins now. */
  resumeStrand(strand: Strand, program: Program): ResumedStrand | undefined {
    const point = this.points.get(strand);
    this.points.delete(strand);
    if (!point || (!point.ended && !point.state)) return undefined;
    const step = point.ended || !point.state ? undefined : program.steps.get(point.state.name);
    if (!step || !point.state) return { next: undefined };
    // What a failed attempt had begun is over.
    if (!point.state.left && !point.state.failure) this.states.set(strand, point.state);
    // Guide: "Reenters the Fail state and fails again".
    if (this.redrive && point.state.type === 'Fail') return { next: step };
    return { next: step.resume(strand, point.state) };
  }

  /** Once per strand: what was done in the state it stands in. */
  takeState(strand: Strand): ResumedState | undefined {
    const state = this.states.get(strand);
    this.states.delete(strand);
    if (state?.enteredId !== strand.enteredId) return undefined;
    return new ResumedState(state, this.checkpoint, (child, point) => this.place(child, point));
  }
}

/** What was done in a state so far. */
export class ResumedState {
  /** Of the last ParallelStateStarted or MapStateStarted. */
  readonly startedId: number | undefined;
  readonly mapRun: MapRunPoint | undefined;
  /** What a task returned. */
  readonly result: JsonData | undefined;

  constructor(
    private readonly state: StatePoint,
    private readonly checkpoint: Checkpoint,
    private readonly place: (strand: Strand, point: StrandPoint) => void,
  ) {
    this.startedId = state.startedId;
    this.mapRun = state.mapRun;
    if (state.result !== undefined) this.result = new JsonData(jsonValue(state.result), state.result);
  }

  get redrive(): boolean {
    return this.checkpoint.redrive;
  }

  /** Child executions of all Distributed Maps. */
  get saved(): Checkpoint['children'] {
    return this.checkpoint.children;
  }

  /** When the state was entered, in milliseconds: a Wait goes on from then. A redrive waits anew (not documented for `Seconds`). */
  get since(): number | undefined {
    return this.redrive ? undefined : Date.parse(this.state.enteredTime);
  }

  /** Puts a branch or iteration where it stood; undefined where it had not begun. */
  resumeChild(strand: Strand, index: number): StrandPoint | undefined {
    const point = this.state.children.get(index);
    if (point) this.place(strand, point);
    return point;
  }
}
