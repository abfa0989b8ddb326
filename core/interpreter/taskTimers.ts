/** A task attempt's timeout and heartbeat. */
import type { TaskOutcome } from './host';
import type { Line } from './line';

export interface TimeLimits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

export class TaskTimers {
  /** Aborted when the attempt's time is up or its line is stopped: the runner need not go on. */
  private readonly controller: AbortController;
  private timers: AbortController | undefined;
  private lastBeat: number;

  constructor(
    private readonly line: Line,
    private readonly limits: TimeLimits,
  ) {
    this.controller = line.beginWait();
    this.lastBeat = line.execution.host.now();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The answer, or a timeout where that comes first. Rejects where the line is stopped. */
  race(answer: Promise<TaskOutcome>): Promise<TaskOutcome> {
    return new Promise((resolve, reject) => {
      this.signal.addEventListener('abort', () => reject(asError(this.signal.reason)), { once: true });
      answer.then(resolve, (thrown: unknown) => reject(asError(thrown)));
      const timedOut = (heartbeat: boolean): void => {
        resolve({ type: 'failure', stage: 'timeout', error: 'States.Timeout', heartbeat });
        this.controller.abort(new Error('The task timed out.'));
      };
      if (this.line.execution.host.untimed) return;
      const { timeoutSeconds, heartbeatSeconds } = this.limits;
      if (timeoutSeconds !== undefined) this.after(timeoutSeconds, () => timedOut(false));
      if (heartbeatSeconds !== undefined) this.watch(heartbeatSeconds, () => timedOut(true));
    });
  }

  /** The worker lives: its time starts anew. */
  heartbeat(): void {
    this.lastBeat = this.line.execution.host.now();
  }

  /** The attempt is over. */
  clear(): void {
    this.line.endWait(this.controller);
    this.timers?.abort();
  }

  private watch(seconds: number, missed: () => void): void {
    const left = this.lastBeat + seconds * 1000 - this.line.execution.host.now();
    if (left <= 0) missed();
    else this.after(left / 1000, () => this.watch(seconds, missed));
  }

  private after(seconds: number, act: () => void): void {
    this.timers ??= new AbortController();
    // Only a cleared timer rejects, and then nobody waits for it.
    this.line.execution.host.sleep(seconds * 1000, this.timers.signal).then(act, () => undefined);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
