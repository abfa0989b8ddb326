/**
 * What a function does behind its answer, such as code after a call of `callback`: on AWS it goes on until its runtime asks
 * for the next event, or its time is up. Source: Lambda, "Understanding the Lambda execution environment lifecycle", invoke phase.
 */
import type { InvocationTime } from './lambda';

export class AfterAnswer {
  private rest: () => void = () => undefined;
  private resting: Promise<void> = Promise.resolve();

  /** @param left milliseconds of its time */
  goesOn({ time, left, signal }: { time: InvocationTime; left: number; signal: AbortSignal | undefined }): void {
    if (signal?.aborted) return;
    this.resting = new Promise((resolve) => {
      const unlimit = time.after(left, () => this.rest());
      const rest = (): void => {
        unlimit();
        signal?.removeEventListener('abort', rest);
        resolve();
      };
      this.rest = rest;
      signal?.addEventListener('abort', rest, { once: true });
    });
  }

  /** It asked for its next event, or ended. */
  rests(): void {
    this.rest();
  }

  /** Settled once it rests, or is stopped: the signal of its invocation may have ended with that. */
  done(stop: AbortSignal | undefined): Promise<void> {
    if (stop?.aborted) this.rest();
    stop?.addEventListener('abort', () => this.rest(), { once: true });
    return this.resting;
  }
}
