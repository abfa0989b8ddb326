import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlersAround, takes } from '../handlers';

/** States.Timeout is the time of a state, not that of its function. */
export const functionTimedOut: Explain = ({ error, state }) => {
  if (error !== 'Sandbox.Timedout') return undefined;
  const handlers = handlersAround(state);
  if (handlers.some((handler) => takes(handler, error))) return undefined;
  const meant = handlers.find(({ names }) => names.includes('States.Timeout'));
  if (!meant) return undefined;
  return {
    sentence: phrase`The ${meant.kind} of "${meant.state.name}" does not take it: States.Timeout is the time of the state. A function whose own time is up fails with "Sandbox.Timedout".`,
  };
};
