/** Next or End. */
import type { State } from '../../model/machine';
import type { Closing } from '../fields';
import type { Completion } from '../step';

/** Where a state goes when it ends well. All completions have one shape, which the engine knows how to read fast. */
export function onward(state: State): (closing: Closing) => Completion {
  const { Next: name } = state.definition;
  const next = typeof name === 'string' ? name : undefined;
  const transition = next === undefined ? 'end' : 'next';
  return ({ output, assigned }) => ({ output, assigned, transition, index: 0, next });
}
