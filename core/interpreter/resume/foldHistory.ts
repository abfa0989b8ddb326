/**
 * Events → where each line of execution stands. Every event is given to its line by `previousEventId`, as AWS chains them:
 * where an event follows one of another line (a Parallel's exit follows its last branch), the line is found upwards from there.
 */
import type { Scope, StateType } from '../../model/machine';
import { errorOf, executionStatusAfter, kindOf, type EventKind, type EventMeaning } from '../../history/eventKinds';
import type { Envelope, ExecutionResult, HistoryEvent } from '../historyEvent';
import { assigned, failureAt, MisplacedEvent } from './eventDetails';
import { childId, liveLines, modelOf, newLine, nextIndex, restart, type FoldLine } from './foldLine';
import type { FailurePoint, LinePoint, MapRunPoint, SavedChild, StatePoint } from './linePoint';

/** What a history comes to. */
export interface FoldedHistory {
  readonly root: LinePoint;
  readonly redriveCount: number;
  readonly redriveTime: string | undefined;
  readonly end: ExecutionResult | undefined;
  /** For each event, in order: where it belongs. */
  readonly envelopes: readonly Envelope[];
}

/** Each looks at all lines: a history made to be slow must not have its way. */
const MOST_GUESSES = 1000;

export function foldHistory(
  scope: Scope,
  events: readonly HistoryEvent[],
  children: readonly SavedChild[],
): FoldedHistory {
  return new HistoryFold(scope, children).fold(events);
}

type Handler = (fold: HistoryFold, event: HistoryEvent, kind: EventKind) => FoldLine | undefined;

const root: Handler = (fold) => fold.root;
const ended: Handler = (fold, event) => fold.executionEnded(event);
const along: Handler = (fold, event) => fold.along(event);
const beside: Handler = (fold, event) => fold.beside(event);
const failed: Handler = (fold, event, { meaning }) => fold.taskFailed(event, meaning === 'attempt timed out');

const HANDLERS: { readonly [Meaning in EventMeaning]: Handler } = {
  'execution started': root,
  'execution redriven': (fold, event) => fold.redriven(event),
  'execution succeeded': ended,
  'execution failed': ended,
  'execution timed out': ended,
  'execution aborted': ended,
  'state entered': (fold, event, { stateType }) => fold.entered(event, stateType!),
  'state exited': (fold, event) => fold.exited(event),
  'state aborted': beside,
  'children started': (fold, event, { stateType }) => fold.childrenStarted(event, stateType!),
  'children succeeded': (fold, event, { stateType }) => fold.closed(event, stateType!, 'succeeded'),
  'children failed': (fold, event, { stateType }) => fold.closed(event, stateType!, 'failed'),
  'iteration started': (fold, event) => fold.iterationStarted(event),
  'iteration succeeded': (fold, event) => fold.iterationSucceeded(event),
  'iteration failed': beside,
  'iteration aborted': beside,
  'map run started': (fold, event) => fold.mapRunStarted(event),
  'map run redriven': (fold, event) => fold.mapRunRedriven(event),
  'map run succeeded': along,
  'map run failed': along,
  'map run aborted': along,
  'evaluation failed': (fold, event) => fold.evaluationFailed(event),
  'attempt scheduled': (fold, event) => fold.scheduled(event),
  'attempt started': along,
  'attempt submitted': along,
  'attempt succeeded': (fold, event) => fold.taskSucceeded(event),
  'attempt failed': failed,
  'attempt timed out': failed,
};

class HistoryFold {
  readonly root: FoldLine;
  /** The line of each event, by its id less one. */
  private readonly lines: (FoldLine | undefined)[] = [];
  private readonly envelopes: Envelope[] = [];
  /** The line that entered a state, by the event before that and the state's name. */
  private readonly enteredAfter = new Map<string, FoldLine>();
  private guesses = 0;
  private redriveCount = 0;
  private redriveTime: string | undefined;
  private end: ExecutionResult | undefined;

  constructor(
    scope: Scope,
    private readonly saved: readonly SavedChild[],
  ) {
    this.root = newLine(undefined, '', [], scope, 0, {});
  }

