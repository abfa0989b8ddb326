import { phrase } from '../../l10n/phrase';
import { nearestName } from '../../nearestName';
import type { Explain } from '../explanation';
import { handlersAround, takes } from '../handlers';

/** A Retry or Catch that spells the name of the error a little otherwise. */
export const nearErrorName: Explain = ({ error, state }) => {
  const handlers = handlersAround(state);
  if (error === '' || error.startsWith('States.') || handlers.some((handler) => takes(handler, error)))
    return undefined;
  for (const { state: owner, kind, names, at } of handlers) {
    const own = names.filter((name) => !name.startsWith('States.'));
    const near = own.find((name) => bare(name) === bare(error)) ?? nearestName(error, own);
    if (near === undefined || near.replace(/\d+/g, '') === error.replace(/\d+/g, '')) continue;
    const index = (owner.definition[kind] as { ErrorEquals: string[] }[])[at[1] as number]!.ErrorEquals.indexOf(near);
    return {
      sentence: phrase`The ${kind} of "${owner.name}" names ${JSON.stringify(near)}, and the error is called ${JSON.stringify(error)}: names of errors must be the same, letter by letter.`,
      edit: {
        title: phrase`Change to ${JSON.stringify(error)}`,
        statePath: owner.path,
        at: [...at, index],
        was: near,
        value: error,
      },
    };
  }
  return undefined;
};

/** `CardDeclinedError` and `errors.CardDeclined` are often meant for one another. */
function bare(name: string): string {
  return name
    .replace(/^.*\./, '')
    .replace(/(?:Error|Exception)$/, '')
    .toLowerCase();
}
