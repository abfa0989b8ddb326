/** One attempt of a task, from the call that leaves the interpreter to the outcome that comes back. */
import type { Json } from '../json';
import type { State } from '../model/machine';
import { jsonText } from '../jsonText';
import { isPromise, type MaybePromise } from '../query';
import type { CalledService } from './historyEvent';
import { TaskTimedOut, type TaskCall, type TaskOutcome } from './host';
import type { Strand } from './strand';
import type { Completion } from './step';
import type { Beginning } from './taskBeginnings';
import { recordSubmitted, type ScheduledTask, type TaskEvents } from './taskEvents';

/** Why the timers of an attempt are cleared. */
const ANSWERED = new Error('The task was answered.');

/**
 * What a runner is handed. A class, made once per attempt: most runners ask for little of it, so that signal and timers
 * come to be only where they are needed.
 */
export class TaskAttempt implements TaskCall, Beginning {
  readonly state: State;
  readonly input: Json;
  readonly credentials: Json | undefined;
  readonly attempt: number;
  readonly taskToken: string | undefined;
  private readonly running: Strand;
  private readonly task: ScheduledTask;
  private readonly events: TaskEvents;
  private hasStarted = false;
  private isOver = false;
  private stopReason: Error | undefined;
  private controller: AbortController | undefined;
  private timers: AbortController | undefined;
  private lastBeat = 0;
  private resolve: (completion: MaybePromise<Completion>) => void = noOne;
  private reject: (reason: unknown) => void = noOne;
  private conclude: ((outcome: TaskOutcome) => MaybePromise<Completion>) | undefined;

  constructor(
    strand: Strand,
    state: State,
    task: ScheduledTask,
    events: TaskEvents,
    input: Json,
    credentials: Json | undefined,
  ) {
    this.running = strand;
    this.state = state;
    this.task = task;
    this.events = events;
    this.input = input;
    this.credentials = credentials;
    this.attempt = strand.retryCount;
    this.taskToken = strand.taskToken;
  }

  get resource(): string {
    return this.task.resource.text;
  }

  get kind(): TaskCall['kind'] {
    return this.task.resource.kind;
  }

  get service(): string | undefined {
    return this.kind === 'integration' ? this.task.resource.resourceType : undefined;
  }

  get action(): string | undefined {
    return this.kind === 'integration' ? this.task.resource.action : undefined;
  }

  get pattern(): TaskCall['pattern'] {
    return this.kind === 'integration' ? this.task.resource.pattern : undefined;
  }

  get timeoutSeconds(): number | undefined {
    return this.task.timeoutSeconds;
  }

  get heartbeatSeconds(): number | undefined {
    return this.task.heartbeatSeconds;
  }

  get strand(): string {
    return this.running.id;
  }

  get iterations(): readonly number[] {
    return this.running.iterations;
  }

  /** Aborted when the attempt's time is up or its strand is stopped: the runner need not go on. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.stopReason) this.controller.abort(this.stopReason);
    }
    return this.controller.signal;
  }

  log(stream: 'stdout' | 'stderr' | 'info', text: string): void {
    if (this.isTold) this.running.note({ type: 'TaskLog', stream, text });
  }

  calledService(call: CalledService): void {
    if (this.isTold) this.running.note({ type: 'ServiceCalled', ...call });
  }

  started(workerName?: string): void {
    if (this.isTold) this.begun(workerName);
  }

  submitted(output: Json): void {
    if (!this.isTold) return;
    this.begun();
    recordSubmitted(this.running, this.task, jsonText(output));
  }

  /** Records once that the work has begun. */
  begun(workerName?: string): void {
    if (this.hasStarted) return;
    this.hasStarted = true;
    this.events.started(this.running, this.task, workerName);
  }

  /** Whether what the runner says still counts: after the attempt its strand is elsewhere, or at its end. */
  private get isTold(): boolean {
    return !this.isOver && !this.running.stopped && !this.running.execution.end;
  }

  /** The worker lives: its time starts anew. */
  heartbeat(): void {
    this.lastBeat = this.running.execution.host.now();
  }

