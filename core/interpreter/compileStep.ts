/** Wraps what differs between state types in what all have: entering, retrying, catching, leaving. */
import type { Json } from '../json';
import type { State } from '../model/machine';
import { isPromise, type MaybePromise } from '../query';
import { compileCatchers, findCatcher, type Catcher } from './catcher';
import type { Envelope, ErrorDetails, HistoryEventType, RunNote } from './historyEvent';
import { NOT_TRUNCATED, type EventDetails } from './historyRecorder';
import { JsonData } from './jsonData';
import type { Line } from './line';
import { andThen } from './maybePromise';
import type { StatePoint } from './resume/linePoint';
import { countersOf, failureOf } from './resume/retriesSoFar';
import { compileRetriers, RetryCounters, retryDelay, type Retrier } from './retrier';
import { dataFailure, ExecutionEnd, LineStopped, runtimeFailure, StateFailure } from './stateFailure';
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
export function compileStep(state: State, body: StateBody, stepNamed: (name: string) => Step | undefined): Step {
  return new CompiledStep(state, body, stepNamed);
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
    this.retriers = compileRetriers(state.definition.Retry);
    this.catchers = compileCatchers(state);
  }

  run(line: Line): MaybePromise<Step | undefined> {
    let { envelope } = this;
    if (envelope?.iterations !== line.iterations || envelope.line !== line.id) {
      this.envelope = envelope = { statePath: this.path, line: line.id, iterations: line.iterations };
    }
    line.enter(this.state, this.name, this.enteredType, envelope);
    if (line.execution.host.pause) return this.runWithPauses(line);
    return this.begin(line);
  }

  /** An earlier run entered the state: what it did there is not done again. */
  resume(line: Line, point: StatePoint): MaybePromise<Step | undefined> {
    line.takeUpAgain(this.state, { statePath: this.path, line: line.id, iterations: line.iterations }, point);
    if (point.left) return this.afterLeaving(line, point);
    const counters = countersOf(this.retriers, point.failures);
    if (point.failure) return this.decide(line, failureOf(point.failure), counters);
    if (line.execution.host.pause) return this.runWithPauses(line, counters);
    return this.attempt(line, counters);
  }

  /** The step after a state that was left; the rule of a Choice is found again. */
  private afterLeaving(line: Line, point: StatePoint): MaybePromise<Step | undefined> {
    const { data, variables } = line;
    const goOn = (name: string | undefined): Step | undefined => {
      line.data = data;
      line.variables = variables;
      return name === undefined ? undefined : this.stepNamed(name);
    };
    if (point.caught) return goOn(findCatcher(this.catchers, failureOf(point.failure ?? {}))?.next);
    const { Next: next } = this.state.definition;
    if (this.state.type !== 'Choice') return goOn(typeof next === 'string' ? next : undefined);
    line.data = new JsonData(JSON.parse(point.input) as Json, point.input);
    line.variables = point.variables;
    return andThen(this.body.run(line), (completion) => goOn(completion.next));
  }

  /** Only an execution's own input can be beyond the quota: StartExecution counts characters, a state counts bytes. */
  private begin(line: Line, counters?: RetryCounters): MaybePromise<Step | undefined> {
    if (line.isBeyondLimit(line.data.text)) throw dataLimitExceeded(this.name);
    return this.attempt(line, counters);
  }

  /** The debugger may wait here and change the input; a hook that returns nothing costs no turn of the event loop. */
  private runWithPauses(line: Line, counters?: RetryCounters): MaybePromise<Step | undefined> {
    const data = pauseData(line);
    const before = data.input;
    const goOn = (): MaybePromise<Step | undefined> => {
      line.mustRun();
      if (data.input !== before) line.data = new JsonData(data.input);
      return this.begin(line, counters);
    };
    const waited = line.execution.host.pause?.({ when: 'enter', ...this.pausePlace(line), data });
    return waited ? waited.then(goOn) : goOn();
  }

  private attempt(line: Line, counters: RetryCounters | undefined): MaybePromise<Step | undefined> {
    let completion: MaybePromise<Completion>;
    try {
      completion = this.body.run(line);
      if (!isPromise(completion)) return this.leave(line, completion);
    } catch (thrown) {
      return this.failed(line, thrown, counters);
    }
    return completion.then(
      (value) => this.leaveLater(line, value, counters),
      (thrown: unknown) => this.failed(line, thrown, counters),
    );
  }

  private leaveLater(
    line: Line,
    completion: Completion,
    counters: RetryCounters | undefined,
  ): MaybePromise<Step | undefined> {
    try {
      const left = this.leave(line, completion);
      return isPromise(left) ? left.catch((thrown: unknown) => this.failed(line, thrown, counters)) : left;
    } catch (thrown) {
      return this.failed(line, thrown, counters);
    }
  }

  /** What an attempt's failure comes to: another attempt, a catcher, or the end of the line. */
  private failed(line: Line, thrown: unknown, counters: RetryCounters | undefined): MaybePromise<Step | undefined> {
    const failure = this.asFailure(line, thrown);
    const pause = line.execution.host.pause?.({
      when: 'error',
      ...this.pausePlace(line),
      data: pauseData(line),
      error: failure.details,
    });
    if (pause) return pause.then(() => (line.mustRun(), this.decide(line, failure, counters)));
    return this.decide(line, failure, counters);
  }

  private decide(
    line: Line,
    failure: StateFailure,
    counters: RetryCounters | undefined,
  ): MaybePromise<Step | undefined> {
    if (this.retriers.length > 0 && !failure.terminal) {
      counters ??= new RetryCounters(this.retriers);
      const retry = counters.next(failure);
      if (retry) return this.retryLater(line, failure, counters, retry.index, retry.attempt);
    }
    this.body.failed?.(line, failure);
    const catcher = findCatcher(this.catchers, failure);
    if (!catcher) throw failure;
    line.note({ type: 'Caught', catcher: catcher.index, ...noteDetails(failure) });
    // A catcher whose own fields fail ends the line: it is not caught again.
    try {
      const caught = andThen(catcher.complete(line, failure.errorOutput), (closing) =>
        this.leave(line, { ...closing, transition: 'catch', index: catcher.index, next: catcher.next }),
      );
      if (!isPromise(caught)) return caught;
      return caught.catch((thrown: unknown) => {
        throw this.asFailure(line, thrown);
      });
    } catch (thrown) {
      throw this.asFailure(line, thrown);
    }
  }

  private async retryLater(
    line: Line,
    failure: StateFailure,
    counters: RetryCounters,
    index: number,
    tries: number,
  ): Promise<Step | undefined> {
    const retrier = this.retriers[index];
    const { host } = line.execution;
    const delaySeconds = retrier ? retryDelay(retrier, tries, () => host.random()) : 0;
    line.note({ type: 'RetryScheduled', retrier: index, attempt: tries, delaySeconds, ...noteDetails(failure) });
    const waited = failure.since === undefined ? 0 : host.now() - failure.since;
    await line.waitFor((signal) => line.execution.sleep(delaySeconds * 1000 - waited, signal));
    line.mustRun();
    line.retried();
    return this.attempt(line, counters);
  }

  private leave(line: Line, completion: Completion): MaybePromise<Step | undefined> {
    line.mustRun();
    if (!line.execution.host.pause) return this.exit(line, completion);
    const data = { ...pauseData(line), output: completion.output.value };
    const waited = line.execution.host.pause({ when: 'exit', ...this.pausePlace(line), data });
    const changed = (): Step | undefined => {
      line.mustRun();
      const output = data.output === completion.output.value ? completion.output : new JsonData(data.output);
      return this.exit(line, { ...completion, output });
    };
    return waited ? waited.then(changed) : changed();
  }

  private exit(line: Line, completion: Completion): Step | undefined {
    const { output, assigned } = completion;
    const { text } = output;
    // What comes out as it came in has been measured.
    if (output !== line.data && line.isBeyondLimit(text)) throw dataLimitExceeded(this.name);
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
    line.leave(this.exitedType, left, way.note);
    if (assigned) line.variables = { ...line.variables, ...assigned };
    line.data = output;
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
  private asFailure(line: Line, caught: unknown): StateFailure {
    if (caught instanceof ExecutionEnd || caught instanceof LineStopped) throw caught;
    line.mustRun();
    const thrown = dataFailure(caught);
    if (!(thrown instanceof StateFailure)) throw thrown;
    if (thrown.prefix(this.state, line.enteredId) && thrown.evaluation) this.recordEvaluationFailed(line, thrown);
    return thrown;
  }

  /** EvaluationFailed follows what came before the state was entered, unless something happened since (recorded). */
  private recordEvaluationFailed(line: Line, failure: StateFailure): void {
    const happened = failure.evaluation?.afterEntered === true || line.previous !== line.enteredId;
    line.previous = happened ? line.previous : line.beforeEntered;
    const location = failure.evaluation?.location;
    line.advance('EvaluationFailed', {
      evaluationFailedEventDetails: {
        ...failure.details,
        state: this.name,
        ...(location !== undefined && { location }),
      },
    });
  }

  private pausePlace(line: Line) {
    return {
      state: this.state,
      line: line.id,
      iterations: line.iterations,
      attempt: line.retryCount,
      depth: line.depth,
    };
  }
}

function pauseData(line: Line) {
  // A debugger may change variables in place; outer lines must not notice.
  line.variables = { ...line.variables };
  return { input: line.data.value, variables: line.variables, context: line.context, stages: line.stages ?? {} };
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
