/** Wraps what differs between state types in what all have: entering, retrying, catching, leaving. */
import { jsonValue } from '../jsonText';
import type { State } from '../model/machine';
import { isPromise, type MaybePromise } from '../query';
import { compileCatchers, findCatcher, type Catcher } from './catcher';
import type { ErrorFate, PartPath } from './host';
import type { Envelope, ErrorDetails, HistoryEventType, RunNote } from './historyEvent';
import { NOT_TRUNCATED, type EventDetails } from './historyRecorder';
import { JsonData } from './jsonData';
import type { Strand } from './strand';
import { andThen } from './maybePromise';
import { pauseData, pausePlace } from './pausePoint';
import type { StatePoint } from './resume/strandPoint';
import { countersOf, failureOf } from './resume/retriesSoFar';
import { compileRetriers, RetryCounters, retryDelay, type Retrier } from './retrier';
import type { StatePart } from './statePart';
import { dataFailure, ExecutionEnd, StrandStopped, runtimeFailure, StateFailure } from './stateFailure';
import type { Completion, StateBody, Step } from './step';
import { assignedTexts } from './variables';

/** Where a completion leads. */
interface Way {
  readonly name: string | undefined;
  readonly transition: Completion['transition'];
  readonly index: number;
  readonly step: Step | undefined;
  readonly note: RunNote;
}

type ExitDetails = NonNullable<EventDetails['stateExitedEventDetails']>;

/** Compiles what all states have in common around what is particular to this one. */
export function compileStep(
  state: State,
  body: StateBody,
  part: StatePart,
  stepNamed: (name: string) => Step | undefined,
): Step {
  return new CompiledStep(state, body, part, stepNamed);
}

/** A class, so that all that a state's way through touches lies together: closures would cost half the speed. */
class CompiledStep implements Step {
  private readonly name: string;
  private readonly path: string;
  private readonly enteredType: HistoryEventType;
  private readonly exitedType: HistoryEventType;
  /** The last one made: a loop, and the next run of the same machine, need no other. */
  private envelope: Envelope | undefined;
  private way: Way | undefined;
  private readonly retriers: readonly Retrier[];
  private readonly catchers: readonly Catcher[];

  constructor(
    readonly state: State,
    private readonly body: StateBody,
    part: StatePart,
    private readonly stepNamed: (name: string) => Step | undefined,
  ) {
    const type = state.type ?? 'Pass';
    this.name = state.name;
    this.path = state.path;
    this.enteredType = `${type}StateEntered`;
    // A Fail state is never left: its compiled body always throws.
    this.exitedType = `${type}StateExited` as HistoryEventType;
    this.envelope = undefined;
    this.way = undefined;
    this.retriers = compileRetriers(state.definition.Retry, part);
    this.catchers = compileCatchers(state, part);
  }

  run(strand: Strand): MaybePromise<Step | undefined> {
    let { envelope } = this;
    if (envelope?.iterations !== strand.iterations || envelope.strand !== strand.id) {
      this.envelope = envelope = { statePath: this.path, strand: strand.id, iterations: strand.iterations };
    }
    strand.enter(this.state, this.name, this.enteredType, envelope);
    if (strand.execution.host.pause) return this.runWithPauses(strand);
    return this.begin(strand);
  }

  /** An earlier run entered the state: what it did there is not done again. */
  resume(strand: Strand, point: StatePoint): MaybePromise<Step | undefined> {
    strand.takeUpAgain(this.state, { statePath: this.path, strand: strand.id, iterations: strand.iterations }, point);
    if (point.left) return this.afterLeaving(strand, point);
    const counters = countersOf(this.retriers, point.failures);
    if (point.failure) return this.decide(strand, failureOf(point.failure), counters);
    if (strand.execution.host.pause) return this.runWithPauses(strand, counters);
    return this.attempt(strand, counters);
  }

  /** The step after a state that was left; the rule of a Choice is found again. */
  private afterLeaving(strand: Strand, point: StatePoint): MaybePromise<Step | undefined> {
    const { data, variables } = strand;
    const goOn = (name: string | undefined): Step | undefined => {
      strand.recalls = false;
      strand.data = data;
      strand.variables = variables;
      return name === undefined ? undefined : this.stepNamed(name);
    };
    if (point.caught) return goOn(findCatcher(this.catchers, failureOf(point.failure ?? {}))?.next);
    const { Next: next } = this.state.definition;
    if (this.state.type !== 'Choice') return goOn(typeof next === 'string' ? next : undefined);
    strand.data = new JsonData(jsonValue(point.input), point.input);
    strand.variables = point.variables;
    strand.recalls = true;
    return andThen(this.body.run(strand), (completion) => goOn(completion.next));
  }

