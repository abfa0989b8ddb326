/** Foretells what becomes of an error: whether a retrier or a catcher takes it, here or in a Parallel or Map around. */
import type { PausePoint } from '../core/interpreter/host';
import { isJsonObject } from '../core/json';
import type { State } from '../core/model/machine';

export function errorFate(point: PausePoint): 'retried' | 'caught' | 'uncaught' {
  if (point.fate === 'retried' || point.fate === 'caught') return point.fate;
  if (point.fate === 'terminal') return 'uncaught';
  const error = point.error?.error ?? '';
  for (let owner = point.state.scope.owner; owner; owner = owner.scope.owner) {
    // How often the state around was tried before is not known here: its first retries are meant.
    if (takes(owner, 'Retry', error)) return 'retried';
    if (takes(owner, 'Catch', error)) return 'caught';
  }
  return 'uncaught';
}

function takes(state: State, field: 'Catch' | 'Retry', error: string): boolean {
  const handlers = state.definition[field];
  if (!Array.isArray(handlers)) return false;
  const taking = handlers.filter(isJsonObject).find(({ ErrorEquals: names }) => {
    return Array.isArray(names) && names.some((name) => typeof name === 'string' && matches(name, error));
  });
  return taking !== undefined && taking['MaxAttempts'] !== 0;
}

function matches(name: string, error: string): boolean {
  if (name === error || name === 'States.ALL') return true;
  return name === 'States.TaskFailed' && error !== 'States.Timeout';
}