  fold(events: readonly HistoryEvent[]): FoldedHistory {
    for (const event of events) {
      const kind = kindOf(event.type);
      if (this.end && kind?.meaning !== 'execution redriven') {
        throw new MisplacedEvent(`event ${event.id} (${event.type}) follows the end of the execution`);
      }
      // A type that is not known says nothing about where a line stands.
      const line = kind ? HANDLERS[kind.meaning](this, event, kind) : this.along(event);
      this.lines.push(line);
      this.envelopes.push(envelopeOf(kind?.about === 'execution' ? undefined : line?.state, line ?? this.root));
    }
    const { root, redriveCount, redriveTime, end, envelopes } = this;
    return { root, redriveCount, redriveTime, end, envelopes };
  }

  executionEnded(event: HistoryEvent): FoldLine {
    const { output } = event.executionSucceededEventDetails ?? {};
    const status = executionStatusAfter(event.type) as ExecutionResult['status'];
    this.end = { status, ...(output !== undefined && { output }), ...errorOf(event) };
    return this.root;
  }

  /** Retries begin anew, and no failure is a failure any more (guide: "retry attempt count is reset"). */
  redriven(event: HistoryEvent): FoldLine {
    this.redriveCount = event.executionRedrivenEventDetails?.redriveCount ?? this.redriveCount + 1;
    this.redriveTime = event.timestamp;
    this.end = undefined;
    restart(this.root);
    return this.root;
  }

  entered(event: HistoryEvent, type: StateType): FoldLine {
    const details = event.stateEnteredEventDetails;
    if (details?.name === undefined) throw new MisplacedEvent(`event ${event.id} (${event.type}) names no state`);
    if (details.input === undefined) {
      throw new MisplacedEvent(`event ${event.id} holds no input: the history was saved without its data`);
    }
    const line = this.lineToEnter(event, details.name);
    line.state = {
      name: details.name,
      type,
      enteredId: event.id,
      beforeEntered: event.previousEventId,
      enteredTime: event.timestamp,
      input: details.input,
      variables: line.variables,
      left: false,
      caught: false,
      retryCount: 0,
      failures: [],
      failure: undefined,
      scheduled: false,
      result: undefined,
      startedId: undefined,
      length: undefined,
      children: new Map(),
      closed: undefined,
      mapRun: undefined,
    };
    this.enteredAfter.set(`${event.previousEventId} ${details.name}`, line);
    line.ended = false;
    line.data = details.input;
    line.previous = event.id;
    return line;
  }

  /** The first state of a branch follows ParallelStateStarted; every other state follows an event of its own line. */
  private lineToEnter(event: HistoryEvent, name: string): FoldLine {
    const before = this.lineOf(event.previousEventId);
    const owner = before.state;
    if (owner?.type !== 'Parallel' || owner.left || owner.startedId !== event.previousEventId) return before;
    const state = modelOf(before, owner.name);
    const free = (scope: Scope): boolean => !owner.children.has(scope.index);
    const scopes = (state?.scopes ?? []).filter((scope) => scope.byName.has(name));
    const scope = scopes.find((candidate) => candidate.startAt?.value === name && free(candidate)) ?? scopes.find(free);
    // A branch that the machine has no more still keeps its events together.
    const index = scope?.index ?? nextIndex(owner.children);
    const branch = newLine(
      before,
      childId(before, owner, index),
      before.iterations,
      scope,
      event.previousEventId,
      before.variables,
    );
    owner.children.set(index, branch);
    return branch;
  }

  exited(event: HistoryEvent): FoldLine {
    const details = event.stateExitedEventDetails;
    const line = this.upwards(event, (state) => state.name === details?.name);
    const state = line.state!;
    if (details?.output === undefined) {
      throw new MisplacedEvent(`event ${event.id} holds no output: the history was saved without its data`);
    }
    line.data = details.output;
    line.previous = event.id;
    if (details.assignedVariables)
      line.variables = { ...line.variables, ...assigned(event, details.assignedVariables) };
    state.left = true;
    state.caught = state.failure !== undefined || state.closed === 'failed' || isUnfinished(state);
    state.children.clear();
    const definition = modelOf(line, state.name)?.definition;
    line.ended =
      state.type === 'Succeed' ||
      (!state.caught && state.type !== 'Choice' && definition !== undefined && !definition.Next);
    return line;
  }

