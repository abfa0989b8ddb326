import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { failureOf } from '../../history/failure';
import { handlersAround, takes } from '../handlers';

/** A class of errors of JavaScript is called Error as long as nobody sets its name. */
export const errorWithoutName: Explain = ({ error, cause, state }) => {
  if (error !== 'Error' || failureOf({ error, cause }).frames.length === 0) return undefined;
  const handlers = handlersAround(state);
  if (handlers.some((handler) => takes(handler, error))) return undefined;
  const own = handlers.flatMap((handler) => handler.names.map((name) => ({ ...handler, name })));
  const meant = own.find(({ name }) => !/[. ]/.test(name));
  if (!meant) return undefined;
  return {
    sentence: phrase`The error is called "Error", so the ${meant.kind} for ${JSON.stringify(meant.name)} does not take it. A class that extends Error has a name of its own only where its constructor sets one: this.name = ${JSON.stringify(meant.name)}.`,
  };
};