  /** Only an execution's own input can be beyond the quota: StartExecution counts characters, a state counts bytes. */
  private begin(strand: Strand, counters?: RetryCounters): MaybePromise<Step | undefined> {
    if (strand.isBeyondLimit(strand.data.text)) throw dataLimitExceeded(this.name);
    return this.attempt(strand, counters);
  }

  /** The debugger may wait here and change the input; a hook that returns nothing costs no turn of the event loop. */
  private runWithPauses(strand: Strand, counters?: RetryCounters): MaybePromise<Step | undefined> {
    strand.foresee = (failure) => this.foresee(failure, counters);
    const data = pauseData(strand);
    const before = data.input;
    const goOn = (): MaybePromise<Step | undefined> => {
      strand.mustRun();
      if (data.input !== before) strand.data = new JsonData(data.input);
      return this.begin(strand, counters);
    };
    const waited = strand.execution.host.pause?.({ when: 'enter', ...pausePlace(strand), data });
    return waited ? waited.then(goOn) : goOn();
  }

  private attempt(strand: Strand, counters: RetryCounters | undefined): MaybePromise<Step | undefined> {
    let completion: MaybePromise<Completion>;
    try {
      completion = this.body.run(strand);
      if (!isPromise(completion)) return this.leave(strand, completion);
    } catch (thrown) {
      return this.failed(strand, thrown, counters);
    }
    return completion.then(
      (value) => this.leaveLater(strand, value, counters),
      (thrown: unknown) => this.failed(strand, thrown, counters),
    );
  }

  private leaveLater(
    strand: Strand,
    completion: Completion,
    counters: RetryCounters | undefined,
  ): MaybePromise<Step | undefined> {
    try {
      const left = this.leave(strand, completion);
      return isPromise(left) ? left.catch((thrown: unknown) => this.failed(strand, thrown, counters)) : left;
    } catch (thrown) {
      return this.failed(strand, thrown, counters);
    }
  }

  /** What an attempt's failure comes to: another attempt, a catcher, or the end of the strand. */
  private failed(strand: Strand, thrown: unknown, counters: RetryCounters | undefined): MaybePromise<Step | undefined> {
    const failure = this.asFailure(strand, thrown);
    const { host } = strand.execution;
    if (!host.pause) return this.decide(strand, failure, counters);
    const data = pauseData(strand);
    const before = data.input;
    const waited = host.pause({
      when: 'error',
      ...pausePlace(strand),
      data,
      error: failure.details,
      fate: strand.fateOf(failure),
    });
    if (waited) {
      return waited.then(() => {
        strand.mustRun();
        // What a retry and a catcher read.
        if (data.input !== before) strand.data = new JsonData(data.input);
        return this.decide(strand, failure, counters);
      });
    }
    return this.decide(strand, failure, counters);
  }

  private foresee(failure: StateFailure, counters: RetryCounters | undefined): ErrorFate {
    if (failure.terminal) return 'terminal';
    if ((counters ?? new RetryCounters(this.retriers)).foresee(failure)) return 'retried';
    return findCatcher(this.catchers, failure) ? 'caught' : 'uncaught';
  }

  private decide(
    strand: Strand,
    failure: StateFailure,
    counters: RetryCounters | undefined,
  ): MaybePromise<Step | undefined> {
    if (this.retriers.length > 0 && !failure.terminal) {
      counters ??= new RetryCounters(this.retriers);
      const retry = counters.next(failure);
      if (retry) return this.retryLater(strand, failure, counters, retry.index, retry.attempt);
    }
    this.body.failed?.(strand, failure);
    const catcher = findCatcher(this.catchers, failure);
    if (!catcher) throw failure;
    const { errorOutput } = failure;
    const waited = catcher.part.reached(strand, strand.data.value, { errorOutput }, { error: failure.details });
    return waited ? waited.then(() => this.caught(strand, failure, catcher)) : this.caught(strand, failure, catcher);
  }

  private caught(strand: Strand, failure: StateFailure, catcher: Catcher): MaybePromise<Step | undefined> {
    strand.note({ type: 'Caught', catcher: catcher.index, ...noteDetails(failure) });
    // A catcher whose own fields fail ends the strand: it is not caught again.
    try {
      const caught = andThen(catcher.complete(strand, failure.errorOutput), (closing) =>
        this.leave(strand, { ...closing, transition: 'catch', index: catcher.index, next: catcher.next }),
      );
      if (!isPromise(caught)) return caught;
      return caught.catch((thrown: unknown) => {
        throw this.asFailure(strand, thrown);
      });
    } catch (thrown) {
      throw this.asFailure(strand, thrown);
    }
  }

