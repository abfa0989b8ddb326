/**
 * Hands a resumed run what its lines did before: each line is put where it stood, each state asks once for what was done in
 * it. Runs that begin anew have none of this, and the engine asks nothing.
 */
import type { MaybePromise } from '../../query';
import type { Envelope } from '../historyEvent';
import type { HistoryRecorder } from '../historyRecorder';
import { JsonData } from '../jsonData';
import type { Line } from '../line';
import type { Program, Step } from '../step';
import type { Checkpoint, LinePoint, MapRunPoint, StatePoint } from './linePoint';
import type { Json, JsonObject } from '../../json';

/** What of a line is done, and the state it goes on with. */
export interface ResumedLine {
  readonly next: MaybePromise<Step | undefined>;
}

export class Resumption {
  private readonly points = new WeakMap<Line, LinePoint>();
  private readonly states = new WeakMap<Line, StatePoint>();

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

  /** Puts the main line where it stood. */
  placeRoot(line: Line): void {
    this.place(line, this.checkpoint.root);
  }

  private place(line: Line, point: LinePoint): void {
    line.previous = point.previous;
    line.variables = point.variables;
    if (point.data !== undefined) line.data = new JsonData(JSON.parse(point.data) as Json, point.data);
    this.points.set(line, point);
  }

  /** Once per line: what is left of it; undefined for a line that begins now. */
  resumeLine(line: Line, program: Program): ResumedLine | undefined {
    const point = this.points.get(line);
    this.points.delete(line);
    if (!point || (!point.ended && !point.state)) return undefined;
    const step = point.ended || !point.state ? undefined : program.steps.get(point.state.name);
    if (!step || !point.state) return { next: undefined };
    // What a failed attempt had begun is over.
    if (!point.state.left && !point.state.failure) this.states.set(line, point.state);
    // Guide: "Reenters the Fail state and fails again".
    if (this.redrive && point.state.type === 'Fail') return { next: step };
    return { next: step.resume(line, point.state) };
  }

  /** Once per line: what was done in the state it stands in. */
  takeState(line: Line): ResumedState | undefined {
    const state = this.states.get(line);
    this.states.delete(line);
    if (state?.enteredId !== line.enteredId) return undefined;
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
    private readonly place: (line: Line, point: LinePoint) => void,
  ) {
    this.startedId = state.startedId;
    this.mapRun = state.mapRun;
    if (state.result !== undefined) this.result = new JsonData(JSON.parse(state.result) as Json, state.result);
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
  resumeChild(line: Line, index: number): LinePoint | undefined {
    const point = this.state.children.get(index);
    if (point) this.place(line, point);
    return point;
  }
}
