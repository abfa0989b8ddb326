/**
 * How long a run has stood still, for its handlers' processes: a handler that asks how much time remains has its answer at
 * once, also when a debugger has only just let it go on. So it is a file that they read, and no message that they wait for.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { newTemporaryFolder } from '../processes/temporaryFolder';
import type { InvocationTime } from './lambda';

/** Always the same length, so that nobody reads half of one text and half of another. */
const WIDTH = 40;

export class StandstillFile {
  /** Absolute path; undefined where nothing can be written: deadlines then stay where they are. */
  readonly file: string | undefined;
  private readonly descriptor: number | undefined;
  private readonly unwatch: () => void;

  constructor(private readonly time: InvocationTime) {
    const made = newTemporaryFolder('standstill');
    if ('folder' in made) {
      this.file = path.join(made.folder, 'stood');
      this.descriptor = openSync(this.file, 'w', 0o600);
    }
    this.unwatch = time.watch(() => this.write());
    this.write();
  }

  close(): void {
    this.unwatch();
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }

  /** Two numbers: milliseconds that it stood before, and since when it stands, milliseconds since the epoch, or 0. */
  private write(): void {
    const { milliseconds, since = 0 } = this.time.stood;
    if (this.descriptor !== undefined) writeSync(this.descriptor, `${milliseconds} ${since}`.padEnd(WIDTH), 0);
  }
}
