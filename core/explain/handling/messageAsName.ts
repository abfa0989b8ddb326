import { failureOf } from '../../history/failure';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlerMeaning } from '../handlers';

/** A Retry or Catch that names what the error says, and not what it is called: `raise Exception("OutOfStock")`. */
export const messageAsName: Explain = ({ error, cause, state }) => {
  const { message } = failureOf({ error, cause });
  if (error === '' || message === undefined) return undefined;
  const meant = handlerMeaning(message, error, state);
  if (!meant) return undefined;
  return {
    sentence: phrase`The ${meant.kind} of "${meant.state.name}" names ${JSON.stringify(message)}, which is what the error says. It is called ${JSON.stringify(error)}: an error class of its own has a name of its own.`,
  };
};
