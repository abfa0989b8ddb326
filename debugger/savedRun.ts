/** The saved history of a run that was launched: written as it grows, and read where a run goes on with an earlier one. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { standsIn, type RunEvent } from '../core/interpreter';
import type { Machine } from '../core/model';
import type { LaunchArguments } from '../messages/debugClient';
import { LARGEST_HISTORY, readTextFile } from '../project';
import { goOnFrom, HistoryFile, type EarlierRun } from '../run';

/** A run of more events, those of child executions included, is not kept: nobody asked for it by name. */
const MOST_EVENTS = 100_000;

/** Undefined: the run begins anew. */
export function readEarlierRun(
  { resume }: LaunchArguments,
  machine: Machine,
  type: 'STANDARD' | 'EXPRESS',
): EarlierRun | { readonly problem: string } | undefined {
  if (resume === undefined) return undefined;
  const { text, reason } = readTextFile(resume, LARGEST_HISTORY);
  if (text === undefined) {
    return {
      problem: `The saved history ${resume} cannot be read: ${reason}. Correct "resume" in the launch configuration.`,
    };
  }
  const earlier = goOnFrom({ text, machine, type });
  return 'problem' in earlier ? { problem: `Nothing can go on from ${resume}: ${earlier.problem}` } : earlier;
}

/** Where a run goes on, for the console. */
export function goesOnText({ checkpoint }: EarlierRun): string {
  const states = standsIn(checkpoint)
    .map((state) => `"${state}"`)
    .join(', ');
  const how = checkpoint.redrive ? 'Redriven' : 'Resumed';
  return `${how} after event ${checkpoint.events.length}${states && `, in ${states}`}.`;
}

/** Where the launch arguments name a file, the run's history is there as soon as the run has ended, and before. */
export class SavedRun {
  private readonly file: HistoryFile | undefined;
  private events = 0;

  constructor(
    private readonly path: string | undefined,
    earlier: EarlierRun | undefined,
  ) {
    if (path === undefined) return;
    try {
      mkdirSync(folderOf(path), { recursive: true });
      this.file = new HistoryFile(path, earlier?.saved);
    } catch {
      // A run without its history is better than none.
    }
  }

  set executionArn(arn: string) {
    if (this.file) this.file.executionArn = arn;
  }

  add(event: RunEvent): void {
    if (event.kind !== 'note' && ++this.events <= MOST_EVENTS) this.file?.add(event);
  }

  /** @returns why there is no such file */
  close(): string | undefined {
    if (!this.file || this.path === undefined) return undefined;
    try {
      this.file.close();
      // Half of a history would be taken for the whole.
      if (this.events > MOST_EVENTS) rmSync(this.path, { force: true });
      return undefined;
    } catch (error) {
      return `The history was not saved to ${this.path}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

function folderOf(file: string): string {
  return path.dirname(path.resolve(file));
}
