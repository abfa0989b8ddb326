/** Next or End. */
import type { State } from '../../model/machine';
import type { Completion } from '../step';

/** Where a state goes when it ends well. */
export function onward(state: State): Pick<Completion, 'transition' | 'next'> {
  const { Next: next } = state.definition;
  return typeof next === 'string' ? { transition: 'next', next } : { transition: 'end' };
}
