/** Watches the history of a run that another window runs, as it grows. */
import { statSync } from 'node:fs';

/** Milliseconds between two looks at the least; … */
const LOOK_MS = 500;
/** … and as a multiple of what reading it took last, since it is read whole. */
const SHARE = 9;

export class GrowingHistory {
  private timer: NodeJS.Timeout | undefined;

  /** @param grown reads it; resolves when that is done */
  constructor(private readonly grown: () => Promise<void>) {}

  /** @param file absolute path; undefined: none is watched any more */
  watch(file: string | undefined): void {
    this.dispose();
    if (file !== undefined) this.wait(file, sizeOf(file), 0);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private wait(file: string, size: number, took: number): void {
    const timer = setTimeout(() => void this.look(file, size, took), Math.max(LOOK_MS, took * SHARE));
    this.timer = timer.unref();
  }

  private async look(file: string, size: number, took: number): Promise<void> {
    const { timer } = this;
    const now = sizeOf(file);
    const began = Date.now();
    if (now !== size) await this.grown();
    // Another file is watched by now, or none.
    if (timer === this.timer) this.wait(file, now, now === size ? took : Date.now() - began);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
