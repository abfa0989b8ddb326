/** Whether a retrier or catcher is meant for a failure. */
import type { Json } from '../json';
import type { StateFailure } from './stateFailure';

/** `ErrorEquals` as a list of names; anything else matches nothing. */
export function errorNames(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

/**
 * States.ALL matches all that can be handled, States.TaskFailed all but timeouts, States.Timeout a missed
 * heartbeat too. A terminal failure matches nothing, not even its own name (recorded).
 */
export function matchesError(names: readonly string[], failure: StateFailure): boolean {
  if (failure.terminal) return false;
  return names.some((name) => {
    if (name === 'States.ALL') return true;
    if (name === 'States.TaskFailed') return failure.error !== 'States.Timeout';
    if (name === 'States.HeartbeatTimeout' && failure.timeout === 'heartbeat') return true;
    return name === failure.error;
  });
}
