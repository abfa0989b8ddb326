/**
 * A strand: the main one, a Parallel's branch, a Map's iteration. It knows where it stands: the
 * state it is in, the data it carries, its variables, and the event its next event follows.
 */
import { isJsonObject, type Json, type JsonObject } from '../json';
import type { QueryScope } from '../query';
import type { State } from '../model/machine';
import type { Execution } from './execution';
import type { Envelope, HistoryEvent, HistoryEventType, RunNote } from './historyEvent';
import type { BegunEvent, EventDetails } from './historyRecorder';
import { exceedsDataLimit, type JsonData } from './jsonData';
import type { StatePoint } from './resume/strandPoint';
import { StrandStopped, type StateFailure } from './stateFailure';
import type { ErrorFate } from './host';

type ExitDetails = NonNullable<EventDetails['stateExitedEventDetails']>;

const NOTHING: readonly never[] = [];

/** The states whose context tells of retries. */
const RETRIABLE: ReadonlySet<State['type']> = new Set(['Task', 'Parallel', 'Map']);

/** What can be ended early, as an AbortController can. */
export interface Wait {
  abort(reason: Error): void;
}

/** What is around a strand, and may take a failure that ends it. */
export interface Surrounding {
  fateOf(failure: StateFailure): ErrorFate;
}

export interface StrandOptions {
  readonly execution: Execution;
  readonly id: string;
  readonly iterations: readonly number[];
  readonly depth: number;
  /** The event the first event of this strand follows. */
  readonly previous: number;
  readonly data: JsonData;
  readonly variables: JsonObject;
  /** `Map` of the context object, where an iteration encloses this strand. */
  readonly mapContext?: JsonObject | undefined;
  /** Absent: a failure that ends the strand ends the execution. */
  readonly around?: Surrounding | undefined;
}

export class Strand implements Surrounding {
  readonly execution: Execution;
  readonly id: string;
  readonly iterations: readonly number[];
  readonly depth: number;
  readonly mapContext: JsonObject | undefined;
  private readonly around: Surrounding | undefined;
  /** The event the next one follows. */
  previous: number;
  /** Id of the StateEntered event of the current state, and of the event that one follows. */
  enteredId = 0;
  beforeEntered = 0;
  data: JsonData;
  variables: JsonObject;
  state: State | undefined;
  /** Retries of the current state so far. */
  retryCount = 0;
  /** Present while a task with a callback runs. */
  taskToken: string | undefined;
  /** What the state will do about a failure, as often as it was tried by now; only where somebody waits at pause points. */
  foresee: ((failure: StateFailure) => ErrorFate) | undefined;
  /** What a debugger may look at; collected only where somebody waits at pause points. */
  stages: { [stage: string]: Json } | undefined;
  stopped = false;
  /** Finds out again what an earlier run did: nobody is to hear of it. */
  recalls = false;
  // Most strands have none of these four: a Map makes a strand for every item.
  private running: Set<ChildStrand> | undefined;
  private strands: Set<Strand> | undefined;
  private wait: Wait | undefined;
  /** Those that began while there was {@link wait}. */
  private moreWaits: Set<Wait> | undefined;
  private envelope: Envelope;
  private enteredTime = '';
  private cachedContext: JsonObject | undefined;
  private madeUpContext: JsonObject | undefined;
  private queryScope: StrandScope | undefined;

  constructor(options: StrandOptions) {
    this.execution = options.execution;
    this.id = options.id;
    this.iterations = options.iterations;
    this.depth = options.depth;
    this.previous = options.previous;
    this.data = options.data;
    this.variables = options.variables;
    this.mapContext = options.mapContext;
    this.around = options.around;
    this.envelope = { strand: options.id, iterations: options.iterations };
  }

  /** Takes up a state, now or at the moment of the last event: events and context speak of it from here on. */
  takeUp(state: State, envelope: Envelope): void {
    const { history, host } = this.execution;
    this.state = state;
    this.retryCount = 0;
    this.taskToken = undefined;
    this.cachedContext = undefined;
    this.envelope = envelope;
    this.enteredTime = history.lastTimestamp || history.timestamp();
    if (host.pause) this.stages = {};
  }

  /** Takes up a state and records that. */
  enter(state: State, name: string, type: HistoryEventType, envelope: Envelope): void {
    this.mustRun();
    const { history } = this.execution;
    this.beforeEntered = this.previous;
    this.enteredId = history.recordEntered(type, this.previous, envelope, name, this.data.text);
    this.previous = this.enteredId;
    this.takeUp(state, envelope);
  }

  /** Records that the state is left, and the transition taken. */
  leave(type: HistoryEventType, details: ExitDetails, transition: RunNote): void {
    this.mustRun();
    const { history } = this.execution;
    this.previous = history.recordExited(type, this.previous, this.envelope, details);
    history.note(transition, this.envelope);
  }

  /** Takes up a state as it was when an earlier run entered it. */
  takeUpAgain(state: State, envelope: Envelope, point: StatePoint): void {
    this.takeUp(state, envelope);
    this.enteredId = point.enteredId;
    this.beforeEntered = point.beforeEntered;
    this.enteredTime = point.enteredTime;
    this.retryCount = point.retryCount;
  }

  /** Takes another strand's place for the evaluation of a field: same state, same time. */
  standIn(strand: Strand): void {
    this.state = strand.state;
    this.enteredTime = strand.enteredTime;
    this.enteredId = strand.enteredId;
    this.retryCount = strand.retryCount;
  }

  /** Records an event that the next one follows. */
  advance(type: HistoryEventType, details?: EventDetails): number {
    return (this.previous = this.aside(type, this.previous, details));
  }

