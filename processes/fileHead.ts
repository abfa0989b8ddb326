import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The first bytes of a regular file of the user's, as many as there are. Throws what the system says, and where it is no regular file. */
export function headOf(file: string, bytes: number): Buffer {
  // What lies there may be a pipe that nobody writes to.
  const opened = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(opened).isFile()) throw new Error(`${file} is not a regular file.`);
    const head = Buffer.alloc(bytes);
    return head.subarray(0, readSync(opened, head, 0, bytes, 0));
  } finally {
    closeSync(opened);
  }
}
