/** Next or End. */
import type { State } from '../../model/machine';
import type { Closing } from '../fields';
import type { Completion } from '../step';

/** Where a state goes that ends well. */
export function wayOnward(state: State): Pick<Completion, 'transition' | 'next'> {
  const { Next: name } = state.definition;
  return typeof name === 'string' ? { transition: 'next', next: name } : { transition: 'end' };
}

/** The same with what the state leaves behind. All completions have one shape, which the engine knows how to read fast. */
export function onward(state: State): (closing: Closing) => Completion {
  const { transition, next } = wayOnward(state);
  return ({ output, assigned }) => ({ output, assigned, transition, index: 0, next });
}
