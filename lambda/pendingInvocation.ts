/** One invocation of a process: its event, its time, the answer that is awaited, and what its function's log says of it. */
import { partitionOf } from '../core/partition';
import { randomId } from '../processes/chance';
import { watchMemory, type WatchedMemory } from '../processes/memoryWatch';
import { timedOut, type Failure, type ProcessOutcome } from './failure';
import type { FunctionSpec, InvocationTime, InvokeOptions, LambdaHostOptions } from './lambda';
import type { InvocationLog } from './invocationLog';
import type { Invocation } from './runtimeApi';

export interface Asked extends InvokeOptions {
  readonly eventText: string;
  readonly timeoutSeconds: number;
  /** The process has loaded the code before. */
  readonly isWarm: boolean;
}

/** The process that is to answer. */
export interface AnsweringProcess {
  readonly spec: FunctionSpec;
  readonly region: string;
  readonly time: InvocationTime;
  readonly log: InvocationLog;
  readonly memory: WatchedMemory | undefined;
  readonly debug: LambdaHostOptions['debug'];
  readonly exit: Promise<void>;
  /** Milliseconds since it was started. */
  age(): number;
  isOutOfMemory(): boolean;
  kill(): void;
}

export class PendingInvocation {
  readonly requestId = randomId();
  readonly outcome: Promise<ProcessOutcome>;
  /** It answered, and its output is being read to the end. */
  answer: Failure | string | undefined;
  isSettled = false;
  /** The process ended after an earlier invocation, and never had this one. */
  isLost = false;
  isInitTimedOut = false;
  private readonly started: number;
  /** When its time began: the process was given it, or began to load its code for it. */
  private delivered: number | undefined;
  private answered: number | undefined;
  /** That its time is limited. */
  private unlimit: () => void = () => undefined;
  private resolve: (outcome: ProcessOutcome) => void = () => undefined;
  /** Once it is settled. */
  private readonly ended: () => void;

  constructor(
    private readonly process: AnsweringProcess,
    private readonly asked: Asked,
  ) {
    const { signal } = asked;
    this.started = process.time.elapsed();
    this.outcome = new Promise((resolve) => (this.resolve = resolve));
    const unwatch = process.memory && watchMemory(process.memory);
    const abort = () => process.kill();
    this.ended = () => {
      unwatch?.();
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  }

  /** After so much more time the process ends, and this with it. @param isUp called before that */
  limit(milliseconds: number, isUp: () => void = () => undefined): void {
    const { process } = this;
    this.unlimit();
    if (process.debug?.isUnwatched) return;
    this.unlimit = process.time.after(milliseconds, () => {
      isUp();
      process.kill();
      void process.exit.then(() => this.settle(timedOut(this.requestId, this.asked.timeoutSeconds)));
    });
  }

  /** Once the time is up that code has to load before an invocation, the process ends, and another one is to take this. */
  limitInit(milliseconds: number): void {
    const { process } = this;
    this.limit(milliseconds, () => {
      this.isInitTimedOut = true;
      process.log.initTimedOut(process.age());
    });
  }

  /** Its time runs from now on: before the process has it where loading the code is part of it. */
  beginLimited(): void {
    this.begin();
    this.limit(this.asked.timeoutSeconds * 1000);
  }

  /** The process has it from now on. @returns what it is told */
  deliver(): Invocation {
    const { spec, region, debug } = this.process;
    const { eventText, timeoutSeconds, clientContext, stepInto, stream } = this.asked;
    const milliseconds = timeoutSeconds * 1000;
    const { spent } = this;
    if (this.delivered === undefined) this.beginLimited();
    // A handler that nothing declares is called as its file is; an ARN, which goes as a header, has what AWS allows in a name.
    const name = spec.name.replace(/[^\w-]/g, '-');
    return {
      requestId: this.requestId,
      eventText,
      deadlineMs: Date.now() + milliseconds - spent,
      functionArn: `arn:${partitionOf(region).partition}:lambda:${region}:123456789012:function:${name}`,
      ...(clientContext && { clientContext }),
      ...(debug && stepInto && { stepInto }),
      ...(stream && { stream }),
    };
  }

  /** What is left of its time, and what ends it before. */
  get rest(): { readonly left: number; readonly signal: AbortSignal | undefined } {
    const { timeoutSeconds, signal } = this.asked;
    return { left: Math.max(0, timeoutSeconds * 1000 - this.spent), signal };
  }

  /** Milliseconds of its time. */
  private get spent(): number {
    return this.delivered === undefined ? 0 : this.process.time.elapsed() - this.delivered;
  }

  /** Whether whoever asked for it reads its function's log. */
  get isLogged(): boolean {
    return !this.isSettled && this.asked.log !== undefined;
  }

  /** Something is written into its function's log while it runs. */
  logs(event: string): void {
    if (!this.isSettled) this.asked.log?.(event);
  }

  /** Its time is over; {@link settle} follows, once what was printed has been read. */
  answeredWith(answer: Failure | string): void {
    this.unlimit();
    this.answer = answer;
    this.answered = this.process.time.elapsed();
  }

  /** Only the first time counts. */
  settle(answer: Failure | string): void {
    if (this.isSettled) return;
    this.unlimit();
    this.ended();
    const failure = typeof answer === 'string' ? undefined : answer;
    this.isLost = this.delivered === undefined && this.asked.isWarm && failure?.reason === 'exit';
    if (!this.isLost && !this.isInitTimedOut) this.report(failure);
    this.isSettled = true;
    const durationMs = this.process.time.elapsed() - this.started;
    this.resolve(
      typeof answer === 'string'
        ? { type: 'success', payload: answer, durationMs }
        : { type: 'error', ...answer, durationMs },
    );
  }

  private begin(): number {
    this.process.log.started(this.requestId);
    return (this.delivered = this.process.time.elapsed());
  }

  private report(failure: Failure | undefined): void {
    const { log, memory, time } = this.process;
    if (this.delivered === undefined && failure) log.loadFailed(this.process.age(), failure);
    const begun = this.delivered ?? this.begin();
    const durationMs = (this.answered ?? time.elapsed()) - begun;
    const isOutOfMemory = this.process.isOutOfMemory();
    const peakBytes = (): number => memory?.finalPeak() ?? 0;
    log.ended({ requestId: this.requestId, durationMs, failure, isOutOfMemory, peakBytes });
  }
}
