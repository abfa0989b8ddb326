import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlerMeaning } from '../handlers';

/** States.TaskFailed takes every error of a task but its timeout. */
export const taskFailedButTimeout: Explain = ({ error, state }) => {
  if (error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout') return undefined;
  const handler = handlerMeaning('States.TaskFailed', error, state);
  if (!handler) return undefined;
  return {
    sentence: phrase`The ${handler.kind} of "${handler.state.name}" does not take it: States.TaskFailed means every error but a timeout. Name "States.Timeout" there, too.`,
  };
};