  /** Begins an event that the next one follows, to be told at once with its details. */
  begin(type: HistoryEventType): BegunEvent {
    this.mustRun();
    return this.execution.history.begin(type, this.previous);
  }

  tell(event: HistoryEvent): void {
    this.previous = this.execution.history.tell(event, this.envelope);
  }

  /** Records an event that stands beside the chain. */
  aside(type: HistoryEventType, previous: number, details?: EventDetails): number {
    this.mustRun();
    return this.execution.history.record(type, previous, this.envelope, details);
  }

  note(note: RunNote): void {
    this.mustRun();
    this.execution.history.note(note, this.envelope);
  }

  /** What becomes of a failure of the state, or of one inside it: here, or further out. */
  fateOf(failure: StateFailure): ErrorFate {
    const own = this.foresee?.(failure) ?? 'uncaught';
    return own === 'uncaught' ? (this.around?.fateOf(failure) ?? own) : own;
  }

  stage(name: string, value: Json): void {
    if (this.stages) this.stages[name] = value;
  }

  /** To be asked after every wait: a sibling may have failed meanwhile, or the execution may have ended. */
  mustRun(): void {
    if (this.stopped) throw new StrandStopped();
    if (this.execution.end) throw this.execution.end;
  }

  /** Whether a text is more than a state may hand on. */
  isBeyondLimit(text: string): boolean {
    return exceedsDataLimit(text) && this.execution.host.limits !== 'off';
  }

  /** Begins a wait that ends early when this strand is stopped. */
  beginWait(wait: Wait): void {
    this.mustRun();
    if (this.wait === undefined) this.wait = wait;
    else (this.moreWaits ??= new Set()).add(wait);
  }

  endWait(wait: Wait): void {
    if (this.wait === wait) this.wait = undefined;
    else this.moreWaits?.delete(wait);
  }

  /** Branches and iterations now running below this strand. */
  get children(): Iterable<ChildStrand> {
    return this.running ?? NOTHING;
  }

  addChild(child: ChildStrand): void {
    (this.running ??= new Set()).add(child);
  }

  removeChild(child: ChildStrand): void {
    this.running?.delete(child);
  }

  removeChildren(): void {
    this.running = undefined;
  }

  /** Main strands of child executions (Distributed Map): they record elsewhere, yet end with this strand. */
  get subordinates(): Iterable<Strand> {
    return this.strands ?? NOTHING;
  }

  addSubordinate(strand: Strand): void {
    (this.strands ??= new Set()).add(strand);
  }

  removeSubordinate(strand: Strand): void {
    this.strands?.delete(strand);
  }

  /** Waits for something outside. Rejects where the strand is stopped meanwhile. */
  async waitFor<T>(begin: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.beginWait(controller);
    try {
      const value = await begin(controller.signal);
      this.mustRun();
      return value;
    } finally {
      this.endWait(controller);
    }
  }

  /** Ends what this strand and all below it wait for. */
  cancel(reason: Error): void {
    const { wait: first, moreWaits = NOTHING } = this;
    for (const wait of [...(first ? [first] : NOTHING), ...moreWaits]) wait.abort(reason);
    for (const child of [...this.children]) child.strand.cancel(reason);
    for (const strand of [...this.subordinates]) strand.cancel(reason);
  }

  /** Silences this strand and all below it: nothing more is recorded. */
  stop(): void {
    this.stopped = true;
    for (const child of this.children) child.strand.stop();
    for (const strand of this.subordinates) strand.stop();
  }

  retried(): void {
    this.retryCount++;
    this.cachedContext = undefined;
  }

  giveTaskToken(token: string): void {
    const given = isJsonObject(this.madeUpContext?.Task) ? this.madeUpContext.Task.Token : undefined;
    this.taskToken = typeof given === 'string' ? given : token;
    this.cachedContext = this.madeUpContext && { ...this.madeUpContext, Task: { Token: this.taskToken } };
  }

  /** The context object (`$$`, `$states.context`) as it is now. */
  get context(): JsonObject {
    if (this.cachedContext) return this.cachedContext;
    const { execution, state } = this;
    const context: JsonObject = {
      Execution: execution.executionContext,
      StateMachine: execution.machineContext,
    };
    if (state) {
      context.State = { Name: state.name, EnteredTime: this.enteredTime };
      if (RETRIABLE.has(state.type)) context.State.RetryCount = this.retryCount;
    }
    if (this.mapContext) context.Map = this.mapContext;
    if (this.taskToken !== undefined) context.Task = { Token: this.taskToken };
    return (this.cachedContext = context);
  }

  /** Puts a made-up context object in place of the true one. */
  useContext(context: JsonObject): void {
    this.madeUpContext = this.cachedContext = context;
  }

  /** What a path or intrinsic call may read, with `$` being `input`. To be used at once: the next call changes it. */
  scope(input: Json): QueryScope {
    const scope = (this.queryScope ??= new StrandScope(this));
    scope.input = input;
    return scope;
  }
}

/** Makes the context object only where a path asks for it. */
class StrandScope implements QueryScope {
  input: Json = null;

  constructor(private readonly strand: Strand) {}

  get context(): Json {
    return this.strand.context;
  }

  get variables(): JsonObject {
    return this.strand.variables;
  }

  get random(): () => number {
    return this.strand.execution.random;
  }

  get uuid(): () => string {
    return this.strand.execution.uuid;
  }
}

/** A strand below another, and how to say that it was stopped. */
export interface ChildStrand {
  readonly strand: Strand;
  /** The events AWS records for a child that is stopped because `failingEvent` failed a sibling. */
  recordAborted(failingEvent: number): void;
}
