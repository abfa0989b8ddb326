/**
 * Events → where each strand stands. Every event is given to its strand by `previousEventId`, as AWS chains them:
 * where an event follows one of another strand (a Parallel's exit follows its last branch), the strand is found upwards from there.
 */
import type { Scope, StateType } from '../../model/machine';
import { errorOf, executionStatusAfter, kindOf, type EventKind, type EventMeaning } from '../../history/eventKinds';
import type { Envelope, ExecutionResult, HistoryEvent } from '../historyEvent';
import { childrenByMapRun } from './childrenByMapRun';
import { assigned, failureAt, MisplacedEvent } from './eventDetails';
import { childId, modelOf, newStrand, nextIndex, restart, type FoldStrand } from './foldStrand';
import { StoppedStrands } from './stoppedStrands';
import { StrandFinder } from './strandFinder';
import type { FailurePoint, StrandPoint, MapRunPoint, SavedChild, StatePoint } from './strandPoint';

/** What a history comes to. */
export interface FoldedHistory {
  readonly root: StrandPoint;
  readonly redriveCount: number;
  readonly redriveTime: string | undefined;
  readonly end: ExecutionResult | undefined;
  /** For each event, in order: where it belongs. */
  readonly envelopes: readonly Envelope[];
}

export function foldHistory(
  scope: Scope,
  events: readonly HistoryEvent[],
  children: readonly SavedChild[],
): FoldedHistory {
  return new HistoryFold(scope, children).fold(events);
}

