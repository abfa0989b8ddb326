/** Gathers what happens within a frame of the screen into one message. */
const FRAME_MS = 16;
/** More go in a message of their own: a view takes them in between two frames. */
const MOST_AT_ONCE = 200;
/** Looking at the clock for each would cost more than the rest. */
const LOOK_EVERY = 16;

export class EventBatch<T> {
  private waiting: T[] = [];
  private timer: NodeJS.Timeout | undefined;
  private since = 0;

  constructor(private readonly send: (batch: readonly T[]) => void) {}

  add(item: T): void {
    this.waiting.push(item);
    if (this.timer === undefined) {
      this.since = performance.now();
      this.timer = setTimeout(() => this.flush(), FRAME_MS);
    }
    // A run that is busy lets no timer come, and views are to see that it has begun.
    const isLate = this.waiting.length % LOOK_EVERY === 0 && performance.now() - this.since > FRAME_MS;
    if (isLate || this.waiting.length >= MOST_AT_ONCE) this.flush();
  }

  /** Sends what is waiting now: before a stop and at the end, so that views are never behind. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const batch = this.waiting;
    this.waiting = [];
    this.send(batch);
  }
}
