/** Takes the steps of something long without holding up the page: some of them at a time. */

/** Steps at once: each takes a millisecond or some. */
const SLICE = 6;

/**
 * Ends with what the steps end with, at once where a slice is enough for them; `done` is not called where `cancel` was.
 *
 * @param failed gets what a step throws
 */
export function inSlices<Result>(
  steps: Iterator<unknown, Result>,
  done: (result: Result) => void,
  failed: (error: unknown) => void,
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
        const step = steps.next();
        if (!step.done) continue;
        end();
        return done(step.value);
      }
    } catch (error) {
      end();
      return failed(error);
    }
    channel.port2.postMessage(undefined);
  };
  channel.port1.onmessage = slice;
  slice();
  return { cancel: end };
}