  childrenStarted(event: HistoryEvent, type: StateType): FoldLine {
    const line = this.upwards(event, (state) => state.type === type && state.closed !== 'failed');
    const state = line.state!;
    if (state.startedId !== undefined || state.failure)
      this.nextAttempt(state, this.failureBehind(event) ?? state.failure);
    state.children.clear();
    state.closed = undefined;
    state.mapRun = undefined;
    state.startedId = event.id;
    state.length = event.mapStateStartedEventDetails?.length;
    line.previous = event.id;
    return line;
  }

  closed(event: HistoryEvent, type: StateType, how: 'succeeded' | 'failed'): FoldLine {
    const line = this.upwards(event, (state) => state.type === type && state.closed !== 'failed');
    const state = line.state!;
    state.closed = how;
    if (how === 'failed') {
      state.failure = this.failureBehind(event) ?? state.failure ?? {};
      line.previous = event.id;
    }
    return line;
  }

  iterationStarted(event: HistoryEvent): FoldLine {
    const details = event.mapIterationStartedEventDetails;
    const line = this.upwards(event, (state) => state.type === 'Map' && state.name === details?.name);
    const state = line.state!;
    const index = details?.index ?? 0;
    if (state.length === undefined || index >= state.length) {
      throw new MisplacedEvent(
        `event ${event.id} begins iteration ${index} of a Map that has only ${state.length ?? 0} items`,
      );
    }
    const scope = modelOf(line, state.name)?.scopes[0];
    const id = childId(line, state, index);
    const iteration = newLine(line, id, [...line.iterations, index], scope, event.id, line.variables);
    state.children.set(index, iteration);
    return iteration;
  }

  iterationSucceeded(event: HistoryEvent): FoldLine {
    const { name, index = -1 } = event.mapIterationSucceededEventDetails ?? {};
    const owner = this.upwards(event, (state) => state.type === 'Map' && state.name === name);
    const iteration = owner.state?.children.get(index) as FoldLine | undefined;
    if (!iteration?.ended) {
      throw new MisplacedEvent(`event ${event.id} ends iteration ${index} of "${name}", whose states have not ended`);
    }
    iteration.succeededId = event.id;
    return iteration;
  }

  mapRunStarted(event: HistoryEvent): FoldLine {
    const line = this.upwards(event, (state) => state.type === 'Map');
    const arn = event.mapRunStartedEventDetails?.mapRunArn ?? '';
    const children = byMapRun(this.saved).get(arn) ?? new Map<number, SavedChild>();
    line.state!.mapRun = { arn, startedId: event.id, redriveCount: 0, children } satisfies MapRunPoint;
    line.previous = event.id;
    return line;
  }

  mapRunRedriven(event: HistoryEvent): FoldLine {
    const line = this.upwards(event, (state) => state.mapRun !== undefined);
    const run = line.state!.mapRun!;
    run.redriveCount = event.mapRunRedrivenEventDetails?.redriveCount ?? run.redriveCount + 1;
    line.previous = event.id;
    return line;
  }

  /** It skips StateEntered in its chain, so that the state's name tells the line. */
  evaluationFailed(event: HistoryEvent): FoldLine {
    const details = event.evaluationFailedEventDetails;
    const line =
      this.enteredAfter.get(`${event.previousEventId} ${details?.state}`) ?? this.lineOf(event.previousEventId);
    if (line.state) line.state.failure = failureAt(event);
    line.previous = event.id;
    return line;
  }

  scheduled(event: HistoryEvent): FoldLine {
    const line = this.taskLine(event);
    const state = line.state!;
    if (state.failure) this.nextAttempt(state, state.failure);
    state.scheduled = true;
    state.result = undefined;
    line.previous = event.id;
    return line;
  }

