/**
 * A clock that does not wait: sleepers wake in order of their due time as soon as nothing else can run, so a
 * year of Wait passes in a moment. Time stands still while real work runs ({@link VirtualClock.busyWhile}):
 * a handler, a person's answer, a debugger's stop. What merely waits for the outside, such as a task token, is
 * not work: its timeout passes like any other time.
 */
import { Sleepers, type Sleeper } from './sleepers';

export interface VirtualClockOptions {
  /** Milliseconds since the epoch at the start. */
  readonly start: number;
  /** Calls back once all that is already under way has run: `setImmediate` in Node (a timer of 0 ms takes a whole one). */
  readonly whenIdle: (callback: () => void) => void;
}

export class VirtualClock {
  private time: number;
  private busy = 0;
  private ordered = 0;
  private planned = false;
  private readonly sleepers = new Sleepers();
  private readonly whenIdle: (callback: () => void) => void;

  constructor(options: VirtualClockOptions) {
    this.time = options.start;
    this.whenIdle = options.whenIdle;
  }

  now(): number {
    return this.time;
  }

  /** Resolves after `ms` of this clock; rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const rejectAborted = (): void => reject(asError(signal?.reason));
      if (signal?.aborted) return rejectAborted();
      const abort = (): void => {
        this.sleepers.remove(sleeper);
        rejectAborted();
      };
      const sleeper: Sleeper = {
        due: this.time + Math.max(0, ms),
        order: this.ordered++,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.sleepers.add(sleeper);
      this.plan();
    });
  }

  /** Holds time until real work has ended. */
  async busyWhile<T>(work: Promise<T>): Promise<T> {
    this.busy++;
    try {
      return await work;
    } finally {
      this.busy--;
      this.plan();
    }
  }

  private plan(): void {
    if (this.planned || this.busy > 0 || this.sleepers.isEmpty) return;
    this.planned = true;
    this.whenIdle(() => {
      this.planned = false;
      if (this.busy === 0) this.wakeNext();
      this.plan();
    });
  }

  private wakeNext(): void {
    const sleeper = this.sleepers.takeFirst();
    if (!sleeper) return;
    this.time = Math.max(this.time, sleeper.due);
    sleeper.wake();
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
