/** The history of a run that the command line asks for: where it goes, what it leaves out, and the words about it. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { readMask, type Mask } from '../core/mask';
import type { RunEvent } from '../core/interpreter/historyEvent';
import { historyFileName, isHistoriesFolder, makeHistoriesFolder, reasonOf } from '../project';
import type { ProjectSettings } from '../project';
import { HistoryFile, HistoryKeeper } from '../run';
import type { EarlierRun, WrittenHistory } from '../run';
import type { Io } from './io';
import type { Options } from './runOptions';

export interface HistoryTarget {
  /** Absolute path; absent: standard output. */
  readonly file?: string;
  readonly mask: Mask;
}

/** Undefined: no history is asked for. */
export function historyTarget(
  { history, mask }: Options,
  { machine, settings }: { readonly machine: string; readonly settings: ProjectSettings | undefined },
  io: Io,
): HistoryTarget | { readonly problem: string } | undefined {
  const read = readMask([...(mask ?? []).flatMap(entriesOf), ...(settings?.mask ?? [])]);
  if (read.problems[0] !== undefined) return { problem: `--mask: ${read.problems[0]}` };
  if (history === undefined) {
    return mask === undefined ? undefined : { problem: '--mask is of a history: give --history FILE, too.' };
  }
  if (settings?.maskFault !== undefined) {
    return { problem: `--history: what it shall leave out cannot be read. ${settings.maskFault}` };
  }
  if (history === '-') return { mask: read.mask };
  const named = path.resolve(io.cwd, history);
  const isFolder = /[\\/]$/.test(history) || isHistoriesFolder(named) || isExistingFolder(named);
  const file = isFolder ? path.join(named, historyFileName(machine, new Date().toISOString())) : named;
  const folder = path.dirname(file);
  if (isHistoriesFolder(folder)) {
    try {
      makeHistoriesFolder(folder);
    } catch (error) {
      return { problem: `--history: the folder ${folder} cannot be made: ${reasonOf(error)}.` };
    }
  }
  if (!existsSync(folder)) return { problem: `--history: there is no folder ${folder}.` };
  return { file, mask: read.mask };
}

/** Behind commas; one in brackets belongs to its entry. */
function entriesOf(masks: string): string[] {
  return masks
    .split(/,(?![^[]*\])/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function isExistingFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The history while the run goes on. */
export class RunHistory {
  private readonly kept: HistoryFile | HistoryKeeper;

  constructor(
    private readonly target: HistoryTarget,
    earlier: EarlierRun | undefined,
  ) {
    const { file, mask } = target;
    this.kept = file === undefined ? new HistoryKeeper(mask) : new HistoryFile(file, { earlier: earlier?.saved, mask });
    if (earlier && this.kept instanceof HistoryKeeper) this.kept.addSaved(earlier.saved);
  }

  /** Whether standard output is taken. */
  get isPrinted(): boolean {
    return this.target.file === undefined;
  }

  set executionArn(arn: string) {
    this.kept.executionArn = arn;
  }

  add(event: RunEvent): void {
    this.kept.add(event);
  }

  /** Prints it, or completes its file. What became of it changes nothing about the run, and so not its exit code. */
  end(io: Io): void {
    const { kept } = this;
    const { file, mask } = this.target;
    if (kept instanceof HistoryKeeper) {
      io.data(JSON.stringify(kept.saved));
      return io.error(`The history ${dataWords(mask)}\n`);
    }
    const written = kept.close();
    io.error(`${fileWords(path.relative(io.cwd, file!) || file!, written)}\n`);
    if (written.form === 'document' || written.isBegun) io.error(`It ${dataWords(mask)}\n`);
  }
}

function fileWords(file: string, written: WrittenHistory): string {
  if (written.form === 'document') return `The history is in ${file}.`;
  const why = reasonOf(written.error);
  if (!written.isBegun) return `The history cannot be written to ${file}: ${why}.`;
  if (written.isWhole) {
    return `The history is in ${file} as lines, one for each event: ${why}. A run can go on from it all the same.`;
  }
  return `The history in ${file} is not whole: ${why}. A run can go on from what it holds.`;
}

function dataWords({ entries }: Mask): string {
  const what = 'holds the data of the run';
  if (entries.length > 0) return `${what}, but for what is masked: ${entries.join(', ')}.`;
  return `${what}; --mask, or "mask" of .vscode/stepwise.json, leaves values out.`;
}
