/** Gathers what happens within a frame of the screen into one message. */
const FRAME_MS = 16;
/** More go in a message of their own: one of a hundred thousand would hold up every other. */
const MOST_AT_ONCE = 2000;

export class EventBatch<T> {
  private waiting: T[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (batch: readonly T[]) => void) {}

  add(item: T): void {
    this.waiting.push(item);
    this.timer ??= setTimeout(() => this.flush(), FRAME_MS);
    if (this.waiting.length >= MOST_AT_ONCE) this.flush();
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
