/**
 * Writes a history as it grows, a line of JSON per event, so that a process that is killed leaves what has happened; at the
 * end one JSON document takes the place of the lines.
 */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunEvent } from '../../core/interpreter';
import { draftIn, sweepDrafts } from '../../processes/sweep';
import { HistoryKeeper, type SavedHistory } from './savedHistory';

export class HistoryFile {
  private readonly keeper = new HistoryKeeper();
  private readonly waiting: string[] = [];
  private planned = false;
  private file: number | undefined;
  private failed = false;

  constructor(
    private readonly path: string,
    earlier?: SavedHistory,
  ) {
    void sweepDrafts(dirname(this.path));
    if (!earlier) return;
    this.keeper.addSaved(earlier);
    for (const event of earlier.events) this.waiting.push(JSON.stringify({ event }));
    for (const { events, ...child } of earlier.childExecutions ?? []) {
      for (const event of events) this.waiting.push(JSON.stringify({ child, event }));
    }
  }

  set executionArn(arn: string) {
    this.keeper.executionArn ??= arn;
    this.waiting.unshift(JSON.stringify({ executionArn: this.keeper.executionArn }));
  }

  add(event: RunEvent): void {
    const line = this.keeper.add(event);
    if (line === undefined) return;
    this.waiting.push(line);
    if (this.planned) return;
    this.planned = true;
    // Once per turn of the event loop: whatever waits for something outside has been written by then.
    setImmediate(() => this.flush());
  }

  /** Writes the whole as one document. Throws what the system says where that cannot be. */
  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
    this.failed = true;
    this.replace(`${JSON.stringify(this.keeper.saved, null, 2)}\n`);
  }

  /** A reader sees what was there or what is there now, never half of it. */
  private replace(text: string): void {
    const draft = draftIn(dirname(this.path));
    try {
      writeFileSync(draft, text);
      renameSync(draft, this.path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  private flush(): void {
    this.planned = false;
    const lines = this.waiting.splice(0);
    if (this.failed || lines.length === 0) return;
    try {
      const text = `${lines.join('\n')}\n`;
      if (this.file === undefined) {
        // The file may be the very history that this run goes on with: it stays until what takes its place is written.
        this.replace(text);
        this.file = openSync(this.path, 'a');
      } else writeFileSync(this.file, text);
    } catch {
      // Said at the end, when the document cannot be written either.
      this.failed = true;
    }
  }
}
