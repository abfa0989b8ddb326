/** Foretells whether an error ends the run: no retrier and no catcher, here or in a Parallel or Map around, takes it. */
import type { PausePoint } from '../core/interpreter/host';
import type { State } from '../core/model/machine';
import { isJsonObject } from '../core/json';
import type { Json } from '../core/json';

/** These two are never matched by States.ALL (Error handling in Step Functions: "States.ALL … terminal errors"). */
const TERMINAL_ERRORS = new Set(['States.DataLimitExceeded', 'States.Runtime']);

export function isUncaught(point: PausePoint): boolean {
  const error = point.error?.error ?? '';
  if (takes(point.state, 'Catch', error) || retries(point.state, error, point.attempt)) return false;
  for (let owner = point.state.scope.owner; owner; owner = owner.scope.owner) {
    if (takes(owner, 'Catch', error) || retries(owner, error, 0)) return false;
  }
  return true;
}

function takes(state: State, field: 'Catch' | 'Retry', error: string): boolean {
  return handler(state, field, error) !== undefined;
}

function retries(state: State, error: string, attempt: number): boolean {
  const retrier = handler(state, 'Retry', error);
  if (!retrier) return false;
  const limit = retrier['MaxAttempts'];
  return attempt < (typeof limit === 'number' ? limit : 3);
}

function handler(state: State, field: 'Catch' | 'Retry', error: string): { [key: string]: Json } | undefined {
  const handlers = state.definition[field];
  if (!Array.isArray(handlers)) return undefined;
  return handlers.filter(isJsonObject).find((entry) => {
    const names = entry['ErrorEquals'];
    return Array.isArray(names) && names.some((name) => typeof name === 'string' && matches(name, error));
  });
}

function matches(name: string, error: string): boolean {
  if (name === error) return true;
  if (name === 'States.ALL') return !TERMINAL_ERRORS.has(error);
  return name === 'States.TaskFailed' && error !== 'States.Timeout' && !TERMINAL_ERRORS.has(error);
}
