/** The saved history of a run that was launched: written as it grows, and read where a run goes on with an earlier one. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { standsIn, type RunEvent } from '../core/interpreter';
import { phrase } from '../core/l10n/phrase';
import type { Mask } from '../core/mask';
import type { LaunchArguments } from '../messages/debugClient';
import { isHistoriesFolder, makeHistoriesFolder, reasonOf } from '../project';
import { HistoryFile } from '../run';
import type { EarlierRun, HistoryFileOptions, HistoryTarget } from '../run';

/** A run of more events, those of child executions included, is not kept for Redrive. */
const MOST_EVENTS = 100_000;

/** A place beside a kept history, for that of another run: each keeps its own. */
export function besideKept(history: string | undefined): string | undefined {
  return history === undefined ? undefined : path.join(path.dirname(history), `${randomUUID()}.json`);
}

/** Where a run goes on, for the console. */
export function goesOnText({ checkpoint, hasMaskedInput }: EarlierRun): string {
  const states = standsIn(checkpoint)
    .map((state) => `"${state}"`)
    .join(', ');
  const how = checkpoint.redrive ? 'Redriven' : 'Resumed';
  const masked = hasMaskedInput
    ? phrase` The input of the execution was masked: $$.Execution.Input contains *** instead.`
    : '';
  return phrase`${how} after event ${checkpoint.events.length}${states && `, in ${states}`}.${masked}`;
}

/** What a launched run leaves behind: the history that the person asked for, and the one that Redrive goes on with. */
export class SavedRun {
  private readonly asked: HistoryFile | undefined;
  private readonly kept: HistoryFile | undefined;
  private readonly problems: string[] = [];
  private events = 0;

  constructor(
    private readonly target: HistoryTarget | undefined,
    private readonly args: Pick<LaunchArguments, 'keptHistory'>,
    earlier: EarlierRun | undefined,
  ) {
    const { file, mask, faults = [] } = target ?? {};
    this.problems.push(...faults.map(({ message }) => phrase`The history is not saved. ${message}`));
    this.asked = faults.length > 0 ? undefined : this.begin(file, { earlier: earlier?.saved, mask });
    // It lies in a folder of the client's own, and a run that goes on with it needs its data.
    this.kept = this.begin(args.keptHistory, { earlier: earlier?.saved });
  }

  set executionArn(arn: string) {
    if (this.asked) this.asked.executionArn = arn;
    if (this.kept) this.kept.executionArn = arn;
  }

  add(event: RunEvent): void {
    if (event.kind === 'note') return;
    this.asked?.add(event);
    if (++this.events <= MOST_EVENTS) this.kept?.add(event);
  }

  /** @returns sentences for the person */
  close(): { readonly words: readonly string[]; readonly problems: readonly string[] } {
    const { asked, kept, problems, args, target } = this;
    const words: string[] = [];
    if (asked && target?.file !== undefined) {
      const written = asked.close();
      if (written.form === 'document') words.push(askedWords(target.file, target.mask));
      else problems.push(phrase`The history was not saved to ${target.file}: ${reasonOf(written.error)}.`);
    }
    if (kept && args.keptHistory !== undefined) {
      const written = kept.close();
      if (written.form !== 'document' && !written.isBegun) {
        problems.push(
          phrase`This run cannot be redriven later, because its history cannot be stored: ${reasonOf(written.error)}.`,
        );
      } else if (this.events > MOST_EVENTS) {
        // Half of a history would be taken for the whole.
        rmSync(args.keptHistory, { force: true });
        const most = MOST_EVENTS.toLocaleString('en');
        words.push(
          phrase`This run has more than ${most} events, so its history is not stored and it cannot be redriven later.`,
        );
      }
    }
    return { words, problems };
  }

  private begin(file: string | undefined, options: HistoryFileOptions): HistoryFile | undefined {
    if (file === undefined) return undefined;
    try {
      const folder = path.dirname(path.resolve(file));
      if (isHistoriesFolder(folder)) makeHistoriesFolder(folder);
      else mkdirSync(folder, { recursive: true });
      return new HistoryFile(file, options);
    } catch (error) {
      // A run without its history is better than none.
      this.problems.push(phrase`The history cannot be saved to ${file}: ${reasonOf(error)}.`);
      return undefined;
    }
  }
}

function askedWords(file: string, { entries }: Mask): string {
  const but =
    entries.length === 0
      ? phrase`; set "stepwise.mask" to leave values out`
      : phrase`, except what is masked: ${entries.join(', ')}`;
  return phrase`The history is in ${file}. It contains the data of the run${but}.`;
}
