import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { lastCall, resourceOf } from '../lastCall';
import { replacing } from '../edit';
import { jsonInText, valueAt } from '../values';

/** `startExecution.sync` gives the child's output as a text, `.sync:2` as data. */
export const childOutputText: Explain = (failure) => {
  const { missing } = failure;
  if (missing?.steps[missing.found - 1] !== 'Output') return undefined;
  const inside = jsonInText(missing.holder);
  const visit = lastCall(failure);
  const resource = visit && resourceOf(visit.state);
  if (
    !visit ||
    !resource?.endsWith(':states:startExecution.sync') ||
    valueAt(inside, missing.steps.slice(missing.found)) === undefined
  )
    return undefined;
  const right = `${resource}:2`;
  return {
    sentence: phrase`startExecution.sync answers with the child's Output as a text. With "${right}" as Resource of "${visit.state.name}" it is data.`,
    ...replacing(visit.state, resource, right),
  };
};