  private async retryLater(
    strand: Strand,
    failure: StateFailure,
    counters: RetryCounters,
    index: number,
    tries: number,
  ): Promise<Step | undefined> {
    const retrier = this.retriers[index];
    const { host } = strand.execution;
    const { errorOutput } = failure;
    const stopped = retrier?.part.reached(strand, strand.data.value, { errorOutput }, { error: failure.details });
    if (stopped) await stopped;
    const delaySeconds = retrier ? retryDelay(retrier, tries, () => host.random()) : 0;
    strand.note({ type: 'RetryScheduled', retrier: index, attempt: tries, delaySeconds, ...noteDetails(failure) });
    const waited = failure.since === undefined ? 0 : host.now() - failure.since;
    await strand.waitFor((signal) => strand.execution.sleep(delaySeconds * 1000 - waited, signal));
    strand.mustRun();
    strand.retried();
    if (host.pause) strand.foresee = (another) => this.foresee(another, counters);
    return this.attempt(strand, counters);
  }

  private leave(strand: Strand, completion: Completion): MaybePromise<Step | undefined> {
    strand.mustRun();
    if (!strand.execution.host.pause) return this.exit(strand, completion);
    const { assigned } = completion;
    const data = { ...pauseData(strand), output: completion.output.value, ...(assigned && { assigned }) };
    const closing = closingOf(completion);
    const waited = strand.execution.host.pause({ when: 'exit', ...pausePlace(strand), data, closing });
    const changed = (): Step | undefined => {
      strand.mustRun();
      const output = data.output === completion.output.value ? completion.output : new JsonData(data.output);
      return this.exit(strand, { ...completion, output });
    };
    return waited ? waited.then(changed) : changed();
  }

  private exit(strand: Strand, completion: Completion): Step | undefined {
    const { output, assigned } = completion;
    const { text } = output;
    // What comes out as it came in has been measured.
    if (output !== strand.data && strand.isBeyondLimit(text)) throw dataLimitExceeded(this.name);
    // Every state passes here: spreads would cost more than all the rest.
    const left: ExitDetails = { name: this.name, output: text, outputDetails: NOT_TRUNCATED };
    if (assigned !== undefined && Object.keys(assigned).length > 0) {
      left.assignedVariables = assignedTexts(assigned);
      left.assignedVariablesDetails = NOT_TRUNCATED;
    }
    const { next, transition, index = 0 } = completion;
    let { way } = this;
    if (way?.name !== next || way?.transition !== transition || way.index !== index) {
      this.way = way = this.findWay(next, transition, index);
    }
    strand.leave(this.exitedType, left, way.note);
    if (assigned) strand.variables = { ...strand.variables, ...assigned };
    strand.data = output;
    if (next !== undefined && !way.step) throw runtimeFailure(`There is no state "${next}" to go on to.`);
    return way.step;
  }

  private findWay(name: string | undefined, transition: Completion['transition'], index: number): Way {
    const step = name === undefined ? undefined : this.stepNamed(name);
    const note: RunNote = step
      ? { type: 'TransitionTaken', from: this.path, to: step.state.path, transition, index }
      : { type: 'TransitionTaken', from: this.path, transition, index };
    return { name, transition, index, step, note };
  }

  /** Gives a thrown failure the prefix and the event AWS gives it; passes on what is no failure of this state. */
  private asFailure(strand: Strand, caught: unknown): StateFailure {
    if (caught instanceof ExecutionEnd || caught instanceof StrandStopped) throw caught;
    strand.mustRun();
    const thrown = dataFailure(caught);
    if (!(thrown instanceof StateFailure)) throw thrown;
    if (thrown.prefix(this.state, strand.enteredId) && thrown.evaluation) this.recordEvaluationFailed(strand, thrown);
    return thrown;
  }

  /** EvaluationFailed follows what came before the state was entered, unless something happened since (recorded). */
  private recordEvaluationFailed(strand: Strand, failure: StateFailure): void {
    const happened = failure.evaluation?.afterEntered === true || strand.previous !== strand.enteredId;
    strand.previous = happened ? strand.previous : strand.beforeEntered;
    const location = failure.evaluation?.location;
    strand.advance('EvaluationFailed', {
      evaluationFailedEventDetails: {
        ...failure.details,
        state: this.name,
        ...(location !== undefined && { location }),
      },
    });
  }
}

/** Where the fields stand that made what a state leaves behind. */
function closingOf({ transition, index = 0 }: Completion): PartPath {
  if (transition === 'choice') return ['Choices', index];
  return transition === 'catch' ? ['Catch', index] : [];
}

function noteDetails(failure: StateFailure): ErrorDetails & { error: string } {
  return { ...failure.details, error: failure.error ?? '' };
}

/** Data beyond the quota: AWS says so with the state's or the function's name. */
export function dataLimitExceeded(name: string, terminal = true): StateFailure {
  return new StateFailure({
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    terminal,
  });
}
