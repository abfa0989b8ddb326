/** What the statuses are called. Colour never says it alone. */
import { visible } from '../../core/escape/visible';
import type { ExecutionStatus } from '../../core/interpreter/historyEvent';
import { durationOf, type StateMarks, type StateStatus } from '../../core/graph/runView';
import { durationText } from '../../core/durationText';

export const STATUS_WORDS: Readonly<Record<StateStatus, string>> = {
  none: 'Not reached',
  running: 'Running',
  waiting: 'Waiting',
  retrying: 'Retrying',
  succeeded: 'Succeeded',
  failed: 'Failed',
  caught: 'Caught',
  aborted: 'Aborted',
};

export const RUN_WORDS: Readonly<Record<ExecutionStatus | 'NONE', { text: string; status: StateStatus }>> = {
  NONE: { text: 'Not run yet', status: 'none' },
  RUNNING: { text: 'Running', status: 'running' },
  SUCCEEDED: { text: 'Succeeded', status: 'succeeded' },
  FAILED: { text: 'Failed', status: 'failed' },
  TIMED_OUT: { text: 'Timed out', status: 'failed' },
  ABORTED: { text: 'Aborted', status: 'aborted' },
};

/** The second line of a node in a run: `Succeeded · 320 ms`, `Caught OutOfStock`. */
export function statusLine(marks: StateMarks): string {
  const words = STATUS_WORDS[marks.status];
  const error = marks.error?.error;
  if (error && (marks.status === 'failed' || marks.status === 'caught')) return `${words} · ${visible(error)}`;
  if (marks.status === 'retrying' && marks.retrier) return `${words} in ${secondsText(marks.retrier.delaySeconds)}`;
  // A state that passes data on takes no time worth a word.
  const duration = durationOf(marks);
  return duration === undefined || duration === 0 ? words : `${words} · ${durationText(duration)}`;
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
