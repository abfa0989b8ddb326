/**
 * Writes a history as it grows, a line of JSON per event, so that a process that is killed leaves what has happened; at the
 * end one JSON document takes the place of the lines. What the disk does not take is told at the end, and the lines before it
 * stay: a run can go on from them.
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, statSync, writeFileSync } from 'node:fs';
import type { RunEvent } from '../../core/interpreter';
import type { Mask } from '../../core/mask';
import { OWNER_ONLY, replaceFile } from '../../project';
import { HistoryKeeper, type SavedHistory } from './savedHistory';

/** What has come of the file. */
export type WrittenHistory =
  | { readonly form: 'document' }
  /** The lines of a run under way: what the system said, whether there are any, and whether they are all there. */
  | { readonly form: 'lines'; readonly error: unknown; readonly isBegun: boolean; readonly isWhole: boolean };

export interface HistoryFileOptions {
  /** What stands before the run's own events. */
  readonly earlier?: SavedHistory;
  readonly mask?: Mask;
  /** Milliseconds, for what a look takes. Default: the system's. */
  readonly now?: () => number;
}

/** Milliseconds of a look that are not worth waiting for. */
const WORTH_WAITING = 5;
/** So many times what the last look took; milliseconds at the most. */
const SHARE = 9;
const LONGEST_WAIT = 5000;

export class HistoryFile {
  private readonly keeper: HistoryKeeper;
  private waiting: string[] = [];
  /** With masks: what the journal holds, since a value may turn out to be masked after it was written. */
  private written: string[] = [];
  private planned = false;
  /** Milliseconds that looking for masked values took. */
  private lastLook = 0;
  private file: number | undefined;
  /** Nothing is added any more: the file is closed, or the system took no more. */
  private isOver = false;
  /** No file that a draft could take the place of, but a pipe or a terminal. It gets the document, at the end. */
  private readonly isStream: boolean;
  private readonly now: () => number;

  constructor(
    private readonly path: string,
    { earlier, mask, now = () => performance.now() }: HistoryFileOptions = {},
  ) {
    this.now = now;
    this.keeper = new HistoryKeeper(mask);
    const known = statSync(path, { throwIfNoEntry: false });
    this.isStream = known !== undefined && !known.isFile();
    if (!earlier) return;
    this.keeper.addSaved(earlier);
    this.waiting = this.keeper.lines();
  }

  set executionArn(arn: string) {
    this.keeper.executionArn ??= arn;
    this.waiting.unshift(this.keeper.head);
  }

  add(event: RunEvent): void {
    const line = this.keeper.add(event);
    if (line === undefined || this.isOver || this.isStream) return;
    this.waiting.push(line);
    if (this.planned) return;
    this.planned = true;
    // Once per turn of the event loop: whatever waits for something outside has been written by then. With masks all that
    // was written is looked at again, so that it is done less often the longer it takes.
    if (this.lastLook < WORTH_WAITING) setImmediate(() => this.flush());
    else setTimeout(() => this.flush(), Math.min(this.lastLook * SHARE, LONGEST_WAIT)).unref();
  }

  /** Writes the whole as one document. */
  close(): WrittenHistory {
    // All lines are there before anything else may fail.
    if (!this.isStream) this.flush();
    const isBegun = this.file !== undefined;
    const isWhole = isBegun && !this.isOver;
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
    this.isOver = true;
    try {
      const text = `${JSON.stringify(this.keeper.saved, null, 2)}\n`;
      if (this.isStream) writeToStream(this.path, text);
      else replaceFile(this.path, text, OWNER_ONLY);
      return { form: 'document' };
    } catch (error) {
      return { form: 'lines', error, isBegun, isWhole };
    }
  }

  private flush(): void {
    this.planned = false;
    if (this.isOver || this.waiting.length === 0) return;
    const began = this.now();
    const isUnmasked = this.keeper.isUnmasked([...this.written, ...this.waiting]);
    const lines = isUnmasked ? [this.keeper.head, ...this.keeper.lines()] : this.waiting;
    this.waiting = [];
    const text = `${lines.join('\n')}\n`;
    this.lastLook = this.now() - began;
    try {
      if (this.file === undefined || isUnmasked) this.begin(text);
      else append(this.file, text);
    } catch {
      // Told at the end.
      this.isOver = true;
    }
    if (!this.keeper.isMasking) return;
    if (isUnmasked) this.written = [];
    this.written.push(text);
  }

  /** The file may be the very history that this run goes on with: it stays until what takes its place is written. */
  private begin(text: string): void {
    replaceFile(this.path, text, OWNER_ONLY);
    if (this.file !== undefined) closeSync(this.file);
    this.file = openSync(this.path, 'a');
  }
}

/** A pipe that nobody reads would hold the writing for ever. Throws what the system says. */
function writeToStream(path: string, text: string): void {
  closeSync(openSync(path, constants.O_WRONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0)));
  writeFileSync(path, text);
}

/** Half a line would spoil those before it for whoever reads them. */
function append(file: number, text: string): void {
  const { size } = fstatSync(file);
  try {
    writeFileSync(file, text);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}