type Handler = (fold: HistoryFold, event: HistoryEvent, kind: EventKind) => FoldStrand | undefined;

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
  'iteration failed': (fold, event) => fold.iterationFailed(event),
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
  readonly root: FoldStrand;
  private readonly finder: StrandFinder;
  private readonly envelopes: Envelope[] = [];
  /** The strand that entered a state, by the event before that and the state's name. */
  private readonly enteredAfter = new Map<string, FoldStrand>();
  private readonly stopped = new StoppedStrands();
  private redriveCount = 0;
  private redriveTime: string | undefined;
  private end: ExecutionResult | undefined;

  constructor(
    scope: Scope,
    private readonly saved: readonly SavedChild[],
  ) {
    this.root = newStrand(undefined, '', [], scope, 0, {});
    this.finder = new StrandFinder(this.root);
  }

  fold(events: readonly HistoryEvent[]): FoldedHistory {
    for (const event of events) {
      const kind = kindOf(event.type);
      if (this.end && kind?.meaning !== 'execution redriven') {
        throw new MisplacedEvent(`event ${event.id} (${event.type}) follows the end of the execution`);
      }
      // A type that is not known says nothing about where a strand stands.
      const strand = kind ? HANDLERS[kind.meaning](this, event, kind) : this.along(event);
      this.finder.add(strand);
      const place =
        (kind && this.stopped.find(this.finder.at(event.previousEventId), event, kind)) ?? strand ?? this.root;
      this.envelopes.push(envelopeOf(kind?.about === 'execution' ? undefined : place.state, place));
    }
    const { root, redriveCount, redriveTime, end, envelopes } = this;
    return { root, redriveCount, redriveTime, end, envelopes };
  }

  executionEnded(event: HistoryEvent): FoldStrand {
    const { output } = event.executionSucceededEventDetails ?? {};
    const status = executionStatusAfter(event.type) as ExecutionResult['status'];
    this.end = { status, ...(output !== undefined && { output }), ...errorOf(event) };
    return this.root;
  }

  /** Retries begin anew, and no failure is a failure any more (guide: "retry attempt count is reset"). */
  redriven(event: HistoryEvent): FoldStrand {
    this.redriveCount = event.executionRedrivenEventDetails?.redriveCount ?? this.redriveCount + 1;
    this.redriveTime = event.timestamp;
    this.end = undefined;
    restart(this.root);
    return this.root;
  }

  entered(event: HistoryEvent, type: StateType): FoldStrand {
    const details = event.stateEnteredEventDetails;
    if (details?.name === undefined) throw new MisplacedEvent(`event ${event.id} (${event.type}) names no state`);
    if (details.input === undefined) {
      throw new MisplacedEvent(`event ${event.id} holds no input: the history was saved without its data`);
    }
    const strand = this.strandToEnter(event, details.name);
    strand.state = {
      name: details.name,
      type,
      enteredId: event.id,
      beforeEntered: event.previousEventId,
      enteredTime: event.timestamp,
      input: details.input,
      variables: strand.variables,
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
    this.enteredAfter.set(`${event.previousEventId} ${details.name}`, strand);
    strand.ended = false;
    strand.data = details.input;
    strand.previous = event.id;
    return strand;
  }

  /** The first state of a branch follows ParallelStateStarted; every other state follows an event of its own strand. */
  private strandToEnter(event: HistoryEvent, name: string): FoldStrand {
    const before = this.finder.at(event.previousEventId);
    const owner = before.state;
    if (owner?.type !== 'Parallel' || owner.left || owner.startedId !== event.previousEventId) return before;
    const state = modelOf(before, owner.name);
    const free = (scope: Scope): boolean => !owner.children.has(scope.index);
    const scopes = (state?.scopes ?? []).filter((scope) => scope.byName.has(name));
    const scope = scopes.find((candidate) => candidate.startAt?.value === name && free(candidate)) ?? scopes.find(free);
    // A branch that the machine has no more still keeps its events together.
    const index = scope?.index ?? nextIndex(owner.children);
    const branch = newStrand(
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

  exited(event: HistoryEvent): FoldStrand {
    const details = event.stateExitedEventDetails;
    const strand = this.finder.upwards(event, (state) => state.name === details?.name);
    const state = strand.state!;
    if (details?.output === undefined) {
      throw new MisplacedEvent(`event ${event.id} holds no output: the history was saved without its data`);
    }
    strand.data = details.output;
    strand.previous = event.id;
    if (details.assignedVariables)
      strand.variables = { ...strand.variables, ...assigned(event, details.assignedVariables) };
    state.left = true;
    state.caught = state.failure !== undefined || state.closed === 'failed' || isUnfinished(state);
    state.children.clear();
    const definition = modelOf(strand, state.name)?.definition;
    strand.ended =
      state.type === 'Succeed' ||
      (!state.caught && state.type !== 'Choice' && definition !== undefined && !definition.Next);
    return strand;
  }

  childrenStarted(event: HistoryEvent, type: StateType): FoldStrand {
    const strand = this.finder.upwards(event, (state) => state.type === type && state.closed !== 'failed');
    const state = strand.state!;
    if (state.startedId !== undefined || state.failure)
      this.nextAttempt(state, this.finder.failureBehind(event) ?? state.failure);
    state.children.clear();
    state.closed = undefined;
    state.mapRun = undefined;
    state.startedId = event.id;
    state.length = event.mapStateStartedEventDetails?.length;
    strand.previous = event.id;
    return strand;
  }

  closed(event: HistoryEvent, type: StateType, how: 'succeeded' | 'failed'): FoldStrand {
    const strand = this.finder.upwards(event, (state) => state.type === type && state.closed !== 'failed');
    const state = strand.state!;
    state.closed = how;
    if (how === 'failed') {
      state.failure = this.finder.failureBehind(event) ?? state.failure ?? {};
      strand.previous = event.id;
    }
    return strand;
  }

  iterationStarted(event: HistoryEvent): FoldStrand {
    const details = event.mapIterationStartedEventDetails;
    const strand = this.finder.upwards(event, (state) => state.type === 'Map' && state.name === details?.name);
    const state = strand.state!;
    const index = details?.index ?? 0;
    if (state.length === undefined || index >= state.length) {
      throw new MisplacedEvent(
        `event ${event.id} begins iteration ${index} of a Map that has only ${state.length ?? 0} items`,
      );
    }
    const scope = modelOf(strand, state.name)?.scopes[0];
    const id = childId(strand, state, index);
    const iteration = newStrand(strand, id, [...strand.iterations, index], scope, event.id, strand.variables);
    state.children.set(index, iteration);
    return iteration;
  }

  iterationSucceeded(event: HistoryEvent): FoldStrand {
    const { name, index = -1 } = event.mapIterationSucceededEventDetails ?? {};
    const owner = this.finder.upwards(event, (state) => state.type === 'Map' && state.name === name);
    const iteration = owner.state?.children.get(index) as FoldStrand | undefined;
    // Of a state that the machine does not have, its end alone tells that it was the last one.
    const isUnknown = iteration?.state?.left === true && !modelOf(iteration, iteration.state.name);
    if (!iteration || !(iteration.ended || isUnknown)) {
      throw new MisplacedEvent(`event ${event.id} ends iteration ${index} of "${name}", whose states have not ended`);
    }
    iteration.ended = true;
    iteration.succeededId = event.id;
    return iteration;
  }

  iterationFailed(event: HistoryEvent): FoldStrand {
    const { name, index = -1 } = event.mapIterationFailedEventDetails ?? {};
    const owner = this.finder.found(event, (state) => state.type === 'Map' && state.name === name);
    const iteration = owner?.state?.children.get(index) as FoldStrand | undefined;
    if (iteration) this.finder.iterationFailed(iteration);
    return iteration ?? this.beside(event);
  }

  mapRunStarted(event: HistoryEvent): FoldStrand {
    const strand = this.finder.upwards(event, (state) => state.type === 'Map');
    const arn = event.mapRunStartedEventDetails?.mapRunArn ?? '';
    const children = childrenByMapRun(this.saved).get(arn) ?? new Map<number, SavedChild>();
    strand.state!.mapRun = { arn, startedId: event.id, redriveCount: 0, children } satisfies MapRunPoint;
    strand.previous = event.id;
    return strand;
  }

  mapRunRedriven(event: HistoryEvent): FoldStrand {
    const strand = this.finder.upwards(event, (state) => state.mapRun !== undefined);
    const run = strand.state!.mapRun!;
    run.redriveCount = event.mapRunRedrivenEventDetails?.redriveCount ?? run.redriveCount + 1;
    strand.previous = event.id;
    return strand;
  }

  /** It skips StateEntered in its chain, so that the state's name tells the strand. */
  evaluationFailed(event: HistoryEvent): FoldStrand {
    const { state: name } = event.evaluationFailedEventDetails ?? {};
    const strand =
      this.enteredAfter.get(`${event.previousEventId} ${name}`) ??
      // What a Parallel or Map makes of its results follows the last of its children.
      this.finder.found(event, (state) => state.name === name) ??
      this.finder.at(event.previousEventId);
    if (strand.state) strand.state.failure = failureAt(event);
    strand.previous = event.id;
    return strand;
  }

  scheduled(event: HistoryEvent): FoldStrand {
    const strand = this.finder.taskOf(event, this.redriveCount > 0);
    const state = strand.state!;
    if (state.failure) this.nextAttempt(state, state.failure);
    state.scheduled = true;
    state.result = undefined;
    strand.previous = event.id;
    return strand;
  }

  taskSucceeded(event: HistoryEvent): FoldStrand {
    const strand = this.finder.taskOf(event, this.redriveCount > 0);
    const details = event.taskSucceededEventDetails ?? event.lambdaFunctionSucceededEventDetails;
    strand.state!.result = (details ?? event.activitySucceededEventDetails)?.output;
    strand.previous = event.id;
    return strand;
  }

  taskFailed(event: HistoryEvent, timedOut: boolean): FoldStrand {
    const strand = this.finder.taskOf(event, this.redriveCount > 0);
    strand.state!.failure = { ...failureAt(event), ...(timedOut && { timedOut }) };
    strand.previous = event.id;
    return strand;
  }

  /** An event that its strand goes on from, and that changes nothing else. */
  along(event: HistoryEvent): FoldStrand {
    const strand = this.finder.at(event.previousEventId);
    strand.previous = event.id;
    return strand;
  }

  /** An event beside the chain. */
  beside(event: HistoryEvent): FoldStrand {
    return this.finder.at(event.previousEventId);
  }

  private nextAttempt(state: StatePoint, failure: FailurePoint | undefined): void {
    if (failure) {
      state.failures.push(failure);
      state.retryCount++;
    }
    state.failure = undefined;
  }
}

function envelopeOf(state: StatePoint | undefined, strand: StrandPoint): Envelope {
  const place = { strand: strand.id, iterations: strand.iterations };
  return state ? { statePath: modelOf(strand, state.name)?.path ?? state.name, ...place } : place;
}

/** A state that was left before what it is for was done: a catcher took a failure without an event of its own. */
function isUnfinished(state: StatePoint): boolean {
  if (state.type === 'Task') return state.result === undefined;
  return (state.type === 'Parallel' || state.type === 'Map') && state.closed !== 'succeeded';
}