  /** The main strand has no siblings, and no children while it is in a task. */
  get isAlone(): boolean {
    return this.running.depth === 0;
  }

  /**
   * Hands the call to the host. What `conclude` makes of the answer, or of a timeout where that comes first; fails where it
   * throws, and where the strand is stopped.
   */
  run(conclude: (outcome: TaskOutcome) => MaybePromise<Completion>): MaybePromise<Completion> {
    const { running } = this;
    running.beginWait(this);
    let answer: MaybePromise<TaskOutcome>;
    // A runner must not throw; where one does, that too is an outcome and no end of the interpreter.
    try {
      answer = running.execution.host.runTask(this);
    } catch (thrown) {
      answer = failed(thrown);
    }
    if (!isPromise(answer)) {
      if (this.stopReason) throw this.stopReason;
      return this.concluded(answer, conclude);
    }
    return this.later(answer, conclude);
  }

  private later(
    answer: Promise<TaskOutcome>,
    conclude: (outcome: TaskOutcome) => MaybePromise<Completion>,
  ): Promise<Completion> {
    return new Promise((resolve, reject) => {
      if (this.stopReason) return reject(this.stopReason);
      this.conclude = conclude;
      this.resolve = resolve;
      this.reject = reject;
      answer.then(
        (outcome) => this.end(outcome),
        (thrown: unknown) => this.end(failed(thrown)),
      );
      this.limitTime();
      if (this.isPending) this.running.execution.beginnings.add(this);
    });
  }

  /** The strand is stopped. */
  abort(reason: Error): void {
    if (this.isOver) return;
    this.over();
    this.stopReason = reason;
    this.controller?.abort(reason);
    this.reject(reason);
  }

  private end(outcome: TaskOutcome): void {
    if (this.isOver) return;
    try {
      this.resolve(this.concluded(outcome, this.conclude!));
    } catch (thrown) {
      this.reject(thrown);
    }
  }

  private concluded(
    outcome: TaskOutcome,
    conclude: (outcome: TaskOutcome) => MaybePromise<Completion>,
  ): MaybePromise<Completion> {
    if (outcome.type === 'success' && outcome.inferred) this.running.note({ type: 'AnswerInferred' });
    if (outcome.type === 'failure' && outcome.facts) this.running.note({ type: 'FailureFacts', ...outcome.facts });
    this.over();
    this.running.mustRun();
    return conclude(outcome);
  }

  private over(): void {
    this.isOver = true;
    this.running.endWait(this);
    this.timers?.abort(ANSWERED);
  }

  /** A runner that refuses at once may have refused to schedule or to start; later it has begun. */
  get isPending(): boolean {
    return !this.isOver && !this.hasStarted && this.kind !== 'activity';
  }

  begin(): void {
    this.started();
  }

  private limitTime(): void {
    const { timeoutSeconds, heartbeatSeconds, resource } = this.task;
    const seconds = Math.min(timeoutSeconds ?? Infinity, resource.longestSeconds ?? Infinity);
    if (seconds !== Infinity) this.after(seconds, () => this.timeOut(false));
    if (heartbeatSeconds === undefined) return;
    this.heartbeat();
    this.watch(heartbeatSeconds);
  }

  private timeOut(heartbeat: boolean): void {
    if (this.isOver) return;
    this.end({ type: 'failure', stage: 'timeout', error: 'States.Timeout', heartbeat });
    this.stopReason = new TaskTimedOut();
    this.controller?.abort(this.stopReason);
  }

  private watch(seconds: number): void {
    const left = this.lastBeat + seconds * 1000 - this.running.execution.host.now();
    if (left <= 0) this.timeOut(true);
    else this.after(left / 1000, () => this.watch(seconds));
  }

  private after(seconds: number, act: () => void): void {
    this.timers ??= new AbortController();
    // Only a cleared timer rejects, and then nobody waits for it.
    this.running.execution.sleep(seconds * 1000, this.timers.signal).then(act, () => undefined);
  }
}

function noOne(): void {
  // Nobody waits yet.
}

function failed(thrown: unknown): TaskOutcome {
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return { type: 'failure', error: 'States.TaskFailed', cause };
}
