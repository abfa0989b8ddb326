import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlerMeaning } from '../handlers';

/** States.Timeout is the time of a state, not that of its function. */
export const functionTimedOut: Explain = ({ error, state }) => {
  if (error !== 'Sandbox.Timedout') return undefined;
  const meant = handlerMeaning('States.Timeout', error, state);
  if (!meant) return undefined;
  return {
    sentence: phrase`The ${meant.kind} of "${meant.state.name}" does not take it: States.Timeout is the time of the state. A function whose own time is up fails with "Sandbox.Timedout".`,
  };
};
