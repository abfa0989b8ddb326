/** What an earlier run recorded of a state's failures, as retriers and catchers see it. */
import { RetryCounters, type Retrier } from '../retrier';
import { StateFailure } from '../stateFailure';
import type { FailurePoint } from './strandPoint';

/** A failure as recorded: causes have their prefix, timeouts their empty cause. */
export function failureOf({ error, cause, timedOut, at }: FailurePoint): StateFailure {
  return new StateFailure({
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(timedOut && { timeout: 'task' as const }),
    ...(at !== undefined && { since: Date.parse(at) }),
    terminal: error === 'States.Runtime',
  });
}

/** Counters that have answered the failures so far; undefined where there was none. */
export function countersOf(retriers: readonly Retrier[], failures: readonly FailurePoint[]): RetryCounters | undefined {
  if (retriers.length === 0 || failures.length === 0) return undefined;
  const counters = new RetryCounters(retriers);
  for (const failure of failures) counters.next(failureOf(failure));
  return counters;
}
