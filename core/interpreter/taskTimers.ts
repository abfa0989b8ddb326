/** A task attempt's timeout and heartbeat. */
import type { TaskOutcome } from './host';
import { childController } from './childLines';
import type { Line } from './line';

export interface TimeLimits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

export class TaskTimers {
  private readonly controller: AbortController;
  private readonly release: () => void;
  private readonly timers = new AbortController();
  private lastBeat: number;

  constructor(
    private readonly line: Line,
    private readonly limits: TimeLimits,
  ) {
    ({ controller: this.controller, release: this.release } = childController(line.signal));
    this.lastBeat = line.execution.host.now();
  }

  /** Aborted when the attempt is over, whatever ended it. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The answer, or a timeout where that comes first. Rejects where the line is stopped. */
  race(answer: Promise<TaskOutcome>): Promise<TaskOutcome> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(asError(this.line.signal.reason));
      if (this.line.signal.aborted) return stop();
      this.line.signal.addEventListener('abort', stop, { once: true });
      const settled = (): void => this.line.signal.removeEventListener('abort', stop);
      answer.then(
        (outcome) => (settled(), resolve(outcome)),
        (thrown: unknown) => (settled(), reject(asError(thrown))),
      );
      const { timeoutSeconds, heartbeatSeconds } = this.limits;
      const timedOut = (heartbeat: boolean): void => {
        settled();
        resolve({ type: 'failure', stage: 'timeout', error: 'States.Timeout', heartbeat });
      };
      if (timeoutSeconds !== undefined) this.after(timeoutSeconds, () => timedOut(false));
      if (heartbeatSeconds !== undefined) this.watch(heartbeatSeconds, () => timedOut(true));
    });
  }

  /** The worker lives: its time starts anew. */
  heartbeat(): void {
    this.lastBeat = this.line.execution.host.now();
  }

  /** Ends the timers, and tells the runner to stop. */
  clear(): void {
    this.release();
    this.timers.abort();
    this.controller.abort();
  }

  private watch(seconds: number, missed: () => void): void {
    const left = this.lastBeat + seconds * 1000 - this.line.execution.host.now();
    if (left <= 0) missed();
    else this.after(left / 1000, () => this.watch(seconds, missed));
  }

  private after(seconds: number, act: () => void): void {
    // Only a cleared timer rejects, and then nobody waits for it.
    this.line.execution.host.sleep(seconds * 1000, this.timers.signal).then(act, () => undefined);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
