/** What the statuses are called. Colour never says it alone. */
import type { Asked } from '../../messages/graphWebview';
import { visible } from '../../core/escape/visible';
import type { ExecutionStatus } from '../../core/interpreter/historyEvent';
import { durationOf, type StateMarks, type StateStatus } from '../../core/graph/runView';
import { durationText } from '../../core/l10n/durationText';
import { phrase, type Phrase } from '../../core/l10n/phrase';

const STATUS_WORDS: Readonly<Record<StateStatus, () => Phrase>> = {
  none: () => phrase`Not reached`,
  running: () => phrase`Running`,
  waiting: () => phrase`Waiting`,
  retrying: () => phrase`Retrying`,
  succeeded: () => phrase`Succeeded`,
  failed: () => phrase`Failed`,
  caught: () => phrase`Caught`,
  aborted: () => phrase`Aborted`,
};

export const RUN_WORDS: Readonly<Record<ExecutionStatus | 'NONE', { words: () => Phrase; status: StateStatus }>> = {
  NONE: { words: () => phrase`Not run yet`, status: 'none' },
  RUNNING: { words: () => phrase`Running`, status: 'running' },
  SUCCEEDED: { words: () => phrase`Succeeded`, status: 'succeeded' },
  FAILED: { words: () => phrase`Failed`, status: 'failed' },
  TIMED_OUT: { words: () => phrase`Timed out`, status: 'failed' },
  ABORTED: { words: () => phrase`Aborted`, status: 'aborted' },
};

/** Why a run that is not over does not go on: the debugger stopped it, a person is asked, or it waits for a token. */
export type Standing = 'stopped' | 'asked' | 'waits';

export const STANDING_WORDS: Readonly<Record<Standing, () => Phrase>> = {
  stopped: () => phrase`Stopped`,
  asked: () => phrase`Needs your answer`,
  waits: () => phrase`Waiting`,
};

/** What only a person can answer goes first. */
export function standingOf(asked: readonly Pick<Asked, 'waits'>[]): Standing | undefined {
  if (asked.length === 0) return undefined;
  return asked.every(({ waits }) => waits) ? 'waits' : 'asked';
}

export function statusWord(status: StateStatus): Phrase {
  return STATUS_WORDS[status]();
}

/** The second line of a node in a run: `Succeeded · 320 ms`, `Caught OutOfStock`, or why the state does not go on. */
export function statusLine(marks: StateMarks, standing?: Standing): string {
  if (standing && marks.endedAt === undefined) return STANDING_WORDS[standing]();
  const words = statusWord(marks.status);
  const error = marks.error?.error;
  if (error && (marks.status === 'failed' || marks.status === 'caught')) return `${words} · ${visible(error)}`;
  if (marks.status === 'retrying' && marks.retrier)
    return phrase`${words} in ${secondsText(marks.retrier.delaySeconds)}`;
  if (marks.isInferred && marks.status === 'succeeded') return `${words} · ${phrase`inferred`}`;
  if (marks.lacksChildren && marks.endedAt !== undefined) return `${words} · ${phrase`inside not known`}`;
  // A state that passes data on takes no time worth a word.
  const duration = durationOf(marks);
  return duration === undefined || duration === 0 ? words : `${words} · ${durationText(duration)}`;
}

/** The same where there is no room for all of it: the error, or how long it took, beside an icon that tells the status. */
export function shortStatusLine(marks: StateMarks, standing?: Standing): string {
  const line = statusLine(marks, standing);
  const word = `${statusWord(marks.status)} · `;
  return line.startsWith(word) ? line.slice(word.length) : line;
}

function secondsText(seconds: number): string {
  return durationText(Math.round(seconds * 1000));
}

/** `2/3` where the retrier's limit is known, else `2`; undefined where nothing was retried. */
export function retryText(marks: StateMarks, maxAttempts: readonly number[] | undefined): string | undefined {
  if (marks.retries === 0) return undefined;
  const limit = marks.retrier && maxAttempts?.[marks.retrier.index];
  return limit === undefined ? String(marks.retries) : `${marks.retrier?.attempt ?? marks.retries}/${limit}`;
}
