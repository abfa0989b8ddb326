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

/**
 * Ends with what the steps end with, at once where a slice is enough for them; nothing is heard any more after `cancel`. What is
 * there early is painted before the others are taken.
 */
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
  const next = (): void => channel.port2.postMessage(undefined);
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
        return afterPaint(next);
      }
    } catch (error) {
      end();
      return hears.failed(error);
    }
    next();
  };
  channel.port1.onmessage = slice;
  slice();
  return { cancel: end };
}

/** A panel that is hidden paints nothing: then so long after, in milliseconds. */
const UNSEEN = 100;

function afterPaint(act: () => void): void {
  if (typeof requestAnimationFrame !== 'function') return act();
  let isDone = false;
  const once = (): void => {
    if (!isDone) act();
    isDone = true;
  };
  setTimeout(once, UNSEEN);
  // It comes just before the page is painted; the message it sends, behind that.
  requestAnimationFrame(once);
}
