import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlersAround } from '../handlers';

const NEVER = ['States.Runtime', 'States.DataLimitExceeded'];

/** A Catch of States.ALL that takes not quite all. */
export const neverCaught: Explain = ({ error, state }) => {
  if (!NEVER.includes(error)) return undefined;
  const handler = handlersAround(state).find(({ names, kind }) => kind === 'Catch' && names.includes('States.ALL'));
  if (!handler) return undefined;
  return {
    sentence: phrase`The Catch of "${handler.state.name}" does not take it: States.ALL means every error but States.Runtime and States.DataLimitExceeded.`,
  };
};
