import { objectOf } from '../../json';
import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { handlerMeaning } from '../handlers';
import { resourceOf } from '../lastCall';

/** A child execution's own error, by whose name somebody would catch it: here it is States.TaskFailed. */
export const errorOfChild: Explain = ({ error, cause, state }) => {
  const resource = state && resourceOf(state);
  if (error !== 'States.TaskFailed' || resource?.includes(':startExecution.sync') !== true) return undefined;
  const { Error: own } = objectOf(parsedJson(cause));
  if (typeof own !== 'string') return undefined;
  const meant = handlerMeaning(own, error, state);
  if (!meant) return undefined;
  return {
    sentence: phrase`${JSON.stringify(own)} is the error of the child, which the cause tells. The error of this state is "States.TaskFailed": the ${meant.kind} of "${meant.state.name}" has to name that.`,
  };
};
