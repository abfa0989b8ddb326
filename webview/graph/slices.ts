/** Takes the steps of something long without holding up the page: some of them at a time. */

/** Steps at once: each takes a millisecond or some. */
const SLICE = 6;

export interface Hears<Result> {
  /** What a step gave before the end: it shows before the others are taken. */
  begun(result: Result): void;
  done(result: Result): void;
  /** Gets what a step throws. */
  failed(error: unknown): void;
}

/** Ends with what the steps end with, at once where a slice is enough for them; nothing is heard any more after `cancel`. */
export function inSlices<Result>(
  steps: Iterator<Result | undefined, Result>,
  hears: Hears<Result>,
): { cancel(): void } {
  // Not a timer: those that follow each other wait for four milliseconds.
  const channel = new MessageChannel();
  const end = (): void => {
    channel.port1.onmessage = null;
    channel.port1.close();
  };
  const slice = (): void => {
    try {
      for (let taken = 0; taken < SLICE; taken++) {
        const { done, value } = steps.next();
        if (done) {
          end();
          return hears.done(value);
        }
        if (value === undefined) continue;
        hears.begun(value);
        break;
      }
    } catch (error) {
      end();
      return hears.failed(error);
    }
    channel.port2.postMessage(undefined);
  };
  channel.port1.onmessage = slice;
  slice();
  return { cancel: end };
}
