import { isJsonObject } from '../../json';
import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlersAround, takes } from '../handlers';

/** A child execution's own error, by whose name somebody would catch it: here it is States.TaskFailed. */
export const errorOfChild: Explain = ({ error, cause, state }) => {
  const resource = state?.definition['Resource'];
  if (error !== 'States.TaskFailed' || typeof resource !== 'string' || !resource.includes(':startExecution.sync'))
    return undefined;
  const child = parsedJson(cause);
  const own = isJsonObject(child ?? null) ? (child as { readonly Error?: unknown }).Error : undefined;
  const handlers = handlersAround(state);
  if (typeof own !== 'string' || handlers.some((handler) => takes(handler, error))) return undefined;
  const meant = handlers.find(({ names }) => names.includes(own));
  if (!meant) return undefined;
  return {
    sentence: phrase`${JSON.stringify(own)} is the error of the child, which the cause tells. The error of this state is "States.TaskFailed": the ${meant.kind} of "${meant.state.name}" has to name that.`,
  };
};
