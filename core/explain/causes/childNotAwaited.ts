import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { lastCall, resourceOf } from '../lastCall';
import { replacing } from '../edit';

/** What a child execution gives, of a call that only starts it. */
export const childNotAwaited: Explain = (failure) => {
  const { missing } = failure;
  if (missing?.steps[missing.found] !== 'Output' || !isJsonObject(missing.holder)) return undefined;
  // What the call itself answers: another's Output is no child's.
  if (!Object.hasOwn(missing.holder, 'ExecutionArn')) return undefined;
  const visit = lastCall(failure);
  const resource = visit && resourceOf(visit.state);
  if (!visit || !resource?.endsWith(':states:startExecution')) return undefined;
  const right = `${resource}.sync:2`;
  return {
    sentence: phrase`"${visit.state.name}" only starts the child execution and waits for no answer. With "${right}" as Resource it waits, and answers with the child's Output.`,
    ...replacing(visit.state, resource, right),
  };
};