  taskSucceeded(event: HistoryEvent): FoldLine {
    const line = this.taskLine(event);
    const details = event.taskSucceededEventDetails ?? event.lambdaFunctionSucceededEventDetails;
    line.state!.result = (details ?? event.activitySucceededEventDetails)?.output;
    line.previous = event.id;
    return line;
  }

  taskFailed(event: HistoryEvent, timedOut: boolean): FoldLine {
    const line = this.taskLine(event);
    line.state!.failure = { ...failureAt(event), ...(timedOut && { timedOut }) };
    line.previous = event.id;
    return line;
  }

  /** An event that its line goes on from, and that changes nothing else. */
  along(event: HistoryEvent): FoldLine {
    const line = this.lineOf(event.previousEventId);
    line.previous = event.id;
    return line;
  }

  /** An event beside the chain. */
  beside(event: HistoryEvent): FoldLine {
    return this.lineOf(event.previousEventId);
  }

  private nextAttempt(state: StatePoint, failure: FailurePoint | undefined): void {
    if (failure) {
      state.failures.push(failure);
      state.retryCount++;
    }
    state.failure = undefined;
  }

  /** How the child failed whose event this one follows. */
  private failureBehind(event: HistoryEvent): FailurePoint | undefined {
    const { state, scope } = this.lineOf(event.previousEventId);
    if (state?.failure) return state.failure;
    const definition = state?.type === 'Fail' ? scope?.byName.get(state.name)?.definition : undefined;
    const { Error: error, Cause: cause } = definition ?? {};
    if (!definition) return undefined;
    return { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) };
  }

  private taskLine(event: HistoryEvent): FoldLine {
    const line = this.lineOf(event.previousEventId);
    if (line.state?.type === 'Task' && !line.state.left) return line;
    // After a redrive an event may follow ExecutionRedriven: then only one task can be meant, or we cannot tell.
    const mayGuess = this.redriveCount > 0 && ++this.guesses <= MOST_GUESSES;
    const waiting = (mayGuess ? liveLines(this.root) : []).filter(({ state }) => state?.type === 'Task' && !state.left);
    if (waiting.length === 1) return waiting[0]!;
    throw new MisplacedEvent(
      `event ${event.id} (${event.type}) follows event ${event.previousEventId}, which belongs to no task`,
    );
  }

  private upwards(event: HistoryEvent, fits: (state: StatePoint) => boolean): FoldLine {
    let line: FoldLine | undefined = this.lineOf(event.previousEventId);
    while (line && !(line.state && !line.state.left && fits(line.state))) line = line.parent;
    if (line) return line;
    throw new MisplacedEvent(`event ${event.id} (${event.type}) belongs to no state that was entered before it`);
  }

  private lineOf(id: number): FoldLine {
    return (id === 0 ? undefined : this.lines[id - 1]) ?? this.root;
  }
}

const groups = new WeakMap<readonly SavedChild[], Map<string, Map<number, SavedChild>>>();

/** Child executions by Map Run and index; made once, however many children ask. */
function byMapRun(saved: readonly SavedChild[]): Map<string, Map<number, SavedChild>> {
  let group = groups.get(saved);
  if (group) return group;
  groups.set(saved, (group = new Map()));
  for (const child of saved) {
    const run = group.get(child.mapRunArn) ?? new Map<number, SavedChild>();
    group.set(child.mapRunArn, run.set(child.index, child));
  }
  return group;
}

function envelopeOf(state: StatePoint | undefined, line: LinePoint): Envelope {
  const place = { line: line.id, iterations: line.iterations };
  return state ? { statePath: modelOf(line, state.name)?.path ?? state.name, ...place } : place;
}

/** A state that was left before what it is for was done: a catcher took a failure without an event of its own. */
function isUnfinished(state: StatePoint): boolean {
  if (state.type === 'Task') return state.result === undefined;
  return (state.type === 'Parallel' || state.type === 'Map') && state.closed !== 'succeeded';
}
