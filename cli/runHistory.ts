/** The history of a run that the command line asks for: where it goes, what it leaves out, and the words about it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Mask } from '../core/mask';
import type { RunEvent } from '../core/interpreter/historyEvent';
import { phrase } from '../core/l10n/phrase';
import { isHistoriesFolder, makeHistoriesFolder, reasonOf } from '../project';
import { HistoryFile, HistoryKeeper, TERMINAL } from '../run';
import type { EarlierRun, HistoryTarget, WrittenHistory } from '../run';
import type { Io } from './io';

/** Why the history cannot go there, if so: the run does not begin. Makes the folder of histories where it is missing. */
export function historyProblem(target: HistoryTarget | undefined): string | undefined {
  const [fault] = target?.faults ?? [];
  if (fault?.option === 'history')
    return phrase`The history cannot be saved, because "mask" cannot be read. ${fault.message}`;
  if (fault) return `${TERMINAL.called(fault.option)}: ${fault.message}`;
  if (target?.file === undefined) return undefined;
  const folder = path.dirname(target.file);
  if (isHistoriesFolder(folder)) {
    try {
      makeHistoriesFolder(folder);
    } catch (error) {
      return phrase`The folder of --history cannot be created: ${folder}: ${reasonOf(error)}.`;
    }
  }
  return existsSync(folder) ? undefined : phrase`The folder of --history does not exist: ${folder}.`;
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
      return io.error(phrase`The history ${dataWords(mask)}\n`);
    }
    const written = kept.close();
    io.error(`${fileWords(path.relative(io.cwd, file!) || file!, written)}\n`);
    if (written.form === 'document' || written.isBegun) io.error(`It ${dataWords(mask)}\n`);
  }
}

function fileWords(file: string, written: WrittenHistory): string {
  if (written.form === 'document') return phrase`The history is in ${file}.`;
  const why = reasonOf(written.error);
  if (!written.isBegun) return phrase`The history cannot be written to ${file}: ${why}.`;
  if (written.isWhole) {
    return phrase`The history is in ${file}, one line for each event: ${why}. It can still be resumed or redriven.`;
  }
  return phrase`The history in ${file} is incomplete: ${why}. A run can continue from what it contains.`;
}

function dataWords({ entries }: Mask): string {
  const what = phrase`contains the data of the run`;
  if (entries.length > 0) return phrase`${what}, except what is masked: ${entries.join(', ')}.`;
  return phrase`${what}. To leave values out, use --mask or "mask" in .vscode/stepwise.json.`;
}
