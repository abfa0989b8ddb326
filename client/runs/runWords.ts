/** Runs in words, and as icons. */
import * as vscode from 'vscode';
import { durationText } from '../../core/l10n/durationText';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { RunRecord, RunStatus } from './runRecord';

interface Look {
  readonly words: () => Phrase;
  readonly icon: string;
  readonly color: string;
}

export const LOOKS: Readonly<Record<RunStatus, Look>> = {
  RUNNING: { words: () => phrase`Running`, icon: 'loading~spin', color: 'charts.blue' },
  SUCCEEDED: { words: () => phrase`Succeeded`, icon: 'pass', color: 'testing.iconPassed' },
  FAILED: { words: () => phrase`Failed`, icon: 'error', color: 'testing.iconFailed' },
  TIMED_OUT: { words: () => phrase`Timed out`, icon: 'watch', color: 'testing.iconFailed' },
  ABORTED: { words: () => phrase`Aborted`, icon: 'circle-slash', color: 'testing.iconSkipped' },
  INTERRUPTED: { words: () => phrase`Interrupted`, icon: 'debug-disconnect', color: 'testing.iconSkipped' },
};

/** The last part of a state's path. */
export function stateName(statePath: string): string {
  return statePath.split('/').at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~');
}

const DAY = 24 * 60 * 60 * 1000;

/** `21:05:12`, and with the day where that was more than a day ago. */
export function momentText(milliseconds: number): string {
  const isToday = Math.abs(Date.now() - milliseconds) < DAY;
  const day = isToday ? {} : ({ month: 'short', day: 'numeric' } as const);
  const options = { ...day, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(vscode.env.language, options).format(milliseconds);
}

/** `Failed · 21:05:12 · 1.4 s`. */
export function runLine({ status, startedAt, endedAt }: RunRecord): string {
  const duration = endedAt === undefined ? [] : [durationText(endedAt - startedAt)];
  return [LOOKS[status].words(), momentText(startedAt), ...duration].join(' · ');
}
