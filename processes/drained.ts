import type { Writable } from 'node:stream';

const ENDS_OF_WAITING = ['drain', 'close', 'error'];

/** Once a stream that is full takes more, or nobody reads it any more. */
export function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      for (const event of ENDS_OF_WAITING) stream.off(event, over);
      resolve();
    };
    for (const event of ENDS_OF_WAITING) stream.on(event, over);
  });
}
