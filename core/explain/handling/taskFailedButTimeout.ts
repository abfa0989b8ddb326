import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlersAround, takes } from '../handlers';

/** States.TaskFailed takes every error of a task but its timeout. */
export const taskFailedButTimeout: Explain = ({ error, state }) => {
  if (error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout') return undefined;
  const handlers = handlersAround(state);
  if (handlers.some((handler) => takes(handler, error))) return undefined;
  const handler = handlers.find(({ names }) => names.includes('States.TaskFailed'));
  if (!handler) return undefined;
  return {
    sentence: phrase`The ${handler.kind} of "${handler.state.name}" does not take it: States.TaskFailed means every error but a timeout. Name "States.Timeout" there, too.`,
  };
};
